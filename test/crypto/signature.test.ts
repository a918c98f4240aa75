import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { concat, fromHex, toBase64url, utf8 } from "../../crypto/bytes.ts";
import { sign, type SignatureContext, signingKeyPair, verify } from "../../crypto/signature.ts";
import { ready, type Sodium } from "../../crypto/sodium.ts";
import cctvFile from "../vectors/published/cctv-ed25519.json?raw";
import ed25519File from "../vectors/published/wycheproof-ed25519.json?raw";
import { hex, wycheproofTests } from "../vectors/wycheproof.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await ready();
});

const contexts: readonly SignatureContext[] = [
  "smartketplace/statement/v1",
  "smartketplace/message/v1",
  "smartketplace/request/v1",
  "smartketplace/keyring/v1",
];

function accepts(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return sodium.crypto_sign_verify_detached(signature, message, publicKey);
  } catch {
    return false;
  }
}

test("Ed25519 gives the answers of Wycheproof", () => {
  const shape = { msg: hex, sig: hex };
  const groups = wycheproofTests(ed25519File, shape, { publicKey: z.object({ pk: hex }) });
  let count = 0;
  for (const { publicKey, tests } of groups) {
    for (const each of tests) {
      const verdict = accepts(each.sig, each.msg, publicKey.pk);
      expect(verdict, `test ${each.tcId} ${each.comment}`).toBe(each.result === "valid");
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(140);
});

test("one verifier everywhere: of CCTV's edge cases exactly those without low order or odd encodings pass", () => {
  const schema = z.array(
    z.object({ number: z.int(), key: hex, sig: hex, msg: z.string(), flags: z.array(z.string()).nullable() }),
  );
  const vectors = schema.parse(JSON.parse(cctvFile));
  const harmless = new Set(["low_order_component_A", "low_order_component_R"]);
  let accepted = 0;
  for (const { number, key, sig, msg, flags } of vectors) {
    const verdict = accepts(sig, utf8(msg), key);
    expect(verdict, `vector ${number}`).toBe((flags ?? []).every((flag) => harmless.has(flag)));
    if (verdict) accepted += 1;
  }
  expect(vectors).toHaveLength(914);
  expect(accepted).toBe(43);
});

describe("a signature", () => {
  test("is Ed25519 over the label and the message, as WebCrypto computes it", async () => {
    const pkcs8Head = fromHex("302e020100300506032b657004220420");
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(...contexts),
        async (seed, message, context) => {
          const pair = signingKeyPair(seed);
          const key = await crypto.subtle.importKey("pkcs8", concat(pkcs8Head, seed) as BufferSource, "Ed25519", true, [
            "sign",
          ]);
          const { x } = await crypto.subtle.exportKey("jwk", key);
          const signed = concat(utf8(context), message) as BufferSource;
          expect(toBase64url(pair.publicKey)).toBe(x);
          expect(sign(context, message, pair)).toEqual(
            new Uint8Array(await crypto.subtle.sign("Ed25519", key, signed)),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  test("made for one use means nothing to another", () => {
    const pair = signingKeyPair();
    const message = utf8("the same bytes");
    for (const made of contexts) {
      const signature = sign(made, message, pair);
      expect(verify(made, message, signature, pair.publicKey)).toBe(message);
      for (const other of contexts.filter((context) => context !== made)) {
        expect(() => verify(other, message, signature, pair.publicKey)).toThrow(
          expect.objectContaining({ code: "signature/invalid" }),
        );
      }
    }
  });

  test("cannot be moved between uses by moving the border of label and message: no label begins another", () => {
    for (const a of contexts) for (const b of contexts) expect(a !== b && b.startsWith(a)).toBe(false);
  });

  test("fails with any byte changed, truncated or lengthened, and for another key", () => {
    const pair = signingKeyPair();
    const message = utf8("paid in full");
    const signature = sign("smartketplace/message/v1", message, pair);
    const refused = (bytes: Uint8Array, key: Uint8Array = pair.publicKey) =>
      expect(() => verify("smartketplace/message/v1", message, bytes, key)).toThrow(
        expect.objectContaining({ code: "signature/invalid" }),
      );
    for (let index = 0; index < 64; index++) {
      const changed = signature.slice();
      changed[index]! ^= 1;
      refused(changed);
    }
    refused(signature.subarray(0, 63));
    refused(concat(signature, Uint8Array.of(0)));
    refused(signature, signingKeyPair().publicKey);
    refused(signature, pair.publicKey.subarray(1));
  });
});
