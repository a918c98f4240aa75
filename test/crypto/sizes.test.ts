import { beforeAll, describe, expect, test } from "vitest";
import { fromBase64url, toBase64url, utf8 } from "../../crypto/bytes.ts";
import { openEnvelope, sealEnvelope } from "../../crypto/envelope.ts";
import { type KemKeyPair, kemKeyPair } from "../../crypto/hpke.ts";
import { limits, orderEnvelopeFloorBytes } from "../../crypto/protocol/limits.ts";
import { deliveryAddress, orderMessage, type OrderPlace } from "../../crypto/protocol/order-messages.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { address, collection, line, longLines, order, story } from "../protocol/an-order.ts";

let sender: SigningKeyPair;
let producer: KemKeyPair;
let courier: KemKeyPair;
beforeAll(async () => {
  await ready();
  sender = signingKeyPair();
  producer = kemKeyPair();
  courier = kemKeyPair();
});

/** The order's envelope, as it would be posted. */
async function sealedOrder(place: OrderPlace): Promise<Uint8Array> {
  const { json } = story(place).messages[0]!;
  const recipient = { audience: "producer", id: "p".repeat(43), kemPublicKey: producer.publicKey } as const;
  return await sealEnvelope(recipient, sender, json, orderEnvelopeFloorBytes);
}

/** The address as the courier's envelope, nested in an order: `seq`, `prev` and all texts as long as they may be. */
async function sealedAddress(fill: string): Promise<Uint8Array> {
  const full = (length: number) => fill.repeat(length).slice(0, length);
  const body = deliveryAddress.parse(
    address({
      name: full(60),
      street: full(100),
      extra: full(80),
      postcode: "1".repeat(10),
      town: full(60),
      phone: `+${"4".repeat(20)}`,
      note: full(200),
      feeMinor: limits.amountMinorMax,
      reply: { ...address().reply, bucket: 32_767, buckets: 32_768 },
    }),
  );
  const message = story().say("consumer", "delivery.address", body, 0).message;
  const json = JSON.stringify(orderMessage.parse({ ...message, seq: 100_000, prev: address().producer }));
  const recipient = { audience: "courier", id: "c".repeat(43), kemPublicKey: courier.publicKey } as const;
  return await sealEnvelope(recipient, sender, json);
}

/** An ordinary line: a name of 40 characters, ids of 12. */
function ordinaryLines(count: number) {
  return Array.from({ length: count }, (_, index) =>
    line({ item: `item-${index}`.padEnd(12, "x"), name: `Ligne ${index} `.padEnd(40, "é"), variant: "un-kilo" }),
  );
}

describe("what the relay sees of an order", () => {
  test("is the same size for one line collected, and for forty delivered with a note", async () => {
    const small = await sealedOrder(order({ lines: [line()], fulfilment: collection }));
    const large = await sealedOrder(
      order({
        lines: ordinaryLines(40),
        note: "n".repeat(200),
        fulfilment: {
          ...(order().fulfilment as Extract<OrderPlace["fulfilment"], { kind: "delivery" }>),
          address: toBase64url(await sealedAddress("é")),
        },
      }),
    );
    expect(small.length).toBe(orderEnvelopeFloorBytes);
    expect(large.length).toBe(small.length);
  });

  test("an order of a hundred lines, each as long as it may be, still goes into an envelope and out again", async () => {
    const place = order({ lines: longLines(limits.orderLinesMax), note: "€".repeat(500) });
    const envelope = await sealedOrder(place);
    expect(envelope.length).toBeLessThanOrEqual(limits.envelopeBytesMax);
    const opened = await openEnvelope({ audience: "producer", id: "p".repeat(43) }, producer, envelope);
    expect(orderMessage.parse(JSON.parse(opened.json)).body).toEqual(place);
  });
});

describe("the courier's envelope, nested in the order", () => {
  // ASCII; two, three and four bytes a character (four take two code units); and what JSON escapes.
  test.each(["a", "é", "€", "\u{1F6B2}", '"', "\\"])("fits 4,096 bytes with every field full of %j", async (fill) => {
    expect((await sealedAddress(fill)).length).toBe(limits.envelopeBytesMin);
  });

  test("passes the limit that the order's schema sets for it", async () => {
    const nested = toBase64url(await sealedAddress("a"));
    const place = order({
      fulfilment: {
        ...(order().fulfilment as Extract<OrderPlace["fulfilment"], { kind: "delivery" }>),
        address: nested,
      },
    });
    expect(fromBase64url(nested)).toHaveLength(limits.envelopeBytesMin);
    expect(utf8(story(place).messages[0]!.json).length).toBeGreaterThan(nested.length);
  });
});
