import type { ReplyAddress } from "./order-messages.ts";

/** Bytes of a board post: `tag 16 | envelope`. */
export const replyTagBytes = 16;

/**
 * Which of today's `buckets` boards a reply to `address` goes to. Both counts are powers of two; when the instance grew
 * or shrank since the address was made, writer and reader still come to the same board.
 */
export function boardFor(address: Pick<ReplyAddress, "bucket" | "buckets">, buckets: number): number {
  return Math.floor((address.bucket * buckets) / address.buckets);
}
