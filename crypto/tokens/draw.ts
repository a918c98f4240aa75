import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, concat, lengthPrefixed, u16, utf8 } from "../bytes.ts";
import { CodedError } from "../coded-error.ts";
import { deriveKey } from "../hash.ts";
import { blind, type Blinded, type Blinding, finalize, toNumber } from "./blind-rsa.ts";
import type { IssuerKey } from "./issuer-key.ts";
import { tokenInput, tokenRequest, tokenResponseBytes, tokenText } from "./token.ts";

// A draw that can be repeated
//
// All the chance of a batch comes from one secret, which the devices of a person (or the staff of a stall) share, and the
// key that the batch is drawn under. So every one of them makes the same requests and gets the same tokens: a draw whose
// answer was lost is repeated, and a second device needs nothing sent to it. Only what was spent has to be shared.

/** Where a batch's chance comes from: 32 bytes that only its owners know. Made of a secret that lives longer. */
export function drawSecret(secret: Uint8Array, keyId: Uint8Array, batch: number): Bytes<32> {
  return deriveKey(secret, concat(utf8("smartketplace/token-draw/v1"), lengthPrefixed(keyId), u16(batch)));
}

/** A token on its way: what is sent, and what is kept to make a token of the answer. */
export interface PendingToken {
  readonly request: Uint8Array;
  readonly input: Uint8Array;
  readonly blinded: Omit<Blinded, "blindedMessage">;
}

const nonceBytes = 32;
const saltBytes = 48;
/** 16 bytes more than the modulus has: what is left of them is as good as evenly spread (FIPS 186-5, A.2.1). */
const factorBytes = 256 + 16;

/** What the `index`-th token of a draw is made of: its nonce, salt and blinding factor are derived. */
function blindingAt(key: IssuerKey, digest: Uint8Array, secret: Bytes<32>, index: number): Blinding {
  const info = concat(utf8("smartketplace/token/v1"), u16(index));
  const chance = hkdf(sha256, secret, undefined, info, nonceBytes + saltBytes + factorBytes);
  const nonce = chance.subarray(0, nonceBytes);
  const salt = chance.subarray(nonceBytes, nonceBytes + saltBytes);
  const factor = 1n + (toNumber(chance.subarray(nonceBytes + saltBytes)) % (key.modulus - 1n));
  return { message: tokenInput(nonce, digest, key.id), salt, factor };
}

/** Tokens of a draw, by where they stand in it (RFC 9578, 6.1). */
export function requestTokens(
  key: IssuerKey,
  digest: Uint8Array,
  secret: Bytes<32>,
  indexes: readonly number[],
): PendingToken[] {
  const blindings = indexes.map((index) => blindingAt(key, digest, secret, index));
  return blind(key, blindings).map(({ blindedMessage, ...blinded }, at) => ({
    request: tokenRequest(key.id, blindedMessage),
    input: blindings[at]!.message,
    blinded,
  }));
}

/** The token, as text. Throws `token/blind-signature` for an answer that is not the key's. */
export function finishToken(key: IssuerKey, pending: PendingToken, blindSignature: Uint8Array): string {
  return tokenText(pending.input, finalize(key, blindSignature, pending.blinded));
}

/** The blind signatures of an answer. Throws `token/blind-signature` unless there are exactly `count`. */
export function readTokenResponses(answer: Uint8Array, count: number): Uint8Array[] {
  if (answer.length !== count * tokenResponseBytes) {
    throw new CodedError("token/blind-signature", "The issuer's signature is not valid.");
  }
  return Array.from({ length: count }, (_, index) =>
    answer.subarray(index * tokenResponseBytes, (index + 1) * tokenResponseBytes),
  );
}
