import { fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import { registerMerge } from "../merge.ts";

// Which tokens of a week are spent
//
// A record that all devices of a person, or all staff of a stall, share. Each of them draws the same tokens; what one has
// taken, the others leave alone. It is a set that only grows: whatever two devices did at once, both count.

/** The record `tokens-spent/<purpose>-<epoch>`: a bit for each token, in the order of the batches. */
export interface SpentRecord {
  /** Base64url; a token whose bit lies beyond the end is not spent. */
  readonly bits: string;
}

export const spentPrefix = "tokens-spent/";

/** Where the spent tokens of one week are noted. */
export function spentSubject(purpose: string, epoch: string): string {
  return `${spentPrefix}${purpose}-${epoch}`;
}

/** Whether a token was taken. */
export function isSpent(record: SpentRecord | null, index: number): boolean {
  const byte = record === null ? 0 : (fromBase64url(record.bits)[index >> 3] ?? 0);
  return (byte & (1 << (index & 7))) !== 0;
}

/** The record with more tokens taken. */
export function withSpent(record: SpentRecord | null, indexes: Iterable<number>): SpentRecord {
  const before = record === null ? new Uint8Array() : fromBase64url(record.bits);
  const taken = [...indexes];
  const bits = new Uint8Array(Math.max(before.length, ...taken.map((index) => (index >> 3) + 1)));
  bits.set(before);
  for (const index of taken) bits[index >> 3]! |= 1 << (index & 7);
  return { bits: toBase64url(bits) };
}

function union(one: SpentRecord, other: SpentRecord): SpentRecord {
  const [a, b] = [fromBase64url(one.bits), fromBase64url(other.bits)];
  const bits = Uint8Array.from({ length: Math.max(a.length, b.length) }, (_, at) => (a[at] ?? 0) | (b[at] ?? 0));
  return { bits: toBase64url(bits) };
}

registerMerge(spentPrefix, (_base, mine, theirs) => {
  if (mine === null || theirs === null) return mine ?? theirs;
  return { ...union(mine as never, theirs as never) };
});
