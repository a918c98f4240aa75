import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { DeskOrder, OrderDraft, OrderSummary, WindowChoice } from "../../../client/core/api.ts";
import type { Item } from "../../../crypto/protocol/exports.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";
import { address, openConsumer } from "./support/orders.ts";
import { type City, cheese, type Device, foundCity, producerParty, publish } from "./support/people.ts";

let server: TestServer;
let city: City;
let ada: Device;
let boris: Device;
let boriscode: string;
/** The day after the first on which anything is free: what is left of a day, and comes after it, depends on the hour. */
let secondDay: string;

const lesson: Item = {
  id: "lecon",
  kind: "service",
  name: { fr: "Leçon de violon" },
  category: "services/lessons",
  variants: [{ id: "une", priceMinor: 8000 }],
  vat: "standard",
  service: { durationMinutes: 60, place: "ours", appointment: true },
};
const tuning: Item = {
  ...lesson,
  id: "accord",
  name: { fr: "Accord à domicile" },
  variants: [{ id: "un", priceMinor: 12_000 }],
  service: { durationMinutes: 90, place: "yours", appointment: true },
};

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "08:00", to: "20:00" }));

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url);
  const { producer, producerId, courierId } = city;
  const party = producerParty([courierId]);
  const appointments = { windows: everyDay, stepMinutes: 30, leadHours: 1, daysAhead: 14, capacity: 1 };
  await producer.market.savePage(producerId, { ...party, ordering: { ...party.ordering!, appointments } });
  await publish(producer.core, producer.core.session.partyKey(producerId), {
    type: "shelf",
    subject: "services",
    body: { name: { fr: "Services" }, items: [lesson, tuning] },
  });
  ({ device: ada } = await openConsumer(server.url, city));
  ({ device: boris, code: boriscode } = await openConsumer(server.url, city));
  for (const device of [ada, boris, producer]) {
    await device.until(
      "catalogue",
      () =>
        device.core.catalogue.published(`${producerId}/accord`) !== null &&
        device.core.catalogue.appointmentTimes(producerId, 60).length > 0,
    );
  }
  const times = await ada.market.appointmentTimes(producerId, 60);
  secondDay = times.find(({ day }) => day !== times[0]!.day)!.day;
}, 120_000);
afterAll(async () => {
  await Promise.all([ada?.close(), boris?.close(), city?.producer.close(), city?.courier.close()]);
  await server?.stop();
});

const the =
  (thread: string, holds: (order: OrderSummary) => boolean) =>
  (orders: readonly OrderSummary[]): boolean =>
    orders.some((order) => order.thread === thread && holds(order));
const free = async (device: Device, minutes = 60): Promise<readonly WindowChoice[]> =>
  (await device.market.appointmentTimes(city.producerId, minutes)).filter(({ open, day }) => open && day >= secondDay);

async function book(
  device: Device,
  item: Item,
  time: WindowChoice,
  fulfilment: Partial<OrderDraft["fulfilment"]> = {},
): Promise<string> {
  const { producerId } = city;
  await device.market.clearBasketGroup(producerId);
  await device.market.setBasketLine(`${producerId}/${item.id}`, item.variants[0]!.id, 1);
  const totalMinor = item.variants[0]!.priceMinor;
  return device.market.placeOrder({
    partyId: producerId,
    fulfilment: { kind: "appointment", windowId: time.id, day: time.day, ...fulfilment } as OrderDraft["fulfilment"],
    payment: "at-handover",
    shortage: "ask",
    totalMinor,
    capMinor: totalMinor,
    sendNow: true,
  });
}

async function onDesk(thread: string): Promise<DeskOrder> {
  const { producer, producerId } = city;
  const { orders } = await producer.until(
    "desk",
    (desk) => desk.orders.some((one) => one.thread === thread),
    producerId,
  );
  return orders.find((order) => order.thread === thread)!;
}

describe("a time of an agenda", () => {
  test("is booked, accepted, taken for everybody, done and paid", async () => {
    const { producer, producerId } = city;
    const time = (await free(ada))[3]!;
    const thread = await book(ada, lesson, time);
    expect((await ada.market.order(thread))!.handoverWords).toBeNull();
    expect((await onDesk(thread)).time).toBe("free");
    await producer.market.act(producerId, thread, { type: "accept" });
    await ada.until(
      "orders",
      the(thread, ({ view }) => view.state === "accepted"),
    );
    await vi.waitFor(async () => expect((await free(boris)).map(({ id }) => id)).not.toContain(time.id), 60_000);
    // Those that overlap are gone as well; what comes right after is not.
    const left = await free(boris);
    expect(left.some(({ day, from, to }) => day === time.day && from < time.to && to > time.from)).toBe(false);
    expect(left.some(({ day, from }) => day === time.day && from === time.to)).toBe(true);
    expect((await onDesk(thread)).actions).toEqual(["hand-over", "paid", "cancel"]);
    await producer.market.act(producerId, thread, { type: "hand-over", to: "customer" });
    await producer.market.act(producerId, thread, { type: "paid", amountMinor: 8000 });
    await ada.until(
      "orders",
      the(thread, ({ view }) => view.state === "delivered" && view.paidMinor === 8000 && view.problems.length === 0),
    );
  });

  test("that two want is the first accepted's; the other hears it at once, and has lost nothing", async () => {
    const { producer, producerId } = city;
    const time = (await free(ada))[8]!;
    const [first, second] = [await book(ada, lesson, time), await book(boris, lesson, time)];
    await onDesk(first);
    await onDesk(second);
    await producer.market.act(producerId, second, { type: "accept" });
    await ada.until(
      "orders",
      the(first, ({ view }) => view.state === "declined"),
    );
    expect((await ada.market.order(first))!.view.decline).toEqual({ reason: "slot-taken" });
    await boris.until(
      "orders",
      the(second, ({ view }) => view.state === "accepted"),
    );
    await expect(producer.market.act(producerId, first, { type: "accept" })).rejects.toMatchObject({
      code: "order/not-now",
    });
    const again = await ada.market.repeatOrder(first);
    expect(again).toMatchObject({ added: 1, changes: [] });
  });

  test("that was taken while the order was on its way is declined by the desk when it arrives", async () => {
    const { producer, producerId } = city;
    const time = (await free(boris))[12]!;
    const first = await book(ada, lesson, time);
    await onDesk(first);
    boris.setOnline(false);
    const late = await book(boris, lesson, time);
    await producer.market.act(producerId, first, { type: "accept" });
    boris.setOnline(true);
    await boris.market.retryNow();
    await boris.until(
      "orders",
      the(late, ({ view }) => view.state === "declined" && view.decline?.reason === "slot-taken"),
    );
    await producer.market.act(producerId, first, { type: "cancel", text: "Malade." });
    await vi.waitFor(async () => expect((await free(boris)).map(({ id }) => id)).toContain(time.id), 60_000);
  });

  test("is refused by the device itself once it is taken, gone, or not of this service: nothing is sent", async () => {
    const time = (await free(ada))[5]!;
    const forged = { ...time, id: time.id.replace(time.from, "03:00") };
    await expect(book(ada, lesson, forged)).rejects.toMatchObject({ code: "order/changed" });
    await expect(book(ada, lesson, { ...time, day: "2020-01-01" })).rejects.toMatchObject({ code: "order/changed" });
    await expect(book(ada, cheese, time)).rejects.toMatchObject({ code: "order/changed" });
    // An address where nobody comes, and none where somebody does.
    await expect(book(ada, lesson, time, { address } as never)).rejects.toMatchObject({ code: "order/changed" });
    const long = (await free(ada, 90))[5]!;
    await expect(book(ada, tuning, long)).rejects.toMatchObject({ code: "order/changed" });
    expect(ada.core.outbox.waiting).toEqual([]);
    const [collection] = await ada.market.collectionWindows(city.producerId);
    await ada.market.setBasketLine(`${city.producerId}/lecon`, "une", 1);
    const draft: OrderDraft = {
      partyId: city.producerId,
      fulfilment: { kind: "collection", windowId: collection!.id, day: collection!.day },
      payment: "at-handover",
      shortage: "ask",
      totalMinor: 8000,
      capMinor: 8000,
    };
    await expect(ada.market.placeOrder(draft)).rejects.toMatchObject({ code: "order/changed" });
    await ada.market.clearBasketGroup(city.producerId);
  });

  test("closed by hand is taken for everybody, looks like every other, and opens again", async () => {
    const { producer, producerId } = city;
    const time = (await free(boris))[20]!;
    const pending = await book(ada, lesson, time);
    await onDesk(pending);
    await producer.market.closeTime(producerId, { day: time.day, from: time.from, to: time.to, places: 1 });
    await vi.waitFor(async () => expect((await free(boris)).map(({ id }) => id)).not.toContain(time.id), 60_000);
    const { closedTimes, orders } = await producer.until("desk", (desk) => desk.closedTimes.length === 1, producerId);
    // Whether it was closed for this very order only a person knows: it stays, marked.
    expect(orders.find(({ thread }) => thread === pending)).toMatchObject({
      time: "closed",
      view: { state: "placed" },
    });
    await producer.market.reopenTime(producerId, closedTimes[0]!.id);
    await vi.waitFor(async () => expect((await free(boris)).map(({ id }) => id)).toContain(time.id), 60_000);
    for (const wrong of [
      { day: time.day, from: "12:00", to: "11:00", places: 1 },
      { day: "tomorrow", from: "11:00", to: "12:00", places: 1 },
      { day: time.day, from: "11:00", to: "12:00", places: 0 },
    ]) {
      await expect(producer.market.closeTime(producerId, wrong)).rejects.toMatchObject({ code: "agenda/malformed" });
    }
    await producer.market.act(producerId, pending, { type: "decline", reason: "closed" });
  });
});

describe("an appointment at the customer's", () => {
  test("tells the producer the door, nobody else, and is forgotten on both sides after the time for complaints", async () => {
    const { producer, producerId } = city;
    const time = (await free(ada, 90))[30]!;
    const secret = { ...address, street: "Rue Introuvable 77", name: "Ada Invisible" };
    const thread = await book(ada, tuning, time, { address: secret } as never);
    const { view } = await onDesk(thread);
    expect(view.order.fulfilment).toMatchObject({
      place: "yours",
      visit: { street: "Rue Introuvable 77", name: "Ada Invisible", phone: address.phone },
    });
    await producer.market.act(producerId, thread, { type: "accept" });
    await ada.until(
      "orders",
      the(thread, ({ view: own }) => own.state === "accepted"),
    );
    expect((await ada.market.order(thread))!.address).toMatchObject({ street: "Rue Introuvable 77" });
    await ada.market.sendText(thread, "Deuxième porte.");
    await ada.market.retryNow();
    await producer.until(
      "desk",
      ({ orders }) => orders.some((order) => order.thread === thread && order.view.texts.length === 1),
      producerId,
    );
    const { forgetOrderAddresses, forgetVisitAddresses } = await import("../../../client/core/orders/forgetting.ts");
    for (const device of [ada, producer]) device.turnClock(60 * 86_400_000);
    const desk = await producer.core.session.partySpace(producerId);
    await forgetVisitAddresses(producer.core.platform, desk);
    await forgetOrderAddresses(ada.core.platform, ada.core.session.personal!);
    const kept = [...desk.list("order/"), ...ada.core.session.personal!.list("order/")];
    expect(JSON.stringify(kept)).toContain(thread);
    expect(JSON.stringify(kept)).not.toContain("Introuvable");
    const after = (await ada.market.order(thread))!;
    expect(after).toMatchObject({ address: null, view: { state: "delivered", problems: [] } });
    for (const device of [ada, producer]) device.turnClock(-60 * 86_400_000);
  });
});

test("a second device of the customer has the appointment as well", async () => {
  const { openDevice } = await import("./support/people.ts");
  const second = await openDevice(server.url);
  await second.market.signInWithCode(boriscode);
  await second.until("orders", (orders) => orders.some(({ view }) => view.order.fulfilment.kind === "appointment"));
  await second.close();
});

test("what is free this week is a filter, counted with the others", async () => {
  const all = await boris.market.search({});
  const soon = await boris.market.search({ freeSoon: true });
  expect(soon.items.map(({ item }) => item.id).sort()).toEqual(["accord", "lecon"]);
  expect(all.counts.freeSoon).toBe(2);
  expect((await boris.market.search({ freeSoon: true, kind: "good" })).total).toBe(0);
});
