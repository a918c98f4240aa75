import { expect, test } from "vitest";
import type { PickupParcels } from "../../../client/core/api.ts";
import { namedLike, shelfOf } from "../../../client/pickup/parcels.ts";
import { announcement } from "../../protocol/an-order.ts";

const parcels = (name: string, state: PickupParcels["state"], more: Partial<PickupParcels> = {}): PickupParcels => ({
  thread: name,
  name: name.split(" "),
  producer: null,
  announced: announcement,
  state,
  keptUntil: "2026-03-10",
  overdue: false,
  steppedOn: null,
  attemptsLeft: 5,
  actions: [],
  waiting: [],
  ...more,
});

test("what may come, what is here, what should go back and what is over are apart; the last one over comes first", () => {
  const all = [
    parcels("a", "announced"),
    parcels("b", "refused"),
    parcels("c", "arrived"),
    parcels("d", "arrived", { overdue: true }),
    parcels("e", "handed-out", { steppedOn: "2026-03-03T08:00:00Z" }),
    parcels("f", "returned", { steppedOn: "2026-03-04T08:00:00Z" }),
    parcels("g", "cancelled"),
  ];
  const names = (some: readonly PickupParcels[]): string => some.map(({ thread }) => thread).join("");
  const { expected, here, overdue, gone } = shelfOf(all);
  expect([names(expected), names(here), names(overdue), names(gone)]).toEqual(["ab", "c", "d", "feg"]);
});

test("a name is found by its beginning, as it is typed or scanned, and by nothing else", () => {
  const all = [parcels("figue Étable merle", "arrived"), parcels("figue ardoise merle", "arrived")];
  const found = (text: string): number => namedLike(all, text).length;
  expect(found("")).toBe(2);
  expect(found("  ")).toBe(2);
  expect(found("FIG")).toBe(2);
  expect(found("figue etable")).toBe(1);
  expect(found("figue-étable\tmerle\n")).toBe(1);
  expect(found("merle")).toBe(0);
  expect(found(".*")).toBe(2);
  expect(found("x".repeat(10_000))).toBe(0);
});
