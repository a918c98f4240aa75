import { toBase64url } from "../../crypto/bytes.ts";
import { openEnvelope, sealEnvelope } from "../../crypto/envelope.ts";
import { kemKeyPair } from "../../crypto/hpke.ts";
import { orderEnvelopeFloorBytes } from "../../crypto/protocol/limits.ts";
import { orderMessage } from "../../crypto/protocol/order-messages.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { randomBytes, ready } from "../../crypto/sodium.ts";

// What is measured of sealing, the same in Node and in a worker of Chromium: no Node built-ins here.

export const orderLines = 40;
export const envelopesToOpen = 1_000;

export interface SealingFigures {
  /** Milliseconds of each sealing of an order of 40 lines. */
  readonly sealMilliseconds: readonly number[];
  readonly orderJsonBytes: number;
  readonly orderEnvelopeBytes: number;
  /** Seconds to open 1,000 envelopes of orders, one after the other. */
  readonly openSeconds: number;
}

const random = (bytes: number) => toBase64url(randomBytes(bytes));

function orderJson(): string {
  const order = {
    v: 1,
    id: random(16),
    thread: random(16),
    seq: 0,
    prev: null,
    createdOn: "2026-11-24T09:00:00.000Z",
    type: "order.place",
    body: {
      lines: Array.from({ length: orderLines }, (_, index) => ({
        item: `article-${index}`,
        variant: "standard",
        name: `Confiture de mirabelles, pot de ${index} g`,
        quantity: 1 + (index % 5),
        unitPriceMinor: 750 + index,
        vatPermille: 26,
        offer: random(32),
      })),
      currency: "CHF",
      itemsMinor: 30_780,
      depositsMinor: 0,
      deliveryMinor: 900,
      totalMinor: 31_680,
      capMinor: 31_680,
      fulfilment: {
        kind: "delivery",
        courier: random(32),
        zone: "centre",
        slot: "matin",
        day: "2026-11-25",
        from: "09:00",
        to: "12:00",
        feeMinor: 900,
        address: random(4096),
      },
      payment: { method: "at-handover" },
      shortage: "ask",
      acceptBy: "2026-11-25T07:00:00.000Z",
      reply: { bucket: 3, buckets: 8, tagKey: random(32), kemPublicKey: random(1216) },
    },
  };
  return JSON.stringify(orderMessage.parse(order));
}

/** Seals an order 60 times, then opens 1,000. `opened` is told how many are open, every 50, as a desk shows it. */
export async function measureSealing(opened: (count: number) => void): Promise<SealingFigures> {
  await ready();
  const recipientKey = kemKeyPair();
  const recipient = { audience: "producer", id: random(32), kemPublicKey: recipientKey.publicKey } as const;
  const sender = signingKeyPair();
  const json = orderJson();
  const seal = () => sealEnvelope(recipient, sender, json, orderEnvelopeFloorBytes);

  for (let warming = 0; warming < 10; warming++) await seal();
  const sealMilliseconds: number[] = [];
  for (let round = 0; round < 60; round++) {
    const started = performance.now();
    await seal();
    sealMilliseconds.push(performance.now() - started);
  }

  const envelopes: Uint8Array[] = [];
  while (envelopes.length < envelopesToOpen) envelopes.push(await seal());
  const started = performance.now();
  for (const [index, envelope] of envelopes.entries()) {
    const { json: found } = await openEnvelope(recipient, recipientKey, envelope);
    if (found !== json) throw new Error("An envelope opened to something else than was sealed.");
    if ((index + 1) % 50 === 0) opened(index + 1);
  }
  const openSeconds = (performance.now() - started) / 1000;
  const orderEnvelopeBytes = envelopes[0]?.length ?? 0;
  return { sealMilliseconds, orderJsonBytes: json.length, orderEnvelopeBytes, openSeconds };
}
