import { concat } from "../../crypto/bytes.ts";
import { sha256 } from "../../crypto/hash.ts";

// RFC 6962, section 2.1, word by word and as slow as that: what crypto/merkle.ts is held against.

type Bytes = Uint8Array;

const hashLeaf = (entry: Bytes): Bytes => sha256(concat(Uint8Array.of(0x00), entry));
const hashNode = (left: Bytes, right: Bytes): Bytes => sha256(concat(Uint8Array.of(0x01), left, right));

/** The largest power of two smaller than n. */
function k(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** MTH(D[n]) */
export function naiveRoot(entries: readonly Bytes[]): Bytes {
  const n = entries.length;
  if (n === 0) return sha256(new Uint8Array(0));
  if (n === 1) return hashLeaf(entries[0]!);
  return hashNode(naiveRoot(entries.slice(0, k(n))), naiveRoot(entries.slice(k(n))));
}

/** PATH(m, D[n]) */
export function naivePath(m: number, entries: readonly Bytes[]): Bytes[] {
  const n = entries.length;
  if (n === 1) return [];
  if (m < k(n)) return [...naivePath(m, entries.slice(0, k(n))), naiveRoot(entries.slice(k(n)))];
  return [...naivePath(m - k(n), entries.slice(k(n))), naiveRoot(entries.slice(0, k(n)))];
}

/** PROOF(m, D[n]) */
export function naiveProof(m: number, entries: readonly Bytes[]): Bytes[] {
  return subProof(m, entries, true);
}

function subProof(m: number, entries: readonly Bytes[], isComplete: boolean): Bytes[] {
  const n = entries.length;
  if (m === n) return isComplete ? [] : [naiveRoot(entries)];
  if (m <= k(n)) return [...subProof(m, entries.slice(0, k(n)), isComplete), naiveRoot(entries.slice(k(n)))];
  return [...subProof(m - k(n), entries.slice(k(n)), false), naiveRoot(entries.slice(0, k(n)))];
}
