import { type FacetCounts, priceBands, distanceSteps, type PriceUnit, type SearchQuery } from "../api.ts";
import { type Bits, bitsWhere, countBits, countBoth, forEachBit, inAll, inAny, noBits, without } from "./bits.ts";
import { type FacetSets, type PresentSets, priceUnits } from "./facet-sets.ts";

/** Groups of choices. What is chosen inside one group never changes how many each of its own alternatives would leave. */
type Group =
  | "text"
  | "party"
  | "category"
  | "labels"
  | "diets"
  | "without"
  | "kind"
  | "condition"
  | "season"
  | "available"
  | "delivered"
  | "soon"
  | "distance"
  | "unit"
  | "price";

/** What a query leaves, and what each further choice would leave of it. */
export interface Narrowed {
  readonly chosen: Bits;
  readonly categories: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, number>>;
  readonly counts: FacetCounts;
  /** How many of the chosen rows each party has. */
  readonly stalls: Readonly<Record<string, number>>;
}

const lookUp = (sets: FacetSets, found: ReadonlyMap<string, Bits>, name: string): Bits =>
  found.get(name) ?? noBits(sets.rows.length);

/** Items that declare not to hold an allergen, and those that are not eaten. "Not declared" is not "without". */
function freeOf(sets: FacetSets, allergen: string): Bits {
  const rows = sets.rows.length;
  const uneaten = without(inAll(rows, []), sets.eaten);
  return inAny(rows, [uneaten, lookUp(sets, sets.declaredNo, allergen)]);
}

function priceRange(query: SearchQuery, sets: FacetSets): Bits {
  const prices = query.unit === undefined ? sets.priceMinor : sets.unitPriceMinor;
  const least = query.priceMinorMin ?? 0;
  const most = query.priceMinorMax ?? Number.POSITIVE_INFINITY;
  // NaN, a price of nothing measured, is in no range.
  return bitsWhere(sets.rows.length, (row) => prices[row]! >= least && prices[row]! <= most);
}

const secondHandOrNot = (sets: FacetSets, condition: "new" | "second-hand"): Bits =>
  condition === "second-hand" ? sets.secondHand : without(sets.goods, sets.secondHand);

/** The sets that a query asks for, by group. */
function constraints(
  query: SearchQuery,
  sets: FacetSets,
  present: PresentSets,
  found: Bits | null,
): ReadonlyMap<Group, Bits> {
  const rows = sets.rows.length;
  const groups = new Map<Group, Bits>();
  const every = (names: readonly string[], setOf: (name: string) => Bits): Bits => inAll(rows, names.map(setOf));
  if (found !== null) groups.set("text", found);
  if (query.partyId !== undefined) {
    const place = sets.partyIds.indexOf(query.partyId);
    groups.set(
      "party",
      bitsWhere(rows, (row) => sets.partyOf[row] === place),
    );
  }
  if (query.category !== undefined) groups.set("category", lookUp(sets, sets.categories, query.category));
  if (query.labels?.length)
    groups.set(
      "labels",
      every(query.labels, (name) => lookUp(sets, sets.labels, name)),
    );
  if (query.diets?.length)
    groups.set(
      "diets",
      every(query.diets, (name) => lookUp(sets, sets.diets, name)),
    );
  if (query.withoutAllergens?.length) {
    groups.set(
      "without",
      every(query.withoutAllergens, (name) => freeOf(sets, name)),
    );
  }
  if (query.kind !== undefined) groups.set("kind", query.kind === "good" ? sets.goods : sets.services);
  if (query.condition !== undefined) groups.set("condition", secondHandOrNot(sets, query.condition));
  if (query.inSeason) groups.set("season", present.inSeason);
  if (query.available) groups.set("available", present.available);
  if (query.deliveredToMe) groups.set("delivered", present.delivered);
  if (query.freeSoon) groups.set("soon", present.freeSoon);
  if (query.distanceMetresMax !== undefined) {
    const most = query.distanceMetresMax;
    groups.set(
      "distance",
      bitsWhere(rows, (row) => present.metres[row]! <= most),
    );
  }
  if (query.unit !== undefined) groups.set("unit", sets.units.get(query.unit) ?? noBits(rows));
  if (query.priceMinorMin !== undefined || query.priceMinorMax !== undefined) {
    groups.set("price", priceRange(query, sets));
  }
  return groups;
}

function countEach<K extends string>(names: Iterable<readonly [K, Bits]>, base: Bits): Record<K, number> {
  const counts = {} as Record<K, number>;
  for (const [name, bits] of names) {
    const count = countBoth(base, bits);
    if (count > 0) counts[name] = count;
  }
  return counts;
}

/** How many rows each party has, by its id; none of those that have none. */
function countParties(base: Bits, { partyIds, partyOf }: FacetSets): Record<string, number> {
  const counts = new Int32Array(partyIds.length);
  forEachBit(base, (row) => {
    counts[partyOf[row]!]! += 1;
  });
  return Object.fromEntries(partyIds.flatMap((id, place) => (counts[place]! > 0 ? [[id, counts[place]!]] : [])));
}

/** How many rows lie at or below each step. */
function countUpTo(base: Bits, values: Float64Array, steps: readonly number[]): number[] {
  const counts = steps.map(() => 0);
  forEachBit(base, (row) => {
    steps.forEach((step, index) => {
      if (values[row]! <= step) counts[index]! += 1;
    });
  });
  return counts;
}

/** How many rows lie in each band `[from, to)`. */
function countBands(base: Bits, values: Float64Array): number[] {
  const counts = priceBands.map(() => 0);
  forEachBit(base, (row) => {
    const price = values[row]!;
    const band = priceBands.findIndex(
      ({ minMinor, maxMinor }) => price >= minMinor && (maxMinor === null || price <= maxMinor),
    );
    if (band >= 0) counts[band]! += 1;
  });
  return counts;
}

/** Of what only the allergens put aside: what declares one of them, and what says nothing of one. */
function putAside(query: SearchQuery, sets: FacetSets, others: Bits): FacetCounts["putAside"] {
  const names = query.withoutAllergens ?? [];
  if (names.length === 0) return { declared: 0, undeclared: 0 };
  const rows = sets.rows.length;
  const declared = inAny(
    rows,
    names.map((name) => lookUp(sets, sets.declaredYes, name)),
  );
  const free = inAll(
    rows,
    names.map((name) => freeOf(sets, name)),
  );
  const aside = without(inAll(rows, [others, sets.eaten]), free);
  const withOne = countBoth(aside, declared);
  return { declared: withOne, undeclared: countBits(aside) - withOne };
}

/**
 * Applies a query and counts every further choice, each given all the others: of alternatives (categories, kinds,
 * distances, prices, units) what each would leave instead of the chosen one; of what adds up (labels, diets, allergens)
 * what would be left with it too.
 * @param found rows that match the query's words; null without words
 */
export function narrow(query: SearchQuery, sets: FacetSets, present: PresentSets, found: Bits | null): Narrowed {
  const rows = sets.rows.length;
  const groups = constraints(query, sets, present, found);
  const chosen = inAll(rows, [...groups.values()]);
  const others = (...left: readonly Group[]): Bits =>
    left.some((group) => groups.has(group))
      ? inAll(
          rows,
          [...groups].flatMap(([name, bits]) => (left.includes(name) ? [] : [bits])),
        )
      : chosen;
  const allergens = new Set([...sets.declaredNo.keys(), ...sets.declaredYes.keys()]);
  const free = [...allergens].map((name) => [name, freeOf(sets, name)] as const);
  const unit = (name: PriceUnit) => [name, sets.units.get(name) ?? noBits(rows)] as const;
  const steps = distanceSteps.map((kilometres) => kilometres * 1000);
  return {
    chosen,
    categories: countEach(sets.categories, others("category")),
    labels: countEach(sets.labels, chosen),
    stalls: countParties(chosen, sets),
    counts: {
      kinds: countEach([["good", sets.goods] as const, ["service", sets.services] as const], others("kind")),
      conditions: countEach(
        (["new", "second-hand"] as const).map((name) => [name, secondHandOrNot(sets, name)] as const),
        others("condition"),
      ),
      diets: countEach(sets.diets, chosen),
      without: countEach(free, chosen),
      inSeason: countBoth(others("season"), present.inSeason),
      available: countBoth(others("available"), present.available),
      deliveredToMe: countBoth(others("delivered"), present.delivered),
      freeSoon: countBoth(others("soon"), present.freeSoon),
      distances: countUpTo(others("distance"), present.metres, steps),
      // A range of prices is one of the present unit: another unit takes it back.
      units: countEach(priceUnits.map(unit), others("unit", "price")),
      prices: countBands(others("price"), query.unit === undefined ? sets.priceMinor : sets.unitPriceMinor),
      putAside: putAside(query, sets, others("without")),
    },
  };
}
