import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isSCORReferenceValid } from "swissqrbill/utils";
import type { OrderSummary } from "../../../client/core/api.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";
import { draftOf, openConsumer, placedOrder, seesShop } from "./support/orders.ts";
import { type City, type Device, foundCity, openDevice } from "./support/people.ts";

let server: TestServer;
let city: City;
let consumer: Device;
let code: string;

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url);
  ({ device: consumer, code } = await openConsumer(server.url, city));
}, 120_000);
afterAll(async () => {
  await Promise.all([consumer?.close(), city?.producer.close(), city?.courier.close()]);
  await server?.stop();
});

const the =
  (thread: string, holds: (order: OrderSummary) => boolean) =>
  (orders: readonly OrderSummary[]): boolean =>
    orders.some((order) => order.thread === thread && holds(order));

describe("an order that is collected and paid by transfer", () => {
  test("has a bill with a valid reference, and is handed over against its words only", async () => {
    const { producer, producerId } = city;
    const thread = await placedOrder(consumer, city, "collection", { payment: "bank-transfer" });
    const detail = (await consumer.market.order(thread))!;
    expect(detail.bill).toMatchObject({ amountMinor: 1450, currency: "CHF", iban: "CH9300762011623852957" });
    expect(isSCORReferenceValid(detail.bill!.reference)).toBe(true);
    expect(detail.handoverWords).not.toEqual(detail.name);

    await producer.market.act(producerId, thread, { type: "accept" });
    await producer.market.act(producerId, thread, { type: "paid", amountMinor: 1450 });
    await producer.market.act(producerId, thread, { type: "ready", weights: [] });
    const wrong = [...detail.handoverWords!].reverse();
    const words = wrong.join() === detail.handoverWords!.join() ? ["abeille", "abricot", "agneau"] : wrong;
    await expect(
      producer.market.act(producerId, thread, { type: "hand-over", to: "customer", words: ["nonsense", "x", "y"] }),
    ).rejects.toMatchObject({ code: "handover/unknown-word" });
    for (let guess = 0; guess < 5; guess++) {
      await expect(
        producer.market.act(producerId, thread, { type: "hand-over", to: "customer", words }),
      ).rejects.toMatchObject({ code: "handover/code-wrong" });
    }
    const right = { type: "hand-over", to: "customer", words: detail.handoverWords! } as const;
    await expect(producer.market.act(producerId, thread, right)).rejects.toMatchObject({ code: "handover/paused" });
    producer.turnClock(11 * 60_000);
    await producer.market.act(producerId, thread, right);
    producer.turnClock(-11 * 60_000);
    await consumer.until(
      "orders",
      the(thread, ({ view }) => view.state === "delivered" && view.paidMinor === 1450),
    );
    const after = (await consumer.market.order(thread))!;
    expect(after.handoverWords).toBeNull();
    expect(after.bill).toBeNull();
    expect(after.view.problems).toEqual([]);
  });
});

describe("an order that is not carried out", () => {
  test("declined with a reason", async () => {
    const thread = await placedOrder(consumer, city, "collection");
    await city.producer.market.act(city.producerId, thread, { type: "decline", reason: "sold-out", text: "Désolé." });
    await consumer.until(
      "orders",
      the(thread, ({ view }) => view.state === "declined"),
    );
    expect((await consumer.market.order(thread))!.view.decline).toEqual({ reason: "sold-out", text: "Désolé." });
    await expect(city.producer.market.act(city.producerId, thread, { type: "accept" })).rejects.toMatchObject({
      code: "order/not-now",
    });
  });

  test("a request to cancel is granted by the desk while the order is not accepted", async () => {
    const thread = await placedOrder(consumer, city, "collection");
    await consumer.market.requestCancel(thread);
    await consumer.until(
      "orders",
      the(thread, ({ view }) => view.state === "cancelled"),
    );
  });

  test("a request to cancel an accepted order waits for the producer, and the courier is told", async () => {
    const { producer, producerId, courier, courierId } = city;
    const thread = await placedOrder(consumer, city, "delivery");
    await producer.market.act(producerId, thread, { type: "accept" });
    await courier.until("courier", ({ deliveries }) => deliveries.some((one) => one.thread === thread), courierId);
    await consumer.until(
      "orders",
      the(thread, ({ view }) => view.state === "accepted"),
    );
    await consumer.market.requestCancel(thread, "Je suis malade.");
    await producer.until(
      "desk",
      ({ orders }) => orders.some((order) => order.thread === thread && order.view.cancelRequested),
      producerId,
    );
    await producer.market.act(producerId, thread, { type: "cancel" });
    await courier.until(
      "courier",
      ({ deliveries }) => deliveries.some((one) => one.thread === thread && one.state === "cancelled"),
      courierId,
    );
    await consumer.until(
      "orders",
      the(thread, ({ view }) => view.state === "cancelled"),
    );
  });

  test("prices that moved since they were shown: refused, nothing is sent, the basket stays", async () => {
    const draft = await draftOf(consumer, city, "collection", { totalMinor: 1400, capMinor: 1400 });
    await expect(consumer.market.placeOrder(draft)).rejects.toMatchObject({ code: "order/changed" });
    expect(consumer.core.outbox.waiting).toEqual([]);
    expect(consumer.core.basket.view.groups).toHaveLength(1);
    await consumer.market.clearBasketGroup(city.producerId);
  });
});

test("consumer and producer write to each other, and see what is unread", async () => {
  const { producer, producerId } = city;
  const thread = await placedOrder(consumer, city, "collection");
  await consumer.market.sendText(thread, "Plutôt le petit morceau, merci.");
  await consumer.market.retryNow();
  const { orders } = await producer.until(
    "desk",
    (desk) => desk.orders.some((order) => order.thread === thread && order.view.texts.length === 1),
    producerId,
  );
  expect(orders.find((order) => order.thread === thread)!.unread).toBe(2);
  await producer.market.markRead(thread, producerId);
  await producer.market.sendText(thread, "Avec plaisir.", producerId);
  await producer.until(
    "desk",
    (desk) => desk.orders.find((order) => order.thread === thread)?.unread === 0,
    producerId,
  );
  await consumer.until(
    "orders",
    the(thread, ({ view, unread }) => view.texts.length === 2 && unread === 1),
  );
  await consumer.market.markRead(thread);
  await consumer.until(
    "orders",
    the(thread, ({ unread }) => unread === 0),
  );
});

test("a second device of the consumer has the orders, follows them and may answer", async () => {
  const thread = await placedOrder(consumer, city, "collection");
  const second = await openDevice(server.url);
  await second.market.setBasketLine(`${city.producerId}/tomme`, "whole", 3).catch(() => undefined);
  await second.market.signInWithCode(code);
  await seesShop(second, city);
  await second.until(
    "orders",
    the(thread, ({ view }) => view.state === "placed"),
  );
  await city.producer.market.act(city.producerId, thread, { type: "accept" });
  await second.until(
    "orders",
    the(thread, ({ view }) => view.state === "accepted"),
  );
  await second.market.sendText(thread, "Depuis l’autre appareil.");
  await second.market.retryNow();
  await city.producer.until(
    "desk",
    ({ orders }) => orders.some((order) => order.thread === thread && order.view.texts.length === 1),
    city.producerId,
  );
  await consumer.until(
    "orders",
    the(thread, ({ view }) => view.texts.length === 1),
  );
  expect((await consumer.market.order(thread))!.view.problems).toEqual([]);
  await second.close();
});

test("what was in the visitor's basket comes along at sign-in", async () => {
  const visitor = await openDevice(server.url);
  await seesShop(visitor, city);
  await visitor.market.setBasketLine(`${city.producerId}/tomme`, "cut", 2);
  await visitor.market.setPostcode("1205");
  await visitor.market.signInWithCode(code);
  const line = visitor.core.basket.view.groups[0]!.lines.find(({ variantId }) => variantId === "cut");
  expect(line?.quantity).toBe(2);
  await consumer.until("basket", ({ groups }) =>
    groups.some(({ lines }) => lines.some(({ quantity }) => quantity === 2)),
  );
  await consumer.market.clearBasketGroup(city.producerId);
  await visitor.close();
});
