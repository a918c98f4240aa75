import { expect, test } from "vitest";
import type { Item } from "../../../crypto/protocol/exports.ts";
import { pickingListOf } from "../../../client/desk/picking-list.ts";
import { aLine, anOrder, tomme } from "./orders.ts";

const milk: Item = {
  id: "lait",
  kind: "good",
  name: { fr: "Lait cru" },
  category: "food",
  vat: "reduced",
  variants: [{ id: "litre", priceMinor: 260 }],
  temperature: "chilled",
};
const itemOf = (id: string): Item | null => (id === "lait" ? milk : null);

const one = anOrder({ name: "figue ardoise merle", lines: [aLine({ quantity: 3 }), tomme] });
const two = anOrder({
  name: "barque noix givre",
  lines: [aLine({ quantity: 5, deposit: { container: "bottle", amountMinor: 100 } })],
});

test("the same thing in several orders is one row with its whole quantity", () => {
  const list = pickingListOf([one, two], itemOf, new Set());
  const row = list.groups.find(({ shelf }) => shelf === "chilled")?.rows[0];
  expect(row?.quantity).toBe(8);
  expect(row?.shares.map(({ quantity }) => quantity)).toEqual([3, 5]);
  expect(list).toMatchObject({ pieces: 9, donePieces: 0, containers: 5, parcels: 2 });
});

test("things are grouped by where they wait; what is no longer on the shelf waits in the ambient", () => {
  const list = pickingListOf([one], itemOf, new Set());
  expect(list.groups.map(({ shelf, rows }) => [shelf, rows.map(({ name }) => name)])).toEqual([
    ["chilled", ["Lait cru 1 l"]],
    ["ambient", ["Tomme, moyen"]],
  ]);
});

test("a tick counts the pieces of its order only, and survives another order coming", () => {
  const ticked = new Set([`${one.thread}/0`]);
  expect(pickingListOf([one], itemOf, ticked).donePieces).toBe(3);
  const list = pickingListOf([one, two], itemOf, ticked);
  expect(list.groups[0]?.rows[0]?.doneQuantity).toBe(3);
  expect(list.donePieces).toBe(3);
});

test("a lesson is given, not packed: it is in no row, and an order of it alone is no parcel", () => {
  const lesson: Item = { ...milk, id: "lait", kind: "service", service: { durationMinutes: 60, place: "ours" } };
  const list = pickingListOf([one, two], () => lesson, new Set());
  expect(list).toEqual({ groups: [], pieces: 0, donePieces: 0, containers: 0, parcels: 0 });
});
