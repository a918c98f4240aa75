import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CodedError } from "../../../crypto/coded-error.ts";
import type { PasskeyAnswer } from "../../../client/core/api.ts";
import { createHttpTransport } from "../../../client/core/http-transport.ts";
import type { Leadership, Transport } from "../../../client/core/platform.ts";
import { softwarePasskey } from "../../support/software-passkey.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";
import { address, openConsumer, placedOrder, seesShop } from "./support/orders.ts";
import { type City, type Device, foundCity, openDevice } from "./support/people.ts";
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

/** A passkey with a PRF, as a person carries it from device to device. */
function passkey() {
  const software = softwarePasskey("http://localhost:8080");
  const prf = randomBytes(32);
  // The browser puts the PRF's result among the extensions: it must never be sent.
  const extensions = { prf: { results: { first: prf.toString("base64url") } } };
  const answer = (response: Record<string, unknown>): PasskeyAnswer => ({
    response,
    credentialId: software.credentialId,
    prf,
  });
  return {
    prf,
    create: (options: Record<string, unknown>) => answer(software.create(options as never, { extensions })),
    get: (options: Record<string, unknown>) => answer(software.get(options as never, { extensions })),
  };
}

/** An account held by a code and a passkey, on a device of its own. */
async function twoWays(
  transport?: Transport,
  leadership?: Leadership,
): Promise<{ device: Device; key: ReturnType<typeof passkey>; code: string }> {
  const device = await openDevice(server.url, { ...(transport && { transport }), ...(leadership && { leadership }) });
  const code = await device.market.createAccountWithCode();
  const key = passkey();
  await device.market.addPasskey(key.create(await device.market.passkeyAdditionOptions()));
  return { device, key, code };
}

const codeWrapper = (device: Device): string =>
  device.core.session.view.wrappers.find(({ kind }) => kind === "recovery-code")!.id;

test("an account by passkey asks for a second way in, and any of its ways opens it", async () => {
  const key = passkey();
  const sent: string[] = [];
  const plain = createHttpTransport(server.url, { cookieJar: true });
  const transport: Transport = {
    ...plain,
    request: (route, options) => {
      sent.push(JSON.stringify(options?.body ?? null));
      return plain.request(route, options);
    },
  };
  const device = await openDevice(server.url, { transport });
  await device.market.createAccount(key.create(await device.market.passkeyCreationOptions()));
  expect(device.core.session.view).toMatchObject({ state: "signed-in", needsSecondWay: true });
  await device.market.saveAddress(address);
  const code = await device.market.newRecoveryCode();
  expect(device.core.session.view.needsSecondWay).toBe(false);
  await device.core.session.personal!.flush();
  expect(sent.filter((body) => body.includes(key.prf.toString("base64url")))).toEqual([]);

  for (const enter of [
    async (other: Device) => other.market.signIn(key.get(await other.market.passkeyRequestOptions())),
    (other: Device) => other.market.signInWithCode(code.toLowerCase()),
  ]) {
    const other = await openDevice(server.url);
    await enter(other);
    expect(await other.market.addresses()).toEqual([address]);
    await other.close();
  }
  const renewed = await device.market.newRecoveryCode();
  const other = await openDevice(server.url);
  await expect(other.market.signInWithCode(code)).rejects.toMatchObject({ code: "account/unknown" });
  await other.market.signInWithCode(renewed);
  await other.close();
  await device.close();
});

test("a removed way in opens nothing any more, and its device is asked to sign in again, with what it had written", async () => {
  const [leads, follows] = twoTabs();
  const { device: lost, key, code } = await twoWays(undefined, leads);
  await seesShop(lost, city);
  const thread = await placedOrder(lost, city, "collection");
  await lost.core.session.personal!.flush();
  const kept = await openDevice(server.url);
  await kept.market.signIn(key.get(await kept.market.passkeyRequestOptions()));
  const spaceBefore = kept.core.session.personal!.id;
  lost.setOnline(false);
  await lost.market.saveAddress({ ...address, id: "offline" });

  await kept.market.removeWrapper(codeWrapper(kept));
  expect(kept.core.session.personal!.id).not.toBe(spaceBefore);
  expect(kept.core.session.view.wrappers.map(({ kind }) => kind)).toEqual(["passkey"]);
  await expect(kept.market.removeWrapper(kept.core.session.view.wrappers[0]!.id)).rejects.toMatchObject({
    code: "wrapper/last",
  });
  const stranger = await openDevice(server.url);
  await expect(stranger.market.signInWithCode(code)).rejects.toMatchObject({ code: "account/unknown" });
  await stranger.close();

  lost.setOnline(true);
  await lost.until("session", ({ problem }) => problem === "session/rotated");
  // Another tab of that browser asks the server for nothing by itself, and is told.
  const tab = await openDevice(server.url, { store: lost.store, leadership: follows });
  await tab.until("session", ({ problem }) => problem === "session/rotated");
  await tab.close();
  await lost.market.signIn(key.get(await lost.market.passkeyRequestOptions()));
  await lost.until("session", ({ problem }) => problem === undefined);
  await kept.until("session", () => true);
  // At once as a rule; at the latest when the other device looks by itself, where its stream broke at that moment.
  await expect
    .poll(async () => (await kept.market.addresses()).map(({ id }) => id), { timeout: 80_000 })
    .toEqual(["offline"]);

  // An order from before the rotation goes on: its secrets came along.
  await city.producer.market.act(city.producerId, thread, { type: "accept" });
  await kept.until("orders", ([order]) => order?.view.state === "accepted");
  await seesShop(kept, city);
  await kept.market.sendText(thread, "Toujours là.");
  await kept.market.retryNow();
  await city.producer.until(
    "desk",
    ({ orders }) => orders.some((order) => order.thread === thread && order.view.texts.length === 1),
    city.producerId,
  );
  expect((await kept.market.order(thread))!.view.problems).toEqual([]);
  await Promise.all([lost.close(), kept.close()]);
});

test("a rotation may be cut short at any request: nothing is lost, and it ends as begun", async () => {
  for (let allowed = 0, finished = false; !finished; allowed++) {
    let left = Number.POSITIVE_INFINITY;
    const transport = createHttpTransport(server.url, { cookieJar: true });
    const limited: Transport = {
      events: () => () => undefined,
      request: async (route, options) => {
        if (left <= 0) throw new CodedError("network/offline", "The server cannot be reached.");
        left -= 1;
        return transport.request(route, options);
      },
    };
    const { device } = await twoWays(limited);
    await device.market.saveAddress(address);
    await device.core.session.personal!.flush();
    // Nothing but the rotation's own requests counts from here.
    device.core.outbox.stop();
    device.core.session.stop();
    const removed = codeWrapper(device);
    left = allowed;
    const removing = await device.market.removeWrapper(removed).then(
      () => "done",
      (cause: unknown) => (cause as CodedError).code,
    );
    expect(["done", "network/offline"]).toContain(removing);
    finished = removing === "done" && left > 0;
    left = Number.POSITIVE_INFINITY;
    // On every second round the person tries once more instead of starting the program again.
    if (allowed % 2 === 1 && removing !== "done") await device.market.removeWrapper(removed);
    const again = await device.restart();
    await expect.poll(() => again.store.get("device", "rotation"), { timeout: 10_000 }).toBeUndefined();
    const inStep = (): Promise<string> =>
      again.core.session.personal!.pull().then(
        () => "in step",
        (cause: unknown) => (cause as CodedError).code,
      );
    await expect.poll(inStep, { timeout: 10_000 }).toBe("in step");
    expect(await again.market.addresses(), `cut after ${allowed} requests`).toEqual([address]);
    const { wrappers } = await limited.request("account");
    if (wrappers.length === 2) {
      // It was cut before it had been written down: the removal was never begun.
      await again.market.removeWrapper(wrappers.find(({ kind }) => kind === "recovery-code")!.id);
    }
    expect((await limited.request("account")).wrappers.map(({ kind }) => kind)).toEqual(["passkey"]);
    expect(await again.market.addresses()).toEqual([address]);
    await again.close();
  }
}, 120_000);

test("everything held can be taken along as one text; a deleted account is gone", async () => {
  const { device, code } = await openConsumer(server.url, city);
  await device.market.saveAddress(address);
  const exported = JSON.parse(await device.market.exportEverything()) as { personal: Record<string, unknown> };
  expect(exported.personal["address/home"]).toEqual(address);
  await device.market.deleteAccount();
  expect(device.core.session.view.state).toBe("anonymous");
  await expect(device.market.signInWithCode(code)).rejects.toMatchObject({ code: "account/unknown" });
  await device.close();
});
