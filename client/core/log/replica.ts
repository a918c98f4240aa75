import { exactly } from "../../../crypto/bytes.ts";
import { isCodedError } from "../../../crypto/coded-error.ts";
import {
  emptyFrontier,
  emptyRoot,
  extendFrontier,
  fillProof,
  type Frontier,
  frontierRoot,
  type Hash,
  inclusionPlan,
  consistencyPlan,
  leafHash,
  rootSubtrees,
  joinHashes,
  type Subtree,
} from "../../../crypto/merkle.ts";
import { decodeLogEntry, identityOf, type LogEntry, type LoggedType } from "../../../crypto/protocol/log-entry.ts";

/** An entry of the log as this device read it, with its place. */
export interface KnownEntry extends LogEntry {
  readonly index: number;
}

/** Entries that were read and hashed and do not count yet: their root is held against a signed checkpoint first. */
export interface Extension {
  readonly from: number;
  readonly frontier: Frontier;
  readonly leaves: readonly Hash[];
  readonly entries: readonly Uint8Array[];
  add(entries: readonly Uint8Array[]): void;
}

/** The whole log as this device has read it: every leaf, and what the entries say by identity and by author. */
export interface Replica {
  readonly size: number;
  readonly root: Hash;
  readonly frontier: Frontier;
  leaf(index: number): Hash;
  /** The root of the first `size` entries. Throws `merkle/range` above {@link size}. */
  rootAt(size: number): Hash;
  /** The entry that counts of an identity ("type author subject"): its highest revision. */
  newest(identity: string): KnownEntry | null;
  /** All entries by one author, oldest first. */
  entriesBy(author: string): readonly KnownEntry[];
  /** Entries of a type, oldest first. */
  entriesOf(type: LoggedType): readonly KnownEntry[];
  /** How many entries were made by a newer version of this program, and may say what it cannot read. */
  readonly newerEntries: number;
  /** That an entry is in the tree (RFC 6962, 2.1.1), from the leaves that are here. */
  inclusionProof(index: number, size: number): Hash[];
  /** That the tree of `newSize` begins with that of `oldSize` (RFC 6962, 2.1.2). */
  consistencyProof(oldSize: number, newSize: number): Hash[];
  /** Takes an extension of exactly this state in. */
  append(extension: Omit<Extension, "add">): void;
}

const hashBytes = 32;
const rememberedRootsMax = 64;

/** An extension of a state, empty at first. */
export function extensionOf(replica: Pick<Replica, "size" | "frontier">): Extension {
  const leaves: Hash[] = [];
  const entries: Uint8Array[] = [];
  let { frontier } = replica;
  return {
    from: replica.size,
    leaves,
    entries,
    get frontier() {
      return frontier;
    },
    add: (more) => {
      const hashes = more.map(leafHash);
      frontier = extendFrontier(frontier, hashes);
      leaves.push(...hashes);
      entries.push(...more);
    },
  };
}

/** The log without entries. */
export function emptyReplica(): Replica {
  let bytes = new Uint8Array(256 * hashBytes);
  let frontier: Frontier = emptyFrontier;
  const newest = new Map<string, KnownEntry>();
  const byAuthor = new Map<string, KnownEntry[]>();
  const byType = new Map<LoggedType, KnownEntry[]>();
  const roots = new Map<number, Hash>();
  let newerEntries = 0;

  const leaf = (index: number): Hash => exactly(bytes.slice(index * hashBytes, (index + 1) * hashBytes), 32);

  /** Hash of a perfect subtree, from its leaves. */
  function subtreeHash({ level, index }: Subtree): Hash {
    const width = 2 ** level;
    const leaves = Array.from({ length: width }, (_, at) => leaf(index * width + at));
    return frontierRoot(extendFrontier(emptyFrontier, leaves));
  }

  function rootAt(size: number): Hash {
    if (size === frontier.size) return frontierRoot(frontier);
    const known = roots.get(size);
    if (known !== undefined) return known;
    requireWithin(size, frontier.size);
    const root = size === 0 ? emptyRoot : joinHashes(rootSubtrees(size).map(subtreeHash));
    if (roots.size >= rememberedRootsMax) roots.delete(roots.keys().next().value as number);
    roots.set(size, root);
    return root;
  }

  function note(entry: KnownEntry): void {
    const identity = identityOf(entry);
    // Revisions only rise. Of two of one number the first counts: whoever shows the second is found out.
    if ((newest.get(identity)?.revision ?? 0) < entry.revision) newest.set(identity, entry);
    push(byAuthor, entry.author, entry);
    push(byType, entry.type, entry);
  }

  return {
    get size() {
      return frontier.size;
    },
    get root() {
      return frontierRoot(frontier);
    },
    get frontier() {
      return frontier;
    },
    leaf,
    rootAt,
    newest: (identity) => newest.get(identity) ?? null,
    entriesBy: (author) => byAuthor.get(author) ?? [],
    entriesOf: (type) => byType.get(type) ?? [],
    get newerEntries() {
      return newerEntries;
    },
    inclusionProof: (index, size) => {
      requireWithin(size, frontier.size);
      return fillProof(inclusionPlan(index, size), subtreeHash);
    },
    consistencyProof: (oldSize, newSize) => {
      requireWithin(newSize, frontier.size);
      return fillProof(consistencyPlan(oldSize, newSize), subtreeHash);
    },
    append: (extension) => {
      if (extension.from !== frontier.size) throw new RangeError("An extension of another state.");
      const needed = extension.frontier.size * hashBytes;
      if (needed > bytes.length) {
        const wider = new Uint8Array(Math.max(needed, bytes.length * 2));
        wider.set(bytes);
        bytes = wider;
      }
      for (const [at, hash] of extension.leaves.entries()) bytes.set(hash, (extension.from + at) * hashBytes);
      for (const [at, entry] of extension.entries.entries()) {
        const read = readEntry(entry);
        if (read === "newer") newerEntries += 1;
        else if (read !== null) note({ ...read, index: extension.from + at });
      }
      frontier = extension.frontier;
    },
  };
}

/**
 * What an entry says; `newer` for one that a newer version of this program made, `null` for one by no rule of ours. It is
 * part of the tree all the same, and stands for no statement that could be shown here.
 */
function readEntry(bytes: Uint8Array): LogEntry | "newer" | null {
  try {
    return decodeLogEntry(bytes);
  } catch (thrown) {
    if (isCodedError(thrown, "log-entry/version")) return "newer";
    if (isCodedError(thrown)) return null;
    throw thrown;
  }
}

function push<K>(lists: Map<K, KnownEntry[]>, key: K, entry: KnownEntry): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [entry]);
  else list.push(entry);
}

function requireWithin(size: number, known: number): void {
  if (!Number.isSafeInteger(size) || size < 0 || size > known) throw new RangeError("The log has no such size here.");
}
