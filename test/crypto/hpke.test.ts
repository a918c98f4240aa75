import { AEAD_ChaCha20Poly1305, KDF_HKDF_SHA256, KEM_MLKEM768_X25519 } from "@panva/hpke-noble";
import fc from "fast-check";
import { CipherSuite } from "hpke";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { kemKeyPair, open, seal } from "../../crypto/hpke.ts";
import { ready, type Sodium } from "../../crypto/sodium.ts";
import { rawKey, suiteOver } from "../../crypto/suite.ts";
import publishedHpke from "../vectors/published/hpke-pq-x-wing.json?raw";
import publishedXWing from "../vectors/published/x-wing.json?raw";
import { hex } from "../vectors/wycheproof.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await ready();
});

const xWingVectors = z
  .array(z.object({ seed: hex, eseed: hex, ss: hex, sk: hex, pk: hex, ct: hex }))
  .min(3)
  .parse(JSON.parse(publishedXWing));

const ourSuite = z
  .array(
    z.object({
      mode: z.int(),
      kem_id: z.int(),
      kdf_id: z.int(),
      aead_id: z.int(),
      info: hex,
      ikmE: hex,
      skRm: hex,
      pkRm: hex,
      enc: hex,
      shared_secret: hex,
      encryptions: z.array(z.object({ aad: hex, ct: hex, pt: hex })).min(1),
      exports: z.array(z.object({ exporter_context: hex, L: z.int(), exported_value: hex })).min(1),
    }),
  )
  .parse(JSON.parse(publishedHpke))
  .filter((vector) => vector.kem_id === 0x647a && vector.kdf_id === 1 && vector.aead_id === 3 && vector.mode === 0);

describe("X-Wing gives the answers of its draft", () => {
  test.each(xWingVectors.map((vector, index) => ({ ...vector, index })))("vector $index", (vector) => {
    const pair = kemKeyPair(vector.seed);
    expect(pair.publicKey).toEqual(vector.pk);
    expect(pair.secretKey).toEqual(vector.sk);
    const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(vector.pk, vector.eseed);
    expect(ciphertext).toEqual(vector.ct);
    expect(sharedSecret).toEqual(vector.ss);
    expect(sodium.crypto_kem_xwing_dec(vector.ct, pair.secretKey)).toEqual(vector.ss);
  });
});

describe("HPKE gives the answers of hpke-pq for our very suite", () => {
  test("the file holds our suite", () => {
    expect(ourSuite).toHaveLength(1);
  });

  test("the first encryption opens with the single-shot form that the product uses", async () => {
    for (const vector of ourSuite) {
      const first = vector.encryptions[0]!;
      const sealed = { encapsulatedKey: vector.enc, ciphertext: first.ct };
      expect(await open(kemKeyPair(vector.skRm), vector.info, first.aad, sealed)).toEqual(first.pt);
    }
  });

  test("every encryption opens and every export agrees", async () => {
    const suite = suiteOver(() => sodium);
    for (const vector of ourSuite) {
      expect(kemKeyPair(vector.skRm).publicKey).toEqual(vector.pkRm);
      const options = { info: vector.info };
      const context = await suite.SetupRecipient(rawKey("private", vector.skRm), vector.enc, options);
      for (const each of vector.encryptions) expect(await context.Open(each.ct, each.aad)).toEqual(each.pt);
      for (const each of vector.exports) {
        expect(await context.Export(each.exporter_context, each.L)).toEqual(each.exported_value);
      }
    }
  });

  test("every encryption is sealed to the published bytes when the encapsulation is the published one", async () => {
    for (const vector of ourSuite) {
      // The one source of chance is the encapsulation: here it takes the seed of the vector.
      const seeded: Sodium = {
        ...sodium,
        crypto_kem_xwing_enc: ((publicKey: Uint8Array) =>
          sodium.crypto_kem_xwing_enc_deterministic(publicKey, vector.ikmE)) as Sodium["crypto_kem_xwing_enc"],
      };
      const { encapsulatedSecret, ctx } = await suiteOver(() => seeded).SetupSender(rawKey("public", vector.pkRm), {
        info: vector.info,
      });
      expect(encapsulatedSecret).toEqual(vector.enc);
      for (const each of vector.encryptions) expect(await ctx.Seal(each.pt, each.aad)).toEqual(each.ct);
    }
  });
});

const anyBytes = fc.uint8Array({ maxLength: 300 });

describe("HPKE agrees with noble's implementation", () => {
  const noble = new CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_ChaCha20Poly1305);

  test("what we seal, noble opens", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        anyBytes,
        anyBytes,
        anyBytes,
        async (seed, info, aad, text) => {
          const sealed = await seal(kemKeyPair(seed).publicKey, info, aad, text);
          const key = await noble.DeserializePrivateKey(seed);
          const opened = await noble.Open(key, sealed.encapsulatedKey, sealed.ciphertext, { info, aad });
          expect(opened).toEqual(text);
        },
      ),
      { numRuns: 15 },
    );
  });

  test("what noble seals, we open", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        anyBytes,
        anyBytes,
        anyBytes,
        async (seed, info, aad, text) => {
          const pair = kemKeyPair(seed);
          const key = await noble.DeserializePublicKey(pair.publicKey);
          const { encapsulatedSecret, ciphertext } = await noble.Seal(key, text, { info, aad });
          expect(await open(pair, info, aad, { encapsulatedKey: encapsulatedSecret, ciphertext })).toEqual(text);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe("a sealing", () => {
  test("opens for its key, info and associated data, and for nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, anyBytes, anyBytes, async (info, aad, text) => {
        const pair = kemKeyPair();
        const sealed = await seal(pair.publicKey, info, aad, text);
        expect(await open(pair, info, aad, sealed)).toEqual(text);
        const longer = (bytes: Uint8Array) => Uint8Array.of(...bytes, 1);
        const failures = [
          open(kemKeyPair(), info, aad, sealed),
          open(pair, longer(info), aad, sealed),
          open(pair, info, longer(aad), sealed),
          open(pair, info, aad, { ...sealed, ciphertext: longer(sealed.ciphertext) }),
          open(pair, info, aad, { ...sealed, ciphertext: sealed.ciphertext.subarray(1) }),
          open(pair, info, aad, { ...sealed, encapsulatedKey: longer(sealed.encapsulatedKey) }),
        ];
        const outcomes = await Promise.allSettled(failures);
        for (const outcome of outcomes) {
          expect(outcome).toMatchObject({ status: "rejected", reason: { code: "seal/cannot-open" } });
        }
      }),
      { numRuns: 10 },
    );
  });

  test("never comes out twice the same", async () => {
    const pair = kemKeyPair();
    const none = new Uint8Array();
    const [first, second] = [
      await seal(pair.publicKey, none, none, none),
      await seal(pair.publicKey, none, none, none),
    ];
    expect(first.encapsulatedKey).not.toEqual(second.encapsulatedKey);
    expect(first.ciphertext).not.toEqual(second.ciphertext);
  });
});
