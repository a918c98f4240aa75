import { type Bytes, exactly } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { randomBytes, sodiumNow } from "./sodium.ts";
import { encapsulatedKeyBytes, rawKey, suiteOver } from "./suite.ts";

export { encapsulatedKeyBytes, sealTagBytes } from "./suite.ts";

/** X-Wing public key: ML-KEM-768 and X25519 in one (draft-connolly-cfrg-xwing-kem). */
export type KemPublicKey = Bytes<1216>;
/** X-Wing secret key: the 32-byte seed. */
export type KemSecretKey = Bytes<32>;

export interface KemKeyPair {
  readonly secretKey: KemSecretKey;
  readonly publicKey: KemPublicKey;
}

const suite = suiteOver(sodiumNow);

/** The X-Wing pair of a 32-byte `seed`; a random one by default. */
export function kemKeyPair(seed: Uint8Array = randomBytes(32)): KemKeyPair {
  const secretKey = exactly(seed, 32);
  return { secretKey, publicKey: exactly(sodiumNow().crypto_kem_xwing_seed_keypair(secretKey).publicKey, 1216) };
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
