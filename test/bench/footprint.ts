import type { OrderDraft } from "../../client/core/api.ts";
import type { Item } from "../../crypto/protocol/exports.ts";
import { geneva } from "../../instances/geneva/instance.ts";
import type { Db } from "../../server/database/open-database.ts";
import { address, openConsumer } from "../client/core/support/orders.ts";
import { cheese, type City, type Device, foundCity, openDevice, publish } from "../client/core/support/people.ts";
import type { RecordedRequest } from "../support/recording-proxy.ts";
import { until } from "../support/server-process.ts";
import { startTestServer } from "../support/test-server.ts";
import { rounded, say } from "./figures.ts";
import { databaseState, rowsNaming, spacesState, storedTimes, tableFigures } from "./footprint-rows.ts";
import {
  boardReading,
  counted,
  envelopeBytes,
  headersByPlane,
  namingFigures,
  openWire,
  recordBytes,
  routeFigures,
  type Wire,
} from "./footprint-wire.ts";

/** As long as a note to the stall may be, in characters. */
const longNoteCharacters = 500;
const largeLinesCount = 40;
const goodMinor = 650;
/** Nothing has been asked of the server for so long: what an order set going has come to its end. */
const quietMs = 1_500;
const patienceSeconds = 90;

type Role = "customer" | "stall" | "courier";

interface Person {
  readonly role: Role;
  readonly device: Device;
  readonly wire: Wire;
}

interface Stage {
  readonly db: Db;
  readonly city: City;
  readonly people: readonly Person[];
}

/** Goods of ordinary names, as many as the large order has lines. */
function goods(): Item[] {
  return Array.from({ length: largeLinesCount }, (_, index) => ({
    ...cheese,
    id: `fromage-${index}`,
    name: { fr: `Fromage de garde, affiné en cave, no ${index}` },
    variants: [{ id: "whole", priceMinor: goodMinor, content: { quantity: 250, unit: "g" as const } }],
  }));
}

const isWaiting = ({ core }: Device): boolean =>
  core.outbox.waiting.length > 0 || core.session.spaces.some(({ waiting }) => waiting.length > 0);

/** Waits until nothing waits on any device, everything was answered and nothing more is asked for. */
async function settle(people: readonly Person[]): Promise<void> {
  let last = -1;
  let since = 0;
  const isQuiet = async (): Promise<boolean> => {
    const requests = people.flatMap(({ wire }) => wire.requests);
    const busy = people.some(({ device }) => isWaiting(device)) || requests.some(({ answer }) => answer.status === 0);
    if (busy || requests.length !== last) since = performance.now();
    last = requests.length;
    return performance.now() - since >= quietMs;
  };
  await until("the devices have said everything", isQuiet, patienceSeconds);
}

/** The public keys by which the server knows a person: of their spaces, and of the party whose desk is theirs. */
function keysOf({ core }: Device): string[] {
  return [...core.session.spaces.map(({ id }) => id), ...core.session.view.memberships.map(({ partyId }) => partyId)];
}

/** Numbers that grew, by how much. */
function grown(before: object, after: object): Record<string, number> {
  const then = new Map<string, number>(Object.entries(before));
  const both = Object.entries(after).map(
    ([name, now]: [string, number]) => [name, now - (then.get(name) ?? 0)] as const,
  );
  return Object.fromEntries(both.filter(([, more]) => more !== 0));
}

/** Watches wires and database while `work` is done, until all of its consequences have come about. */
async function observed({ db, people }: Stage, work: () => Promise<void>) {
  await settle(people);
  const look = () =>
    Promise.all(
      people.map(async ({ device }) => ({
        naming: await rowsNaming(db, keysOf(device)),
        spaces: await spacesState(
          db,
          device.core.session.spaces.map(({ id }) => id),
        ),
      })),
    );
  const [before, eachBefore] = [await databaseState(db), await look()];
  const marks = people.map(({ wire }) => wire.mark());
  const started = performance.now();
  await work();
  await settle(people);
  const seconds = rounded((performance.now() - started) / 1000, 1);
  const passed = marks.map((since) => since());
  const tables = tableFigures(before, await databaseState(db));
  const eachAfter = await look();
  const requestsOf = new Map<Role, readonly RecordedRequest[]>();
  const figures = people.map(({ role }, index) => {
    const { requests, openStreamBytes } = passed[index]!;
    requestsOf.set(role, requests);
    const [then, now] = [eachBefore[index]!, eachAfter[index]!];
    const person = {
      ...namingFigures(requests),
      openStreamBytes,
      routes: routeFigures(requests),
      /** By which values the stored rows could be told to be of this person: their keys. */
      rowsNamingKeysLeft: grown(then.naming, now.naming),
      spaces: {
        recordsLeftCount: now.spaces.records - then.spaces.records,
        recordBytesLeft: now.spaces.bytes - then.spaces.bytes,
        changesCount: now.spaces.changes - then.spaces.changes,
      },
    };
    return [role, person] as const;
  });
  return { figures: { seconds, people: Object.fromEntries(figures), tables }, requestsOf };
}

/** What lies in the basket of the customer, for delivery at the next open window. */
async function draftOf({ market }: Device, city: City, itemsMinor: number, note: string): Promise<OrderDraft> {
  const { producerId, courierId } = city;
  const choice = (await market.deliveryChoices(producerId, address.postcode))[0]!;
  const window = choice.windows.find(({ open }) => open)!;
  const { zoneId } = choice;
  const totalMinor = itemsMinor + choice.feeMinor;
  return {
    partyId: producerId,
    fulfilment: { kind: "delivery", courierId, zoneId, windowId: window.id, day: window.day, address },
    payment: "at-handover",
    shortage: "refund",
    totalMinor,
    capMinor: totalMinor,
    ...(note !== "" && { note }),
    // The delay by chance is left out: it moves the moment of the first request, and none of the figures.
    sendNow: true,
  };
}

/** From the button to the three words at the door. */
async function deliver(customer: Device, city: City, draft: OrderDraft): Promise<void> {
  const { producer, producerId, courier, courierId } = city;
  const thread = await customer.market.placeOrder(draft);
  const isSo = (state: string, delivery?: string) =>
    customer.until("orders", (orders) =>
      orders.some(
        ({ thread: one, view }) =>
          one === thread && view.state === state && (delivery === undefined || view.delivery === delivery),
      ),
    );
  await producer.until("desk", ({ orders }) => orders.some((one) => one.thread === thread), producerId);
  await producer.market.act(producerId, thread, { type: "accept" });
  await courier.until("courier", ({ deliveries }) => deliveries.some((one) => one.thread === thread), courierId);
  await courier.market.courierAct(courierId, thread, { type: "accept" });
  await isSo("accepted", "accepted");
  await producer.until(
    "desk",
    ({ orders }) => orders.some((one) => one.thread === thread && one.view.delivery === "accepted"),
    producerId,
  );
  await producer.market.act(producerId, thread, { type: "prepare" });
  await isSo("preparing");
  await producer.market.act(producerId, thread, { type: "ready", weights: [] });
  const isReady = ({ thread: one, ready }: { thread: string; ready: boolean }) => one === thread && ready;
  await courier.until("courier", ({ deliveries }) => deliveries.some(isReady), courierId);
  await courier.market.courierAct(courierId, thread, { type: "collect" });
  await isSo("handed-over");
  const words = (await customer.market.order(thread))!.handoverWords;
  await courier.market.courierAct(courierId, thread, { type: "deliver", words, collectedMinor: draft.totalMinor });
  await isSo("delivered");
  await producer.until(
    "desk",
    ({ orders }) => orders.some((one) => one.thread === thread && one.view.state === "delivered"),
    producerId,
  );
}

/** One order: the basket is filled and then sent, and each is looked at by itself. */
async function ofOrder(stage: Stage, items: readonly string[], priceMinor: number, note: string) {
  say(`An order of ${items.length} line(s) …`);
  const { city } = stage;
  const { device } = stage.people.find(({ role }) => role === "customer")!;
  const filling = await observed(stage, async () => {
    for (const item of items) await device.market.setBasketLine(`${city.producerId}/${item}`, "whole", 1);
  });
  const draft = await draftOf(device, city, items.length * priceMinor, note);
  const order = await observed(stage, () => deliver(device, city, draft));
  const sizesOf = (of: (requests: readonly RecordedRequest[]) => number[]) =>
    Object.fromEntries([...order.requestsOf].map(([role, requests]) => [role, counted(of(requests))]));
  return {
    linesCount: items.length,
    noteCharacters: note.length,
    /** Envelopes and records that each one wrote: how many of each length in bytes. */
    envelopeCountByBytes: sizesOf(envelopeBytes),
    recordCountByBytes: sizesOf(recordBytes),
    basket: filling.figures,
    order: order.figures,
  };
}

/** How many devices of this market read the board on which the customer's replies come, and what their reading says. */
async function sharing({ db, people }: Stage) {
  const { replyBuckets } = await people[0]!.device.core.platform.transport.request("catalogue");
  const readings = new Map(people.map(({ role, wire }) => [role, boardReading(wire.requests)]));
  const { buckets, days, readsCount, readsFromCursorCount } = readings.get("customer")!;
  const sharers = [...readings.values()].filter((other) => [...other.buckets].some((bucket) => buckets.has(bucket)));
  return {
    replyBucketsCount: replyBuckets,
    replyBucketsSettingOfGenevaCount: geneva.replyBuckets,
    accountsCount: (await databaseState(db)).get("private_plane.account")!.rows,
    devicesOnCustomerBucketCount: sharers.length,
    customerBucketsCount: buckets.size,
    customerBoardDaysCount: days.size,
    customerBoardReadsCount: readsCount,
    customerBoardReadsFromCursorCount: readsFromCursorCount,
  };
}

async function stageOn(url: string, db: Db, wires: Readonly<Record<Role, Wire>>): Promise<Stage> {
  // The stall's device is opened first, then the courier's.
  const next = [wires.stall, wires.courier];
  const city = await foundCity(url, (_, options) => openDevice(next.shift()!.origin, options));
  await publish(city.producer.core, city.producer.core.session.partyKey(city.producerId), {
    type: "shelf",
    subject: "cave",
    body: { name: { fr: "Cave" }, items: goods() },
  });
  const { device } = await openConsumer(wires.customer.origin, city);
  const last = `${city.producerId}/${goods().at(-1)!.id}`;
  await device.until("catalogue", () => device.core.catalogue.item(last) !== null);
  const choices = async () => (await device.market.deliveryChoices(city.producerId, address.postcode)).length > 0;
  await until("a courier delivers", choices, patienceSeconds);
  const people = [
    { role: "customer", device, wire: wires.customer },
    { role: "stall", device: city.producer, wire: wires.stall },
    { role: "courier", device: city.courier, wire: wires.courier },
  ] as const;
  return { db, city, people };
}

type OrderFigures = Awaited<ReturnType<typeof ofOrder>>;

/** Whether two orders look the same by what `of` tells of each. */
const alike = (one: OrderFigures, other: OrderFigures, of: (figures: OrderFigures) => unknown): boolean =>
  JSON.stringify(of(one)) === JSON.stringify(of(other));

/** Of each person the lengths that were seen, however often: several changes of one record can become one writing. */
const lengthsOf = (byRole: Readonly<Record<string, Record<string, number>>>) =>
  Object.fromEntries(Object.entries(byRole).map(([role, byBytes]) => [role, Object.keys(byBytes).map(Number)]));

async function measure(stage: Stage) {
  const { db, people } = stage;
  const one = () => ofOrder(stage, [cheese.id], cheese.variants[0]!.priceMinor, "");
  // A person's first order also makes the records that every later one only changes.
  await one();
  const small = await one();
  const large = await ofOrder(
    stage,
    goods().map(({ id }) => id),
    goodMinor,
    "Sonnez deux fois. ".repeat(longNoteCharacters).slice(0, longNoteCharacters),
  );
  const touched = [small, large].flatMap(({ order }) => Object.keys(order.tables));
  return {
    sameEnvelopeBytes: alike(small, large, ({ envelopeCountByBytes }) => envelopeCountByBytes),
    envelopeBytesSeen: [small, large].map(({ envelopeCountByBytes }) => lengthsOf(envelopeCountByBytes)),
    sameRecordBytes: alike(small, large, ({ recordCountByBytes }) => lengthsOf(recordCountByBytes)),
    recordBytesSeen: [small, large].map(({ recordCountByBytes }) => lengthsOf(recordCountByBytes)),
    sameRowsLeft: alike(small, large, ({ order }) =>
      Object.entries(order.tables).map(([table, { rowsLeft }]) => [table, rowsLeft]),
    ),
    ...(await storedTimes(db, touched)),
    replies: await sharing(stage),
    /** From each one's first request, before there was an account, to the end. */
    wholeRun: Object.fromEntries(people.map(({ role, wire }) => [role, namingFigures(wire.requests)])),
    headersSeenByPlane: headersByPlane(people.flatMap(({ wire }) => wire.requests)),
    orders: [small, large],
  };
}

/**
 * `npm run bench -- footprint`: what a server sees and keeps of one order that is delivered, of one line and of forty, on
 * the embedded database. Everything that the devices of customer, stall and courier ask passes a wire-tap of their own.
 * Bytes are those of bodies. What a device asks once a minute is counted where it falls. Devices are the core in Node:
 * cookies are those that the core's own transport sends; what a browser would add is for test/flows.
 */
export async function benchFootprint() {
  const server = await startTestServer("embedded");
  const port = () => server.running.port;
  const wires = { customer: await openWire(port), stall: await openWire(port), courier: await openWire(port) };
  const devices: Device[] = [];
  try {
    say("Founding a market …");
    const stage = await stageOn(server.url, server.running.database.db, wires);
    devices.push(...stage.people.map(({ device }) => device));
    return await measure(stage);
  } finally {
    for (const device of devices) await device.close();
    for (const wire of Object.values(wires)) await wire.close();
    await server.stop();
  }
}
