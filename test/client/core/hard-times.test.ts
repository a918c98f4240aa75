import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toBase64url, utf8 } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { sealEnvelope } from "../../../crypto/envelope.ts";
import { signingKeyPair } from "../../../crypto/signature.ts";
import { createHttpTransport } from "../../../client/core/http-transport.ts";
import { createMemoryStore } from "../../../client/core/memory-store.ts";
import type { Transport } from "../../../client/core/platform.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";
import { address, draftOf, openConsumer, placedOrder, seesShop } from "./support/orders.ts";
import { type City, foundCity, openDevice } from "./support/people.ts";
import { twoTabs } from "./support/tabs.ts";

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

/** How many orders of this thread the producer's desk shows, and how many messages each holds. */
async function atDesk(thread: string): Promise<number[]> {
  const { producer, producerId } = city;
  const { orders } = await producer.core.producerDesk.view(producerId);
  return orders.filter((order) => order.thread === thread).map(({ view }) => view.timeline.length);
}

describe("the network", () => {
  test("an order placed offline waits in sight, survives a restart, and leaves by itself, once", async () => {
    const { device } = await openConsumer(server.url, city);
    const draft = await draftOf(device, city, "collection");
    device.setOnline(false);
    const thread = await device.market.placeOrder(draft);
    await device.until("outbox", ({ online, waiting }) => !online && waiting.some(({ what }) => what === "order"));
    const [summary] = await device.until("orders", (orders) => orders.length === 1);
    expect(summary!.waiting).toHaveLength(1);

    const again = await device.restart();
    await city.producer.until("desk", ({ orders }) => orders.some((order) => order.thread === thread), city.producerId);
    await again.until("outbox", ({ waiting }) => waiting.length === 0);
    expect(await atDesk(thread)).toEqual([1]);
    await again.close();
  });

  test("a tab that was opened while the server was gone hears from the other that it is back", async () => {
    const [leads, follows] = twoTabs();
    const store = createMemoryStore();
    const first = await openDevice(server.url, { store, leadership: leads });
    await seesShop(first, city);
    first.setOnline(false);
    const transport = createHttpTransport("http://127.0.0.1:1");
    const second = await openDevice(server.url, { store, leadership: follows, transport });
    await second.until("catalogue", ({ state }) => state === "offline");
    await expect(first.core.platform.transport.request("catalogue")).rejects.toThrow();
    await second.until("outbox", ({ online }) => !online);

    first.setOnline(true);
    await second.until("catalogue", ({ state }) => state === "complete");
    await second.until("outbox", ({ online }) => online);
    await Promise.all([first.close(), second.close()]);
  });

  test("answers that are lost, and everything posted twice: nothing is lost, nothing counts twice", async () => {
    const plain = createHttpTransport(server.url, { cookieJar: true });
    const lossy: Transport = {
      ...plain,
      request: async (route, options) => {
        const answer = await plain.request(route, options);
        if (route !== "postEnvelope" && route !== "putRecord") return answer;
        lost += 1;
        // Every second answer never arrives, although the server has taken in what was sent.
        if (lost % 2 === 1) throw new CodedError("network/timeout", "The server did not answer in time.");
        return answer;
      },
    };
    let lost = 0;
    const device = await openDevice(server.url, { transport: lossy });
    await device.market.createAccountWithCode();
    await seesShop(device, city);
    const thread = await device.market.placeOrder(await draftOf(device, city, "collection"));
    await city.producer.until("desk", ({ orders }) => orders.some((one) => one.thread === thread), city.producerId);
    await device.until("outbox", ({ waiting }) => waiting.length === 0);
    expect(lost).toBeGreaterThan(2);
    expect(await atDesk(thread)).toEqual([1]);
    await device.close();
  });

  test("a server that goes and comes back in the middle of an order", async () => {
    const { producer, producerId } = city;
    const { device } = await openConsumer(server.url, city);
    const thread = await placedOrder(device, city, "collection");
    const port = String(server.running.port);
    const accepting = producer.market.act(producerId, thread, { type: "accept" });
    await server.restart({ PORT: port });
    await accepting;
    await producer.market.act(producerId, thread, { type: "prepare" });
    await device.until("orders", ([order]) => order?.view.state === "preparing");
    expect((await device.market.order(thread))!.view.problems).toEqual([]);
    expect(await atDesk(thread)).toEqual([3]);
    await device.close();
  }, 120_000);
});

describe("an inbox", () => {
  test("shows what it cannot read, and the orders beside it", async () => {
    const { producer, producerId } = city;
    const stranger = signingKeyPair();
    const kemPublicKey = producer.core.catalogue.inboxKey(producerId)!.kemPublicKey;
    const post = async (body: Uint8Array): Promise<void> => {
      const token = await server.mint("relay");
      return producer.core.platform.transport.request("postEnvelope", { params: { party: producerId }, body, token });
    };
    const right = { audience: "producer", id: producerId, kemPublicKey } as const;
    // Sealed for somebody else; not a message; a step in a thread that nobody began here; bytes changed on the way.
    const changed = await sealEnvelope(right, stranger, "{}");
    changed[changed.length - 1]! ^= 1;
    await post(await sealEnvelope({ ...right, audience: "courier" }, stranger, "{}"));
    await post(await sealEnvelope(right, stranger, '{"v":1,"type":"order.place"}'));
    await post(
      await sealEnvelope(
        right,
        stranger,
        JSON.stringify({
          v: 1,
          id: toBase64url(new Uint8Array(16)),
          thread: toBase64url(new Uint8Array(16)),
          seq: 0,
          prev: null,
          createdOn: new Date().toISOString(),
          type: "order.text",
          body: { text: "?" },
        }),
      ),
    );
    await post(changed);
    const { device } = await openConsumer(server.url, city);
    await placedOrder(device, city, "collection");
    const { unreadable } = await producer.until("desk", (desk) => desk.unreadable.length === 4, producerId);
    for (const { foundAt } of unreadable) expect(new Date(foundAt).toISOString()).toBe(foundAt);
    for (const { id } of unreadable) await producer.market.discardUnreadable(producerId, id);
    await producer.until("desk", (desk) => desk.unreadable.length === 0, producerId);
    await producer.core.producerDesk.open(producerId).then(({ inbox }) => inbox.fetch());
    expect((await producer.core.producerDesk.view(producerId)).unreadable).toEqual([]);
    await device.close();
  });
});

describe("staff", () => {
  test("an invitation seats one person, who sees the orders and acts on them", async () => {
    const { producer, producerId } = city;
    const { device } = await openConsumer(server.url, city);
    const thread = await placedOrder(device, city, "collection");
    const secret = await producer.market.inviteStaff(producerId);
    const colleague = await openDevice(server.url);
    await expect(colleague.market.joinWithInvitation(secret)).rejects.toMatchObject({ code: "session/required" });
    await colleague.market.createAccountWithCode();
    const seat = await colleague.market.joinWithInvitation(secret);
    expect(seat).toEqual({ partyId: producerId, kind: "producer", name: "Fromagerie des Essais" });
    await expect(colleague.market.joinWithInvitation(secret)).rejects.toMatchObject({ code: "invitation/used" });
    await colleague.until("desk", ({ orders }) => orders.some((order) => order.thread === thread), producerId);
    await seesShop(colleague, city);
    await colleague.market.act(producerId, thread, { type: "accept" });
    await producer.until(
      "desk",
      ({ orders }) => orders.some((order) => order.thread === thread && order.view.state === "accepted"),
      producerId,
    );
    await device.until("orders", ([order]) => order?.view.state === "accepted");
    await colleague.market.leaveParty(producerId);
    await colleague.until("session", ({ memberships }) => memberships.length === 0);
    await expect(colleague.market.act(producerId, thread, { type: "prepare" })).rejects.toMatchObject({
      code: "session/not-member",
    });
    await colleague.close();
    await device.close();
  });
});

describe("what a device keeps", () => {
  test("after the dispute window neither the consumer's nor the courier's device knows the address", async () => {
    const { producer, producerId, courier, courierId } = city;
    const { device } = await openConsumer(server.url, city);
    const thread = await placedOrder(device, city, "delivery");
    await producer.market.act(producerId, thread, { type: "accept" });
    await courier.until("courier", ({ deliveries }) => deliveries.some((one) => one.thread === thread), courierId);
    const before = (await courier.core.courierDesk.view(courierId)).deliveries.find((one) => one.thread === thread)!;
    expect(before.address).toMatchObject({ name: address.name, phone: address.phone, street: address.street });
    expect(JSON.stringify(before.request)).not.toContain("tomme");

    for (const one of [device, courier]) one.turnClock(40 * 86_400_000);
    const later = await device.restart();
    city = { ...city, courier: await courier.restart() };
    await later.until("orders", ([order]) => order?.view.state !== undefined);
    await expect.poll(async () => (await later.market.order(thread))!.address).toBeNull();
    await city.courier.until(
      "courier",
      ({ deliveries }) => deliveries.some((one) => one.thread === thread && one.address === null),
      courierId,
    );
    const space = await city.courier.core.session.partySpace(courierId);
    expect(JSON.stringify(space.list(`delivery/${thread}`))).not.toContain(before.request.address);
    await later.close();
    city = { ...city, courier: await city.courier.restart() };
  });

  test("nothing legible lies in the store, and nothing of a person stays after signing out", async () => {
    const store = createMemoryStore();
    const device = await openDevice(server.url, { store });
    await device.market.createAccountWithCode();
    await seesShop(device, city);
    await device.market.saveAddress(address);
    device.setOnline(false);
    await device.market.placeOrder(await draftOf(device, city, "delivery", { note: "canari-jaune" }));
    const tables = ["device", "records", "spaces", "outbox", "device-state"] as const;
    const bytesOf = async (): Promise<string> => {
      const entries = await Promise.all(tables.map((table) => store.entries(table)));
      const flat = JSON.stringify(entries, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
      );
      return flat;
    };
    const held = await bytesOf();
    expect(held.length).toBeGreaterThan(10_000);
    for (const canary of [address.name, address.street, address.phone, "canari-jaune", "Tomme de Jussy"]) {
      expect(held).not.toContain(Buffer.from(utf8(canary)).toString("latin1"));
    }
    await expect(device.market.signOut()).rejects.toMatchObject({ code: "session/outbox-waiting" });
    await device.market.signOut({ force: true });
    for (const table of tables) {
      const keys = (await store.entries(table)).map(([key]) => key);
      expect(keys, table).toEqual(table === "device" ? ["key"] : []);
    }
    expect(device.core.session.view.state).toBe("anonymous");
    await device.close();
  });
});
