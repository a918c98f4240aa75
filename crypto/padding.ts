import { concat, readU32, u32 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";

/** A size ladder: `firstBytes·2^k` for k = 0 … `steps` − 1. */
export interface Ladder {
  readonly firstBytes: number;
  readonly steps: number;
}

/** Envelopes on the relay: 4 KiB to 256 KiB. */
export const envelopeLadder: Ladder = { firstBytes: 4096, steps: 7 };
/** Records in a space: 256 bytes to 256 KiB. */
export const recordLadder: Ladder = { firstBytes: 256, steps: 11 };

/** Whether `length` is a step of the ladder. */
export function onLadder(ladder: Ladder, length: number): boolean {
  for (let step = 0; step < ladder.steps; step++) if (ladder.firstBytes * 2 ** step === length) return true;
  return false;
}

/** The smallest step of at least `length` bytes. Throws `padding/too-large` above the last step. */
export function stepFor(ladder: Ladder, length: number): number {
  for (let step = 0; step < ladder.steps; step++) {
    const size = ladder.firstBytes * 2 ** step;
    if (size >= length) return size;
  }
  throw new CodedError("padding/too-large", "A message is larger than the largest size allowed.");
}

/**
 * `u32 length | message | zeros`, such that with `overheadBytes` around it the whole is a step of the ladder.
 * @param floorBytes the whole is at least this long, so that small and large messages of one kind look alike
 */
export function pad(message: Uint8Array, ladder: Ladder, overheadBytes: number, floorBytes = 0): Uint8Array {
  const total = stepFor(ladder, Math.max(4 + message.length + overheadBytes, floorBytes));
  return concat(u32(message.length), message, new Uint8Array(total - overheadBytes - 4 - message.length));
}

/** Undoes {@link pad}. Throws `padding/malformed` on an impossible length or a byte of padding that is not zero. */
export function unpad(padded: Uint8Array): Uint8Array {
  const length = padded.length < 4 ? Number.POSITIVE_INFINITY : readU32(padded, 0);
  if (length > padded.length - 4 || padded.subarray(4 + length).some((byte) => byte !== 0)) {
    throw new CodedError("padding/malformed", "The padding of a message is malformed.");
  }
  return padded.subarray(4, 4 + length);
}
