import { fromBase64url, toHex } from "../../crypto/bytes.ts";
import { sha256 } from "../../crypto/hash.ts";
import type { Fingerprint } from "./api.ts";

const known = new Map<string, Fingerprint>();

/**
 * How a party's key looks: eight stripes (0–11) and eight words, both drawn from SHA-256 of the 32-byte key, and the
 * first 14 bytes of that digest in hexadecimal. The words and the digits decide; the stripes only help the eye.
 * @param partyId the key, base64url
 * @param wordList 256 words
 */
export function fingerprintOf(partyId: string, wordList: readonly string[]): Fingerprint {
  const cached = known.get(partyId);
  if (cached) return cached;
  const digest = sha256(fromBase64url(partyId));
  const fingerprint: Fingerprint = {
    stripes: Array.from(digest.subarray(16, 24), (byte) => byte % 12),
    words: Array.from(digest.subarray(0, 8), (byte) => wordList[byte] ?? ""),
    hex: toHex(digest.subarray(0, 14)),
  };
  known.set(partyId, fingerprint);
  return fingerprint;
}
