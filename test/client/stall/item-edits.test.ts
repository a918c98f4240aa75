import fc from "fast-check";
import { expect, test } from "vitest";
import { item as itemSchema } from "../../../crypto/protocol/item.ts";
import { bulkEditing, firstBulkForm, percentFrom } from "../../../client/stall/bulk-form.ts";
import {
  allStockSet,
  copyOf,
  editOf,
  labelSet,
  priceSet,
  pricesChanged,
  seasonSet,
  statusSet,
  stockSet,
} from "../../../client/stall/item-edits.ts";
import { aDraft } from "./item-drafts.ts";

const cheese = editOf(
  aDraft("tomme", "Tomme", {
    item: {
      ...aDraft("tomme", "Tomme").item,
      variants: [
        { id: "v", priceMinor: 450, sku: "T1", gtin: "7610000000000" },
        {
          id: "w",
          priceMinor: 1440,
          weighed: { pricePerKgMinor: 2400, gramsMin: 500, gramsEstimate: 600, gramsMax: 700 },
        },
      ],
    },
    stock: { v: 3 },
  }),
);

test("a price is set on one variant; of what is weighed per kilogram, and the estimate follows", () => {
  expect(priceSet("v", 500)(cheese).item.variants.map(({ priceMinor }) => priceMinor)).toEqual([500, 1440]);
  expect(priceSet("w", 2500)(cheese).item.variants[1]).toMatchObject({
    priceMinor: 1500,
    weighed: { pricePerKgMinor: 2500 },
  });
  expect(priceSet("x", 1)(cheese)).toEqual(cheese);
});

test("prices changed by any percent and step are still a right item, and on the step", () => {
  fc.assert(
    fc.property(fc.integer({ min: -90, max: 1000 }), fc.constantFrom(1, 5, 10, 50, 100), (percent, step) => {
      const { item } = pricesChanged(percent, step)(cheese);
      expect(itemSchema.safeParse(item).success).toBe(true);
      expect((item.variants[0]?.priceMinor ?? 1) % step).toBe(0);
      expect(item.variants[0]?.priceMinor).toBeGreaterThan(0);
    }),
  );
});

test("what has no price takes no percent of one and is not shown; a price, or 0 said by hand, is one", () => {
  const waiting = { ...cheese, status: "draft" as const, unpriced: ["v"] };
  const zero = { ...waiting, item: { ...waiting.item, variants: [{ id: "v", priceMinor: 0 }] } };
  expect(pricesChanged(10, 5)(zero)).toEqual(zero);
  expect(statusSet("on")(zero)).toEqual(zero);
  expect(statusSet("archived")(zero)).toMatchObject({ status: "archived", unpriced: ["v"] });
  expect(statusSet("on")(priceSet("v", 0)(zero))).toMatchObject({ status: "on", unpriced: [] });
  expect(priceSet("other", 500)(zero)).toMatchObject({ unpriced: ["v"] });
});

test("plenty is said by saying nothing", () => {
  expect(stockSet("v", "plenty")(cheese).stock).toEqual({});
  expect(allStockSet(0)(cheese).stock).toEqual({ v: 0, w: 0 });
  expect(allStockSet("on-demand")(cheese).stock).toEqual({ v: "on-demand", w: "on-demand" });
});

test("labels and seasons come and go without leaving empty lists", () => {
  const labelled = labelSet("bio", true)(labelSet("bio", true)(cheese));
  expect(labelled.item.labels).toEqual(["bio"]);
  expect("labels" in labelSet("bio", false)(labelled).item).toBe(false);
  expect(seasonSet([9, 3])(cheese).item.season).toEqual([3, 9]);
  expect("season" in seasonSet([])(seasonSet([3])(cheese)).item).toBe(false);
  expect("season" in seasonSet([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(cheese).item).toBe(false);
});

test("a copy has ids of its own, no codes, and a name that fits", () => {
  let made = 0;
  const original = { ...cheese.item, name: { fr: "x".repeat(120), en: "Tomme" } };
  const copy = copyOf(original, (prefix) => `${prefix}-${++made}`, " (copie)");
  expect(itemSchema.parse(copy)).toMatchObject({ id: "item-1", name: { en: "Tomme (copie)" } });
  expect(copy.variants.map(({ id, sku, gtin }) => [id, sku, gtin])).toEqual([
    ["v-2", undefined, undefined],
    ["v-3", undefined, undefined],
  ]);
  expect(copy.name["fr"]).toHaveLength(120);
});

test("a percent is read as people write it, and nothing is done by half", () => {
  expect(["5", "+5 %", "-2,5", "−10", "100"].map(percentFrom)).toEqual([5, 5, -2.5, -10, 100]);
  for (const wrong of ["", "0", "-95", "2000", "5%%", "cinq", "1e3"]) expect(percentFrom(wrong)).toBeNull();
  const form = firstBulkForm();
  expect(bulkEditing({ ...form, percent: "" })).toBeNull();
  expect(bulkEditing({ ...form, action: "category" })).toBeNull();
  expect(bulkEditing({ ...form, action: "category", category: "drinks" })?.(cheese).item.category).toBe("drinks");
  expect(bulkEditing({ ...form, action: "stock", stock: "none" })?.(cheese).stock).toEqual({ v: 0, w: 0 });
});
