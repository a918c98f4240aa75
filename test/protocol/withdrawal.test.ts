import { expect, test } from "vitest";
import { isEdibleIn } from "../../crypto/protocol/edible.ts";
import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { withdrawalOf } from "../../crypto/protocol/withdrawal.ts";

const market = (withdrawalDays: number): Pick<InstanceFile, "policies"> => ({
  policies: { quietFrom: "21:00", disputeDays: 14, retentionYears: 8, withdrawalDays },
});

test("where no law lets buyers take things back, nothing is said of any item", () => {
  expect(withdrawalOf({}, market(0))).toEqual({ kind: "no-law" });
  expect(withdrawalOf({ withdrawalExempt: "perishable" }, market(0))).toEqual({ kind: "no-law" });
});

test("where one does: what spoils, or was made, opened or booked for somebody, is excepted", () => {
  expect(withdrawalOf({}, market(14))).toEqual({ kind: "days", days: 14 });
  expect(withdrawalOf({ temperature: "ambient" }, market(14))).toEqual({ kind: "days", days: 14 });
  for (const why of ["perishable", "made-to-order", "hygiene", "dated"] as const) {
    expect(withdrawalOf({ withdrawalExempt: why }, market(14))).toEqual({ kind: "except", why });
  }
  for (const temperature of ["chilled", "frozen"] as const) {
    expect(withdrawalOf({ temperature }, market(14))).toEqual({ kind: "except", why: "perishable" });
  }
  expect(withdrawalOf({ temperature: "chilled", withdrawalExempt: "hygiene" }, market(14))).toEqual({
    kind: "except",
    why: "hygiene",
  });
});

test("a branch is edible with all that is below it, and not what only begins like it", () => {
  const instance = { edible: ["food", "drinks/juice"] };
  expect(["food", "food/bread/baguette", "drinks/juice"].every((path) => isEdibleIn(instance, path))).toBe(true);
  expect(["foodie", "drinks", "drinks/wine", ""].some((path) => isEdibleIn(instance, path))).toBe(false);
});
