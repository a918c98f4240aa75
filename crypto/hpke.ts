import { type AEAD, CipherSuite, KDF_HKDF_SHA256, type KEM, type Key } from "hpke";
import { type Bytes, exactly } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { randomBytes, sodiumNow } from "./sodium.ts";

/** X-Wing public key: ML-KEM-768 and X25519 in one (draft-connolly-cfrg-xwing-kem). */
export type KemPublicKey = Bytes<1216>;
/** X-Wing secret key: the 32-byte seed. */
export type KemSecretKey = Bytes<32>;

export interface KemKeyPair {
  readonly secretKey: KemSecretKey;
  readonly publicKey: KemPublicKey;
}

/** Lengths of the suite in bytes: encapsulated key, AEAD tag. */
export const encapsulatedKeyBytes = 1120;
export const sealTagBytes = 16;

interface RawKey extends Key {
  readonly bytes: Uint8Array;
}

function rawKey(type: "public" | "private", bytes: Uint8Array): RawKey {
  return { algorithm: { name: "X-Wing" }, extractable: true, type, bytes };
}

function pairFromSeed(seed: Uint8Array) {
  const { publicKey } = sodiumNow().crypto_kem_xwing_seed_keypair(seed);
  return { privateKey: rawKey("private", seed), publicKey: rawKey("public", publicKey) };
}

const xWing = (): Readonly<KEM<RawKey>> => ({
  id: 0x647a,
  type: "KEM",
  name: "X-Wing",
  Nsecret: 32,
  Nenc: encapsulatedKeyBytes,
  Npk: 1216,
  Nsk: 32,
  // Key pairs of this project come from kemKeyPair alone; the suite's own derivation is never reached.
  DeriveKeyPair: () => Promise.reject(new CodedError("crypto/unavailable", "X-Wing keys are made from a seed.")),
  GenerateKeyPair: () => Promise.resolve(pairFromSeed(randomBytes(32))),
  SerializePublicKey: (key) => Promise.resolve(key.bytes),
  DeserializePublicKey: (bytes) => Promise.resolve(rawKey("public", bytes)),
  SerializePrivateKey: (key) => Promise.resolve(key.bytes),
  DeserializePrivateKey: (bytes) => Promise.resolve(rawKey("private", bytes)),
  Encap: (recipient) => {
    const { sharedSecret, ciphertext } = sodiumNow().crypto_kem_xwing_enc(recipient.bytes);
    return Promise.resolve({ shared_secret: sharedSecret, enc: ciphertext });
  },
  Decap: (enc, recipient) => Promise.resolve(sodiumNow().crypto_kem_xwing_dec(enc, recipient.bytes)),
});

const chaCha20Poly1305 = (): Readonly<AEAD> => ({
  id: 0x0003,
  type: "AEAD",
  name: "ChaCha20Poly1305",
  Nk: 32,
  Nn: 12,
  Nt: sealTagBytes,
  Seal: (key, nonce, aad, plaintext) =>
    Promise.resolve(sodiumNow().crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, aad, null, nonce, key)),
  Open: (key, nonce, aad, ciphertext) =>
    Promise.resolve(sodiumNow().crypto_aead_chacha20poly1305_ietf_decrypt(null, ciphertext, aad, nonce, key)),
});

const suite = new CipherSuite<RawKey>(xWing, KDF_HKDF_SHA256, chaCha20Poly1305);

/** The X-Wing pair of a 32-byte `seed`; a random one by default. */
export function kemKeyPair(seed: Uint8Array = randomBytes(32)): KemKeyPair {
  const { publicKey } = pairFromSeed(exactly(seed, 32));
  return { secretKey: exactly(seed, 32), publicKey: exactly(publicKey.bytes, 1216) };
}

/** An HPKE sealing: the encapsulated key, 1,120 bytes, and the ciphertext, 16 bytes longer than the plaintext. */
export interface Sealed {
  readonly encapsulatedKey: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** HPKE base-mode single-shot seal with the one suite of protocol v1 (RFC 9180 section 6.1). */
export async function seal(
  recipient: Uint8Array,
  info: Uint8Array,
  associatedData: Uint8Array,
  plaintext: Uint8Array,
): Promise<Sealed> {
  const publicKey = rawKey("public", exactly(recipient, 1216));
  const sealed = await suite.Seal(publicKey, plaintext, { info, aad: associatedData });
  return { encapsulatedKey: sealed.encapsulatedSecret, ciphertext: sealed.ciphertext };
}

/** Opens what {@link seal} made. Throws `seal/cannot-open` whatever the reason. */
export async function open(
  recipient: KemKeyPair,
  info: Uint8Array,
  associatedData: Uint8Array,
  sealed: Sealed,
): Promise<Uint8Array> {
  try {
    return await suite.Open(
      rawKey("private", recipient.secretKey),
      exactly(sealed.encapsulatedKey, encapsulatedKeyBytes),
      sealed.ciphertext,
      { info, aad: associatedData },
    );
  } catch (cause) {
    throw new CodedError("seal/cannot-open", "This cannot be opened with this key.", cause);
  }
}
