import fc from "fast-check";
import { expect, test } from "vitest";
import {
  filledSeen,
  type KeptSeen,
  nothingSeen,
  seenMax,
  togetherSeen,
} from "../../../../client/core/lists/seen-record.ts";
import { type Json, mergeFor } from "../../../../client/core/merge.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 8, 23, 8, minute)).toISOString();
const seen = (items: readonly (readonly [string, number])[], over: Partial<KeptSeen> = {}): KeptSeen => ({
  ...nothingSeen,
  items: items.map(([id, minute]) => ({ id, at: at(minute) })),
  ...over,
});
const merge = (base: KeptSeen | null, mine: KeptSeen, theirs: KeptSeen): KeptSeen =>
  mergeFor("seen")(base as unknown as Json, mine as unknown as Json, theirs as unknown as Json) as unknown as KeptSeen;

test("two devices: each item once, as it was last looked at, the last first", () => {
  const merged = merge(
    seen([["a", 1]]),
    seen([
      ["a", 1],
      ["b", 3],
    ]),
    seen([
      ["a", 5],
      ["c", 2],
    ]),
  );
  expect(merged.items.map(({ id }) => id)).toEqual(["a", "b", "c"]);
});

test("what was cleared on one device does not come back from the other", () => {
  const base = seen([["a", 1]]);
  const cleared = seen([], { clearedAt: at(4) });
  for (const merged of [
    merge(
      base,
      cleared,
      seen([
        ["a", 1],
        ["b", 3],
        ["c", 5],
      ]),
    ),
    merge(
      base,
      seen([
        ["a", 1],
        ["c", 5],
      ]),
      cleared,
    ),
  ]) {
    expect(merged.items.map(({ id }) => id)).toEqual(["c"]);
  }
});

test("switched off on one device is off, and nothing is kept", () => {
  const base = seen([["a", 1]]);
  for (const merged of [
    merge(base, seen([], { on: false }), seen([["b", 3]])),
    merge(base, seen([["b", 3]]), seen([], { on: false })),
  ]) {
    expect(merged).toMatchObject({ on: false, items: [] });
  }
  expect(merge(null, seen([["a", 1]]), seen([], { on: false })).on).toBe(false);
  expect(merge(seen([], { on: false }), seen([["b", 3]]), seen([], { on: false }))).toMatchObject({ on: true });
});

test("a record is as long whatever it holds, and holds no more than its number", () => {
  const items = fc.array(
    fc.tuple(fc.stringMatching(/^[A-Za-z0-9_-]{43}\/[a-z0-9]{1,64}$/), fc.integer({ min: 0, max: 5000 })),
    { maxLength: 90 },
  );
  const length = JSON.stringify(filledSeen(nothingSeen)).length;
  fc.assert(
    fc.property(items, items, (mine, theirs) => {
      const merged = merge(null, seen(mine), seen(theirs));
      expect(merged.items.length).toBeLessThanOrEqual(seenMax);
      expect(JSON.stringify(merged)).toHaveLength(length);
      expect(togetherSeen(merged, merged).items).toEqual(merged.items);
    }),
  );
});
