import { describe, expect, test } from "vitest";
import {
  filterCounts,
  itemsOf,
  rowsOf,
  typedRow,
  viewFrom,
  viewText,
  wholeView,
} from "../../../client/stall/item-rows.ts";
import { aDraft } from "./item-drafts.ts";

const bread = aDraft("a", "Pain 10");
const small = aDraft("b", "pain 9", { stock: { v: 2 } });
const eggs = aDraft("c", "Œufs", {
  item: {
    ...aDraft("c", "Œufs").item,
    category: "food/dairy/eggs",
    labels: ["bio"],
    variants: [{ id: "v", priceMinor: 720, sku: "OE-6" }],
  },
});
const wine = aDraft("d", "Élixir", {
  item: {
    ...aDraft("d", "Élixir").item,
    category: "drinks",
    vat: "standard",
    variants: [
      { id: "v", priceMinor: 2000 },
      { id: "w", priceMinor: 300 },
    ],
  },
  stock: { v: 50, w: 0 },
});
const gone = aDraft("e", "Ancien", { status: "archived" });
const all = [bread, small, eggs, wine, gone];
const ids = (part: Partial<typeof wholeView>): string =>
  itemsOf(all, { ...wholeView, ...part })
    .map(({ id }) => id)
    .join("");

describe("a table of items", () => {
  test("is in the order of names as people read them: accents aside, numbers by size, archived ones apart", () => {
    expect(ids({})).toBe("dcba");
    expect(ids({ down: true })).toBe("abcd");
    expect(ids({ filter: "archived" })).toBe("e");
  });

  test("is in the order of names in the language of the desk, whichever language a name began with", () => {
    const bike = aDraft("v", "Vélo");
    const repair = { ...bike, id: "r", item: { ...bike.item, id: "r", name: { de: "Velo-Service", fr: "Révision" } } };
    expect(itemsOf([bike, repair], wholeView).map(({ id }) => id)).toEqual(["r", "v"]);
    expect(typedRow(rowsOf([bike, repair], new Set()), "rev", 0)).toBe(1);
  });

  test("is in the order of prices, of what is scarce, of categories, and of names within", () => {
    expect(ids({ sort: "price" })).toBe("dbac");
    expect(ids({ sort: "stock" })).toBe("dbca");
    expect(ids({ sort: "category" })).toBe("dbac");
  });

  test("finds by name without accents, by code, and within what else was chosen", () => {
    expect(ids({ text: "oeuf" })).toBe("c");
    expect(ids({ text: "oe-6" })).toBe("c");
    expect(ids({ text: "PAIN" })).toBe("ba");
    // Every word, wherever it stands; half a word too.
    expect(ids({ text: "  oe-6 oeuf " })).toBe("c");
    expect(ids({ text: "pain oeuf" })).toBe("");
    expect(ids({ text: " ".repeat(2000) })).toBe(ids({}));
    expect(ids({ text: "pain", filter: "low" })).toBe("b");
    expect(ids({ category: "food" })).toBe("cba");
    // A path is not found by half its name.
    expect(ids({ category: "food/dair" })).toBe("");
    expect(ids({ label: "bio" })).toBe("c");
    expect(ids({ vat: "standard" })).toBe("d");
  });

  test("opens variants below their item, and counts what each way of looking shows", () => {
    const rows = rowsOf(itemsOf(all, wholeView), new Set(["d", "a"]));
    expect(rows.map(({ draft, variant }) => `${draft.id}${variant ?? ""}`)).toEqual(["d", "d0", "d1", "c", "b", "a"]);
    expect(filterCounts(all).get("all")).toBe(4);
    expect(filterCounts(all).get("low")).toBe(2);
    expect(filterCounts(all).get("archived")).toBe(1);
  });

  test("goes to the next name that begins as typed, around the end", () => {
    const rows = rowsOf(itemsOf(all, wholeView), new Set(["d"]));
    expect(typedRow(rows, "p", 0)).toBe(4);
    expect(typedRow(rows, "p", 5)).toBe(5);
    expect(typedRow(rows, "pain 1", 4)).toBe(5);
    expect(typedRow(rows, "é", 5)).toBe(0);
    expect(typedRow(rows, "x", 0)).toBe(-1);
    expect(typedRow([], "x", 0)).toBe(-1);
  });

  test("looks again as it was left, without what was sought; whatever else was stored is not trusted", () => {
    const view = { ...wholeView, text: "pain", sort: "price", down: true, category: "food", filter: "low" } as const;
    expect(viewFrom(viewText(view))).toEqual({ ...view, text: "" });
    for (const kept of [null, "", "{", "[]", "7", '{"sort":"x","down":"yes","filter":{},"category":9}']) {
      expect(viewFrom(kept)).toEqual(wholeView);
    }
    expect(viewFrom(JSON.stringify({ category: "x".repeat(5000) })).category).toHaveLength(200);
  });
});
