import { beforeAll, describe, expect, test } from "vitest";
import { concat, utf8 } from "../../crypto/bytes.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { signStatement, statementBytesMax, statementJson, verifyStatement } from "../../crypto/statement.ts";
import { codeOf, everyByteFlipped } from "./flipped.ts";

let author: SigningKeyPair;
beforeAll(async () => {
  await ready();
  author = signingKeyPair();
});

const json = '{"v":1,"name":"Ferme des Inventés"}';

describe("a signed statement", () => {
  test("carries the exact text, and gives it to who checks the author", () => {
    const wire = signStatement(json, author);
    expect(wire).toHaveLength(64 + utf8(json).length);
    expect(statementJson(wire)).toBe(json);
    expect(verifyStatement(wire, author.publicKey)).toBe(json);
  });

  test("is refused with any byte changed, or under another author", async () => {
    const wire = signStatement(json, author);
    for (const { index, changed } of everyByteFlipped(wire)) {
      expect(await codeOf(() => verifyStatement(changed, author.publicKey)), `byte ${index}`).toBe("signature/invalid");
    }
    expect(await codeOf(() => verifyStatement(wire, signingKeyPair().publicKey))).toBe("signature/invalid");
    expect(await codeOf(() => verifyStatement(concat(wire, utf8(" ")), author.publicKey))).toBe("signature/invalid");
  });

  test("is malformed when it is empty or cut into its signature, and too large above 1 MiB", async () => {
    const wire = signStatement(json, author);
    for (const wrong of [
      new Uint8Array(),
      wire.subarray(0, 63),
      wire.subarray(0, 64),
      new Uint8Array(statementBytesMax + 1),
    ]) {
      expect(await codeOf(() => statementJson(wrong))).toBe("statement/malformed");
    }
    expect(signStatement("x".repeat(statementBytesMax - 64), author)).toHaveLength(statementBytesMax);
    expect(await codeOf(() => signStatement("x".repeat(statementBytesMax - 63), author))).toBe("statement/too-large");
  });
});
