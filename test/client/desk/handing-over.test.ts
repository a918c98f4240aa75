import { expect, test } from "vitest";
import type { Fulfilment } from "../../../crypto/protocol/exports.ts";
import { ageOf, handedTo, handOverTexts, needsCode } from "../../../client/desk/handing-over.ts";
import { aLine, anOrder } from "./orders.ts";

const window = { day: "2026-09-25", from: "17:00", to: "19:00" };
const handover = { salt: "A".repeat(22), hash: "A".repeat(43) };
const ways: Readonly<Record<string, unknown>> = {
  delivery: {},
  collection: { ...window, handover },
  pickup: { ...window, handover },
  appointment: { ...window, place: "ours" },
};

/** An order on its way to the customer by `kind`, in `state`. */
function orderBy(kind: string, state: "ready" | "failed") {
  const order = anOrder({ name: "a b c", state: "ready", delivery: kind === "delivery" });
  const fulfilment =
    kind === "delivery" ? order.view.order.fulfilment : ({ kind, ...(ways[kind] as object) } as Fulfilment);
  return { ...order, view: { ...order.view, state, order: { ...order.view.order, fulfilment } } };
}

test.each([
  ["delivery", "ready", "courier", false],
  ["delivery", "failed", "customer", false],
  ["collection", "ready", "customer", true],
  ["pickup", "ready", "point", false],
  ["pickup", "failed", "customer", true],
  ["appointment", "ready", "customer", false],
] as const)("a %s that is %s goes to the %s, words asked: %s", (kind, state, to, words) => {
  const order = orderBy(kind, state);
  expect(handedTo(order)).toBe(to);
  expect(needsCode(order)).toBe(words);
});

test("what came back is not offered to a courier again", () => {
  expect(handOverTexts(orderBy("delivery", "ready")).whole).toBe("Remis au coursier");
  expect(handOverTexts(orderBy("delivery", "failed")).whole).toBe("Remettre au client");
});

test("the highest age among the lines is the one that is checked", () => {
  expect(ageOf(anOrder({ name: "a b c" }))).toBeNull();
  const lines = [aLine({ ageMin: 16 }), aLine(), aLine({ ageMin: 18 })];
  expect(ageOf(anOrder({ name: "a b c", lines }))).toBe(18);
});
