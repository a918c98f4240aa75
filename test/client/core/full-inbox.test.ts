import { expect, test } from "vitest";
import { toBase64url } from "../../../crypto/bytes.ts";
import { sealEnvelope } from "../../../crypto/envelope.ts";
import type { OrderMessageOf } from "../../../crypto/protocol/exports.ts";
import { orderEnvelopeFloorBytes } from "../../../crypto/protocol/limits.ts";
import { signingKeyPair } from "../../../crypto/signature.ts";
import { randomBytes } from "../../../crypto/sodium.ts";
import { placedIn } from "../../../client/core/orders/consumer-thread.ts";
import type { Thread } from "../../../client/core/orders/thread.ts";
import { startTestServer } from "../../support/test-server.ts";
import { openConsumer, placedOrder } from "./support/orders.ts";
import { foundCity } from "./support/people.ts";

const count = Number(process.env["ENVELOPES"] ?? 200);

test("a desk that was closed for days opens what waits, saying how far it is, and empties the inbox", async () => {
  const server = await startTestServer("embedded");
  const city = await foundCity(server.url);
  const { device } = await openConsumer(server.url, city);
  const thread = await placedOrder(device, city, "collection");
  const body = placedIn(device.core.session.personal!.get<Thread>(`order/${thread}`)!)!;
  await city.producer.core.session.personal!.flush();
  const kemPublicKey = city.producer.core.catalogue.inboxKey(city.producerId)!.kemPublicKey;
  const { transport } = device.core.platform;
  await city.producer.close();

  for (let index = 0; index < count; index++) {
    const message: OrderMessageOf<"order.place"> = {
      v: 1,
      id: toBase64url(randomBytes(16)),
      thread: toBase64url(randomBytes(16)),
      seq: 0,
      prev: null,
      createdOn: new Date().toISOString(),
      type: "order.place",
      body,
    };
    const recipient = { audience: "producer", id: city.producerId, kemPublicKey } as const;
    const envelope = await sealEnvelope(recipient, signingKeyPair(), JSON.stringify(message), orderEnvelopeFloorBytes);
    const token = await server.mint("relay");
    await transport.request("postEnvelope", { params: { party: city.producerId }, body: envelope, token });
  }

  const startedAt = Date.now();
  const producer = await city.producer.restart();
  const progress: number[] = [];
  const end = await producer.market.watch(
    "desk",
    (desk) => {
      if (desk.progress) progress.push(desk.progress.done);
    },
    city.producerId,
  );
  await producer.until("desk", ({ orders }) => orders.length === count + 1, city.producerId);
  end();
  if (count > 100) process.stderr.write(`${count} envelopes shown after ${Date.now() - startedAt} ms\n`);
  expect(progress.length).toBeGreaterThan(2);
  expect(Math.max(...progress)).toBeGreaterThan(Math.min(...progress));
  await producer.core.producerDesk.open(city.producerId).then(({ inbox }) => inbox.fetch());
  const identity = producer.core.session.partyKey(city.producerId);
  const left = await transport.request("listEnvelopes", {
    params: { party: city.producerId },
    query: { after: 0 },
    sign: identity,
  });
  expect(left).toHaveLength(0);
  await Promise.all([producer.close(), city.courier.close(), device.close()]);
  await server.stop();
}, 180_000);
