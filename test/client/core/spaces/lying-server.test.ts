import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { toBase64url } from "../../../../crypto/bytes.ts";
import type { RecordsWire } from "../../../../crypto/protocol/exports.ts";
import type { Transport } from "../../../../client/core/platform.ts";
import type { SpaceKeys, SyncedSpace } from "../../../../client/core/spaces/synced-space.ts";
import { CodedError } from "../../../../crypto/coded-error.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { randomBytes } from "../../../../crypto/sodium.ts";
import { foundInstance } from "../../../support/market-statements.ts";
import { startTestServer, type TestServer } from "../../../support/test-server.ts";
import { openOneSpace } from "../support/one-space.ts";

let server: TestServer;
let keys: SpaceKeys;
let spaces: SyncedSpace[] = [];
/** What the server says of a space's records, once changed; null while it tells the truth. */
let lie: ((page: RecordsWire) => RecordsWire) | null = null;
let refuses = false;
let requests: string[] = [];

beforeAll(async () => {
  server = await startTestServer("embedded");
  await foundInstance(server);
});
afterAll(() => server.stop());
beforeEach(() => {
  keys = { pair: signingKeyPair(), vaultKey: randomBytes(32) };
  [lie, refuses, requests] = [null, false, []];
});
afterEach(() => {
  for (const space of spaces) space.stop();
  spaces = [];
});

function lying(plain: Transport): Transport {
  return {
    ...plain,
    request: async (route, options) => {
      requests.push(route);
      if (refuses && route === "putRecord") {
        throw new CodedError("record/conflict", "The server refused a request.", { status: 409 });
      }
      const answer = await plain.request(route, options);
      return route === "listRecords" && lie !== null ? (lie(answer as RecordsWire) as typeof answer) : answer;
    },
  };
}

/** The space on one more device. */
async function onDevice(isNew = false): Promise<SyncedSpace> {
  const { space } = await openOneSpace(server, keys, { between: lying, isNew });
  spaces.push(space);
  return space;
}

/** Two devices that both hold the record "address" and one more. */
async function twoDevices(): Promise<[SyncedSpace, SyncedSpace]> {
  const first = await onDevice(true);
  await first.update("address", () => ({ street: "Rue de la Demeure 7" }));
  await first.update("list", () => ({ items: ["tomme"] }));
  await first.flush();
  const second = await onDevice();
  await second.pull();
  expect(second.get("address")).toEqual({ street: "Rue de la Demeure 7" });
  return [first, second];
}

test("a deletion reaches every device, sealed like any other revision", async () => {
  const [first, second] = await twoDevices();
  await first.update("address", () => null);
  await first.flush();
  await second.pull();
  expect(second.get("address")).toBeNull();
  expect(second.list("")).toEqual([{ subject: "list", value: { items: ["tomme"] } }]);
  const listed = await server.call("listRecords", { sign: keys.pair, query: "after=0" });
  const { records } = listed.json as RecordsWire;
  expect(records.map(({ sealed }) => sealed?.length)).toEqual([342, 342]);

  // It can be written again, from either side.
  await second.update("address", () => ({ street: "Rue Neuve 1" }));
  await second.flush();
  await first.pull();
  expect(first.get("address")).toEqual({ street: "Rue Neuve 1" });
});

test("a deletion that the server made up changes nothing", async () => {
  const [first, second] = await twoDevices();
  const { records } = (await server.call("listRecords", { sign: keys.pair, query: "after=0" })).json as RecordsWire;
  for (const [round, revision] of [2, 3, 1_000_000].entries()) {
    const gone = records.map(({ id }, index) => ({ id, revision, change: 10 * (round + 1) + index, sealed: null }));
    lie = () => ({ head: gone.at(-1)!.change, more: false, records: gone });
    await second.pull();
    expect(second.get("address")).toEqual({ street: "Rue de la Demeure 7" });
    expect(second.get("list")).toEqual({ items: ["tomme"] });
  }
  lie = null;
  await first.update("address", () => ({ street: "Rue Neuve 1" }));
  await first.flush();
  await second.pull();
  expect(second.get("address")).toEqual({ street: "Rue Neuve 1" });
  await second.update("list", () => ({ items: [] }));
  await second.flush();
});

test("a count of changes that was a lie is found out, and costs nothing later", async () => {
  const [first, second] = await twoDevices();
  const made = { id: toBase64url(randomBytes(16)), revision: 1, change: 5_000, sealed: null };
  lie = (page) => ({ ...page, head: 5_000, records: [...page.records, made] });
  await second.pull();
  lie = null;
  await first.update("list", () => ({ items: ["tomme", "pain"] }));
  await first.flush();
  await second.pull();
  expect(second.get("list")).toEqual({ items: ["tomme", "pain"] });
});

test.each<[string, (page: RecordsWire) => RecordsWire]>([
  ["more changes than it shows", (page) => ({ ...page, head: page.head + 1 })],
  ["that there is more, and shows nothing", () => ({ head: 9, more: true, records: [] })],
  ["changes that fall", ({ records, ...page }) => ({ ...page, records: records.toReversed() })],
  ["the same change twice", ({ records, ...page }) => ({ ...page, records: [...records, ...records.slice(-1)] })],
  ["fewer changes than it shows", (page) => ({ ...page, head: 1 })],
])("who says %s is not believed, and asked again", async (_, change) => {
  const first = await onDevice(true);
  await first.update("address", () => ({ street: "Rue de la Demeure 7" }));
  await first.update("list", () => ({ items: ["tomme"] }));
  await first.flush();
  const second = await onDevice();
  lie = change;
  await expect(second.pull()).rejects.toMatchObject({ code: "network/malformed" });
  expect(second.list("")).toEqual([]);
  lie = null;
  await second.pull();
  expect(second.list("")).toHaveLength(2);
});

test("a server that lost a record, or shows an older one, is said to have gone back", async () => {
  const [, second] = await twoDevices();
  lie = () => ({ head: 1, more: false, records: [] });
  await expect(second.pull()).rejects.toMatchObject({ code: "network/malformed" });
  lie = () => ({ head: 0, more: false, records: [] });
  await expect(second.pull()).rejects.toMatchObject({ code: "space/rolled-back" });
  expect(second.failure).toBe("space/rolled-back");
  expect(second.list("")).toHaveLength(2);
});

test("a server that says conflict for ever is asked a few times, and what waits is in sight", async () => {
  const [first] = await twoDevices();
  refuses = true;
  await first.update("list", () => ({ items: ["pain"] }));
  requests = [];
  await expect(first.flush()).rejects.toMatchObject({ code: "record/conflict" });
  expect(requests.length).toBeLessThan(10);
  expect(first.waiting).toMatchObject([{ subject: "list", failure: "record/conflict" }]);
  refuses = false;
  await first.flush();
  expect(first.waiting).toEqual([]);
});
