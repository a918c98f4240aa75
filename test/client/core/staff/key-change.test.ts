import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { toBase64url } from "../../../../crypto/bytes.ts";
import { CodedError } from "../../../../crypto/coded-error.ts";
import type { Item } from "../../../../crypto/protocol/exports.ts";
import { randomBytes } from "../../../../crypto/sodium.ts";
import { makeStatement, readStatement } from "../../../../crypto/protocol/signed-statement.ts";
import type { SigningKeyPair } from "../../../../crypto/signature.ts";
import { toBoard, toInbox } from "../../../../client/core/mailroom/posting.ts";
import { compose } from "../../../../client/core/orders/thread.ts";
import type { RequestOptions } from "../../../../client/core/platform.ts";
import type { ProducerThread } from "../../../../client/core/desk/producer-thread.ts";
import { startTestServer, type TestServer } from "../../../support/test-server.ts";
import { openConsumer, placedOrder } from "../support/orders.ts";
import { cheese, type City, type Device, foundCity, openDevice, producerParty } from "../support/people.ts";

let server: TestServer;
let city: City;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url);
}, 120_000);
afterAll(async () => {
  await Promise.all([...devices, ...(city ? [city.producer, city.courier] : [])].map((device) => device.close()));
  await server?.stop();
});

const nameOf = (pair: SigningKeyPair): string => toBase64url(pair.publicKey);
const keyOf = (device: Device): SigningKeyPair => device.core.session.partyKey(city.producerId);
const follows = (device: Device, key: string) =>
  device.until(
    "catalogue",
    () =>
      device.core.catalogue.chains.currentOf(city.producerId) === key &&
      device.core.catalogue.statement("party", key, key) !== null &&
      device.core.catalogue.inboxKey(city.producerId)?.key === key,
  );
const acceptedBy = (device: Device, thread: string) =>
  device.until("orders", (orders) =>
    orders.some((order) => order.thread === thread && order.view.state === "accepted"),
  );

async function colleague(name: string): Promise<Device> {
  const device = await openDevice(server.url);
  devices.push(device);
  await device.market.createAccountWithCode();
  await device.market.joinWithInvitation(await city.producer.market.inviteStaff(city.producerId));
  await device.market.nameSeat(city.producerId, name);
  await (await device.core.session.partySpace(city.producerId)).flush();
  return device;
}

let buyer: Device | null = null;
const customer = (): Device => buyer!;

describe("a stall that replaces its key because somebody left", () => {
  let customer: Device;
  let bea: Device;
  let carla: Device;
  let thread: string;
  let old: SigningKeyPair;
  let next: string;

  beforeAll(async () => {
    const { producer, producerId } = city;
    ({ device: customer } = await openConsumer(server.url, city));
    devices.push(customer);
    buyer = customer;
    [bea] = [await colleague("Béa")];
    thread = await placedOrder(customer, city, "delivery");
    await customer.market.toggleFavourite(`${producerId}/tomme`);
    await customer.market.setBasketLine(`${producerId}/tomme`, "whole", 3);
    await producer.until("stall", ({ staff }) => staff.some(({ name }) => name === "Béa"), producerId);
    old = keyOf(producer);
    const seat = (await producer.core.stall.view(producerId)).staff.find(({ name }) => name === "Béa")!.id;
    await producer.market.removeStaff(producerId, seat, { replaceKey: true });
    next = nameOf(keyOf(producer));
    await Promise.all([customer, producer, city.courier].map((device) => follows(device, next)));
  }, 120_000);

  test("speaks by another key, which the old one named and the log holds, and is called as before", async () => {
    expect(next).not.toBe(nameOf(old));
    const view = customer.core.catalogue.party(city.producerId)!;
    expect(view.id).toBe(city.producerId);
    expect(customer.core.catalogue.party(next)?.id).toBe(city.producerId);
    expect(view.keys).toMatchObject({ contested: false, recovery: null });
    expect(view.keys!.changes).toHaveLength(1);
    expect(view.keys!.changes[0]).toMatchObject({ kind: "succession", on: new Date().toISOString().slice(0, 10) });
    expect(view.fingerprint.words).not.toEqual(view.keys!.changes[0]!.before.words);
    expect(view.reachable).toBe(true);
    // Let in as before; the words of this key nobody has compared yet.
    expect(view.accreditation).toMatchObject({ status: "accredited", keyCompared: false });
    expect(customer.core.catalogue.parties("producer").map(({ id }) => id)).toEqual([city.producerId]);
    // What the stall says meanwhile is in the shop a moment before it is looked for in the log.
    await expect
      .poll(async () => {
        await customer.market.checkLog();
        return [customer.core.trust.view.state, customer.core.trust.vouchesForParty(city.producerId)];
      })
      .toEqual(["verified", true]);
  });

  test("keeps its place in baskets and favourites", async () => {
    expect(customer.core.basket.favourites).toEqual([`${city.producerId}/tomme`]);
    const [group] = customer.core.basket.view.groups;
    expect(group).toMatchObject({ partyId: city.producerId, lines: [{ quantity: 3, problem: null }] });
    await customer.market.clearBasketGroup(city.producerId);
  });

  test("nobody is alarmed about what its own devices said", async () => {
    await city.producer.market.checkLog();
    await city.producer.core.ownEntries.settled();
    city.producer.turnClock(4 * 60_000);
    await city.producer.core.ownEntries.settled();
    const seen = await city.producer.until("foreignEntries", () => true, city.producerId);
    expect(seen).toEqual([]);
    city.producer.turnClock(-4 * 60_000);
  });

  test("who left has no seat, and what they say with the key they copied is refused", async () => {
    await bea.until("session", ({ memberships }) => memberships.length === 0);
    const author = nameOf(old);
    const head = { v: 1, type: "party", author, subject: author, revision: 4_000_000_000 } as const;
    const body = producerParty([], { name: "Fromagerie de Béa" });
    const said = makeStatement({ ...head, issuedOn: new Date().toISOString().slice(0, 10), body }, old);
    await expect(bea.core.platform.transport.request("postStatement", { body: said.wire })).rejects.toMatchObject({
      code: "statement/succeeded",
    });
  });

  test("what who left writes into a customer's order, and to the courier, is nobody's", async () => {
    const { producer, producerId } = city;
    // The customer's device has read all that came before the key changed, and says so to itself.
    const heard = () => customer.core.session.personal!.get<{ size: number }>("heard-until")?.size ?? 0;
    await customer.core.orders.lookForReplies();
    expect(heard()).toBeGreaterThan(0);
    const record = (await producer.core.session.partySpace(producerId)).get<ProducerThread>(`order/${thread}`)!;
    const forged = compose(record, "producer", "order.decline", { reason: "other" }, Date.now(), null);
    const { view } = (await producer.until("desk", ({ orders }) => orders.length > 0, producerId)).orders[0]!;
    await bea.core.outbox.enqueue({
      ...(await toBoard(bea.core.catalogue, view.order.reply, old, forged)),
      paidBy: undefined as never,
    });
    const cancel = compose(record, "producer", "delivery.cancel", {}, Date.now(), null);
    const to = { audience: "courier" as const, partyId: city.courierId };
    await bea.core.outbox.enqueue(await toInbox(bea.core.catalogue, to, old, cancel));
    await bea.until("outbox", ({ waiting }) => waiting.length === 0);
    await customer.core.orders.lookForReplies();
    expect(customer.core.orders.order(thread)?.view.state).toBe("placed");
    expect(customer.core.orders.order(thread)?.view.problems).toEqual([]);
  });

  test("a customer's open order goes on, to the end", async () => {
    const { producer, producerId, courier, courierId } = city;
    await producer.market.act(producerId, thread, { type: "accept" });
    await acceptedBy(customer, thread);
    await courier.until("courier", ({ deliveries }) => deliveries.some((one) => one.thread === thread), courierId);
    await customer.market.sendText(thread, "Toujours là ?");
    await customer.core.outbox.retryNow();
    await producer.until("desk", ({ orders }) => orders.some(({ view }) => view.texts.length === 1), producerId);
    await courier.market.courierAct(courierId, thread, { type: "accept" });
    await producer.until("desk", ({ orders }) => orders.some(({ view }) => view.delivery === "accepted"), producerId);
    await producer.market.act(producerId, thread, { type: "ready", weights: [] });
    await courier.until("courier", ({ deliveries }) => deliveries.some(({ ready }) => ready), courierId);
    await courier.market.courierAct(courierId, thread, { type: "collect" });
    await customer.until("orders", (orders) => orders.some(({ view }) => view.state === "handed-over"));
    expect(customer.core.orders.order(thread)?.view.problems).toEqual([]);
  });

  test("replaced once more: a colleague who was away follows, and what she had written is heard by the customer", async () => {
    const { producer, producerId } = city;
    carla = await colleague("Carla");
    await producer.until("stall", ({ staff }) => staff.some(({ name }) => name === "Carla"), producerId);
    const fresh = await placedOrder(customer, city, "collection");
    await carla.until("desk", ({ orders }) => orders.some((order) => order.thread === fresh), producerId);
    carla.setOnline(false);
    await carla.market.act(producerId, fresh, { type: "accept" });
    await producer.market.replaceKey(producerId);
    const third = nameOf(keyOf(producer));
    await Promise.all([customer, producer].map((device) => follows(device, third)));
    await customer.core.orders.lookForReplies();
    expect(customer.core.catalogue.party(producerId)?.keys?.changes).toHaveLength(2);
    expect(customer.core.orders.order(fresh)?.view.state).toBe("placed");
    carla.setOnline(true);
    await acceptedBy(customer, fresh);
    expect(nameOf(keyOf(carla))).toBe(third);
    expect(customer.core.orders.order(fresh)?.view.problems).toEqual([]);
  });

  test("the next key says nothing before it was passed on to, however long that is on its way", async () => {
    const { producer, producerId } = city;
    const desk = [carla, producer];
    const said: string[] = [];
    let arrive = (): void => undefined;
    const onItsWay = new Promise<void>((resolve) => (arrive = resolve));
    const spies = desk.map(({ core: { platform } }) => {
      const request = platform.transport.request.bind(platform.transport);
      return vi.spyOn(platform.transport, "request").mockImplementation(async (route, options) => {
        if (route === "postStatement") {
          const { body } = options as RequestOptions<"postStatement">;
          const { type, author } = readStatement(body as Uint8Array).statement;
          if (type === "succession") await onItsWay;
          said.push(type === "succession" ? "succession" : author);
        }
        return request(route, options as never) as never;
      });
    });
    try {
      // Refused until the step before has come to its end.
      await vi.waitFor(() => carla.market.replaceKey(producerId), { timeout: 20_000 });
      const own = nameOf(keyOf(carla));
      // Whichever of them is first makes the next inbox key.
      await vi.waitUntil(
        () => desk.some(({ core }) => core.outbox.waiting.some(({ dedupe }) => dedupe === `inbox-key/${own}`)),
        { timeout: 20_000 },
      );
      await carla.market.publishItems(producerId);
      await expect(carla.market.replaceKey(producerId)).rejects.toMatchObject({ code: "staff/key-under-way" });
      // A page that is published now would be spoken over by the old one, said last.
      const { party } = await carla.core.stall.view(producerId);
      const renewed = { ...party, summary: { fr: "Deux vaches de plus." } };
      await expect(carla.market.savePage(producerId, renewed)).rejects.toMatchObject({ code: "staff/key-under-way" });
      expect((await carla.core.stall.view(producerId)).party).toEqual(party);
      expect(await carla.market.keyUnderWay(producerId)).toBe(true);
      for (const { core } of desk) void core.outbox.retryNow();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(said).toEqual([]);
      arrive();
      await Promise.all([customer, ...desk].map((device) => follows(device, own)));
      expect([said[0], ...new Set(said.filter((author) => author !== "succession"))]).toEqual(["succession", own]);
      await vi.waitUntil(() => desk.every(({ core }) => core.outbox.waiting.length === 0), { timeout: 20_000 });
      await vi.waitUntil(async () => !(await carla.market.keyUnderWay(producerId)), { timeout: 20_000 });
      await carla.market.savePage(producerId, renewed);
      await customer.until("catalogue", () => {
        const seen = customer.core.catalogue.party(producerId)?.party.summary;
        return seen?.["fr"] === renewed.summary.fr && customer.core.catalogue.item(`${producerId}/tomme`) !== null;
      });
    } finally {
      arrive();
      for (const spy of spies) spy.mockRestore();
    }
  });

  test("a device that is closed in the midst of it goes on at once, and what was published meanwhile stays", async () => {
    const { producerId } = city;
    const serac = (priceMinor: number): Item => ({
      ...cheese,
      id: "serac",
      name: { fr: "Sérac" },
      variants: [{ id: "whole", priceMinor }],
    });
    const sell = async (priceMinor: number): Promise<void> => {
      await carla.market.saveItem(producerId, { item: serac(priceMinor), stock: {}, status: "on" });
      await carla.market.publishItems(producerId);
    };
    const isSoldFor = (priceMinor: number): boolean =>
      customer.core.catalogue.item(`${producerId}/serac`)?.item.variants[0]?.priceMinor === priceMinor;
    await sell(900);
    await customer.until("catalogue", () => isSoldFor(900));
    const { transport } = carla.core.platform;
    const request = transport.request.bind(transport);
    let isCut = false;
    const spy = vi.spyOn(transport, "request").mockImplementation(async (route, options) => {
      if (isCut && route === "postStatement") throw new CodedError("network/offline", "Nothing goes out.");
      return request(route, options as never) as never;
    });
    // Refused until the step before has come to its end, for which the network is wanted.
    const replace = async (): Promise<void> => {
      isCut = true;
      await carla.market.replaceKey(producerId).catch((thrown: unknown) => {
        isCut = false;
        throw thrown;
      });
    };
    await vi.waitFor(replace, { timeout: 20_000 });
    await sell(950);
    spy.mockRestore();
    devices.splice(devices.indexOf(carla), 1);
    carla = await carla.restart();
    devices.push(carla);
    const own = nameOf(keyOf(carla));
    // A colleague's device would wait for three quarters of a minute.
    await vi.waitUntil(() => customer.core.catalogue.statement("party", own, own) !== null, { timeout: 30_000 });
    await customer.until("catalogue", () => isSoldFor(950));
    expect(customer.core.catalogue.item(`${producerId}/tomme`)).not.toBeNull();
    await follows(city.producer, own);
  });

  test("a new order is sealed to the key of now, and arrives", async () => {
    const fresh = await placedOrder(customer, city, "collection");
    await city.producer.market.act(city.producerId, fresh, { type: "accept" });
    await acceptedBy(customer, fresh);
  });
});

describe("a stall that lost every device", () => {
  test("gets another key from the office, in sight of all, three days later, and works on with it", async () => {
    const { producerId, steward } = city;
    const office = await openDevice(server.url);
    const finder = await openDevice(server.url);
    devices.push(office, finder);
    await office.market.createAccountWithCode();
    const code = await finder.market.createAccountWithCode();
    // The office's key was made by this file: its seat is written down as its device would.
    const stewardId = nameOf(steward);
    await office.core.session.personal!.update(`membership/${stewardId}`, () => ({
      identitySeed: toBase64url(steward.seed),
      spaceSeed: toBase64url(randomBytes(32)),
      vaultKey: toBase64url(randomBytes(32)),
      kind: "steward",
      name: "Bureau",
    }));
    await Promise.all([office, finder].map((device) => device.until("catalogue", ({ items }) => items > 0)));
    const lost = office.core.catalogue.chains.currentOf(producerId);
    await expect(city.producer.market.askForRecovery(producerId)).rejects.toMatchObject({
      code: "recovery/not-needed",
    });
    await expect(finder.market.askForRecovery(stewardId)).rejects.toMatchObject({ code: "staff/steward" });
    await finder.market.askForRecovery(producerId);
    // The desk is on the server before another device of the same person looks for it.
    await (await finder.core.session.partySpace(producerId)).flush();
    const request = (await finder.market.recoveryRequest(producerId))!;
    for (const text of ["", "smk-cle-", `${request.text}x`, request.text.slice(0, -6), "bonjour", "x".repeat(5000)]) {
      await expect(office.market.readRecovery(text)).rejects.toMatchObject({ code: "recovery/malformed" });
    }
    const asked = await office.market.readRecovery(`  ${request.text}\n`);
    expect(asked.party.id).toBe(producerId);
    expect(asked.next).toEqual(request.next);
    // Signed, taken in and logged five days ago: keys' signatures are judged by the server's own clock, which is right again.
    const fiveDays = 5 * 86_400_000;
    server.turnClock(-5);
    office.turnClock(-fiveDays);
    await office.market.recover(stewardId, request.text, { fr: "Téléphone perdu" });
    await office.until("outbox", ({ waiting }) => waiting.every(({ what }) => what !== "statement"));
    server.turnClock(5);
    office.turnClock(fiveDays);
    const pending = await customer().until(
      "catalogue",
      () => (customer().core.catalogue.party(producerId)?.keys?.recovery ?? null) !== null,
    );
    expect(pending.state).toBe("complete");
    await customer().core.catalogue.verified();
    expect(customer().core.catalogue.inboxKey(producerId)?.key).toBe(lost);
    // The desk that has the key after all is alarmed, as soon as it sees the log.
    await city.producer.market.checkLog();
    await city.producer.core.ownEntries.settled();
    city.producer.turnClock(4 * 60_000);
    await city.producer.core.ownEntries.settled();
    await city.producer.until(
      "foreignEntries",
      (entries) => entries.some(({ type }) => type === "recovery"),
      producerId,
    );
    city.producer.turnClock(-4 * 60_000);

    const next = nameOf(finder.core.session.partyKey(producerId));
    await finder.core.session.personal!.flush();
    // Whoever looked at the log before waits 72 hours from then on, whatever day the statement bears.
    await finder.market.checkLog();
    expect(finder.core.catalogue.chains.currentOf(producerId)).toBe(lost);
    customer().turnClock(4 * 86_400_000);
    const later = await openDevice(server.url);
    devices.push(later);
    await later.market.signInWithCode(code);
    await Promise.all([later, customer()].map((device) => follows(device, next)));
    const view = customer().core.catalogue.party(producerId)!;
    expect(view).toMatchObject({ reachable: true, accreditation: { status: "accredited", keyCompared: true } });
    expect(view.keys!.changes[0]).toMatchObject({ kind: "recovery", reason: { fr: "Téléphone perdu" } });
    const { items } = await later.core.stall.view(producerId);
    const changed = new Map(items.map((item) => [item.id, item.changed] as const));
    expect(changed).toEqual(
      new Map([
        ["serac", false],
        ["tomme", false],
      ]),
    );
    expect(await later.market.recoveryRequest(producerId)).toBeNull();
    await expect(later.market.readRecovery(request.text)).rejects.toMatchObject({ code: "recovery/outdated" });
  });
});
