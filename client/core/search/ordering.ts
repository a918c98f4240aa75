import { firstOf } from "./first-of.ts";
import type { SearchQuery } from "../api.ts";
import { type Bits, hasBit } from "./bits.ts";
import { type FacetSets, type PresentSets, priceUnits } from "./facet-sets.ts";

type Sort = NonNullable<SearchQuery["sort"]>;

/** One number a row by which it stands in a sort, the lowest first; null for relevance, which has none of its own. */
function keysOf(sort: Sort, sets: FacetSets, present: PresentSets): Float64Array | null {
  switch (sort) {
    case "near":
      return present.metres;
    case "price":
      return sets.priceMinor;
    case "price-down":
      return sets.priceMinor.map((price) => -price);
    case "unit-price":
      return unitKeys(sets);
    case "new":
      return sets.newRanks();
    case "name":
      return sets.nameRanks();
    case "relevance":
      return null;
  }
}

/** Prices of a kilogram stand among prices of a kilogram, then those of a litre, and so on; what is not measured last. */
function unitKeys(sets: FacetSets): Float64Array {
  const keys = new Float64Array(sets.rows.length).fill(Number.POSITIVE_INFINITY);
  priceUnits.forEach((unit, index) => {
    const bits = sets.units.get(unit);
    if (bits === undefined) return;
    // A price of a unit is below 10^12 minor units, so that units do not mix.
    for (let row = 0; row < keys.length; row++) {
      if (hasBit(bits, row)) keys[row] = index * 1e12 + Math.min(sets.unitPriceMinor[row]!, 1e12 - 1);
    }
  });
  return keys;
}

/** All rows in the order of each sort: sorted once, walked at every change of a filter. */
export interface Orders {
  /** Rows of `chosen` from `offset`, at most `limit`. */
  page(sort: Sort, chosen: Bits, offset: number, limit: number): readonly number[];
  /** The first `count` found rows in the order of a sort; of equal ones the better match first, then the market mix. `scores` is by row. */
  ofFound(sort: Sort, rows: readonly number[], scores: Float64Array, count: number): readonly number[];
}

/** The orders of one snapshot at one time and place. */
export function createOrders(sets: FacetSets, present: PresentSets): Orders {
  const known = new Map<Sort, Int32Array>();
  const keys = new Map<Sort, Float64Array | null>();

  function keysNow(sort: Sort): Float64Array | null {
    let found = keys.get(sort);
    if (found === undefined) keys.set(sort, (found = keysOf(sort, sets, present)));
    return found;
  }

  function orderNow(sort: Sort): Int32Array {
    let order = known.get(sort);
    if (order !== undefined) return order;
    const key = keysNow(sort);
    const { mix } = present;
    order = Int32Array.from(sets.rows, (_row, index) => index);
    // Infinities of the same sign are equal, and their difference is no number: compared, not subtracted.
    order.sort((a, b) => {
      if (key !== null && key[a] !== key[b]) return key[a]! < key[b]! ? -1 : 1;
      return mix[b]! - mix[a]! || a - b;
    });
    known.set(sort, order);
    return order;
  }

  return {
    page: (sort, chosen, offset, limit) => {
      const shown: number[] = [];
      let skipped = 0;
      for (const row of orderNow(sort)) {
        if (shown.length >= limit) break;
        if (!hasBit(chosen, row)) continue;
        if (skipped < offset) skipped += 1;
        else shown.push(row);
      }
      return shown;
    },
    ofFound: (sort, rows, scores, count) => {
      const { mix } = present;
      const key = keysNow(sort);
      // A page of twenty thousand answers: sorting them all would be most of what a letter costs.
      return firstOf(rows, count, (a, b) => {
        if (key !== null && key[a] !== key[b]) return key[a]! < key[b]! ? -1 : 1;
        return scores[b]! - scores[a]! || mix[b]! - mix[a]! || (sets.rows[a]!.key < sets.rows[b]!.key ? -1 : 1);
      });
    },
  };
}
