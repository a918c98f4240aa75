import { fromBase64url } from "../bytes.ts";

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
