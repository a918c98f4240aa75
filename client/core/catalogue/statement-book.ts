import type { Statement, StatementOf, StatementType } from "../../../crypto/protocol/exports.ts";
import type { PackEntry } from "./pack-entries.ts";
import { identityOf } from "./pack-entries.ts";

/** Highest verified revision that this device saw of each statement, with its digest: it never goes back. */
export type Heads = Record<string, readonly [revision: number, digest: string]>;

/** The current statements of the market: of each identity, the highest revision among the packs that are held. */
export interface StatementBook {
  /**
   * Takes a pack in. Entries that contradict {@link Heads} are left out. `kept`: made of what the server no longer
   * offers, so that it does not heal what is reported as rolled back.
   */
  addPack(digest: string, entries: readonly PackEntry[], verified: boolean, kept?: boolean): void;
  removePack(digest: string): void;
  has(digest: string): boolean;
  readonly packs: readonly string[];
  /** Entries of a pack that have not been verified yet. */
  unverified(): readonly { readonly pack: string; readonly entries: readonly PackEntry[] }[];
  /** Ends the verification of a pack: forged ones are dropped, heads rise. */
  settle(pack: string, forged: ReadonlySet<string>): void;
  readonly heads: Heads;
  /** Identities of which only an older revision, or another of the same number, was offered than one already seen. */
  rolledBack(): readonly string[];
  get<T extends StatementType>(type: T, author: string, subject: string): Current<StatementOf<T>> | null;
  all<T extends StatementType>(type: T): readonly Current<StatementOf<T>>[];
}

export interface Current<S extends Statement> {
  readonly statement: S;
  readonly verified: boolean;
}

interface Held {
  readonly entry: PackEntry;
  readonly kept: boolean;
  verified: boolean;
}

/** An empty book that never goes below `heads`. */
export function createStatementBook(heads: Heads): StatementBook {
  const packs = new Map<string, Held[]>();
  const floor: Heads = { ...heads };
  let current: Map<string, Held> | null = null;
  let behind: string[] = [];

  function acceptable({ entry }: Held): boolean {
    const seen = floor[entry.identity];
    if (seen === undefined || entry.statement.revision > seen[0]) return true;
    return entry.statement.revision === seen[0] && entry.digest === seen[1];
  }

  function winners(): Map<string, Held> {
    if (current) return current;
    const found = new Map<string, Held>();
    const refused = new Set<string>();
    for (const held of [...packs.values()].flat()) {
      const { identity, statement, digest } = held.entry;
      if (!acceptable(held)) {
        refused.add(identity);
        continue;
      }
      const other = found.get(identity);
      const newer = other === undefined || statement.revision > other.entry.statement.revision;
      // Two of one number: the same on every device, whichever came first.
      const sameButFirst = statement.revision === other?.entry.statement.revision && digest < other.entry.digest;
      if (newer || sameButFirst) found.set(identity, held);
    }
    behind = [...refused].filter((identity) => found.get(identity)?.kept ?? true);
    current = found;
    return found;
  }

  const asCurrent = <S extends Statement>(held: Held): Current<S> => ({
    statement: held.entry.statement as S,
    verified: held.verified,
  });

  return {
    addPack: (digest, entries, verified, kept = false) => {
      packs.set(
        digest,
        entries.map((entry) => ({ entry, verified, kept })),
      );
      current = null;
    },
    removePack: (digest) => {
      if (packs.delete(digest)) current = null;
    },
    has: (digest) => packs.has(digest),
    get packs() {
      return [...packs.keys()];
    },
    unverified: () =>
      [...packs].flatMap(([pack, held]) => {
        const entries = held.filter(({ verified }) => !verified).map(({ entry }) => entry);
        return entries.length > 0 ? [{ pack, entries }] : [];
      }),
    settle: (pack, forged) => {
      const held = (packs.get(pack) ?? []).filter(({ entry }) => !forged.has(entry.digest));
      for (const one of held) one.verified = true;
      if (packs.has(pack)) packs.set(pack, held);
      current = null;
      for (const { entry, verified } of winners().values()) {
        if (verified) floor[entry.identity] = [entry.statement.revision, entry.digest];
      }
      current = null;
    },
    get heads() {
      return floor;
    },
    rolledBack: () => {
      winners();
      return behind;
    },
    get: (type, author, subject) => {
      const held = winners().get(identityOf({ type, author, subject }));
      return held ? asCurrent(held) : null;
    },
    all: (type) =>
      [...winners().values()].filter(({ entry }) => entry.statement.type === type).map((held) => asCurrent(held)),
  };
}
