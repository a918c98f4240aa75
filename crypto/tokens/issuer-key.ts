import { type Bytes, concat, fromHex, sameBytes } from "../bytes.ts";
import { CodedError } from "../coded-error.ts";
import { sha256 } from "../hash.ts";
import { fromNumber, type RsaPublicKey, toNumber } from "./blind-rsa.ts";

/** Length of an issuer's modulus, and so of every signature, in bytes: RSA of 2048 bits. */
export const issuerModulusBytes = 256;

// SubjectPublicKeyInfo with id-RSASSA-PSS: SHA-384, MGF1 with SHA-384, a salt of 48 bytes (RFC 9578, 6.5). Keys of this
// length and exponent differ in nothing but the modulus, so the structure is a constant.
const before = fromHex(
  "30820152303d06092a864886f70d01010a3030a00d300b0609608648016503040202a11a301806092a864886f70d010108300b" +
    "0609608648016503040202a2030201300382010f003082010a0282010100",
);
const after = fromHex("0203010001");
const exponent = 65_537n;

/** A key that issues tokens, as its holder publishes it. */
export interface IssuerKey extends RsaPublicKey {
  /** SHA-256 of the published form: names the key inside tokens. */
  readonly id: Bytes<32>;
}

/** The published form of a modulus of 2048 bits. */
export function encodeIssuerKey(modulus: bigint): Uint8Array {
  return concat(before, fromNumber(modulus, issuerModulusBytes), after);
}

/** Reads the published form. Throws `token/key` for any other structure, length or exponent, and for an even modulus. */
export function decodeIssuerKey(published: Uint8Array): IssuerKey {
  const end = before.length + issuerModulusBytes;
  const modulus = toNumber(published.subarray(before.length, end));
  const wellFormed =
    published.length === end + after.length &&
    sameBytes(published.subarray(0, before.length), before) &&
    sameBytes(published.subarray(end), after) &&
    modulus >> 2047n === 1n &&
    modulus % 2n === 1n;
  if (!wellFormed) throw new CodedError("token/key", "A token key is malformed.");
  return { modulus, exponent, id: sha256(published) };
}
