import { drawSecret, finishToken, requestTokens } from "../../crypto/tokens/draw.ts";
import type { IssuerKey } from "../../crypto/tokens/issuer-key.ts";
import { challengeDigest } from "../../crypto/tokens/token.ts";

// What is measured of a draw on the client, the same in Node and in a worker of Chromium: no Node built-ins here.

/** Tokens in the batch of an account, and how many batches are timed. */
export const batchTokens = 64;
const batches = 5;

export interface BlindingFigures {
  /** One token, of each batch the mean. */
  readonly blindMilliseconds: readonly number[];
  readonly finishMilliseconds: readonly number[];
}

/**
 * Times batches of blinding and finishing under a key.
 * @param sign the issuer: answers the requests of a batch, not timed
 */
export async function measureBlinding(
  key: IssuerKey,
  sign: (requests: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>,
): Promise<BlindingFigures> {
  const blindMilliseconds: number[] = [];
  const finishMilliseconds: number[] = [];
  const digest = challengeDigest("market.example", "relay");
  for (let batch = 0; batch < batches; batch++) {
    const secret = drawSecret(crypto.getRandomValues(new Uint8Array(32)), key.id, batch);
    const started = performance.now();
    const indexes = Array.from({ length: batchTokens }, (_, index) => index);
    const pending = requestTokens(key, digest, secret, indexes);
    blindMilliseconds.push((performance.now() - started) / batchTokens);
    const signatures = await sign(pending.map(({ request }) => request));
    const signed = performance.now();
    for (const [index, one] of pending.entries()) finishToken(key, one, signatures[index]!);
    finishMilliseconds.push((performance.now() - signed) / batchTokens);
  }
  return { blindMilliseconds, finishMilliseconds };
}
