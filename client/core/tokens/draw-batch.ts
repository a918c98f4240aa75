import { concat } from "../../../crypto/bytes.ts";
import { drawSecret, finishToken, readTokenResponses, requestToken } from "../../../crypto/tokens/draw.ts";
import type { TrustedKey } from "./trusted-keys.ts";

/** Tokens blinded or finished before others get their turn: some milliseconds. */
const sliceTokens = 8;

function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Works through a list in slices, so that whoever types in the search meanwhile does not feel it. */
async function inSlices<T, R>(values: readonly T[], work: (value: T, index: number) => R): Promise<R[]> {
  const results: R[] = [];
  for (const [index, value] of values.entries()) {
    if (index > 0 && index % sliceTokens === 0) await turnOfOthers();
    results.push(work(value, index));
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
  const indexes = Array.from({ length: count }, (_, index) => index);
  const pending = await inSlices(indexes, (index) => requestToken(key, digest, chance, index));
  const answer = await send(concat(...pending.map(({ request }) => request)));
  const signatures = readTokenResponses(answer, count);
  return inSlices(pending, (one, index) => finishToken(key, one, signatures[index]!));
}
