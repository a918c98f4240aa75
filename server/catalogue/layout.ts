import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import { type StatementBook, subjectOf } from "../statements/statement-book.ts";
import { changesFullBytes, inReadingOrder, intoParts, intoPieces } from "./packing.ts";
import { makePacks, type Pack } from "./packs.ts";

/** When the packs of changes outgrow this, or a fifth of the rest, everything is laid out anew. */
const changesBytesMax = 256 * 1024;

const sizeOf = (packs: readonly Pack[]): number => packs.reduce((sum, pack) => sum + pack.bytes.length, 0);
const wireBytesOf = (statements: readonly SignedStatement[]): number =>
  statements.reduce((sum, signed) => sum + signed.wire.length, 0);
const namesOf = (statements: readonly SignedStatement[]): string => statements.map((signed) => signed.digest).join();

/** Packs of changes, side by side: what changed is there as soon as all are. */
const packsOf = async (ordered: readonly SignedStatement[]): Promise<Pack[]> =>
  (await Promise.all(intoPieces(ordered).map(makePacks))).flat();

/** The listed statements as packs. */
export interface Layout {
  /** In the order in which a reader should read them. */
  packs(): readonly Pack[];
  /**
   * Everything in reading order. Parts that have not changed keep their packs; what changes meanwhile follows in packs
   * of its own.
   */
  layOut(): Promise<void>;
  /**
   * Adds what changed as a small pack at the end, with everything of a party that has just been let in. Lays everything
   * out anew when a party was shut out, which must not stay behind in older packs.
   */
  take(changed: readonly SignedStatement[]): Promise<void>;
  /** Whether the packs of changes have outgrown the rest, and it is time to lay out anew. */
  outgrown(): boolean;
}

/**
 * A base, in reading order, and a tail of small packs that carry what changed since. A tail pack is merged into the one
 * before when it has grown to half of it, until that is full: old packs stay as they are, their number stays small, and
 * no change waits for more than one full pack to be compressed.
 */
export function createLayout(book: StatementBook): Layout {
  let base: Pack[] = [];
  let tail: Pack[] = [];
  let admitted = new Set<string>();
  // What was added while everything is being laid out, which the new base may not hold.
  let meanwhile: SignedStatement[] = [];
  let layingOut: Promise<void> = Promise.resolve();

  const isCurrent = (signed: SignedStatement): boolean => {
    const { statement, digest } = signed;
    const current = book.get(statement.type, statement.author, subjectOf(statement));
    return book.isListed(statement) && current?.digest === digest;
  };

  const layOutNow = async (): Promise<void> => {
    meanwhile = [];
    const listed = [...book.all()].filter((signed) => book.isListed(signed.statement));
    const admittedNow = new Set(listed.map(({ statement }) => statement.author).filter((id) => book.isAccredited(id)));
    const known = new Map(base.map((pack) => [namesOf(pack.statements), pack]));
    const laidOut: Pack[] = [];
    for (const part of intoParts(inReadingOrder(listed))) {
      const same = known.get(namesOf(part));
      laidOut.push(...(same === undefined ? await makePacks(part) : [same]));
    }
    let following: Pack[] = [];
    for (let seen = -1; seen !== meanwhile.length;) {
      seen = meanwhile.length;
      const since = inReadingOrder(new Set(meanwhile.filter(isCurrent)));
      following = await packsOf(since);
    }
    tail = following;
    base = laidOut;
    admitted = new Set([...admitted, ...admittedNow].filter((id) => book.isAccredited(id) && !book.isReplaced(id)));
  };

  const layOut = (): Promise<void> => {
    const done = layingOut.then(layOutNow);
    layingOut = done.catch(() => undefined);
    return done;
  };

  const append = async (statements: readonly SignedStatement[]): Promise<void> => {
    const fresh = statements.filter(isCurrent);
    if (fresh.length === 0) return;
    meanwhile.push(...fresh);
    let newest = inReadingOrder(new Set(fresh));
    const kept = [...tail];
    const mergedBytesMax = () => Math.min(2 * wireBytesOf(newest), changesFullBytes);
    while (kept.length > 0 && kept.at(-1)!.bytes.length < mergedBytesMax()) {
      newest = inReadingOrder(new Set([...kept.pop()!.statements.filter(isCurrent), ...newest]));
    }
    tail = [...kept, ...(await packsOf(newest))];
  };

  return {
    packs: () => [...base, ...tail],
    layOut,
    take: async (changed) => {
      const judged = changed.flatMap(({ statement }) =>
        statement.type === "accreditation" ? [statement.subject, ...book.successorsOf(statement.subject)] : [],
      );
      const replaced = changed.flatMap(({ statement }) => {
        if (statement.type !== "party") return [];
        return book.claimsOf(statement.author).map(({ statement: { subject } }) => subject);
      });
      const shutOut = judged.some((id) => admitted.has(id) && !book.isAccredited(id));
      // What a key said about its goods goes with it, once the next one has introduced itself.
      const replacedNow = replaced.filter((id) => admitted.has(id) && book.isReplaced(id));
      // Who is a steward decides about everyone.
      if (shutOut || replacedNow.length > 0 || changed.some(({ statement }) => statement.type === "instance"))
        return layOut();
      const letIn = judged.filter((id) => !admitted.has(id) && book.isAccredited(id));
      for (const id of letIn) admitted.add(id);
      await append([...changed, ...letIn.flatMap((id) => book.ofAuthor(id))]);
    },
    outgrown: () => sizeOf(tail) > Math.max(changesBytesMax, sizeOf(base) / 5),
  };
}
