import { type AEAD, CipherSuite, KDF_HKDF_SHA256, type KEM, type Key } from "hpke";
import { CodedError } from "./coded-error.ts";
import type { Sodium } from "./sodium.ts";

/** Lengths of the suite in bytes: encapsulated key, AEAD tag. */
export const encapsulatedKeyBytes = 1120;
export const sealTagBytes = 16;

/** A key as `hpke` passes it around: its raw bytes. */
export interface RawKey extends Key {
  readonly bytes: Uint8Array;
}

/** Wraps raw bytes for `hpke`: a public key, or the 32-byte seed that is the private key. */
export function rawKey(type: "public" | "private", bytes: Uint8Array): RawKey {
  return { algorithm: { name: "X-Wing" }, extractable: true, type, bytes };
}

const xWing = (sodium: () => Sodium) => (): Readonly<KEM<RawKey>> => ({
  id: 0x647a,
  type: "KEM",
  name: "X-Wing",
  Nsecret: 32,
  Nenc: encapsulatedKeyBytes,
  Npk: 1216,
  Nsk: 32,
  // Key pairs of this project come from kemKeyPair alone; the suite's own generation is never reached.
  DeriveKeyPair: () => Promise.reject(new CodedError("crypto/unavailable", "X-Wing keys are made from a seed.")),
  GenerateKeyPair: () => Promise.reject(new CodedError("crypto/unavailable", "X-Wing keys are made from a seed.")),
  SerializePublicKey: (key) => Promise.resolve(key.bytes),
  DeserializePublicKey: (bytes) => Promise.resolve(rawKey("public", bytes)),
  SerializePrivateKey: (key) => Promise.resolve(key.bytes),
  DeserializePrivateKey: (bytes) => Promise.resolve(rawKey("private", bytes)),
  Encap: (recipient) => {
    const { sharedSecret, ciphertext } = sodium().crypto_kem_xwing_enc(recipient.bytes);
    return Promise.resolve({ shared_secret: sharedSecret, enc: ciphertext });
  },
  Decap: (enc, recipient) => Promise.resolve(sodium().crypto_kem_xwing_dec(enc, recipient.bytes)),
});

const chaCha20Poly1305 = (sodium: () => Sodium) => (): Readonly<AEAD> => ({
  id: 0x0003,
  type: "AEAD",
  name: "ChaCha20Poly1305",
  Nk: 32,
  Nn: 12,
  Nt: sealTagBytes,
  Seal: (key, nonce, aad, plaintext) =>
    Promise.resolve(sodium().crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, aad, null, nonce, key)),
  Open: (key, nonce, aad, ciphertext) =>
    Promise.resolve(sodium().crypto_aead_chacha20poly1305_ietf_decrypt(null, ciphertext, aad, nonce, key)),
});

/**
 * The one suite of protocol v1: HPKE (RFC 9180) with X-Wing 0x647A, HKDF-SHA256 0x0001 and ChaCha20-Poly1305 0x0003. KEM
 * and AEAD come from libsodium, the key schedule from `hpke`, the HKDF from WebCrypto.
 */
export function suiteOver(sodium: () => Sodium): CipherSuite<RawKey> {
  return new CipherSuite<RawKey>(xWing(sodium), KDF_HKDF_SHA256, chaCha20Poly1305(sodium));
}
