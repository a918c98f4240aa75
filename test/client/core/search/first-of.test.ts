import fc from "fast-check";
import { expect, test } from "vitest";
import { firstOf } from "../../../../client/core/search/first-of.ts";

test("the first few are what sorting everything and cutting gives, however many are wanted", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: 1, max: 30 }), (numbers, count) => {
      const all = numbers.map((number, place) => ({ number, place }));
      const compare = (a: { number: number }, b: { number: number }) => a.number - b.number;
      expect(firstOf(all, count, compare)).toEqual(all.toSorted(compare).slice(0, count));
    }),
  );
});
