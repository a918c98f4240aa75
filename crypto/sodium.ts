import type sodiumModule from "libsodium-wrappers";
import { CodedError } from "./coded-error.ts";

/** Every libsodium function this project calls. The bundled typings declare about 99 that the build does not have. */
const functionsUsed = [
  "crypto_aead_chacha20poly1305_ietf_decrypt",
  "crypto_aead_chacha20poly1305_ietf_encrypt",
  "crypto_aead_xchacha20poly1305_ietf_decrypt",
  "crypto_aead_xchacha20poly1305_ietf_encrypt",
  "crypto_kem_xwing_dec",
  "crypto_kem_xwing_enc",
  "crypto_kem_xwing_enc_deterministic",
  "crypto_kem_xwing_seed_keypair",
  "crypto_sign_detached",
  "crypto_sign_seed_keypair",
  "crypto_sign_verify_detached",
  "memzero",
  "randombytes_buf",
] as const;

export type Sodium = Pick<typeof sodiumModule, (typeof functionsUsed)[number]>;

let loading: Promise<Sodium> | undefined;
let loaded: Sodium | undefined;

function unavailable(cause?: unknown): CodedError {
  return new CodedError("crypto/unavailable", "Cryptography is not available on this device.", cause);
}

async function load(): Promise<Sodium> {
  // Browsers give WebCrypto, of which `hpke` takes its HKDF, to secure origins only: https, and http://localhost.
  const { crypto } = globalThis as { crypto?: { subtle?: unknown } };
  if (crypto?.subtle === undefined) throw unavailable();
  // Loaded when it is first needed: a visitor who browses the shop never waits for it.
  const parts = [import("libsodium-wrappers"), import("./self-test.ts")] as const;
  const [{ default: sodium }, { checkKnownAnswers }] = await Promise.all(parts).catch((cause: unknown) => {
    throw unavailable(cause);
  });
  await sodium.ready.catch((cause: unknown) => {
    throw unavailable(cause);
  });
  const present = sodium as unknown as Record<string, unknown>;
  if (functionsUsed.some((name) => typeof present[name] !== "function")) throw unavailable();
  await checkKnownAnswers(sodium);
  loaded = sodium;
  return loaded;
}

/**
 * Loads libsodium once, checks that every function used exists and that every primitive gives its known answer. Await
 * it before any other export of `crypto/`. Throws `crypto/unavailable` where WebAssembly, WebCrypto or a function is
 * missing, and `crypto/self-test` where an answer is wrong; nothing of `crypto/` works after either.
 */
export function ready(): Promise<Sodium> {
  loading ??= load();
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
