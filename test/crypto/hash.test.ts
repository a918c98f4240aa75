import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fromHex, toHex, utf8 } from "../../crypto/bytes.ts";
import { deriveKey, digestName, hmacSha256, sha256 } from "../../crypto/hash.ts";
import hkdfFile from "../vectors/published/wycheproof-hkdf_sha256.json?raw";
import { hex, wycheproofTests } from "../vectors/wycheproof.ts";

test("SHA-256 gives the answers of FIPS 180-4", () => {
  expect(toHex(sha256(utf8("")))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(toHex(sha256(utf8("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")))).toBe(
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
  expect(digestName(utf8(""))).toBe("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
});

test("SHA-256 agrees with WebCrypto", async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000, 65_537]) {
    const message = Uint8Array.from({ length }, (_, index) => (index * 31) & 0xff);
    expect(sha256(message)).toEqual(new Uint8Array(await crypto.subtle.digest("SHA-256", message)));
  }
});

describe("HMAC-SHA-256 gives the answers of RFC 4231", () => {
  test.each([
    ["0b".repeat(20), toHex(utf8("Hi There")), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"],
    ["aa".repeat(20), "dd".repeat(50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"],
    [
      "aa".repeat(131),
      toHex(utf8("Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    ],
  ])("case %#", (key, message, mac) => {
    expect(toHex(hmacSha256(fromHex(key), fromHex(message)))).toBe(mac);
  });
});

test("HKDF-SHA-256 gives the answers of Wycheproof, as far as its first 32 bytes go", () => {
  const shape = { ikm: hex, salt: hex, info: hex, size: z.int(), okm: hex };
  const tests = wycheproofTests(hkdfFile, shape, {}).flatMap((group) => group.tests);
  const valid = tests.filter((each) => each.result === "valid");
  for (const each of valid) {
    const length = Math.min(32, each.size);
    const derived = deriveKey(each.ikm, each.info, each.salt);
    expect(derived.slice(0, length), `test ${each.tcId} ${each.comment}`).toEqual(each.okm.slice(0, length));
  }
  expect(valid.length).toBeGreaterThan(70);
});
