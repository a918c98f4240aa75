import { afterAll, beforeAll, expect, test } from "vitest";
import type { Address, OrderDraft } from "../../../client/core/api.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";
import { deliveryChoice } from "./support/orders.ts";
import { type City, foundCity, openDevice } from "./support/people.ts";

let server: TestServer;
let city: City;

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url);
}, 120_000);
afterAll(async () => {
  await city?.producer.close();
  await city?.courier.close();
  await server?.stop();
});

const address: Address = {
  id: "home",
  name: "Camille Essai",
  street: "Rue de la Demeure 7",
  postcode: "1205",
  town: "Genève",
  phone: "+41 79 000 00 00",
};

test("an order goes from the consumer to the producer and the courier, and back", async () => {
  const { producer, producerId, courier, courierId } = city;
  const consumer = await openDevice(server.url);
  await consumer.market.createAccountWithCode();
  await consumer.until("catalogue", (catalogue) => catalogue.items > 0 && catalogue.verified);
  const key = `${producerId}/tomme`;
  await consumer.until("catalogue", () => consumer.core.catalogue.inboxKey(producerId) !== null);
  await consumer.market.setBasketLine(key, "whole", 2);
  await consumer.market.setBasketLine(key, "cut", 1);
  const choice = await deliveryChoice(consumer, producerId);
  const window = choice.windows.find(({ open }) => open)!;
  const draft: OrderDraft = {
    partyId: producerId,
    fulfilment: { kind: "delivery", courierId, zoneId: choice.zoneId, windowId: window.id, day: window.day, address },
    payment: "at-handover",
    shortage: "refund",
    totalMinor: 2 * 1450 + 1200 + 50 + 700,
    capMinor: 2 * 1450 + 1500 + 50 + 700,
    sendNow: true,
  };
  const thread = await consumer.market.placeOrder(draft);

  const desk = await producer.until("desk", ({ orders }) => orders.length === 1, producerId);
  expect(desk.orders[0]!.view.state).toBe("placed");
  await producer.market.act(producerId, thread, { type: "accept" });
  await courier.until("courier", ({ deliveries }) => deliveries.length === 1, courierId);
  await courier.market.courierAct(courierId, thread, { type: "accept" });
  await consumer.until("orders", ([order]) => order?.view.state === "accepted" && order.view.delivery === "accepted");
  await producer.until("desk", ({ orders }) => orders[0]?.view.delivery === "accepted", producerId);
  await producer.market.act(producerId, thread, { type: "ready", weights: [{ line: 1, grams: [410] }] });
  await courier.until("courier", ({ deliveries }) => deliveries[0]?.ready === true, courierId);
  await courier.market.courierAct(courierId, thread, { type: "collect" });
  await consumer.until("orders", ([order]) => order?.view.state === "handed-over");
  const detail = await consumer.market.order(thread);
  await courier.market.courierAct(courierId, thread, {
    type: "deliver",
    words: detail!.handoverWords,
    collectedMinor: detail!.view.totalMinor,
  });
  const [delivered] = await consumer.until("orders", ([order]) => order?.view.state === "delivered");
  expect(delivered!.view.problems).toEqual([]);
  expect(delivered!.view.totalMinor).toBe(2 * 1450 + 1230 + 50 + 700);
  await producer.until("desk", ({ orders }) => orders[0]?.view.state === "delivered", producerId);
  await consumer.close();
});
