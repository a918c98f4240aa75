import { requestWindowSeconds, verifyRequest } from "../crypto/request-signature.ts";
import { toBase64url } from "../crypto/bytes.ts";
import type { Clock } from "./days.ts";
import { ProblemError } from "./problems.ts";

/** Remembers nonces for as long as a request that used one could be accepted again. */
export interface SignedRequests {
  /**
   * The key, 43 characters, that signed the request. Throws `request/unsigned`, `request/stale`, `request/replayed`,
   * `request/too-many` or `signature/invalid`.
   */
  verify(request: { method: string; path: string; body: Uint8Array; authorization: string | undefined }): string;
}

// A request signed by a clock that is a window ahead is accepted until two windows later.
const rememberedMs = 2 * requestWindowSeconds * 1000;

/** More signed requests than this in one span are refused: what is remembered has a limit too. */
const noncesMax = 1_000_000;

/** Two generations of nonces: each is remembered for one to two spans, and forgetting costs nothing. */
export function createSignedRequests(clock: Clock): SignedRequests {
  let current = new Set<string>();
  let previous = new Set<string>();
  let turnedAt = clock();

  const turn = (now: number) => {
    if (now - turnedAt < rememberedMs) return;
    previous = now - turnedAt < 2 * rememberedMs ? current : new Set();
    current = new Set();
    turnedAt = now;
  };

  return {
    verify({ authorization, ...request }) {
      const now = clock();
      const { key, nonce } = verifyRequest(request, authorization, now / 1000);
      turn(now);
      const name = toBase64url(key);
      const used = `${name}.${nonce}`;
      if (current.has(used) || previous.has(used)) throw new ProblemError("request/replayed");
      if (current.size >= noncesMax) throw new ProblemError("request/too-many");
      current.add(used);
      return name;
    },
  };
}
