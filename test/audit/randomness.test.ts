import { createCipheriv, randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsText, looksLikeKemKey, looksRandom, unevenness } from "../../audit/randomness.ts";
import { kemKeyPair } from "../../crypto/hpke.ts";
import { ready } from "../../crypto/sodium.ts";

const lengths = [16, 32, 72, 256, 1120, 4096, 4124, 8192];

/** Noise that is the same in every run: a stream cipher's. */
function noise(length: number, seed: number): Buffer {
  const key = Buffer.alloc(32, seed & 255);
  const nonce = Buffer.alloc(16);
  nonce.writeUInt32LE(seed, 0);
  return createCipheriv("aes-256-ctr", key, nonce).update(Buffer.alloc(length));
}

describe("ciphertext", () => {
  test.each(lengths)("of %i bytes is taken for what it is, five thousand times", (length) => {
    for (let seed = 0; seed < 5_000; seed++) expect(looksRandom(noise(length, seed))).toBe(true);
  });

  test("that one bit in eight is missing from is not", () => {
    expect(looksRandom(noise(4096, 1).map((byte) => byte & 0x7f))).toBe(false);
  });
});

describe("what is no ciphertext is found", () => {
  const text = "Camille Essai, rue de la Demeure 7, 1205 Genève. Sonnez deux fois. ".repeat(100);
  const samples: readonly (readonly [string, (length: number) => Buffer])[] = [
    ["text", (length) => Buffer.from(text).subarray(0, length)],
    ["text of two bytes a letter", (length) => Buffer.from(text, "utf16le").subarray(0, length)],
    ["base64", (length) => Buffer.from(noise(length, 3).toString("base64")).subarray(0, length)],
    ["hexadecimal", (length) => Buffer.from(noise(length, 3).toString("hex")).subarray(0, length)],
    ["zeros", (length) => Buffer.alloc(length)],
    ["the same byte", (length) => Buffer.alloc(length, 0xa7)],
    ["a counter", (length) => Buffer.from(Array.from({ length }, (_, index) => (index >> 3) & 255))],
    [
      "JSON before zeros",
      (length) =>
        Buffer.concat([Buffer.from(`{"name":"${text.slice(0, 60)}"}`), Buffer.alloc(length)]).subarray(0, length),
    ],
    ["noise before zeros", (length) => Buffer.concat([noise(length / 2, 3), Buffer.alloc(length / 2)])],
  ];
  test.each(samples)("%s", (_name, make) => {
    for (const length of [256, 4096]) expect(looksRandom(make(length))).toBe(false);
  });

  test("text of 32 bytes instead of a hash, and of 16 instead of an id", () => {
    expect(looksRandom(Buffer.from(text).subarray(0, 32))).toBe(false);
    expect(looksRandom(Buffer.from("camille@mail.org"))).toBe(false);
  });

  test("an address of 25 letters anywhere in noise, at every offset of the stride", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4124 - 25 }), fc.integer({ min: 0, max: 5_000 }), (offset, seed) => {
        const bytes = noise(4124, seed);
        bytes.write("Jean Dupont, Carouge 12, ", offset, "latin1");
        expect(holdsText(bytes)).toBe(true);
      }),
    );
  });

  test("a compressed file's body is noise to it: that is said, not hidden", () => {
    const compressed = gzipSync(Buffer.from(text + noise(20_000, 5).toString("base64")));
    expect(unevenness(compressed)).toBeLessThan(20);
  });
});

test("an X-Wing public key is told from noise and from a changed one", async () => {
  await ready();
  for (let time = 0; time < 20; time++) expect(looksLikeKemKey(kemKeyPair().publicKey)).toBe(true);
  expect(looksLikeKemKey(randomBytes(1216))).toBe(false);
  expect(looksLikeKemKey(new Uint8Array(1216).fill(0xff))).toBe(false);
  const changed = Uint8Array.from(kemKeyPair().publicKey);
  changed.set(Buffer.from("Camille Essai, rue de la Demeure"), 1152);
  expect(looksLikeKemKey(changed)).toBe(false);
});
