import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { OrderDraft, OrderSummary, PickupChoice, PickupParcels } from "../../../client/core/api.ts";
import type { Party } from "../../../crypto/protocol/exports.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";
import { openConsumer } from "./support/orders.ts";
import { type City, type Device, foundCity, openDevice, producerParty, publish } from "./support/people.ts";

let server: TestServer;
let city: City;
let point: Device;
let pointId: string;
let consumer: Device;

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const kiosk: Party = {
  kind: "pickup-point",
  name: "Kiosque des Essais",
  trade: { fr: "kiosque" },
  place: { street: "Place d’Essai 3", postcode: "1205", town: "Genève", lat: 46.2, lon: 6.14 },
  hours: everyDay.map((weekday) => ({ weekday, from: "07:00", to: "23:00" })),
  pickup: { temperatures: ["ambient", "chilled"], keptDays: 3 },
  since: "2026-01-01",
};

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url);
  const { producer, producerId, courierId, steward } = city;
  point = await openDevice(server.url);
  await point.market.createAccountWithCode();
  pointId = await point.market.openStall(kiosk);
  await publish(producer.core, steward, {
    type: "accreditation",
    subject: pointId,
    body: { status: "accredited", labels: [], keyCompared: true },
  });
  const party = producerParty([courierId]);
  const way = { point: pointId, feeMinor: 200, days: everyDay.map((weekday) => ({ weekday, from: "11:00" })) };
  await producer.market.savePage(producerId, { ...party, ordering: { ...party.ordering!, pickupPoints: [way] } });
  ({ device: consumer } = await openConsumer(server.url, city));
  await vi.waitFor(async () => expect(await consumer.market.pickupChoices(producerId)).toHaveLength(1), {
    timeout: 60_000,
    interval: 100,
  });
  await producer.until("catalogue", () => producer.core.catalogue.inboxKey(pointId) !== null);
}, 120_000);
afterAll(async () => {
  await Promise.all([consumer, point, city?.producer, city?.courier].map((device) => device?.close()));
  await server?.stop();
});

const the =
  (thread: string, holds: (order: OrderSummary) => boolean) =>
  (orders: readonly OrderSummary[]): boolean =>
    orders.some((order) => order.thread === thread && holds(order));
const atPoint = async (thread: string, holds: (parcels: PickupParcels) => boolean): Promise<PickupParcels> => {
  const view = await point.until(
    "pickup",
    ({ parcels }) => parcels.some((one) => one.thread === thread && holds(one)),
    pointId,
  );
  return view.parcels.find((one) => one.thread === thread)!;
};

async function draft(change: Partial<OrderDraft> = {}): Promise<OrderDraft> {
  const { producerId } = city;
  await consumer.market.setBasketLine(`${producerId}/tomme`, "whole", 1);
  const [choice] = (await consumer.market.pickupChoices(producerId)) as [PickupChoice];
  const window = choice.windows.find(({ open }) => open)!;
  return {
    partyId: producerId,
    fulfilment: { kind: "pickup", pointId, windowId: window.id, day: window.day },
    payment: "bank-transfer",
    shortage: "refund",
    totalMinor: 1450 + 200,
    capMinor: 1450 + 200,
    sendNow: true,
    ...change,
  };
}

/** An order that was accepted, and is expected at the point. */
async function expected(): Promise<string> {
  const { producer, producerId } = city;
  const thread = await consumer.market.placeOrder(await draft());
  await producer.until("desk", ({ orders }) => orders.some((order) => order.thread === thread), producerId);
  await producer.market.act(producerId, thread, { type: "accept" });
  await atPoint(thread, ({ state }) => state === "announced");
  return thread;
}

describe("an order that waits at a pickup point", () => {
  test("is expected, there, and handed out against the customer's words; the point learns neither what nor who", async () => {
    const { producer, producerId } = city;
    const thread = await expected();
    const parcels = await atPoint(thread, () => true);
    expect(parcels).toMatchObject({ state: "announced", actions: ["arrive", "refuse"], overdue: false });
    expect(parcels.announced).toMatchObject({ parcels: 1, temperature: "chilled" });
    expect(JSON.stringify(parcels.announced)).not.toMatch(/tomme|fromage/i);
    const words = (await consumer.market.order(thread))!.handoverWords!;
    expect(words).not.toEqual(parcels.name);

    await producer.market.act(producerId, thread, { type: "ready", weights: [] });
    await producer.market.act(producerId, thread, { type: "hand-over", to: "point" });
    await point.market.pickupAct(pointId, thread, { type: "arrive" });
    await consumer.until(
      "orders",
      the(thread, ({ view }) => view.pickup?.state === "arrived" && view.pickup.keptUntil === parcels.keptUntil),
    );
    const wrong = [...words].reverse();
    const guess = wrong.join() === words.join() ? ["abeille", "abricot", "agneau"] : wrong;
    await expect(point.market.pickupAct(pointId, thread, { type: "hand-out", words: guess })).rejects.toMatchObject({
      code: "handover/code-wrong",
    });
    expect((await atPoint(thread, ({ attemptsLeft }) => attemptsLeft === 4)).state).toBe("arrived");
    await point.market.pickupAct(pointId, thread, { type: "hand-out", words });
    await consumer.until(
      "orders",
      the(thread, ({ view }) => view.state === "delivered" && view.problems.length === 0),
    );
    await producer.until(
      "desk",
      ({ orders }) => orders.some((order) => order.thread === thread && order.view.state === "delivered"),
      producerId,
    );
    expect((await atPoint(thread, ({ state }) => state === "handed-out")).actions).toEqual([]);
    await expect(point.market.pickupAct(pointId, thread, { type: "return" })).rejects.toMatchObject({
      code: "pickup/not-now",
    });
  });

  test("that nobody fetches is overdue after its last day, and goes back to the stall", async () => {
    const { producer, producerId } = city;
    const thread = await expected();
    await point.market.pickupAct(pointId, thread, { type: "arrive" });
    const there = await atPoint(thread, ({ state }) => state === "arrived");
    expect(there.overdue).toBe(false);
    point.turnClock(5 * 86_400_000);
    const late = (await point.core.pickupDesk.view(pointId)).parcels.find((one) => one.thread === thread)!;
    expect(late.overdue).toBe(true);
    point.turnClock(-5 * 86_400_000);
    await point.market.pickupAct(pointId, thread, { type: "return" });
    await consumer.until(
      "orders",
      the(thread, ({ view }) => view.state === "failed"),
    );
    await producer.until(
      "desk",
      ({ orders }) => orders.some((one) => one.thread === thread && one.view.pickup?.state === "returned"),
      producerId,
    );
    await producer.market.act(producerId, thread, { type: "cancel" });
    await consumer.until(
      "orders",
      the(thread, ({ view }) => view.state === "cancelled"),
    );
  });

  test("that is cancelled before it came is no longer expected", async () => {
    const { producer, producerId } = city;
    const thread = await expected();
    await producer.market.act(producerId, thread, { type: "cancel" });
    expect((await atPoint(thread, ({ state }) => state === "cancelled")).actions).toEqual([]);
  });

  test("that the point cannot take: the producer is told, and why", async () => {
    const { producer, producerId } = city;
    const thread = await expected();
    await point.market.pickupAct(pointId, thread, { type: "refuse", text: "Le frigo est plein." });
    const { orders } = await producer.until(
      "desk",
      (desk) => desk.orders.some((one) => one.thread === thread && one.view.pickup?.state === "refused"),
      producerId,
    );
    expect(orders.find((one) => one.thread === thread)!.view.pickup!.refusal).toEqual({ text: "Le frigo est plein." });
  });

  test("is paid beforehand: a point takes no money for others", async () => {
    await expect(consumer.market.placeOrder(await draft({ payment: "at-handover" }))).rejects.toMatchObject({
      code: "order/changed",
    });
    await expect(consumer.market.placeOrder(await draft({ totalMinor: 1450, capMinor: 1450 }))).rejects.toMatchObject({
      code: "order/changed",
    });
    expect(consumer.core.outbox.waiting).toEqual([]);
    await consumer.market.clearBasketGroup(city.producerId);
  });
});

test("a point forgets what was fetched, once nobody can ask after it", async () => {
  const thread = await expected();
  const { forgetParcels } = await import("../../../client/core/orders/forgetting.ts");
  const space = await point.core.session.partySpace(pointId);
  await forgetParcels(point.core.platform, space);
  expect(space.get(`pickup/${thread}`)).not.toBeNull();
  point.turnClock(90 * 86_400_000);
  await forgetParcels(point.core.platform, space);
  expect(space.list("pickup/")).toEqual([]);
  point.turnClock(-90 * 86_400_000);
});

test("an announcement from a stranger, or a cancellation of somebody else's, changes nothing at the desk", async () => {
  const thread = await expected();
  const { producer } = city;
  const { toInbox } = await import("../../../client/core/mailroom/posting.ts");
  const { compose } = await import("../../../client/core/orders/thread.ts");
  const { signingKeyPair } = await import("../../../crypto/signature.ts");
  const composed = compose({ thread, messages: [] }, "producer", "pickup.cancel", {}, Date.now(), null);
  const to = { audience: "pickup-point" as const, partyId: pointId };
  const sending = await toInbox(producer.core.catalogue, to, signingKeyPair(), composed);
  await producer.core.outbox.enqueue(sending);
  await point.until("pickup", ({ unreadable }) => unreadable.length === 1, pointId);
  expect((await atPoint(thread, () => true)).state).toBe("announced");
});
