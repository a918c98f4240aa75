import { readU32 } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import { replyTagBytes } from "../../../crypto/protocol/reply-board.ts";

/** One stored envelope or board post, with the cursor that a reader continues after. */
export interface Frame {
  readonly cursor: number;
  readonly content: Uint8Array;
}

const headBytes = 12;

/**
 * Reads `u64 cursor | u32 length | content`, one after the other, each cursor above the one before and all above `after`.
 * Throws `frames/malformed`.
 */
export function readFrames(bytes: Uint8Array, after: number): Frame[] {
  const frames: Frame[] = [];
  let last = after;
  let offset = 0;
  while (offset < bytes.length) {
    const whole = offset + headBytes <= bytes.length;
    const cursor = whole ? readU32(bytes, offset) * 2 ** 32 + readU32(bytes, offset + 4) : Number.NaN;
    const length = whole ? readU32(bytes, offset + 8) : 0;
    const end = offset + headBytes + length;
    const rises = Number.isSafeInteger(cursor) && cursor > last;
    if (!rises || length > limits.envelopeBytesMax + replyTagBytes || end > bytes.length) {
      throw new CodedError("frames/malformed", "The server answered with something unexpected.");
    }
    frames.push({ cursor, content: bytes.subarray(offset + headBytes, end) });
    offset = end;
    last = cursor;
  }
  return frames;
}

/** Lets other work run in between: screens stay responsive while many envelopes are opened. */
export function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
