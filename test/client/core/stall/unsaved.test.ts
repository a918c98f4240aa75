import { beforeEach, expect, test } from "vitest";
import { type DeviceVault, openDeviceVault } from "../../../../client/core/device-vault.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import type { LocalStore } from "../../../../client/core/platform.ts";
import { createUnsaved, unsavedTextMax } from "../../../../client/core/stall/unsaved.ts";

const day = 86_400_000;
let store: LocalStore;
let vault: DeviceVault;
let time: number;
const device = () => createUnsaved({ store, vault, now: () => time });

beforeEach(async () => {
  store = createMemoryStore();
  vault = await openDeviceVault(store);
  time = Date.parse("2026-09-23T08:00:00Z");
});

test("a form that was begun is there after a reload, and gone once it was saved", async () => {
  expect(await device().unsaved("party", "item/new")).toBeNull();
  const first = device();
  void first.keepUnsaved("party", "item/new", { name: { fr: "P" } });
  await first.keepUnsaved("party", "item/new", { name: { fr: "Pain" } });
  expect(await device().unsaved("party", "item/new")).toEqual({ name: { fr: "Pain" } });
  expect(await device().unsaved("other", "item/new")).toBeNull();
  await device().keepUnsaved("party", "item/new", null);
  expect(await device().unsaved("party", "item/new")).toBeNull();
});

test("what lies on the disk says nothing without the device's key, and cannot be moved to another stall", async () => {
  await device().keepUnsaved("party", "page", { iban: "CH93 0076 2011 6238 5295 7" });
  const [[key, sealed] = ["", null]] = await store.entries("device-state", "unsaved/");
  expect(sealed).toBeInstanceOf(Uint8Array);
  expect(new TextDecoder().decode(sealed as Uint8Array)).not.toContain("CH93");
  await store.write([{ table: "device-state", key: key.replace("party", "other"), value: sealed }]);
  expect(await device().unsaved("other", "page")).toBeNull();
});

test("refuses what is too large and keeps what there was", async () => {
  await device().keepUnsaved("party", "page", { story: "Il était" });
  await expect(device().keepUnsaved("party", "page", { story: "x".repeat(unsavedTextMax) })).rejects.toMatchObject({
    code: "unsaved/too-large",
  });
  expect(await device().unsaved("party", "page")).toEqual({ story: "Il était" });
});

test("is forgotten after thirty days, at the next saving", async () => {
  await device().keepUnsaved("party", "item/old", { name: {} });
  time += 31 * day;
  await device().keepUnsaved("party", "item/new", { name: {} });
  await device().keepUnsaved("party", "item/new", null);
  expect(await store.entries("device-state", "unsaved/")).toEqual([]);
});
