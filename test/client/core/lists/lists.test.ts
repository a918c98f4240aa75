import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHttpTransport } from "../../../../client/core/http-transport.ts";
import type { Transport } from "../../../../client/core/platform.ts";
import { startTestServer, type TestServer } from "../../../support/test-server.ts";
import { draftOf, openConsumer, seesShop } from "../support/orders.ts";
import { cheese, type City, type Device, foundCity, openDevice, publish } from "../support/people.ts";

let server: TestServer;
let city: City;

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url);
}, 120_000);
afterAll(async () => {
  await Promise.all([city?.producer.close(), city?.courier.close()]);
  await server?.stop();
});

const tomme = (): string => `${city.producerId}/tomme`;

async function putShelf(items: readonly (typeof cheese)[], levels: Record<string, number> = {}): Promise<void> {
  const { core } = city.producer;
  const key = core.session.partyKey(city.producerId);
  await publish(core, key, {
    type: "shelf",
    subject: "fromages",
    body: { name: { fr: "Fromages" }, items: [...items] },
  });
  await publish(core, key, { type: "stock", subject: "fromages", body: { levels } });
}

/** A device of the same person. */
async function secondDevice(code: string): Promise<Device> {
  const device = await openDevice(server.url);
  await device.market.signInWithCode(code);
  await seesShop(device, city);
  return device;
}

describe("shopping lists", () => {
  test("of a visitor stay on the device, and move into the account that is made", async () => {
    const visitor = await openDevice(server.url);
    await seesShop(visitor, city);
    const id = await visitor.market.createList("Samedi");
    await visitor.market.changeList(id, { type: "add-item", key: tomme(), variantId: "whole", quantity: 2 });
    await visitor.market.changeList(id, { type: "add-text", text: "du sel" });
    const again = await visitor.restart();
    const [kept] = await again.until("lists", (lists) => lists.length === 1);
    expect(kept).toMatchObject({ name: "Samedi", openCount: 2, lines: [{ quantity: 2 }, { text: "du sel" }] });
    const code = await again.market.createAccountWithCode();
    await again.until("outbox", ({ waiting }) => waiting.length === 0);
    const other = await secondDevice(code);
    const [there] = await other.until("lists", ([list]) => list?.lines[0]?.view !== null && list !== undefined);
    expect(there).toMatchObject({ id, name: "Samedi", openMinor: 2 * 1450 });
    await Promise.all([again.close(), other.close()]);
  });

  test("are changed on two devices at once, one of them offline, and lose nothing", async () => {
    const { device: phone, code } = await openConsumer(server.url, city);
    const id = await phone.market.createList("Fête");
    await phone.market.changeList(id, { type: "add-item", key: tomme(), variantId: "whole", quantity: 1 });
    await phone.until("outbox", ({ waiting }) => waiting.length === 0);
    const laptop = await secondDevice(code);
    await laptop.until("lists", (lists) => lists.length === 1);
    phone.setOnline(false);
    await phone.market.changeList(id, { type: "set", line: `${tomme()}|whole`, done: true });
    await laptop.market.changeList(id, { type: "add-text", text: "bougies" });
    await laptop.market.changeList(id, { type: "rename", name: "Grande fête" });
    await laptop.until("outbox", ({ waiting }) => waiting.length === 0);
    phone.setOnline(true);
    for (const device of [phone, laptop]) {
      const [list] = await device.until(
        "lists",
        ([one]) => one?.name === "Grande fête" && one.lines.length === 2 && one.openCount === 1,
      );
      expect(list!.lines.find(({ key }) => key === tomme())).toMatchObject({ done: true, quantity: 1 });
    }
    // Deleted by mistake, and brought back.
    const [before] = await phone.until("lists", (lists) => lists.length === 1);
    await phone.market.deleteList(id);
    await phone.until("lists", (lists) => lists.length === 0);
    await phone.market.restoreList(before!);
    const [back] = await phone.until("lists", (lists) => lists.length === 1);
    expect(back).toMatchObject({ name: "Grande fête", lines: before!.lines });
    await Promise.all([phone.close(), laptop.close()]);
  });

  test("refuse what is no list", async () => {
    const visitor = await openDevice(server.url);
    const { market } = visitor;
    await expect(market.createList("  ")).rejects.toMatchObject({ code: "list/text" });
    await expect(market.changeList("nobody", { type: "remove-done" })).rejects.toMatchObject({ code: "list/unknown" });
    await expect(market.listIntoBasket("nobody")).rejects.toMatchObject({ code: "list/unknown" });
    await market.deleteList("nobody");
    for (let index = 0; index < 50; index++) await market.createList(`Liste ${index}`);
    await expect(market.createList("Encore une")).rejects.toMatchObject({ code: "list/too-many" });
    await visitor.close();
  });
});

test("a list and an order go into the basket, and what is not as it was is said", async () => {
  const { device } = await openConsumer(server.url, city);
  const { market } = device;
  const thread = await market.placeOrder(await draftOf(device, city, "collection"));
  expect((await market.again(5)).map(({ key }) => key)).toEqual([tomme()]);
  const id = await market.createList("Raclette");
  await market.changeList(id, { type: "add-item", key: tomme(), variantId: "whole", quantity: 5 });
  await market.changeList(id, { type: "add-item", key: tomme(), variantId: "cut", quantity: 1 });
  await market.changeList(id, { type: "add-text", text: "du sel" });
  expect(await market.listIntoBasket(id)).toEqual({ added: 2, changes: [] });
  // Twice is the same as once.
  expect(await market.listIntoBasket(id)).toEqual({ added: 2, changes: [] });
  expect(device.core.basket.view.count).toBe(6);
  await market.clearBasketGroup(city.producerId);

  const [whole, cut] = cheese.variants;
  await putShelf([{ ...cheese, variants: [{ ...whole!, priceMinor: 1600 }, cut!] }], {
    "tomme/whole": 3,
    "tomme/cut": 0,
  });
  await device.until("catalogue", () => device.core.catalogue.item(tomme())?.stock["whole"] === 3);
  const filled = await market.listIntoBasket(id);
  expect(filled.added).toBe(1);
  expect(filled.changes).toMatchObject([
    { problem: "fewer", name: "Tomme de Jussy", wanted: 5, quantity: 3 },
    { problem: "sold-out", quantity: 0 },
  ]);
  await market.clearBasketGroup(city.producerId);
  expect(await market.repeatOrder(thread)).toMatchObject({
    added: 1,
    changes: [{ problem: "price", wasMinor: 1450, priceMinor: 1600, quantity: 1 }],
  });

  await putShelf([{ ...cheese, id: "autre" }]);
  await device.until("catalogue", () => device.core.catalogue.item(tomme()) === null);
  expect(await market.repeatOrder(thread)).toMatchObject({
    added: 0,
    changes: [{ problem: "gone", name: "Tomme de Jussy" }],
  });
  expect(await market.again(5)).toEqual([]);
  const [list] = await device.until("lists", ([one]) => one?.lines[0]?.problem === "gone");
  expect(list!.lines[0]).toMatchObject({ text: "Tomme de Jussy", view: null });
  await putShelf([cheese]);
  await device.close();
});

describe("what was looked at", () => {
  /** A wire that counts what is written into spaces. */
  function counting(): { readonly transport: Transport; readonly puts: () => number } {
    let puts = 0;
    const plain = createHttpTransport(server.url, { cookieJar: true });
    const request: Transport["request"] = (route, options) => {
      if (route === "putRecord") puts += 1;
      return plain.request(route, options);
    };
    return { transport: { ...plain, request }, puts: () => puts };
  }

  test("makes no request, stays over a restart, and is on the other device the next day", async () => {
    const wire = counting();
    const device = await openDevice(server.url, { transport: wire.transport });
    const code = await device.market.createAccountWithCode();
    await seesShop(device, city);
    // What a device carries along of the market's log is written once a day too, at a moment of its own.
    await expect.poll(() => device.core.session.personal!.get("log-seen")).not.toBeNull();
    await device.until("outbox", ({ waiting }) => waiting.length === 0);
    await device.core.session.personal!.flush();
    const before = wire.puts();
    expect(before).toBeGreaterThan(0);
    await device.market.noteSeen("p/a");
    await device.market.noteSeen(tomme());
    await device.market.noteSeen("p/a");
    await device.until("seen", ({ keys }) => keys.length === 2 && keys[0] === "p/a");
    let again = await device.restart();
    expect((await again.until("seen", ({ keys }) => keys.length === 2)).keys).toEqual(["p/a", tomme()]);
    expect(again.core.session.personal!.waiting).toEqual([]);
    expect(wire.puts()).toBe(before);
    again.turnClock(86_400_000);
    again = await again.restart();
    await expect.poll(wire.puts).toBe(before + 2);
    // A day on which nothing was looked at writes as much.
    again.turnClock(86_400_000);
    again = await again.restart();
    await expect.poll(wire.puts).toBe(before + 4);
    const other = await openDevice(server.url);
    await other.market.signInWithCode(code);
    expect((await other.until("seen", ({ keys }) => keys.length > 0)).keys).toEqual(["p/a", tomme()]);
    await Promise.all([again.close(), other.close()]);
  });

  test("is cleared and switched off for good", async () => {
    const device = await openDevice(server.url);
    await device.market.noteSeen("p/a");
    await device.until("seen", ({ keys }) => keys.length === 1);
    device.turnClock(1000);
    await device.market.clearSeen();
    await device.until("seen", ({ keys }) => keys.length === 0);
    device.turnClock(1000);
    await device.market.noteSeen("p/b");
    await device.until("seen", ({ keys }) => keys.length === 1);
    device.turnClock(1000);
    await device.market.rememberSeen(false);
    await device.market.noteSeen("p/c");
    expect(await device.until("seen", ({ on }) => !on)).toEqual({ on: false, keys: [] });
    // Off stays off in the account that is made.
    await device.market.createAccountWithCode();
    await device.market.noteSeen("p/d");
    expect(await device.until("seen", () => true)).toEqual({ on: false, keys: [] });
    await device.market.rememberSeen(true);
    device.turnClock(1000);
    await device.market.noteSeen("p/e");
    expect((await device.until("seen", ({ keys }) => keys.length > 0)).keys).toEqual(["p/e"]);
    await device.close();
  });
});
