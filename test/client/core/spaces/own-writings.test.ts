import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { CodedError } from "../../../../crypto/coded-error.ts";
import type { LocalStore, Transport } from "../../../../client/core/platform.ts";
import type { SpaceKeys, SyncedSpace } from "../../../../client/core/spaces/synced-space.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { randomBytes } from "../../../../crypto/sodium.ts";
import { foundInstance } from "../../../support/market-statements.ts";
import { startTestServer, type TestServer } from "../../../support/test-server.ts";
import { openOneSpace } from "../support/one-space.ts";

// What a device sent and takes back, while it does not know yet whether the server took it: what was said last holds.

let server: TestServer;
let keys: SpaceKeys;
let spaces: SyncedSpace[] = [];
/** What becomes of the server's answers to writings. */
let answers: "come" | "never come" | "are lost" = "come";

beforeAll(async () => {
  server = await startTestServer("embedded");
  await foundInstance(server);
});
afterAll(() => server.stop());
beforeEach(() => {
  keys = { pair: signingKeyPair(), vaultKey: randomBytes(32) };
  answers = "come";
});
afterEach(() => {
  for (const space of spaces) space.stop();
  spaces = [];
});

function deaf(plain: Transport): Transport {
  return {
    ...plain,
    request: async (route, options) => {
      const answer = await plain.request(route, options);
      if (route !== "putRecord" || answers === "come") return answer;
      if (answers === "are lost") throw new CodedError("network/offline", "The server cannot be reached.");
      return new Promise<never>(() => undefined);
    },
  };
}

/** The space on a device: a new one, or the one of `store`, opened again. */
async function onDevice(isNew = false, store?: LocalStore): Promise<{ space: SyncedSpace; store: LocalStore }> {
  const device = await openOneSpace(server, keys, { between: deaf, isNew, store });
  spaces.push(device.space);
  return device;
}

const price = (space: SyncedSpace): unknown => space.get("item/tomme");
const says = (space: SyncedSpace, minor: number | null): Promise<void> =>
  space.update("item/tomme", () => (minor === null ? null : { minor }));

/** What a device that was never here reads. */
async function stored(): Promise<unknown> {
  answers = "come";
  const { space } = await onDevice();
  await space.pull();
  return price(space);
}

/** A device whose last writing has reached the server, which it does not know. */
async function unanswered(minor: number | null): Promise<{ space: SyncedSpace; store: LocalStore }> {
  const device = await onDevice(true);
  await says(device.space, 14);
  await device.space.flush();
  answers = "never come";
  await says(device.space, minor);
  device.space.flush().catch(() => undefined);
  const other = await onDevice();
  await expect
    .poll(async () => {
      await other.space.pull();
      return price(other.space);
    })
    .toEqual(minor === null ? null : { minor });
  return device;
}

test.each<[string, number | null]>([
  ["raised price", 99],
  ["deletion", null],
])("a %s that is taken back before its answer came stays taken back after a reload", async (_, sent) => {
  const { space, store } = await unanswered(sent);
  await says(space, 14);
  space.stop();
  answers = "come";
  const again = await onDevice(false, store);
  expect(price(again.space)).toEqual({ minor: 14 });
  await again.space.flush();
  expect(price(again.space)).toEqual({ minor: 14 });
  expect(again.space.waiting).toEqual([]);
  expect(await stored()).toEqual({ minor: 14 });
});

test("what was sent and not changed since is there once, and waits no longer", async () => {
  const { space, store } = await unanswered(99);
  space.stop();
  answers = "come";
  const again = await onDevice(false, store);
  await again.space.flush();
  expect([price(again.space), again.space.waiting]).toEqual([{ minor: 99 }, []]);
});

test("answers that are lost one after the other change nothing about what was said last", async () => {
  const { space } = await onDevice(true);
  await says(space, 14);
  await space.flush();
  answers = "are lost";
  for (const minor of [99, 50, 14]) {
    await says(space, minor);
    await space.flush().catch(() => undefined);
  }
  answers = "come";
  await space.flush();
  expect(price(space)).toEqual({ minor: 14 });
  expect(await stored()).toEqual({ minor: 14 });
});

test("another device's writing in the same place is no own one: what it alone changed stays", async () => {
  const first = await onDevice(true);
  await first.space.update("item/tomme", () => ({ minor: 14, name: "Tomme" }));
  await first.space.flush();
  const other = await onDevice();
  await other.space.pull();
  await other.space.update("item/tomme", () => ({ minor: 14, name: "Tomme de Jussy" }));
  await other.space.flush();
  await first.space.update("item/tomme", () => ({ minor: 20, name: "Tomme" }));
  await first.space.flush();
  expect(price(first.space)).toEqual({ minor: 20, name: "Tomme de Jussy" });
});
