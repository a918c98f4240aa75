import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { concat, fromBase64url, lengthPrefixed, u16, u8, utf8 } from "../../crypto/bytes.ts";
import {
  type Audience,
  envelopeKeyId,
  keyId,
  openEnvelope,
  type Recipient,
  sealEnvelope,
} from "../../crypto/envelope.ts";
import { sha256 } from "../../crypto/hash.ts";
import { type KemKeyPair, kemKeyPair, open, seal } from "../../crypto/hpke.ts";
import { type SigningKeyPair, sign, signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { codeOf, everyByteFlipped } from "./flipped.ts";

const audiences: readonly Audience[] = ["producer", "courier", "consumer", "steward", "pickup-point"];
const id = "recipient-id";
const json = '{"type":"order.place","note":"au 3e étage"}';

let key: KemKeyPair;
let sender: SigningKeyPair;
let recipient: Recipient;
beforeAll(async () => {
  await ready();
  key = kemKeyPair();
  sender = signingKeyPair();
  recipient = { audience: "producer", id, kemPublicKey: key.publicKey };
});

describe("an envelope", () => {
  test("brings its exact text and the key that signed it, whatever the text", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", maxLength: 3000 }),
        fc.constantFrom(...audiences),
        async (text, audience) => {
          const envelope = await sealEnvelope({ ...recipient, audience }, sender, text);
          expect(await openEnvelope({ audience, id }, key, envelope)).toEqual({ sender: sender.publicKey, json: text });
        },
      ),
      { numRuns: 25 },
    );
  });

  test("names the key it is for, and no one", async () => {
    const envelope = await sealEnvelope(recipient, sender, json);
    expect(envelopeKeyId(envelope)).toEqual(keyId(key.publicKey));
    expect(keyId(key.publicKey)).toHaveLength(8);
  });

  test("has one of seven sizes, the smallest that holds it or its floor", async () => {
    const room = 4096 - 14 - 1120 - 16 - 4 - 64 - 32;
    expect(await sealEnvelope(recipient, sender, "x".repeat(room))).toHaveLength(4096);
    expect(await sealEnvelope(recipient, sender, "x".repeat(room + 1))).toHaveLength(8192);
    expect(await sealEnvelope(recipient, sender, "", 16_384)).toHaveLength(16_384);
    const most = 262_144 - (4096 - room);
    expect(await sealEnvelope(recipient, sender, "x".repeat(most))).toHaveLength(262_144);
    expect(await codeOf(() => sealEnvelope(recipient, sender, "x".repeat(most + 1)))).toBe("padding/too-large");
  });
});

describe("whatever is wrong with an envelope, the answer is the same", () => {
  test("any byte changed", async () => {
    const envelope = await sealEnvelope(recipient, sender, json);
    const version = new Set([3, 4, 5]);
    for (const { index, changed } of everyByteFlipped(envelope, envelope.length)) {
      const code = await codeOf(() => openEnvelope({ audience: "producer", id }, key, changed));
      expect(code, `byte ${index}`).toBe(version.has(index) ? "envelope/version" : "envelope/cannot-open");
    }
  });

  test("message, code and absence of a cause do not tell an unknown key from a forged signature", async () => {
    const forged = await sealedWith(sign("smartketplace/message/v1", utf8("something else"), sender), utf8(json));
    const notText = await sealedBy(sender, Uint8Array.of(0xff, 0xfe));
    const tooShort = await sealRaw(new Uint8Array(40));
    const wrongPadding = await sealRaw(Uint8Array.of(255, 255, 255, 255, 1, 2, 3), true);
    const envelope = await sealEnvelope(recipient, sender, json);
    const attempts = [
      openEnvelope({ audience: "producer", id }, key, forged),
      openEnvelope({ audience: "producer", id }, key, notText),
      openEnvelope({ audience: "producer", id }, key, tooShort),
      openEnvelope({ audience: "producer", id }, key, wrongPadding),
      openEnvelope({ audience: "producer", id }, kemKeyPair(), envelope),
      openEnvelope({ audience: "courier", id }, key, envelope),
      openEnvelope({ audience: "producer", id: `${id}x` }, key, envelope),
      openEnvelope({ audience: "producer", id }, key, envelope.subarray(0, 4095)),
      openEnvelope({ audience: "producer", id }, key, concat(envelope, new Uint8Array(1))),
      openEnvelope({ audience: "producer", id }, key, concat(envelope, new Uint8Array(4096))),
      openEnvelope({ audience: "producer", id }, key, concat(envelope, new Uint8Array(1_000_000))),
      openEnvelope({ audience: "producer", id }, key, new Uint8Array(4096)),
      openEnvelope({ audience: "producer", id }, key, new Uint8Array()),
    ];
    for (const outcome of await Promise.allSettled(attempts)) {
      expect(outcome.status).toBe("rejected");
      const { reason } = outcome as PromiseRejectedResult;
      expect({ code: reason.code, message: reason.message, cause: reason.cause }).toEqual({
        code: "envelope/cannot-open",
        message: "An envelope cannot be opened.",
        cause: undefined,
      });
    }
  });

  test("another version or suite says to update", async () => {
    const envelope = await sealEnvelope(recipient, sender, json);
    for (const head of [utf8("SMK2"), concat(utf8("SMK1"), u16(2))]) {
      const other = envelope.slice();
      other.set(head);
      expect(await codeOf(() => openEnvelope({ audience: "producer", id }, key, other))).toBe("envelope/version");
    }
  });
});

describe("a message cannot be passed on as if written to someone else", () => {
  test("re-sealed to another recipient, audience or key, its signature does not hold", async () => {
    const envelope = await sealEnvelope(recipient, sender, json);
    const signed = await signedPartOf(envelope);
    const otherKey = kemKeyPair();
    const targets: { recipient: Recipient; key: KemKeyPair }[] = [
      { recipient: { ...recipient, id: "someone-else" }, key },
      { recipient: { ...recipient, audience: "courier" }, key },
      { recipient: { ...recipient, kemPublicKey: otherKey.publicKey }, key: otherKey },
    ];
    for (const target of targets) {
      const resealed = await sealRaw(signed, false, target.recipient);
      expect(await codeOf(() => openEnvelope(target.recipient, target.key, resealed))).toBe("envelope/cannot-open");
    }
    // The same way of sealing by hand does open where the message was written to.
    const again = await sealRaw(signed, false, recipient);
    expect((await openEnvelope(recipient, key, again)).json).toBe(json);
  });
});

// The format written a second time, after the protocol and not after the code: a test of its own reading.

function infoOf(to: Recipient): Uint8Array {
  return concat(
    utf8("smartketplace/envelope/v1"),
    u8(audiences.indexOf(to.audience) + 1),
    lengthPrefixed(utf8(to.id)),
    sha256(to.kemPublicKey),
  );
}

function headOf(to: Recipient): Uint8Array {
  return concat(utf8("SMK1"), u16(1), sha256(to.kemPublicKey).slice(0, 8));
}

async function signedPartOf(envelope: Uint8Array): Promise<Uint8Array> {
  const sealed = { encapsulatedKey: envelope.slice(14, 1134), ciphertext: envelope.slice(1134) };
  const plaintext = await open(key, infoOf(recipient), envelope.slice(0, 14), sealed);
  const length = new DataView(plaintext.buffer, plaintext.byteOffset).getUint32(0);
  return plaintext.slice(4, 4 + length);
}

/** Seals `signed` as a message of 4,096 bytes; `rawPlaintext` leaves the length and padding to the caller. */
async function sealRaw(signed: Uint8Array, rawPlaintext = false, to: Recipient = recipient): Promise<Uint8Array> {
  const plaintext = new Uint8Array(4096 - 14 - 1120 - 16);
  plaintext.set(rawPlaintext ? signed : concat(u16(0), u16(signed.length), signed));
  const { encapsulatedKey, ciphertext } = await seal(to.kemPublicKey, infoOf(to), headOf(to), plaintext);
  return concat(headOf(to), encapsulatedKey, ciphertext);
}

async function sealedWith(signature: Uint8Array, body: Uint8Array): Promise<Uint8Array> {
  return await sealRaw(concat(signature, sender.publicKey, body));
}

async function sealedBy(pair: SigningKeyPair, body: Uint8Array): Promise<Uint8Array> {
  return await sealedWith(sign("smartketplace/message/v1", concat(infoOf(recipient), body), pair), body);
}

test("a public key of low order cannot sign for everyone", async () => {
  const lowOrder = fromBase64url("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  const signature = concat(lowOrder, new Uint8Array(32));
  const forged = await sealRaw(concat(signature, lowOrder, utf8(json)));
  expect(await codeOf(() => openEnvelope(recipient, key, forged))).toBe("envelope/cannot-open");
});
