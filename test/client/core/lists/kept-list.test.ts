import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ListChange } from "../../../../client/core/api.ts";
import { changedList, type KeptList, keptText, listLimits } from "../../../../client/core/lists/kept-list.ts";
import { type Json, mergeFor } from "../../../../client/core/merge.ts";

let ids = 0;
const outside = {
  nameOf: (key: string) => (key.startsWith("gone") ? null : `Name of ${key}`),
  newId: () => `n${(ids += 1)}`,
};
const empty: KeptList = { v: 1, name: "Samedi", madeOn: "2026-09-23T08:00:00.000Z", lines: [] };
const after = (list: KeptList, ...changes: ListChange[]): KeptList =>
  changes.reduce((current, change) => changedList(current, change, outside), list);
const add = (key: string, quantity = 1): ListChange => ({ type: "add-item", key, variantId: "v", quantity });

describe("a shopping list", () => {
  test("adds up what is put on it twice, and opens what was ticked off when it is wanted again", () => {
    const twice = after(empty, add("p/milk"), add("p/milk", 2));
    expect(twice.lines).toMatchObject([{ id: "p/milk|v", text: "Name of p/milk", quantity: 3, done: false }]);
    const ticked = after(twice, { type: "set", line: "p/milk|v", done: true });
    expect(after(ticked, add("p/milk"))).toMatchObject({ lines: [{ quantity: 1, done: false }] });
  });

  test("holds words, ticks, and what is left of them", () => {
    const list = after(empty, { type: "add-text", text: "  pour\nGrand-maman " }, add("p/milk"));
    expect(list.lines[0]).toMatchObject({ text: "pour Grand-maman", item: null });
    const [first] = list.lines;
    const ticked = after(list, { type: "set", line: first!.id, done: true });
    expect(after(ticked, { type: "remove-done" }).lines).toHaveLength(1);
    expect(after(ticked, { type: "all-open" }).lines.every(({ done }) => !done)).toBe(true);
    expect(after(list, { type: "set", line: "nobody", done: true })).toBe(list);
    expect(after(list, { type: "remove", line: "nobody" }).lines).toHaveLength(2);
    expect(after(list, { type: "rename", name: "Dimanche" }).name).toBe("Dimanche");
  });

  test("refuses what is none", () => {
    for (const quantity of [0, -1, 0.5, 1000, Number.NaN]) {
      expect(() => after(empty, add("p/milk", quantity))).toThrow(expect.objectContaining({ code: "list/quantity" }));
    }
    for (const text of ["", "   ", "\n\t", "\u202E"]) {
      expect(() => after(empty, { type: "add-text", text })).toThrow(expect.objectContaining({ code: "list/text" }));
    }
    expect(() => after(empty, add("gone/x"))).toThrow(expect.objectContaining({ code: "list/gone" }));
    const full = after(empty, ...Array.from({ length: listLimits.linesMax }, (_line, index) => add(`p/${index}`)));
    expect(() => after(full, add("p/more"))).toThrow(expect.objectContaining({ code: "list/full" }));
    // One that is on it already still can be changed.
    expect(after(full, add("p/0")).lines[0]!.quantity).toBe(2);
    expect(after(empty, add("p/milk", 999), add("p/milk", 999)).lines[0]!.quantity).toBe(999);
  });

  test("keeps of any text one line within its length, or nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        let kept: string;
        try {
          kept = keptText(text, listLimits.textMax);
        } catch (cause) {
          expect(cause).toMatchObject({ code: "list/text" });
          return;
        }
        expect(kept.length).toBeLessThanOrEqual(listLimits.textMax);
        expect(kept).toBe(kept.trim());
        expect(kept).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});

describe("two devices with one list", () => {
  const merge = (base: KeptList, mine: KeptList, theirs: KeptList): KeptList =>
    mergeFor("list/x")(
      base as unknown as Json,
      mine as unknown as Json,
      theirs as unknown as Json,
    ) as unknown as KeptList;

  test("keep what each of them did", () => {
    const base = after(empty, add("p/milk"), add("p/bread"));
    const mine = after(base, { type: "set", line: "p/milk|v", done: true }, add("p/cheese"));
    const theirs = after(base, { type: "remove", line: "p/bread|v" }, { type: "rename", name: "Fête" }, add("p/wine"));
    for (const merged of [merge(base, mine, theirs), merge(base, theirs, mine)]) {
      expect(merged.name).toBe("Fête");
      expect(merged.lines.map(({ id }) => id).sort()).toEqual(["p/cheese|v", "p/milk|v", "p/wine|v"]);
      expect(merged.lines.find(({ id }) => id === "p/milk|v")?.done).toBe(true);
    }
  });

  test("that both add the same thing have it once", () => {
    const merged = merge(empty, after(empty, add("p/milk", 2)), after(empty, add("p/milk", 3)));
    expect(merged.lines).toHaveLength(1);
  });
});
