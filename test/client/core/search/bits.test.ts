import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allBits,
  bitsWhere,
  countBits,
  countBoth,
  forEachBit,
  hasBit,
  inAll,
  inAny,
  sameBits,
  without,
} from "../../../../client/core/search/bits.ts";

const rows = fc.integer({ min: 0, max: 200 });
const twoSets = rows.chain((count) =>
  fc.tuple(fc.constant(count), ...[0, 1].map(() => fc.array(fc.boolean(), { minLength: count, maxLength: count }))),
);

test("sets of rows are sets, whatever number of rows there is", () => {
  fc.assert(
    fc.property(twoSets, ([count, left, right]) => {
      const [a, b] = [left, right].map((members) => bitsWhere(count, (row) => members![row] === true)) as [
        Uint32Array,
        Uint32Array,
      ];
      const members = (bits: Uint32Array): number[] => {
        const found: number[] = [];
        forEachBit(bits, (row) => found.push(row));
        return found;
      };
      const all = Array.from({ length: count }, (_row, index) => index);
      expect(members(a)).toEqual(all.filter((row) => left![row]));
      expect(members(inAll(count, [a, b]))).toEqual(all.filter((row) => left![row] && right![row]));
      expect(members(inAny(count, [a, b]))).toEqual(all.filter((row) => left![row] || right![row]));
      expect(members(without(a, b))).toEqual(all.filter((row) => left![row] && !right![row]));
      expect(countBoth(a, b)).toBe(members(inAll(count, [a, b])).length);
      expect(countBits(a)).toBe(members(a).length);
      expect(all.every((row) => hasBit(a, row) === left![row])).toBe(true);
      expect(sameBits(a, b)).toBe(left!.every((member, row) => member === right![row]));
    }),
  );
});

test("all rows are all, none too many", () => {
  for (const count of [0, 1, 31, 32, 33, 64, 1500]) {
    expect(countBits(allBits(count))).toBe(count);
    expect(countBits(inAll(count, []))).toBe(count);
    expect(countBits(inAny(count, []))).toBe(0);
  }
});
