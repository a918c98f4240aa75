import { fromHex, sameBytes, utf8 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { deriveKey, hmacSha256, sha256 } from "./hash.ts";
import type { Sodium } from "./sodium.ts";
import { rawKey, suiteOver } from "./suite.ts";

// Known answers for everything that is computed here, tried once at the start: a miscompiled or tampered build, a broken
// engine or a missing WebCrypto is found before a person's first key is made. All answers are published ones.

function check(holds: boolean): void {
  if (!holds) throw new CodedError("crypto/self-test", "Cryptography gives wrong results on this device.");
}

/** FIPS 180-4 "abc"; RFC 4231 case 2; RFC 5869 case 1, its first 32 bytes. */
function checkHashes(): void {
  const abc = fromHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  check(sameBytes(sha256(utf8("abc")), abc));
  const mac = fromHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  check(sameBytes(hmacSha256(utf8("Jefe"), utf8("what do ya want for nothing?")), mac));
  const derived = deriveKey(
    new Uint8Array(22).fill(0x0b),
    fromHex("f0f1f2f3f4f5f6f7f8f9"),
    fromHex("000102030405060708090a0b0c"),
  );
  check(sameBytes(derived, fromHex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf")));
}

/** RFC 8032 section 7.1, TEST 2; and a changed message must fail. */
function checkSignature(sodium: Sodium): void {
  const seed = fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  const expected = fromHex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  );
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
  check(sameBytes(sodium.crypto_sign_detached(Uint8Array.of(0x72), privateKey), expected));
  check(sodium.crypto_sign_verify_detached(expected, Uint8Array.of(0x72), publicKey));
  check(!sodium.crypto_sign_verify_detached(expected, Uint8Array.of(0x73), publicKey));
}

/** draft-irtf-cfrg-xchacha-03 appendix A.3.1, by its tag; and another associated data must fail. */
function checkBox(sodium: Sodium): void {
  const key = fromHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
  const nonce = fromHex("404142434445464748494a4b4c4d4e4f5051525354555657");
  const associatedData = fromHex("50515253c0c1c2c3c4c5c6c7");
  const plaintext = utf8(
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
  );
  const box = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, associatedData, null, nonce, key);
  check(sameBytes(box.subarray(-16), fromHex("c0875924c1c7987947deafd8780acf49")));
  const opened = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, box, associatedData, nonce, key);
  check(sameBytes(opened, plaintext));
  let refused = false;
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, box, nonce, nonce, key);
  } catch {
    refused = true;
  }
  check(refused);
}

/** The first encryption of the hpke-pq test vectors for 0x647A, 0x0001, 0x0003; then a sealing of our own. */
async function checkSeal(sodium: Sodium): Promise<void> {
  const seed = fromHex("3ec47fa82dd5689d27c6190e724c74ec8f608df3331ce331929e37b829676630");
  const encapsulationSeed = fromHex(
    "2a1c0a3745fe8a48fb62034d300f54dfe1974a5b2e169e580a8789cb1cf5fd19" +
      "0fc00f3fd899594e01a8b15334b9f3fa03d8de44da86e19f5776850fb689e6c8",
  );
  const info = utf8("4f6465206f6e2061204772656369616e2055726e");
  const associatedData = utf8("Count-0");
  const plaintext = utf8("4265617574792069732074727574682c20747275746820626561757479");
  const ciphertext = fromHex(
    "c5c591f99092d5e38df0a52699af249c66f8275a863423c076de8147a53e65cc584041c963b77a7e59ea93841b1339b5" +
      "efda8909b71f74bb0073ad62e899de310c1566dea2fd29eba377",
  );
  const suite = suiteOver(() => sodium);
  const { publicKey } = sodium.crypto_kem_xwing_seed_keypair(seed);
  const published = sodium.crypto_kem_xwing_enc_deterministic(publicKey, encapsulationSeed).ciphertext;
  const options = { info, aad: associatedData };
  const opened = await suite.Open(rawKey("private", seed), published, ciphertext, options);
  check(sameBytes(opened, plaintext));
  const sealed = await suite.Seal(rawKey("public", publicKey), plaintext, options);
  const reopened = await suite.Open(rawKey("private", seed), sealed.encapsulatedSecret, sealed.ciphertext, options);
  check(sameBytes(reopened, plaintext) && !sameBytes(sealed.encapsulatedSecret, published));
}

/** Tries every primitive. Throws `crypto/self-test` when any of them gives another answer than the published one. */
export async function checkKnownAnswers(sodium: Sodium): Promise<void> {
  try {
    checkHashes();
    checkSignature(sodium);
    checkBox(sodium);
    await checkSeal(sodium);
    check(!sameBytes(sodium.randombytes_buf(32), sodium.randombytes_buf(32)));
  } catch (cause) {
    throw new CodedError("crypto/self-test", "Cryptography gives wrong results on this device.", cause);
  }
}
