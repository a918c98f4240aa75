import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { concat, u32 } from "../../../../crypto/bytes.ts";
import { createHttpTransport } from "../../../../client/core/http-transport.ts";
import { startTestServer, type TestServer } from "../../../support/test-server.ts";
import { draftOf, openConsumer, seesShop } from "../support/orders.ts";
import { type City, foundCity, openDevice } from "../support/people.ts";

let server: TestServer;
let city: City;
/** Routes whose next answer is one junk frame: in the place of what waits, or far ahead of everything. */
let lies: string[] = [];
let isFar = true;

/** A device whose server skips whatever comes next, once for each lie. */
const open: typeof openDevice = (url, options) => {
  const plain = createHttpTransport(typeof url === "string" ? url : url(), { cookieJar: true });
  return openDevice(url, {
    ...options,
    transport: {
      ...plain,
      request: async (route, request) => {
        const answer = await plain.request(route, request);
        if (!lies.includes(route) || (answer as Uint8Array).length === 0) return answer;
        lies = lies.filter((one) => one !== route);
        const cursor = isFar ? concat(u32(1), u32(0)) : (answer as Uint8Array).slice(0, 8);
        return concat(cursor, u32(4096), new Uint8Array(4096)) as typeof answer;
      },
    },
  });
};

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url, open);
}, 120_000);
afterEach(() => {
  [lies, isFar] = [[], true];
});
afterAll(async () => {
  await Promise.all([city?.producer.close(), city?.courier.close()]);
  await server?.stop();
});

test("an order that an answer made the desk skip is there an hour later, without a restart", async () => {
  const { producer, producerId } = city;
  const { device } = await openConsumer(server.url, city);
  const { inbox } = await producer.core.producerDesk.open(producerId);
  await inbox.fetch();
  lies = ["listEnvelopes"];
  const thread = await device.market.placeOrder(await draftOf(device, city, "collection"));
  await producer.until("desk", ({ unreadable }) => unreadable.length === 1, producerId);
  await device.until("outbox", ({ waiting }) => waiting.length === 0);
  await inbox.fetch();
  const threads = async () => (await producer.core.producerDesk.view(producerId)).orders.map((one) => one.thread);
  expect(await threads()).not.toContain(thread);
  producer.turnClock(61 * 60_000);
  await inbox.fetch();
  expect(await threads()).toContain(thread);
  await device.close();
});

test("a reply that an answer made a device skip comes when the next one shows the gap, else a day later", async () => {
  const { producer, producerId } = city;
  const mine = await open(server.url);
  await mine.market.createAccountWithCode();
  await seesShop(mine, city);
  const thread = await mine.market.placeOrder(await draftOf(mine, city, "collection"));
  await producer.until("desk", ({ orders }) => orders.some((one) => one.thread === thread), producerId);
  const state = async () => (await mine.market.order(thread))!.view;
  const said = async (): Promise<void> => {
    await producer.until("outbox", ({ waiting }) => waiting.length === 0);
    await mine.core.orders.lookForReplies();
  };
  await mine.core.orders.lookForReplies();

  lies = ["listReplies"];
  await producer.market.act(producerId, thread, { type: "accept" });
  await said();
  expect((await state()).state).toBe("placed");
  mine.turnClock(11 * 60_000);
  await mine.core.orders.lookForReplies();
  expect((await state()).state).toBe("placed");
  mine.turnClock(25 * 3_600_000);
  await mine.core.orders.lookForReplies();
  expect((await state()).state).toBe("accepted");

  lies = ["listReplies"];
  isFar = false;
  await producer.market.act(producerId, thread, { type: "prepare" });
  await said();
  await producer.market.act(producerId, thread, { type: "ready", weights: [] });
  await said();
  expect((await state()).problems).toMatchObject([{ kind: "gap" }]);
  mine.turnClock(11 * 60_000);
  await mine.core.orders.lookForReplies();
  expect(await state()).toMatchObject({ state: "ready", problems: [] });
  await mine.close();
});
