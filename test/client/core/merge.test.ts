import fc from "fast-check";
import { expect, test } from "vitest";
import { type Json, mergeThreeWay, sameJson } from "../../../client/core/merge.ts";

test("what only one side touched is kept from that side", () => {
  const base = { name: "A", note: "n", gone: 1 };
  expect(mergeThreeWay(base, { ...base, name: "B" }, { name: "A", note: "m" })).toEqual({ name: "B", note: "m" });
});

test("lists of things with an id are merged thing by thing", () => {
  const base = {
    lines: [
      { id: "a", n: 1 },
      { id: "b", n: 1 },
    ],
  };
  const mine = {
    lines: [
      { id: "a", n: 2 },
      { id: "b", n: 1 },
      { id: "c", n: 1 },
    ],
  };
  const theirs = {
    lines: [
      { id: "a", n: 1 },
      { id: "d", n: 1 },
    ],
  };
  expect(mergeThreeWay(base, mine, theirs)).toEqual({
    lines: [
      { id: "a", n: 2 },
      { id: "d", n: 1 },
      { id: "c", n: 1 },
    ],
  });
});

test("a change wins over a deletion, and of two changes the later writer's", () => {
  expect(mergeThreeWay({ a: 1 }, null, { a: 2 })).toEqual({ a: 2 });
  expect(mergeThreeWay({ a: 1 }, { a: 2 }, null)).toEqual({ a: 2 });
  expect(mergeThreeWay({ a: 1 }, { a: 2 }, { a: 3 })).toEqual({ a: 2 });
  expect(mergeThreeWay({ a: 1 }, null, { a: 1 })).toBeNull();
});

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

test("laws: one side alone is that side; merging again changes nothing", () => {
  fc.assert(
    fc.property(json, json, json, (base, mine, theirs) => {
      expect(sameJson(mergeThreeWay(base, base, theirs), theirs)).toBe(true);
      expect(sameJson(mergeThreeWay(base, mine, base), mine)).toBe(true);
      expect(sameJson(mergeThreeWay(base, mine, mine), mine)).toBe(true);
      const merged = mergeThreeWay(base, mine, theirs);
      // The server now holds theirs and this device the merged value: nothing else remains to be merged.
      expect(sameJson(mergeThreeWay(theirs, merged, theirs), merged)).toBe(true);
    }),
  );
});

test("messages of a thread that two devices hold are united, whatever each had", () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 8 });
  const record = (list: readonly string[]): Json => ({ messages: list.map((id) => ({ id, json: `m${id}` })) });
  fc.assert(
    fc.property(ids, ids, ids, (base, mine, theirs) => {
      const merged = mergeThreeWay(
        record(base),
        record([...new Set([...base, ...mine])]),
        record([...new Set([...base, ...theirs])]),
      );
      const { messages } = merged as { messages: readonly { id: string }[] };
      expect(new Set(messages.map(({ id }) => id))).toEqual(new Set([...base, ...mine, ...theirs]));
    }),
  );
});
