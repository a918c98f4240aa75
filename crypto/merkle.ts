import { type Bytes, concat, exactly, sameBytes } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { sha256 } from "./hash.ts";

// Merkle trees of RFC 6962, section 2.1. Sizes and indices are integers up to 2^53 - 1: a log of ours never gets there.

/** A hash of the tree, 32 bytes. */
export type Hash = Bytes<32>;

/**
 * A perfect subtree: the 2^`level` entries from `index`·2^`level`. Its hash never changes once the tree covers it, which
 * is why trees are stored as these.
 */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** What a proof is made of: for each of its hashes, the subtrees that are hashed together into it, left to right. */
export type ProofPlan = readonly (readonly Subtree[])[];

/** Root of the tree without entries: the hash of nothing. */
export const emptyRoot: Hash = sha256(new Uint8Array(0));

const leafPrefix = Uint8Array.of(0);
const nodeInput = new Uint8Array(65);
nodeInput[0] = 1;

/** Hash of an entry as a leaf of the tree. */
export function leafHash(entry: Uint8Array): Hash {
  return sha256(concat(leafPrefix, entry));
}

/** Hash of an inner node over its two children, 32 bytes each. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  nodeInput.set(exactly(left, 32), 1);
  nodeInput.set(exactly(right, 32), 33);
  return sha256(nodeInput);
}

/** Perfect subtrees that cover the entries from `begin` to before `end`, largest first; `begin` must suit the largest. */
function cover(begin: number, end: number): Subtree[] {
  const subtrees: Subtree[] = [];
  let at = begin;
  for (let level = 52; level >= 0; level--) {
    const width = 2 ** level;
    if (width > end - at) continue;
    subtrees.push({ level, index: at / width });
    at += width;
  }
  return subtrees;
}

/** The subtrees whose hashes make the root of a tree of `size` entries, left to right; none for an empty one. */
export function rootSubtrees(size: number): readonly Subtree[] {
  requireSize(size);
  return cover(0, size);
}

/** The hash over subtrees next to each other, left to right, as RFC 6962 joins the right edge of a tree. */
export function joinHashes(hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1);
  if (last === undefined) return emptyRoot;
  let joined = last;
  for (let at = hashes.length - 2; at >= 0; at--) joined = nodeHash(hashes[at]!, joined);
  return joined;
}

/** The largest power of two below `size`, which is at least 2: where RFC 6962 splits a tree. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** What proves that entry `index` is in the tree of `size` entries (RFC 6962, 2.1.1). Throws `merkle/range`. */
export function inclusionPlan(index: number, size: number): ProofPlan {
  requireSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw outOfRange();
  const plan: Subtree[][] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) {
      plan.push(cover(middle, end));
      end = middle;
    } else {
      plan.push(cover(begin, middle));
      begin = middle;
    }
  }
  return plan.reverse();
}

/**
 * What proves that the tree of `newSize` entries begins with that of `oldSize` (RFC 6962, 2.1.2); nothing when they are
 * the same or the old one is empty. Throws `merkle/range`.
 */
export function consistencyPlan(oldSize: number, newSize: number): ProofPlan {
  requireSize(oldSize);
  requireSize(newSize);
  if (oldSize > newSize) throw outOfRange();
  if (oldSize === 0 || oldSize === newSize) return [];
  const plan: Subtree[][] = [];
  let begin = 0;
  let end = newSize;
  while (end !== oldSize) {
    const middle = begin + splitOf(end - begin);
    if (oldSize <= middle) {
      plan.push(cover(middle, end));
      end = middle;
    } else {
      plan.push(cover(begin, middle));
      begin = middle;
    }
  }
  // The old tree itself is known to whoever holds its root; only a part of it has to be said.
  if (begin > 0) plan.push(cover(begin, end));
  return plan.reverse();
}

/** The proof of a plan, given the hash of each of its subtrees. */
export function fillProof(plan: ProofPlan, hashOf: (subtree: Subtree) => Hash): Hash[] {
  return plan.map((subtrees) => joinHashes(subtrees.map(hashOf)));
}

const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

/**
 * The root that an inclusion proof leads to (RFC 9162, 2.1.3.2).
 * Throws `merkle/range` for an entry outside the tree and `merkle/proof` for a proof of another shape.
 */
export function rootFromInclusion(index: number, size: number, leaf: Uint8Array, proof: readonly Uint8Array[]): Hash {
  requireSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw outOfRange();
  let at = index;
  let last = size - 1;
  let root = requireHash(leaf);
  for (const sibling of proof) {
    if (last === 0) throw malformedProof();
    if (isOdd(at) || at === last) {
      root = nodeHash(requireHash(sibling), root);
      while (!isOdd(at) && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else {
      root = nodeHash(root, requireHash(sibling));
    }
    at = half(at);
    last = half(last);
  }
  if (last !== 0) throw malformedProof();
  return root;
}

/**
 * Returns the leaf when the proof leads from it to `root`. Throws `merkle/not-included` when it leads elsewhere, and what
 * {@link rootFromInclusion} throws.
 */
export function verifyInclusion(
  entry: { readonly index: number; readonly leaf: Uint8Array },
  tree: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): Hash {
  const root = rootFromInclusion(entry.index, tree.size, entry.leaf, proof);
  if (!sameBytes(root, tree.root)) throw new CodedError("merkle/not-included", "An entry is not in the log.");
  return exactly(entry.leaf, 32);
}

/** A tree as a checkpoint names it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Returns the newer tree when the proof shows that it begins with the older one (RFC 9162, 2.1.4.2). Anything is
 * consistent with an empty tree, whose root must be the empty one, and a tree with itself: both with an empty proof.
 * Throws `merkle/inconsistent` when the roots do not follow, `merkle/range` when the newer one is smaller, and
 * `merkle/proof` for a proof of another shape.
 */
export function verifyConsistency<Tree extends TreeHead>(
  older: TreeHead,
  newer: Tree,
  proof: readonly Uint8Array[],
): Tree {
  requireSize(older.size);
  requireSize(newer.size);
  requireHash(older.root);
  requireHash(newer.root);
  if (older.size > newer.size) throw outOfRange();
  if (older.size === 0 || older.size === newer.size) {
    if (proof.length > 0) throw malformedProof();
    if (older.size === 0 && !sameBytes(older.root, emptyRoot)) throw inconsistent();
    if (older.size === newer.size && !sameBytes(older.root, newer.root)) throw inconsistent();
    return newer;
  }
  const roots = rootsFromConsistency(older, newer.size, proof);
  if (!sameBytes(roots.older, older.root) || !sameBytes(roots.newer, newer.root)) throw inconsistent();
  return newer;
}

function rootsFromConsistency(
  older: TreeHead,
  newSize: number,
  proof: readonly Uint8Array[],
): { older: Hash; newer: Hash } {
  let at = older.size - 1;
  let last = newSize - 1;
  while (isOdd(at)) {
    at = half(at);
    last = half(last);
  }
  // A perfect old tree is a subtree of the new one, which its root stands for.
  const path = at === 0 ? [older.root, ...proof] : proof;
  const first = path[0];
  if (first === undefined) throw malformedProof();
  let oldRoot = requireHash(first);
  let newRoot = oldRoot;
  for (const sibling of path.slice(1)) {
    if (last === 0) throw malformedProof();
    if (isOdd(at) || at === last) {
      oldRoot = nodeHash(requireHash(sibling), oldRoot);
      newRoot = nodeHash(sibling, newRoot);
      while (!isOdd(at) && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else {
      newRoot = nodeHash(newRoot, requireHash(sibling));
    }
    at = half(at);
    last = half(last);
  }
  if (last !== 0) throw malformedProof();
  return { older: oldRoot, newer: newRoot };
}

/** The right edge of a tree: its size and the hashes of {@link rootSubtrees}. All that is needed to go on from there. */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Hash[];
}

/** The frontier of the tree without entries. */
export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** The frontier after further leaves. Throws `merkle/range` for one that does not fit its size. */
export function extendFrontier(frontier: Frontier, leaves: Iterable<Hash>): Frontier {
  requireSize(frontier.size);
  if (frontier.hashes.length !== rootSubtrees(frontier.size).length) throw outOfRange();
  const hashes = [...frontier.hashes];
  let { size } = frontier;
  for (const leaf of leaves) {
    let hash = leaf;
    for (let rest = size; isOdd(rest); rest = half(rest)) hash = nodeHash(hashes.pop()!, hash);
    hashes.push(hash);
    size += 1;
  }
  return { size, hashes };
}

/** The root of the tree that a frontier is the edge of. */
export function frontierRoot(frontier: Frontier): Hash {
  return joinHashes(frontier.hashes);
}

function requireSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw outOfRange();
}

function requireHash(bytes: Uint8Array): Hash {
  if (bytes.length !== 32) throw malformedProof();
  return bytes as Hash;
}

function outOfRange(): CodedError {
  return new CodedError("merkle/range", "A tree has no such size or entry.");
}

function malformedProof(): CodedError {
  return new CodedError("merkle/proof", "A proof about the log is malformed.");
}

function inconsistent(): CodedError {
  return new CodedError("merkle/inconsistent", "Two states of the log contradict each other.");
}
