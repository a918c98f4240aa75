import { concat, exactly } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { randomBytes, sodiumNow } from "./sodium.ts";

/** Bytes that a box is longer than its plaintext: nonce 24, tag 16. */
export const boxOverheadBytes = 40;

/**
 * XChaCha20-Poly1305 with a random nonce: `nonce 24 | ciphertext`. Not key-committing: the associated data must name
 * what and whose it is, and several keys are never tried on one box.
 */
export function closeBox(key: Uint8Array, associatedData: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const nonce = randomBytes(24);
  return concat(
    nonce,
    sodiumNow().crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, associatedData, null, nonce, exactly(key, 32)),
  );
}

/** Opens what {@link closeBox} made. Throws `box/cannot-open` whatever the reason. */
export function openBox(key: Uint8Array, associatedData: Uint8Array, box: Uint8Array): Uint8Array {
  try {
    return sodiumNow().crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      box.subarray(24),
      associatedData,
      box.subarray(0, 24),
      exactly(key, 32),
    );
  } catch (cause) {
    throw new CodedError("box/cannot-open", "This cannot be opened with this key.", cause);
  }
}
