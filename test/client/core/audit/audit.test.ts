import { beforeAll, beforeEach, expect, test } from "vitest";
import { toBase64url, toHex } from "../../../../crypto/bytes.ts";
import { sha256 } from "../../../../crypto/hash.ts";
import { randomBytes, ready } from "../../../../crypto/sodium.ts";
import { deviceHoldings, hasReadableRun, judgeValue } from "../../../../client/core/audit/device-holdings.ts";
import { openSentEnvelopes, sentEnvelopesMax } from "../../../../client/core/audit/sent-envelopes.ts";
import { storedOverview } from "../../../../client/core/audit/stored-overview.ts";
import { openDeviceVault } from "../../../../client/core/device-vault.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import type { WaitingSending } from "../../../../client/core/sending.ts";
import type { LocalStore, Platform, Transport } from "../../../../client/core/platform.ts";
import type { SyncedSpace } from "../../../../client/core/spaces/synced-space.ts";
import { dataMap } from "../../../../server/data-map/data-map.ts";

const thread = toBase64url(new Uint8Array(16));
const party = toBase64url(new Uint8Array(32));
let store: LocalStore;
let platform: Platform;

beforeAll(ready);
beforeEach(() => {
  store = createMemoryStore();
  platform = {
    store,
    now: () => Date.parse("2026-11-27T10:00:00Z"),
    instance: { policies: { disputeDays: 14 } },
  } as unknown as Platform;
});

function sending(number: number, more: Partial<WaitingSending> = {}): WaitingSending {
  return {
    id: `a-${String(number).padStart(4, "0")}`,
    what: "order",
    route: "postEnvelope",
    params: { party },
    body: randomBytes(4096),
    lane: `thread/${thread}/${party}`,
    since: "",
    attempts: 1,
    notBefore: 0,
    failure: null,
    refused: false,
    token: toBase64url(randomBytes(354)),
    ...more,
  };
}

const opened = async () => openSentEnvelopes(platform, await openDeviceVault(store));

test("an envelope that left is kept byte for byte, closed, with the hash of the nonce that paid for it", async () => {
  const sent = await opened();
  const one = sending(1);
  await store.write(await sent.changesFor(one));
  const [found, ...more] = await sent.of(thread, []);
  expect(more).toEqual([]);
  expect(found?.bytes).toEqual(one.body);
  expect(found?.digest).toBe(toHex(sha256(one.body)));
  const nonce = Buffer.from(one.token ?? "", "base64url").subarray(2, 34);
  expect(found?.tokenHash).toBe(toHex(sha256(nonce)));
  expect(found?.sentOn).toBe("2026-11-27");
  for (const [, value] of await store.entries("device-state", "sent/")) expect(judgeValue(value).open).toBe(false);
});

test("what is no envelope of one's own order is not kept", async () => {
  const sent = await opened();
  for (const other of [
    sending(1, { paidBy: party }),
    sending(1, { route: "postReply", params: { bucket: "1" } }),
    sending(1, { route: "postStatement", lane: `party/${party}` }),
    sending(1, { lane: undefined as never }),
  ]) {
    expect(await sent.changesFor(other)).toEqual([]);
    expect(await sent.of(thread, [other])).toEqual([]);
  }
});

test("only the newest are kept, and the same one twice is one", async () => {
  const sent = await opened();
  for (let number = 0; number < sentEnvelopesMax + 5; number++) {
    await store.write(await sent.changesFor(sending(number)));
    await store.write(await sent.changesFor(sending(number)));
  }
  const kept = await sent.of(thread, []);
  expect(kept.length).toBe(sentEnvelopesMax);
  expect(kept[0]?.id).toBe("a-0005");
});

test("one that waits is shown as waiting, after those that left", async () => {
  const sent = await opened();
  await store.write(await sent.changesFor(sending(1)));
  const found = await sent.of(thread, [sending(2), sending(3, { lane: "thread/other/x" })]);
  expect(found.map(({ id, sentOn }) => [id, sentOn])).toEqual([
    ["a-0001", "2026-11-27"],
    ["a-0002", null],
  ]);
});

test("an entry that this device cannot open is as good as not there", async () => {
  const sent = await opened();
  await store.write([{ table: "device-state", key: `sent/${thread}/x`, value: randomBytes(80) }]);
  expect(await sent.of(thread, [])).toEqual([]);
});

test("envelopes go with the order's address: when the order is gone, or its dispute window is over", async () => {
  const sent = await opened();
  const spaceWith = (day: string | null) => ({ get: () => day && { day } }) as unknown as SyncedSpace;
  await store.write(await sent.changesFor(sending(1)));
  await sent.forgetOld(spaceWith("2026-11-20"));
  expect((await sent.of(thread, [])).length).toBe(1);
  await sent.forgetOld(spaceWith("2026-11-01"));
  expect(await sent.of(thread, [])).toEqual([]);
  await store.write(await sent.changesFor(sending(1)));
  await sent.forgetOld(spaceWith(null));
  expect(await sent.of(thread, [])).toEqual([]);
});

function answering(map: unknown, stored: unknown = { countedAt: "2026-11-27T10:00:00.000Z", tables: [] }): Transport {
  const request = async (route: string) => (route === "dataMap" ? map : stored);
  return { request } as unknown as Transport;
}

test("the server's own data map is read whole, with its counts", async () => {
  const map = JSON.parse(JSON.stringify(dataMap())) as unknown;
  const tables = [{ table: "sealed_plane.inbox_envelope", rows: 7 }];
  const overview = await storedOverview(answering(map, { countedAt: "2026-11-27T10:00:00.000Z", tables }));
  expect(overview.tables.length).toBe(Object.keys(dataMap().tables).length);
  expect(overview.tables.find(({ name }) => name === "sealed_plane.inbox_envelope")?.rows).toBe(7);
  expect(overview.tables.find(({ name }) => name === "public_plane.statement")?.rows).toBeNull();
  expect(overview.routes.length).toBe(Object.keys(dataMap().routes).length);
});

test("a data map that is none, too long or too large is refused", async () => {
  const map = dataMap();
  const field = { class: "hash", why: "", kept: "" };
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`f${index}`, field]));
  const hostile: unknown[] = [
    null,
    "",
    [],
    { ...map, v: 2 },
    { ...map, tables: 7 },
    { ...map, files: many },
    { ...map, files: { x: { ...field, why: "y".repeat(601) } } },
    { ...map, files: { x: { ...field, class: "secret" } } },
  ];
  for (const one of hostile)
    await expect(storedOverview(answering(one))).rejects.toMatchObject({ code: "audit/malformed" });
});

test("what can be read is found in whatever it is wrapped, and what is closed is not", async () => {
  const text = new TextEncoder().encode("Rue de Carouge 48, 1205 Genève, chez Dominique");
  const hidden = randomBytes(4096);
  hidden.set(text, 2000);
  for (const open of [
    "Rue de Carouge 48",
    { a: { b: "Rue de Carouge 48" } },
    text,
    hidden,
    { box: hidden.buffer },
    [hidden],
  ]) {
    expect(judgeValue(open).open).toBe(true);
  }
  for (let times = 0; times < 20; times++) expect(hasReadableRun(randomBytes(65_536))).toBe(false);
  for (const closed of [17, null, true, "2026-11-27", toBase64url(randomBytes(32)), { box: randomBytes(500) }]) {
    expect(judgeValue(closed).open).toBe(false);
  }
});

test("a key that a browser hands out counts as readable", async () => {
  const make = (extractable: boolean) =>
    crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, extractable, ["encrypt"]);
  expect(judgeValue({ key: await make(true) }).open).toBe(true);
  expect(judgeValue(await make(false)).open).toBe(false);
});

test("every table of the device is counted", async () => {
  await store.write([
    { table: "records", key: "x/1", value: { box: randomBytes(100) } },
    { table: "packs", key: "p", value: new TextEncoder().encode('{"name":"Miel de forêt, pot de 500 grammes"}') },
  ]);
  const { tables, databases } = await deviceHoldings(store);
  expect(databases).toBeNull();
  expect(tables.find(({ name }) => name === "records")).toMatchObject({ entries: 1, open: 0 });
  expect(tables.find(({ name }) => name === "packs")).toMatchObject({ entries: 1, open: 1 });
});
