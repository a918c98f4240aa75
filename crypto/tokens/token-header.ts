import { fromBase64url, toBase64url } from "../bytes.ts";

/** Base64url of a token of 354 bytes: a multiple of three, so there is no padding. */
const headerForm = /^PrivateToken token="([\w-]{472})"$/;

/** The value of an `Authorization` header that redeems a token, 472 characters (RFC 9577, 2.2). */
export function tokenHeader(token: string): string {
  return `PrivateToken token="${token}"`;
}

/** The token of such a header, 354 bytes; `null` for a header of another form. */
export function tokenOfHeader(header: string): Uint8Array | null {
  const [, text] = headerForm.exec(header) ?? [];
  return text === undefined ? null : fromBase64url(text);
}

/**
 * The value of a `WWW-Authenticate` header that asks for a token (RFC 9577, 2.1.2).
 * @param challenge a TokenChallenge
 * @param tokenKey the issuer's key as it is published
 */
export function tokenChallengeHeader(challenge: Uint8Array, tokenKey: Uint8Array): string {
  return `PrivateToken challenge="${padded(challenge)}", token-key="${padded(tokenKey)}"`;
}

/** Base64url with padding, which this header has and everything else of ours has not. */
function padded(bytes: Uint8Array): string {
  const text = toBase64url(bytes);
  return text + "=".repeat((4 - (text.length % 4)) % 4);
}
