import { expect, test } from "vitest";
import { gramsFrom, weigh, weighedLines } from "../../../client/desk/weighing.ts";
import { aLine, anOrder, tomme } from "./orders.ts";

const { view } = anOrder({ name: "figue ardoise merle", lines: [aLine(), { ...tomme, quantity: 2 }] });

test("a weight is read as people write it, and nothing else is", () => {
  expect(gramsFrom("412")).toBe(412);
  expect(gramsFrom(" 412 g ")).toBe(412);
  expect(gramsFrom("0,412 kg")).toBe(412);
  expect(gramsFrom("1.5kg")).toBe(1500);
  for (const wrong of ["", "0", "-5", "4.5", "abc", "1e3", "412 lb", "99999999"]) expect(gramsFrom(wrong)).toBeNull();
});

test("a piece that is not weighed yet counts with its estimate, and keeps the order from being ready", () => {
  expect(weighedLines(view)).toMatchObject([{ line: 1, pieces: 2, gramsEstimate: 400 }]);
  expect(weigh(view, { 1: ["430"] })).toEqual({ kind: "missing", totalMinor: 520 + 1204 + 1120 });
});

test("the total follows the scales, one price a piece", () => {
  expect(weigh(view, { 1: ["430", "370"] })).toEqual({
    kind: "complete",
    totalMinor: 520 + 1204 + 1036,
    weights: [{ line: 1, grams: [430, 370] }],
  });
});

test("above what the customer signed is refused, by how much is said", () => {
  const outcome = weigh(view, { 1: ["500", "500"] });
  expect(outcome).toEqual({ kind: "above-cap", totalMinor: 520 + 2800, overMinor: 2800 - 2520 });
});
