import sodium from "libsodium-wrappers";
import { CodedError } from "./coded-error.ts";

/** Every libsodium function this project calls. The bundled typings declare about 99 that the build does not have. */
const functionsUsed = [
  "crypto_aead_chacha20poly1305_ietf_decrypt",
  "crypto_aead_chacha20poly1305_ietf_encrypt",
  "crypto_aead_xchacha20poly1305_ietf_decrypt",
  "crypto_aead_xchacha20poly1305_ietf_encrypt",
  "crypto_kem_xwing_dec",
  "crypto_kem_xwing_enc",
  "crypto_kem_xwing_seed_keypair",
  "crypto_sign_detached",
  "crypto_sign_seed_keypair",
  "crypto_sign_verify_detached",
  "memzero",
  "randombytes_buf",
] as const;

export type Sodium = Pick<typeof sodium, (typeof functionsUsed)[number]>;

let loading: Promise<Sodium> | undefined;
let loaded: Sodium | undefined;

/**
 * Loads libsodium once and checks that every function used exists. Await it before any other export of `crypto/`.
 * Throws `crypto/unavailable` where WebAssembly or a function is missing.
 */
export function ready(): Promise<Sodium> {
  loading ??= sodium.ready.then(
    () => {
      const present = sodium as unknown as Record<string, unknown>;
      if (functionsUsed.some((name) => typeof present[name] !== "function")) {
        throw new CodedError("crypto/unavailable", "A cryptographic function is missing on this device.");
      }
      loaded = sodium;
      return loaded;
    },
    (cause: unknown) => {
      throw new CodedError("crypto/unavailable", "Cryptography could not be loaded on this device.", cause);
    },
  );
  return loading;
}

/** The loaded library. Throws `crypto/not-ready` before {@link ready} has resolved. */
export function sodiumNow(): Sodium {
  if (loaded === undefined) throw new CodedError("crypto/not-ready", "Cryptography is not loaded yet.");
  return loaded;
}

/** `length` random bytes from the system's generator. */
export function randomBytes(length: number): Uint8Array {
  return sodiumNow().randombytes_buf(length);
}
