import { expect, test } from "vitest";
import { reservedBy, reservedOf } from "../../../client/stall/reserved.ts";
import type { DeskOrder } from "../../../client/core/api.ts";

function anOrder(state: DeskOrder["view"]["state"], lines: readonly [string, string, number][]): DeskOrder {
  const order = { lines: lines.map(([item, variant, quantity]) => ({ item, variant, quantity })) };
  return { view: { state, order } } as unknown as DeskOrder;
}

test("what accepted orders hold is added up until it is handed over", () => {
  const reserved = reservedBy([
    anOrder("accepted", [
      ["lait", "v", 2],
      ["lait", "w", 1],
    ]),
    anOrder("ready", [["lait", "v", 3]]),
    anOrder("placed", [["lait", "v", 50]]),
    anOrder("handed-over", [["lait", "v", 50]]),
    anOrder("cancelled", [["lait", "v", 50]]),
  ]);
  expect(reservedOf(reserved, "lait", "v")).toBe(5);
  expect(reservedOf(reserved, "lait", "w")).toBe(1);
  expect(reservedOf(reserved, "pain", "v")).toBe(0);
  expect(reserved.get("lait/v")?.orders).toHaveLength(2);
});
