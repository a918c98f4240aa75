import { type Bytes, concat, exactly } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { deriveKey, sha256 } from "./hash.ts";
import { randomBytes } from "./sodium.ts";

/** Crockford's base32: no I, L, O, U. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const secretBytes = 20;
const checksumBytes = 2;
const symbols = ((secretBytes + checksumBytes) * 8 + 4) / 5;
const groupSymbols = 6;

/** 160 random bits that a person writes down. */
export type RecoverySecret = Bytes<20>;

/** A fresh recovery secret, 20 bytes. */
export function newRecoverySecret(): RecoverySecret {
  return exactly(randomBytes(secretBytes), secretBytes);
}

/** The written form: 36 Crockford symbols in six groups of six, the last 16 bits a checksum. */
export function formatRecoveryCode(secret: RecoverySecret): string {
  const bytes = concat(exactly(secret, secretBytes), sha256(secret).subarray(0, checksumBytes));
  let value = 0;
  let bits = 0;
  let text = "";
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >>> bits) & 31]!;
    }
    value &= (1 << bits) - 1;
  }
  if (bits > 0) text += alphabet[(value << (5 - bits)) & 31]!;
  return text.match(new RegExp(`.{1,${groupSymbols}}`, "g"))!.join("-");
}

function malformed(): CodedError {
  return new CodedError("recovery-code/malformed", "The recovery code is not complete or has a typing error.");
}

/**
 * Reads a code as a person types it: any case, any spaces and dashes, O for 0, I or L for 1.
 * Throws `recovery-code/malformed` on a wrong length, symbol or checksum.
 */
export function parseRecoveryCode(typed: string): RecoverySecret {
  const text = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  if (text.length !== symbols) throw malformed();
  const bytes = new Uint8Array(secretBytes + checksumBytes);
  let value = 0;
  let bits = 0;
  let offset = 0;
  for (const symbol of text) {
    const index = alphabet.indexOf(symbol);
    if (index < 0) throw malformed();
    value = (value << 5) | index;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[offset++] = (value >>> bits) & 0xff;
      value &= (1 << bits) - 1;
    }
  }
  const secret = exactly(bytes.slice(0, secretBytes), secretBytes);
  const checksum = sha256(secret);
  if (value !== 0 || bytes[secretBytes] !== checksum[0] || bytes[secretBytes + 1] !== checksum[1]) throw malformed();
  return secret;
}

/** What the server finds the wrapper by: told only to it, and stored only hashed. 32 bytes. */
export function recoveryLookup(secret: RecoverySecret): Bytes<32> {
  return deriveKey(secret, "smartketplace/recovery/lookup/v1");
}

/** Key-encryption key of the recovery wrapper: never leaves the device. 32 bytes. */
export function recoveryKek(secret: RecoverySecret): Bytes<32> {
  return deriveKey(secret, "smartketplace/recovery/kek/v1");
}
