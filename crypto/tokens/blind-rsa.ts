import { sha384 as nobleSha384 } from "@noble/hashes/sha2.js";
import { concat, fromHex, toHex, u32 } from "../bytes.ts";
import { CodedError } from "../coded-error.ts";

// Blind RSA with our own hands
//
// The browser's cryptography does not blind, and the library that does draws its own chance: a draw that was cut short
// could never be repeated, and two devices of one person would draw two batches. Here chance is handed in, so that all
// devices of a person make the same request. The arithmetic is the language's own BigInt, a hundred times quicker than
// the library's; like the library's it does not take the same time for all values, which nobody else can measure: the
// secret, the blinding factor, is used once, on the person's own device. Checked against the RFC's vectors, and against
// the library.

/** An RSA public key. */
export interface RsaPublicKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
}

/** A message made unrecognisable, and what makes the signature on it one on the message. */
export interface Blinded {
  /** What the issuer signs; as long as the modulus. */
  readonly blindedMessage: Uint8Array;
  /** Inverse of the blinding factor: secret until the signature is unblinded. */
  readonly inverse: bigint;
  /** The encoded message: what a signature gives back when it is raised to the public exponent. */
  readonly encoded: bigint;
}

const hashBytes = 48;

const sha384 = (...parts: readonly Uint8Array[]): Uint8Array => nobleSha384(concat(...parts));

/** Big-endian bytes as a number (RFC 8017, OS2IP). */
export function toNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** A number as `length` big-endian bytes (RFC 8017, I2OSP). Throws `bytes/range` when it does not fit. */
export function fromNumber(value: bigint, length: number): Uint8Array {
  const hex = value.toString(16).padStart(length * 2, "0");
  if (hex.length > length * 2) throw new CodedError("bytes/range", "A number does not fit its field.");
  return fromHex(hex);
}

/** Length of a key's modulus in bytes. */
export function modulusBytes(key: RsaPublicKey): number {
  return Math.ceil(key.modulus.toString(2).length / 8);
}

function maskOf(seed: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / hashBytes) }, (_, counter) => sha384(seed, u32(counter)));
  return concat(...blocks).subarray(0, length);
}

/** EMSA-PSS-ENCODE of RFC 8017, 9.1.1, with SHA-384, MGF1 and a salt that is given, for a key of whole bytes. */
function encodePss(message: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  const hash = sha384(new Uint8Array(8), sha384(message), salt);
  const block = new Uint8Array(length - hashBytes - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  const mask = maskOf(hash, block.length);
  const masked = block.map((byte, index) => byte ^ mask[index]!);
  // The encoded message is one bit shorter than the modulus.
  masked[0]! &= 0x7f;
  return concat(masked, hash, Uint8Array.of(0xbc));
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * base) % modulus;
  }
  return result;
}

/** The inverse of `value`, or `null` when it has a factor in common with the modulus. */
function inverseOf(value: bigint, modulus: bigint): bigint | null {
  let [rest, next] = [modulus, value];
  let [before, inverse] = [0n, 1n];
  while (next !== 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [before, inverse] = [inverse, before - quotient * inverse];
  }
  if (rest !== 1n) return null;
  return before < 0n ? before + modulus : before;
}

/**
 * The inverses of several values, by one inversion and three multiplications for each (P. L. Montgomery, 1987, 10.3.1);
 * `null` when one of them has a factor in common with the modulus.
 */
function inversesOf(values: readonly bigint[], modulus: bigint): readonly bigint[] | null {
  // What comes before each, multiplied.
  const before: bigint[] = [];
  let product = 1n;
  for (const value of values) {
    before.push(product);
    product = (product * value) % modulus;
  }
  let rest = inverseOf(product, modulus);
  if (rest === null) return null;
  const inverses: bigint[] = [];
  for (let index = values.length - 1; index >= 0; index--) {
    inverses[index] = (rest * before[index]!) % modulus;
    rest = (rest * values[index]!) % modulus;
  }
  return inverses;
}

/** What is to be blinded. */
export interface Blinding {
  /** What the signature will be on, prepared. */
  readonly message: Uint8Array;
  /** 48 bytes of chance, none for the variants PSSZERO. */
  readonly salt: Uint8Array;
  /** Chance, 1 ≤ factor < modulus. */
  readonly factor: bigint;
}

/**
 * RFC 9474, 4.2, for the variants with SHA-384; of several messages at once, which is several times quicker than one after
 * the other. Throws `token/blinding` for a factor that cannot blind: 0, one not below the modulus, or one that shares a
 * factor with it, which chance never finds.
 */
export function blind(key: RsaPublicKey, blindings: readonly Blinding[]): Blinded[] {
  const { modulus, exponent } = key;
  const length = modulusBytes(key);
  const factors = blindings.map(({ factor }) => factor);
  const inRange = factors.every((factor) => factor > 0n && factor < modulus);
  const inverses = inRange ? inversesOf(factors, modulus) : null;
  if (inverses === null) throw new CodedError("token/blinding", "A message could not be blinded.");
  return blindings.map(({ message, salt, factor }, index) => {
    const encoded = toNumber(encodePss(message, salt, length));
    const blinded = (encoded * power(factor, exponent, modulus)) % modulus;
    return { blindedMessage: fromNumber(blinded, length), inverse: inverses[index]!, encoded };
  });
}

/**
 * RFC 9474, 4.4: the signature on the message, from the issuer's on the blinded one. Throws `token/blind-signature` for a
 * signature that is not this key's: raised to the public exponent it must give the very message that was encoded.
 */
export function finalize(key: RsaPublicKey, blindSignature: Uint8Array, blinded: Omit<Blinded, "blindedMessage">) {
  const { modulus, exponent } = key;
  const length = modulusBytes(key);
  const signed = toNumber(blindSignature);
  const signature = (signed * blinded.inverse) % modulus;
  const fits = blindSignature.length === length && signed < modulus;
  if (!fits || power(signature, exponent, modulus) !== blinded.encoded) {
    throw new CodedError("token/blind-signature", "The issuer's signature is not valid.");
  }
  return fromNumber(signature, length);
}
