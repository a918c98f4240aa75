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
  /** SHA-256 of its wire bytes, 43 characters. */
  readonly digest: string;
}

interface Held extends Current<Statement> {
  entry: PackEntry;
  readonly kept: boolean;
  verified: boolean;
}

const noBytes = new Uint8Array();

/** Without the bytes that its signature is over: once it is verified nobody asks for them, and they are most of a pack. */
const withoutBytes = (entry: PackEntry): PackEntry => ({ ...entry, wire: noBytes });

/** An empty book that never goes below `heads`. */
export function createStatementBook(heads: Heads): StatementBook {
  const packs = new Map<string, readonly Held[]>();
  const floor: Heads = { ...heads };
  // What each pack says about an identity; and of it what counts, by type. Kept as packs come and go, so that one more
  // pack costs what is in it and not what is in the market.
  const offered = new Map<string, Held[]>();
  const current = new Map<StatementType, Map<string, Held>>();
  const lists = new Map<StatementType, readonly Held[]>();
  const behind = new Set<string>();
  const pending = new Set<string>();

  function acceptable({ entry }: Held): boolean {
    const seen = floor[entry.identity];
    if (seen === undefined || entry.statement.revision > seen[0]) return true;
    return entry.statement.revision === seen[0] && entry.digest === seen[1];
  }

  /** Which of those offered counts: the highest revision; of two of one number the same on every device. */
  function winnerOf(candidates: readonly Held[]): Held | undefined {
    let winner: Held | undefined;
    for (const held of candidates) {
      if (!acceptable(held)) continue;
      const { statement, digest } = held.entry;
      const best = winner?.entry;
      const newer = best === undefined || statement.revision > best.statement.revision;
      if (newer || (statement.revision === best.statement.revision && digest < best.digest)) winner = held;
    }
    return winner;
  }

  function choose(identity: string, type: StatementType): void {
    const candidates = offered.get(identity) ?? [];
    const winner = winnerOf(candidates);
    const ofType = current.get(type) ?? new Map<string, Held>();
    current.set(type, ofType);
    if (winner === undefined) ofType.delete(identity);
    else ofType.set(identity, winner);
    lists.delete(type);
    const refused = candidates.some((held) => !acceptable(held));
    if (refused && (winner?.kept ?? true)) behind.add(identity);
    else behind.delete(identity);
  }

  function put(digest: string, list: readonly Held[]): void {
    packs.set(digest, list);
    if (list.some(({ verified }) => !verified)) pending.add(digest);
    for (const held of list) {
      const { identity } = held.entry;
      const others = offered.get(identity);
      if (others === undefined) offered.set(identity, [held]);
      else others.push(held);
    }
    for (const { entry } of list) choose(entry.identity, entry.statement.type);
  }

  function take(digest: string): readonly Held[] {
    const list = packs.get(digest) ?? [];
    packs.delete(digest);
    pending.delete(digest);
    for (const held of list) {
      const { identity, statement } = held.entry;
      const rest = (offered.get(identity) ?? []).filter((other) => other !== held);
      if (rest.length === 0) offered.delete(identity);
      else offered.set(identity, rest);
      choose(identity, statement.type);
    }
    return list;
  }

  return {
    addPack: (digest, entries, verified, kept = false) => {
      take(digest);
      put(
        digest,
        entries.map((entry) => ({
          entry: verified ? withoutBytes(entry) : entry,
          statement: entry.statement,
          digest: entry.digest,
          verified,
          kept,
        })),
      );
    },
    removePack: (digest) => void take(digest),
    has: (digest) => packs.has(digest),
    get packs() {
      return [...packs.keys()];
    },
    unverified: () =>
      [...pending].map((pack) => ({
        pack,
        entries: (packs.get(pack) ?? []).filter(({ verified }) => !verified).map(({ entry }) => entry),
      })),
    settle: (pack, forged) => {
      if (!packs.has(pack)) return;
      const genuine = take(pack).filter(({ entry }) => !forged.has(entry.digest));
      for (const held of genuine) {
        held.verified = true;
        held.entry = withoutBytes(held.entry);
      }
      put(pack, genuine);
      for (const { entry } of genuine) {
        const winner = current.get(entry.statement.type)?.get(entry.identity);
        if (winner?.verified !== true) continue;
        floor[entry.identity] = [winner.entry.statement.revision, winner.entry.digest];
        choose(entry.identity, entry.statement.type);
      }
    },
    get heads() {
      return floor;
    },
    rolledBack: () => [...behind],
    get: <T extends StatementType>(type: T, author: string, subject: string) =>
      (current.get(type)?.get(identityOf({ type, author, subject })) as Current<StatementOf<T>> | undefined) ?? null,
    all: <T extends StatementType>(type: T) => {
      let list = lists.get(type);
      if (list === undefined) {
        list = [...(current.get(type)?.values() ?? [])];
        lists.set(type, list);
      }
      return list as unknown as readonly Current<StatementOf<T>>[];
    },
  };
}
