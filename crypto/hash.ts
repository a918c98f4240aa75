import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { type Bytes, exactly, toBase64url, utf8 } from "./bytes.ts";

/** SHA-256 of `message`, 32 bytes (FIPS 180-4). */
export function sha256(message: Uint8Array): Bytes<32> {
  return exactly(nobleSha256(message), 32);
}

/** SHA-256 of `message` as 43 characters of base64url: the name of content-addressed public data. */
export function digestName(message: Uint8Array): string {
  return toBase64url(sha256(message));
}

/** HMAC-SHA-256, 32 bytes (RFC 2104). */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Bytes<32> {
  return exactly(hmac(nobleSha256, key, message), 32);
}

/**
 * HKDF-SHA-256 (RFC 5869), extract and expand.
 * @param info a label of this protocol, UTF-8, or label and context joined as bytes
 */
export function deriveKey(secret: Uint8Array, info: Uint8Array | string, salt?: Uint8Array): Bytes<32> {
  return exactly(hkdf(nobleSha256, secret, salt, typeof info === "string" ? utf8(info) : info, 32), 32);
}
