import fc from "fast-check";
import { expect, test } from "vitest";
import type { StallInBrief } from "../../../client/core/api.ts";
import {
  distances,
  passing,
  readStalls,
  stallsAddress,
  type StallsState,
  stallsStep,
} from "../../../client/shop/stalls-state.ts";

const everything: StallsState = { kind: null, category: "", open: false, kilometres: null, count: stallsStep };
// A Friday at noon in Geneva.
const noon = new Date("2026-09-25T10:00:00Z");

function party(
  id: string,
  over: Partial<StallInBrief["party"]> = {},
  distanceMetres: number | null = null,
): StallInBrief {
  return { id, distanceMetres, party: { kind: "producer", name: id, trade: { fr: "étal" }, ...over } };
}
const names = (views: readonly StallInBrief[], state: Partial<StallsState>) =>
  passing(views, { ...everything, ...state }, noon).map(({ id }) => id);

test("whatever is chosen is in the address, and comes back from it", () => {
  const state = fc.record({
    kind: fc.constantFrom(null, "producer" as const, "courier" as const, "pickup-point" as const),
    category: fc.constantFrom("", "food/bread", "care"),
    open: fc.boolean(),
    kilometres: fc.constantFrom(null, ...distances),
    count: fc.integer({ min: stallsStep, max: 5000 }),
  });
  fc.assert(
    fc.property(state, (chosen) => {
      expect(readStalls(new URL(stallsAddress(chosen), "http://localhost").searchParams)).toEqual(chosen);
    }),
  );
});

test("what an address says that cannot be chosen is left out", () => {
  for (const query of ["kind=steward&km=7&n=-1&open=yes", "kind=&km=1e3&n=1e9", `n=60.5&km=NaN&kind=__proto__`]) {
    expect(readStalls(new URLSearchParams(query))).toEqual(everything);
  }
  expect(readStalls(new URLSearchParams(`cat=${"x".repeat(5000)}`)).category).toHaveLength(120);
});

test("a kind, an open door, a category and a distance narrow together, the nearest first", () => {
  const friday = [{ weekday: 5, from: "09:00", to: "18:00" }];
  const views = [
    party("baker", { category: "food/bread", hours: friday }, 3000),
    party("biscuits", { category: "food/bread/biscuits", hours: [{ weekday: 6, from: "09:00", to: "18:00" }] }, 900),
    party("courier", { kind: "courier", hours: friday }, 1500),
    party("kiosk", { kind: "pickup-point", hours: friday }, 1200),
    party("nowhere", { category: "food/bread" }),
  ];
  expect(names(views, {})).toEqual(["baker", "biscuits", "courier", "kiosk", "nowhere"]);
  expect(names(views, { kind: "pickup-point" })).toEqual(["kiosk"]);
  expect(names(views, { open: true })).toEqual(["baker", "courier", "kiosk"]);
  expect(names(views, { category: "food/bread" })).toEqual(["baker", "biscuits", "nowhere"]);
  expect(names(views, { kilometres: 2 })).toEqual(["biscuits", "kiosk", "courier"]);
  expect(names(views, { kilometres: 2, open: true, kind: "producer" })).toEqual([]);
});
