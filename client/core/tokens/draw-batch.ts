import { concat } from "../../../crypto/bytes.ts";
import { drawSecret, finishToken, readTokenResponses, requestTokens } from "../../../crypto/tokens/draw.ts";
import type { TrustedKey } from "./trusted-keys.ts";

/** Tokens blinded or finished before others get their turn: some milliseconds. */
const sliceTokens = 16;

function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Works through a batch in slices of indexes, so that whoever types in the search meanwhile does not feel it. */
async function inSlices<R>(count: number, work: (indexes: readonly number[]) => readonly R[]): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < count; from += sliceTokens) {
    if (from > 0) await turnOfOthers();
    const length = Math.min(sliceTokens, count - from);
    results.push(...work(Array.from({ length }, (_, index) => from + index)));
  }
  return results;
}

/**
 * Draws a batch: the same tokens each time, in the same order, for the same secret, key and number. Throws what `send`
 * throws, and `token/blind-signature` for an answer that is not the key's.
 * @param secret of whoever draws, known to all of their devices
 * @param number which batch of the week
 * @param send hands the requests to the issuer and returns its answer
 */
export async function drawBatch(
  { key, digest }: Pick<TrustedKey, "key" | "digest">,
  secret: Uint8Array,
  number: number,
  count: number,
  send: (requests: Uint8Array) => Promise<Uint8Array>,
): Promise<string[]> {
  const chance = drawSecret(secret, key.id, number);
  const pending = await inSlices(count, (indexes) => requestTokens(key, digest, chance, indexes));
  const answer = await send(concat(...pending.map(({ request }) => request)));
  const signatures = readTokenResponses(answer, count);
  return inSlices(count, (indexes) => indexes.map((index) => finishToken(key, pending[index]!, signatures[index]!)));
}
