import type { PriceUnit } from "../api.ts";
import { isEdibleIn } from "../../../crypto/protocol/edible.ts";
import { dietsOf } from "../catalogue/diets.ts";
import type { ItemRow } from "../catalogue/snapshot.ts";
import { addBit, allBits, type Bits, bitsWhere, hasBit, noBits, sameBits, without } from "./bits.ts";
import type { FilterContext } from "./filters.ts";
import { orderKey } from "./terms.ts";
import { unitPriceOf, variantsLeft } from "./unit-price.ts";

/** Units in which prices can be compared, in the order in which they are offered. */
export const priceUnits: readonly PriceUnit[] = ["kg", "l", "piece", "m", "hour"];

/** What the market's items are, as sets of row numbers: made once for a snapshot, asked at every change of a filter. */
export interface FacetSets {
  readonly rows: readonly ItemRow[];
  readonly rowOf: ReadonlyMap<string, number>;
  readonly categories: ReadonlyMap<string, Bits>;
  readonly labels: ReadonlyMap<string, Bits>;
  readonly diets: ReadonlyMap<string, Bits>;
  /** The stalls, and the place of each row's among them. */
  readonly partyIds: readonly string[];
  readonly partyOf: Int32Array;
  readonly units: ReadonlyMap<PriceUnit, Bits>;
  readonly goods: Bits;
  readonly services: Bits;
  readonly secondHand: Bits;
  /** Food and drink: what declares allergens. For the rest the question does not arise. */
  readonly eaten: Bits;
  /** By allergen: declared absent, and declared present or as traces. What is in neither is not declared. */
  readonly declaredNo: ReadonlyMap<string, Bits>;
  readonly declaredYes: ReadonlyMap<string, Bits>;
  readonly priceMinor: Float64Array;
  /** Whole minor units, as it is shown; NaN where an item is not measured. */
  readonly unitPriceMinor: Float64Array;
  /** The place of a row among all by name, and by newness. */
  nameRanks(): Float64Array;
  newRanks(): Float64Array;
}

/** What depends on the day and on where a person is. */
export interface PresentSets {
  readonly inSeason: Bits;
  /** Left, in its season if it has one, and of a stall that takes orders now. */
  readonly available: Bits;
  readonly delivered: Bits;
  /** Booked for a time, with one that is free in the next seven days. */
  readonly freeSoon: Bits;
  /** Metres by row; infinite where unknown. */
  readonly metres: Float64Array;
  /** By row: the market mix, best highest. See `mixScore`. */
  readonly mix: Float64Array;
  /** By row: what an answer to words is worth, for how well it answers: what is there, near and in season counts for more. */
  readonly worth: Float64Array;
}

/** Adds to sets by name, each made when its name is first heard. */
function collector<K>(rows: number): { readonly sets: Map<K, Bits>; add(name: K, row: number): void } {
  const sets = new Map<K, Bits>();
  return {
    sets,
    add: (name, row) => {
      let bits = sets.get(name);
      if (bits === undefined) sets.set(name, (bits = noBits(rows)));
      addBit(bits, row);
    },
  };
}

/** Places by a text of each row: 0 for the lowest. */
function ranks(rows: readonly ItemRow[], textOf: (row: ItemRow) => string, direction: 1 | -1): Float64Array {
  const texts = rows.map(textOf);
  const order = rows.map((_row, index) => index);
  order.sort((a, b) => (texts[a] === texts[b] ? 0 : texts[a]! < texts[b]! ? -direction : direction));
  const places = new Float64Array(rows.length);
  let place = 0;
  order.forEach((row, index) => {
    if (index > 0 && texts[row] !== texts[order[index - 1]!]) place = index;
    places[row] = place;
  });
  return places;
}

const isUnder = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

/** What the sets are made from: the market at one moment, and how its instance orders it. */
export type FacetSource = Pick<FilterContext, "snapshot" | "instance" | "pathsOf">;

/** Makes the sets of a snapshot. `pathsOf` names the categories under which an item of a category is found. */
export function facetSetsOf({ snapshot, instance, pathsOf }: FacetSource): FacetSets {
  const rows = [...snapshot.items.values()];
  const count = rows.length;
  const categories = collector<string>(count);
  const labels = collector<string>(count);
  const diets = collector<string>(count);
  const partyPlaces = new Map<string, number>();
  const partyOf = new Int32Array(count);
  const units = collector<PriceUnit>(count);
  const declaredNo = collector<string>(count);
  const declaredYes = collector<string>(count);
  const priceMinor = new Float64Array(count);
  const unitPriceMinor = new Float64Array(count).fill(Number.NaN);
  rows.forEach(({ item, partyId, labels: granted, levels }, row) => {
    for (const path of pathsOf(item.category)) categories.add(path, row);
    for (const label of granted) labels.add(label, row);
    for (const diet of dietsOf(item)) diets.add(diet, row);
    let place = partyPlaces.get(partyId);
    if (place === undefined) partyPlaces.set(partyId, (place = partyPlaces.size));
    partyOf[row] = place;
    for (const [allergen, presence] of Object.entries(item.allergens ?? {})) {
      (presence === "no" ? declaredNo : declaredYes).add(allergen, row);
    }
    // What its card says: of what can be had.
    priceMinor[row] = Math.min(...variantsLeft(item, levels).map((variant) => variant.priceMinor));
    const unitPrice = unitPriceOf(item, levels);
    if (unitPrice === null) return;
    units.add(unitPrice.unit, row);
    unitPriceMinor[row] = Math.round(unitPrice.minor);
  });
  const goods = bitsWhere(count, (row) => rows[row]!.item.kind === "good");
  let names: Float64Array | undefined;
  let newness: Float64Array | undefined;
  return {
    rows,
    rowOf: new Map(rows.map(({ key }, row) => [key, row])),
    categories: categories.sets,
    labels: labels.sets,
    diets: diets.sets,
    partyIds: [...partyPlaces.keys()],
    partyOf,
    units: units.sets,
    goods,
    services: without(allBits(count), goods),
    secondHand: bitsWhere(count, (row) => isUnder(rows[row]!.item.category, "second-hand")),
    eaten: bitsWhere(count, (row) => {
      const { kind, category } = rows[row]!.item;
      return kind === "good" && isEdibleIn(instance, category);
    }),
    declaredNo: declaredNo.sets,
    declaredYes: declaredYes.sets,
    priceMinor,
    unitPriceMinor,
    nameRanks: () => (names ??= ranks(rows, ({ item }) => orderKey(Object.values(item.name)[0] ?? ""), 1)),
    newRanks: () =>
      (newness ??= ranks(
        rows,
        ({ issuedOn, partyId }) => `${issuedOn} ${snapshot.parties.get(partyId)?.party.since ?? ""}`,
        -1,
      )),
  };
}

/** A number between 0 and 1 that is the same everywhere: breaks ties without favouring the alphabet. */
function shuffle(key: string): number {
  let hash = 2166136261;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 16777619);
  return (hash >>> 0) / 2 ** 32;
}

/** Without words to go by, a market mix: one of each stall in turn, what is there and in season first. */
function mixScore(row: ItemRow, left: boolean, inSeason: boolean): number {
  const there = left ? 0 : -40;
  const season = inSeason ? 3 : row.item.season ? -20 : 0;
  const pictured = row.item.pictures?.length ? 2 : 0;
  return there + season + pictured - row.turn + shuffle(row.key) * 4;
}

function worthOf(left: boolean, metres: number, outOfSeason: boolean): number {
  return (left ? 1 : 0.4) * (1 + 0.15 * Math.exp(-metres / 5000)) * (outOfSeason ? 0.6 : 1);
}

/** The sets of a day and a place. What is asked of a stall is asked once a stall, not once an item. */
export function presentSetsOf(sets: FacetSets, context: FilterContext): PresentSets {
  const { rows, partyIds, partyOf } = sets;
  const count = rows.length;
  const takesOrders = partyIds.map(context.takesOrders);
  const distances = partyIds.map((id) => context.distance(id) ?? Number.POSITIVE_INFINITY);
  const inSeason = bitsWhere(count, (row) => context.inSeason(rows[row]!));
  const metres = new Float64Array(count);
  const mix = new Float64Array(count);
  const worth = new Float64Array(count);
  const available = noBits(count);
  const delivered = noBits(count);
  const freeSoon = bitsWhere(count, (row) => context.freeSoon(rows[row]!));
  rows.forEach((each, row) => {
    const { item, partyId } = each;
    const left = context.left(each);
    const season = hasBit(inSeason, row);
    metres[row] = distances[partyOf[row]!]!;
    mix[row] = mixScore(each, left, season);
    worth[row] = worthOf(left, metres[row]!, item.season !== undefined && !season);
    if (left && takesOrders[partyOf[row]!] && (season || item.season === undefined)) addBit(available, row);
    if (item.kind === "good" && context.delivers(partyId, item.temperature ?? "ambient")) addBit(delivered, row);
  });
  return { inSeason, available, delivered, freeSoon, metres, mix, worth };
}

/** Whether two sets of one snapshot say the same: then orders made from one hold for the other. */
export function samePresent(a: PresentSets, b: PresentSets): boolean {
  return (
    sameBits(a.inSeason, b.inSeason) &&
    sameBits(a.available, b.available) &&
    sameBits(a.delivered, b.delivered) &&
    sameBits(a.freeSoon, b.freeSoon) &&
    a.mix.every((score, row) => score === b.mix[row]) &&
    a.worth.every((worth, row) => worth === b.worth[row]) &&
    a.metres.every((metres, row) => metres === b.metres[row])
  );
}
