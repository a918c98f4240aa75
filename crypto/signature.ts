import { type Bytes, concat, exactly, utf8 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { randomBytes, sodiumNow } from "./sodium.ts";

/** What is being signed. Each use has a label of its own, none the beginning of another, so that a signature made for one means nothing to another. */
export type SignatureContext =
  | "smartketplace/statement/v1"
  | "smartketplace/message/v1"
  | "smartketplace/request/v1"
  | "smartketplace/keyring/v1"
  | "smartketplace/succession/v1"
  | "smartketplace/recovery/v1";

export type SigningPublicKey = Bytes<32>;
export type SigningSeed = Bytes<32>;

/** An Ed25519 pair (RFC 8032). `seed` is the secret: the only part that is ever stored, always sealed. */
export interface SigningKeyPair {
  readonly seed: SigningSeed;
  readonly publicKey: SigningPublicKey;
}

/** The pair of a 32-byte `seed`; a random one by default. */
export function signingKeyPair(seed: Uint8Array = randomBytes(32)): SigningKeyPair {
  const { publicKey } = sodiumNow().crypto_sign_seed_keypair(exactly(seed, 32));
  return { seed: exactly(seed, 32), publicKey: exactly(publicKey, 32) };
}

/**
 * Ed25519 signature, 64 bytes, over `message` as it is: for formats of others, which say in the message itself what it is
 * (notes of C2SP). Only with a key that signs nothing else.
 */
export function signBare(message: Uint8Array, pair: SigningKeyPair): Bytes<64> {
  const sodium = sodiumNow();
  const { privateKey } = sodium.crypto_sign_seed_keypair(pair.seed);
  try {
    return exactly(sodium.crypto_sign_detached(message, privateKey), 64);
  } finally {
    sodium.memzero(privateKey);
  }
}

/** Returns `message` when the signature over it as it is is valid. Throws `signature/invalid` otherwise. */
export function verifyBare(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const valid =
    signature.length === 64 &&
    publicKey.length === 32 &&
    sodiumNow().crypto_sign_verify_detached(signature, message, publicKey);
  if (!valid) throw new CodedError("signature/invalid", "A signature is not valid.");
  return message;
}

/** Ed25519 signature, 64 bytes, over the context label followed by `message`. Never an identifier. */
export function sign(context: SignatureContext, message: Uint8Array, pair: SigningKeyPair): Bytes<64> {
  return signBare(concat(utf8(context), message), pair);
}

/**
 * Returns `message` when the signature over it is valid, so that callers hold the thing verified.
 * Throws `signature/invalid` otherwise, for whatever reason.
 */
export function verify(
  context: SignatureContext,
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Uint8Array,
): Uint8Array {
  verifyBare(concat(utf8(context), message), signature, publicKey);
  return message;
}
