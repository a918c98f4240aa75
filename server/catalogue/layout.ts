import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import { type StatementBook, subjectOf } from "../statements/statement-book.ts";
import { inReadingOrder, intoParts } from "./packing.ts";
import { makePacks, type Pack } from "./packs.ts";

/** When the packs of changes outgrow this, or a fifth of the rest, everything is laid out anew. */
const changesBytesMax = 256 * 1024;

const sizeOf = (packs: readonly Pack[]): number => packs.reduce((sum, pack) => sum + pack.bytes.length, 0);
const wireBytesOf = (statements: readonly SignedStatement[]): number =>
  statements.reduce((sum, signed) => sum + signed.wire.length, 0);
const namesOf = (statements: readonly SignedStatement[]): string => statements.map((signed) => signed.digest).join();

/** The listed statements as packs. */
export interface Layout {
  /** In the order in which a reader should read them. */
  packs(): readonly Pack[];
  /** Everything in reading order. Parts that have not changed keep their packs. */
  layOut(): Promise<void>;
  /** Adds what changed as a small pack at the end; lays everything out anew once such packs have outgrown the rest. */
  append(changed: readonly SignedStatement[]): Promise<void>;
}

/**
 * A base, in reading order, and a tail of small packs that carry what changed since. A tail pack is merged into the one
 * before when it has grown to half of it, so that old packs stay as they are and their number stays small.
 */
export function createLayout(book: StatementBook): Layout {
  let base: Pack[] = [];
  let tail: Pack[] = [];

  const isCurrent = (signed: SignedStatement): boolean => {
    const { statement, digest } = signed;
    const current = book.get(statement.type, statement.author, subjectOf(statement));
    return book.isListed(statement) && current?.digest === digest;
  };

  const layOut = async (): Promise<void> => {
    const listed = [...book.all()].filter((signed) => book.isListed(signed.statement));
    const known = new Map(base.map((pack) => [namesOf(pack.statements), pack]));
    const laidOut: Pack[] = [];
    for (const part of intoParts(inReadingOrder(listed))) {
      const same = known.get(namesOf(part));
      laidOut.push(...(same === undefined ? await makePacks(part, "thorough") : [same]));
    }
    base = laidOut;
    tail = [];
  };

  return {
    packs: () => [...base, ...tail],
    layOut,
    async append(changed) {
      const fresh = changed.filter(isCurrent);
      if (fresh.length === 0) return;
      let newest = inReadingOrder(fresh);
      const kept = [...tail];
      while (kept.length > 0 && kept.at(-1)!.bytes.length < 2 * wireBytesOf(newest)) {
        newest = inReadingOrder(new Set([...kept.pop()!.statements.filter(isCurrent), ...newest]));
      }
      tail = [...kept, ...(await makePacks(newest, "quick"))];
      if (sizeOf(tail) > Math.max(changesBytesMax, sizeOf(base) / 5)) await layOut();
    },
  };
}
