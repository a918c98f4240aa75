import { beforeAll, describe, expect, test } from "vitest";
import { concat, fromBase64url, toBase64url, toHex, utf8 } from "../../crypto/bytes.ts";
import { sha256 } from "../../crypto/hash.ts";
import {
  type Keyring,
  newKeyring,
  newWrapperKey,
  openKeyring,
  passkeyKek,
  prfInput,
  rotateKeyring,
  sealKeyring,
  withWrapperKey,
  type Wrapper,
} from "../../crypto/keyring.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import { newRecoverySecret, recoveryKek } from "../../crypto/recovery-code.ts";
import { randomBytes, ready } from "../../crypto/sodium.ts";
import { codeOf, everyByteFlipped } from "./flipped.ts";

beforeAll(async () => {
  await ready();
});

async function account(): Promise<{ keyring: Keyring; wrapper: Wrapper; kek: Uint8Array }> {
  const kek = randomBytes(32);
  const fresh = newKeyring();
  const { pair, wrappedSecret } = newWrapperKey(kek, fresh);
  const keyring = withWrapperKey(fresh, pair.publicKey);
  const sealedKeyring = await sealKeyring(keyring, pair.publicKey);
  return { keyring, wrapper: { kemPublicKey: pair.publicKey, wrappedSecret, sealedKeyring }, kek };
}

describe("a keyring", () => {
  test("opens through the wrapper that it lists, in sizes of a ladder", async () => {
    const { keyring, wrapper, kek } = await account();
    expect(await openKeyring(wrapper, kek)).toEqual(keyring);
    expect(keyring.epoch).toBe(1);
    expect(wrapper.wrappedSecret).toHaveLength(72);
    expect(wrapper.sealedKeyring).toHaveLength(4096);
  });

  test("opens through as many ways as an account may have, each by its own key", async () => {
    let keyring = newKeyring();
    const ways = Array.from({ length: limits.passkeysPerAccountMax + 1 }, () => {
      const kek = randomBytes(32);
      const made = newWrapperKey(kek, keyring);
      keyring = withWrapperKey(keyring, made.pair.publicKey);
      return { kek, ...made };
    });
    for (const way of [ways[0]!, ways.at(-1)!]) {
      const sealedKeyring = await sealKeyring(keyring, way.pair.publicKey);
      expect([4096, 8192, 16_384, 32_768]).toContain(sealedKeyring.length);
      const wrapper = { kemPublicKey: way.pair.publicKey, wrappedSecret: way.wrappedSecret, sealedKeyring };
      expect(await openKeyring(wrapper, way.kek)).toEqual(keyring);
    }
  });

  test("rotates without the other devices: new keys, next epoch, the same ways in", async () => {
    const { keyring, wrapper, kek } = await account();
    const rotated = rotateKeyring(keyring, keyring.wrapperKeys);
    const sealedKeyring = await sealKeyring(rotated, wrapper.kemPublicKey);
    const opened = await openKeyring({ ...wrapper, sealedKeyring }, kek);
    expect(opened).toEqual(rotated);
    expect(opened.epoch).toBe(2);
    expect(opened.vaultKey).not.toEqual(keyring.vaultKey);
    expect(opened.spaceSeed).not.toEqual(keyring.spaceSeed);
  });
});

describe("a hostile server", () => {
  test("cannot make up a keyring for a wrapper whose public key it knows", async () => {
    const { wrapper, kek } = await account();
    const madeUp: Keyring = { ...newKeyring([wrapper.kemPublicKey]), epoch: 9 };
    const sealedKeyring = await sealKeyring(madeUp, wrapper.kemPublicKey);
    expect(await codeOf(() => openKeyring({ ...wrapper, sealedKeyring }, kek))).toBe("keyring/cannot-open");
    // Nor by naming the true authority before what its own signed.
    const masked = concat(wrapper.sealedKeyring.subarray(0, 32), sealedKeyring.subarray(32));
    const attempt = { ...wrapper, sealedKeyring: masked };
    expect(await codeOf(() => openKeyring(attempt, kek))).toBe("keyring/cannot-open");
  });

  test("cannot slip in a way of its own, nor give one way's keyring to another", async () => {
    const { keyring, wrapper, kek } = await account();
    const unlisted = { ...keyring, wrapperKeys: [] };
    const sealedKeyring = await sealKeyring(unlisted, wrapper.kemPublicKey);
    expect(await codeOf(() => openKeyring({ ...wrapper, sealedKeyring }, kek))).toBe("keyring/cannot-open");
    const other = await account();
    const crossed = { ...wrapper, sealedKeyring: other.wrapper.sealedKeyring };
    expect(await codeOf(() => openKeyring(crossed, kek))).toBe("keyring/cannot-open");
  });

  test("cannot change a byte of a wrapper", async () => {
    const { wrapper, kek } = await account();
    for (const field of ["wrappedSecret", "sealedKeyring", "kemPublicKey"] as const) {
      for (const { index, changed } of everyByteFlipped(wrapper[field])) {
        const code = await codeOf(() => openKeyring({ ...wrapper, [field]: changed }, kek));
        expect(code, `${field}, byte ${index}`).toBe("keyring/cannot-open");
      }
      const cut = { ...wrapper, [field]: wrapper[field].subarray(1) } as Wrapper;
      expect(await codeOf(() => openKeyring(cut, kek))).toBe("keyring/cannot-open");
    }
    expect(await codeOf(() => openKeyring(wrapper, randomBytes(32)))).toBe("keyring/cannot-open");
  });
});

describe("the key that closes a wrapper", () => {
  const prf = new Uint8Array(32).fill(1);

  test("is another for another site, credential, PRF or way in", () => {
    const credential = utf8("credential");
    const keys = [
      passkeyKek(prf, "localhost", credential),
      passkeyKek(prf, "market.example", credential),
      passkeyKek(prf, "localhost", utf8("credentia")),
      passkeyKek(new Uint8Array(32).fill(2), "localhost", credential),
      recoveryKek(newRecoverySecret()),
    ];
    expect(new Set(keys.map(toHex)).size).toBe(keys.length);
  });

  test("is HKDF of the protocol, as WebCrypto computes it", async () => {
    const credential = fromBase64url("AAECAwQFBgc");
    const info = concat(utf8("smartketplace/kek/v1"), Uint8Array.of(0, 8), credential);
    const base = await crypto.subtle.importKey("raw", prf, "HKDF", false, ["deriveBits"]);
    const salt = sha256(utf8("localhost"));
    const parameters = { name: "HKDF", hash: "SHA-256", salt: salt as BufferSource, info: info as BufferSource };
    const expected = new Uint8Array(await crypto.subtle.deriveBits(parameters, base, 256));
    expect(passkeyKek(prf, "localhost", credential)).toEqual(expected);
  });

  test("asks the passkey for SHA-256 of the label", () => {
    expect(toBase64url(prfInput())).toBe(toBase64url(sha256(utf8("smartketplace/prf/v1"))));
  });
});
