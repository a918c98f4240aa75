import { beforeAll, describe, expect, test } from "vitest";
import { checkKnownAnswers } from "../../crypto/self-test.ts";
import { ready, type Sodium } from "../../crypto/sodium.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await ready();
});

test("is ready once, with one library for everyone", async () => {
  expect(await ready()).toBe(sodium);
});

test("tries every primitive within 30 ms", async () => {
  const tries: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    await checkKnownAnswers(sodium);
    tries.push(performance.now() - started);
  }
  // The least of five: the machine's other work is not what is measured.
  expect(Math.min(...tries)).toBeLessThan(30);
});

/** `sodium` with one function that answers wrongly in the way a broken build would. */
function broken(name: keyof Sodium, answer: unknown): Sodium {
  return { ...sodium, [name]: () => answer };
}

describe("says so when a function gives a wrong answer", () => {
  test.each<[keyof Sodium, unknown]>([
    ["crypto_sign_detached", new Uint8Array(64)],
    ["crypto_sign_verify_detached", true],
    ["crypto_sign_verify_detached", false],
    ["crypto_aead_xchacha20poly1305_ietf_encrypt", new Uint8Array(130)],
    ["crypto_aead_xchacha20poly1305_ietf_decrypt", new Uint8Array(114)],
    ["crypto_aead_chacha20poly1305_ietf_encrypt", new Uint8Array(74)],
    ["crypto_aead_chacha20poly1305_ietf_decrypt", new Uint8Array(58)],
    ["crypto_kem_xwing_dec", new Uint8Array(32)],
    ["crypto_kem_xwing_enc_deterministic", { ciphertext: new Uint8Array(1120), sharedSecret: new Uint8Array(32) }],
    ["crypto_kem_xwing_enc", { ciphertext: new Uint8Array(1120), sharedSecret: new Uint8Array(32) }],
    ["crypto_kem_xwing_seed_keypair", { publicKey: new Uint8Array(1216), privateKey: new Uint8Array(32) }],
    ["randombytes_buf", new Uint8Array(32)],
  ])("%s", async (name, answer) => {
    await expect(checkKnownAnswers(broken(name, answer))).rejects.toMatchObject({ code: "crypto/self-test" });
  });
});
