import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noChains } from "../../../../crypto/protocol/key-chains.ts";
import { distanceSteps, priceBands, type SearchQuery } from "../../../../client/core/api.ts";
import { createCatalogueViews } from "../../../../client/core/catalogue/catalogue-views.ts";
import type { ItemRow, Snapshot } from "../../../../client/core/catalogue/snapshot.ts";
import { pathExpander } from "../../../../client/core/search/filters.ts";
import { createItemIndex } from "../../../../client/core/search/item-index.ts";
import type { SearchContext } from "../../../../client/core/search/answers.ts";
import { search } from "../../../../client/core/search/search.ts";
import { unitPriceOf, variantsLeft } from "../../../../client/core/search/unit-price.ts";
import { wordListOf } from "../../../../client/core/words/words.ts";
import { allergens } from "../../../../crypto/protocol/item.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import { manyItems } from "../../../support/many-items.ts";

const now = Date.parse("2026-09-23T08:00:00Z");

function contextOf(snapshot: Snapshot, postcode: string | null = "1205"): SearchContext {
  const index = createItemIndex(geneva);
  index.update(snapshot);
  const views = createCatalogueViews(snapshot, geneva, wordListOf("fr"), postcode, now);
  return { ...views, instance: geneva, pathsOf: pathExpander(geneva), index };
}

const market = manyItems(1500);
const context = contextOf(market);

const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const queries: fc.Arbitrary<SearchQuery> = fc
  .record({
    text: some(fc.constantFrom("miel", "pain", "vélo", "tomme")),
    category: some(fc.constantFrom("food", "food/produce", "second-hand", "craft/ceramic", "nowhere")),
    labels: some(fc.subarray(geneva.labels.slice(0, 3).map(({ id }) => id))),
    diets: some(fc.subarray(["vegan", "organic"])),
    withoutAllergens: some(fc.subarray(["nuts", "milk", "gluten"])),
    kind: some(fc.constantFrom("good" as const, "service" as const)),
    condition: some(fc.constantFrom("new" as const, "second-hand" as const)),
    inSeason: some(fc.constant(true)),
    available: some(fc.constant(true)),
    deliveredToMe: some(fc.constant(true)),
    distanceMetresMax: some(fc.constantFrom(2000, 5000, 20_000)),
    unit: some(fc.constantFrom("kg" as const, "l" as const, "hour" as const)),
    priceMinorMin: some(fc.constantFrom(500, 1200)),
    priceMinorMax: some(fc.constantFrom(900, 3000)),
  })
  // What was not chosen is not in the question.
  .map((query) => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)));

/** The rules said once more, slowly, about one item. */
function passes(row: ItemRow, query: SearchQuery): boolean {
  const { item, partyId } = row;
  const path = item.category;
  const eaten = item.kind === "good" && /^(food|drinks)(\/|$)/.test(path);
  const used = /^second-hand(\/|$)/.test(path);
  const measured = unitPriceOf(item, row.levels);
  const price =
    query.unit === undefined
      ? Math.min(...variantsLeft(item, row.levels).map((one) => one.priceMinor))
      : Math.round(measured?.minor ?? Number.NaN);
  const metres = context.distance(partyId);
  const silentOrNot = (allergen: string): string | undefined =>
    (item.allergens as Record<string, string> | undefined)?.[allergen];
  return [
    query.category === undefined || context.pathsOf(path).includes(query.category),
    (query.labels ?? []).every((label) => row.labels.includes(label)),
    (query.diets ?? []).every((diet) => item.diets?.some((own) => own === diet)),
    !eaten || (query.withoutAllergens ?? []).every((allergen) => silentOrNot(allergen) === "no"),
    query.kind === undefined || item.kind === query.kind,
    query.condition === undefined || (query.condition === "second-hand" ? used : !used && item.kind === "good"),
    query.inSeason !== true || item.season?.includes(9) === true,
    query.available !== true ||
      (context.left(row) && (item.season === undefined || item.season.includes(9)) && context.takesOrders(partyId)),
    query.deliveredToMe !== true || (item.kind === "good" && context.delivers(partyId, item.temperature ?? "ambient")),
    query.distanceMetresMax === undefined || (metres !== null && metres <= query.distanceMetresMax),
    query.unit === undefined || measured?.unit === query.unit,
    query.priceMinorMin === undefined || price >= query.priceMinorMin,
    query.priceMinorMax === undefined || price <= query.priceMinorMax,
  ].every(Boolean);
}

const total = (query: SearchQuery): number => search({ ...query, limit: 0 }, context).total;

describe("filters together", () => {
  test("leave what every one of them leaves, whatever is combined", () => {
    fc.assert(
      fc.property(queries, (query) => {
        const found =
          query.text === undefined ? null : new Set(context.index.find(query.text).matches.map(({ row }) => row.key));
        const expected = [...market.items.values()].filter(
          (row) => (found?.has(row.key) ?? true) && passes(row, query),
        );
        const result = search({ ...query, limit: 500 }, context);
        expect(result.total).toBe(expected.length);
        expect(new Set(result.items.map(({ key }) => key)).size).toBe(Math.min(500, expected.length));
        const keys = new Set(expected.map(({ key }) => key));
        expect(result.items.every(({ key }) => keys.has(key))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test("every count is what one gets by choosing it", () => {
    fc.assert(
      fc.property(queries, (query) => {
        const { categories, labels, counts } = search({ ...query, limit: 0 }, context);
        const { labels: chosen = [], diets = [], withoutAllergens = [] } = query;
        const { unit: _unit, priceMinorMin: _min, priceMinorMax: _max, ...anyPrice } = query;
        for (const path of ["food", "drinks", "second-hand/books", "services"]) {
          expect(categories[path] ?? 0).toBe(total({ ...query, category: path }));
        }
        for (const { id } of geneva.labels) {
          expect(labels[id] ?? 0).toBe(total({ ...query, labels: [...new Set([...chosen, id])] }));
        }
        for (const diet of ["vegan", "gluten-free"]) {
          expect(counts.diets[diet] ?? 0).toBe(total({ ...query, diets: [...new Set([...diets, diet])] }));
        }
        for (const allergen of ["nuts", "sesame"]) {
          const added = [...new Set([...withoutAllergens, allergen])];
          expect(counts.without[allergen] ?? 0).toBe(total({ ...query, withoutAllergens: added }));
        }
        expect(counts.kinds.service ?? 0).toBe(total({ ...query, kind: "service" }));
        expect(counts.conditions.new ?? 0).toBe(total({ ...query, condition: "new" }));
        expect(counts.conditions["second-hand"] ?? 0).toBe(total({ ...query, condition: "second-hand" }));
        expect(counts.inSeason).toBe(total({ ...query, inSeason: true }));
        expect(counts.available).toBe(total({ ...query, available: true }));
        expect(counts.deliveredToMe).toBe(total({ ...query, deliveredToMe: true }));
        expect(counts.distances).toEqual(
          distanceSteps.map((kilometres) => total({ ...query, distanceMetresMax: kilometres * 1000 })),
        );
        for (const unit of ["kg", "l", "hour"] as const) {
          expect(counts.units[unit] ?? 0).toBe(total({ ...anyPrice, unit }));
        }
        const priced = query.unit === undefined ? anyPrice : { ...anyPrice, unit: query.unit };
        expect(counts.prices).toEqual(
          priceBands.map(({ minMinor, maxMinor }) =>
            total({ ...priced, priceMinorMin: minMinor, ...(maxMinor !== null && { priceMinorMax: maxMinor }) }),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("what is silent about an allergen is told apart from what holds it", () => {
    const query = { category: "food", withoutAllergens: ["nuts"] };
    const { total: free, counts } = search(query, context);
    const food = [...market.items.values()].filter(
      ({ item }) => item.kind === "good" && context.pathsOf(item.category).includes("food"),
    );
    const says = (row: ItemRow): string | undefined => row.item.allergens?.nuts;
    expect(counts.putAside.declared).toBe(food.filter((row) => says(row) === "yes" || says(row) === "traces").length);
    expect(counts.putAside.undeclared).toBe(food.filter((row) => says(row) === undefined).length);
    expect(free + counts.putAside.declared + counts.putAside.undeclared).toBe(total({ category: "food" }));
    expect(search({ category: "food" }, context).counts.putAside).toEqual({ declared: 0, undeclared: 0 });
  });

  test("nothing there is nothing counted, and a word from outside is no choice", () => {
    const empty = contextOf({
      chains: noChains,
      parties: new Map(),
      items: new Map(),
      stock: new Map(),
      rows: new Map(),
      replyBuckets: 1,
    });
    expect(search({ withoutAllergens: ["nuts"], unit: "kg", priceMinorMax: 5 }, empty)).toMatchObject({
      total: 0,
      items: [],
      categories: {},
      labels: {},
    });
    expect(total({ labels: ["__proto__", "constructor"] })).toBe(0);
    expect(total({ withoutAllergens: ["toString"] })).toBe(total({}) - eatenCount());
    expect(total({ priceMinorMin: 10, priceMinorMax: 5 })).toBe(0);
  });
});

function eatenCount(): number {
  return [...market.items.values()].filter(
    ({ item }) => item.kind === "good" && /^(food|drinks)(\/|$)/.test(item.category),
  ).length;
}

describe("sorting", () => {
  test("by price of a unit keeps kilograms with kilograms, and puts what is not measured last", () => {
    const { items } = search({ sort: "unit-price", limit: 500, category: "food" }, context);
    const prices = items.map(({ item, stock }) => unitPriceOf(item, stock));
    const units = ["kg", "l", "piece", "m", "hour"];
    const places = prices.map((price) => (price === null ? 9 : units.indexOf(price.unit)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const kilograms = prices.filter((price) => price?.unit === "kg").map((price) => Math.round(price!.minor));
    expect(kilograms.length).toBeGreaterThan(10);
    expect(kilograms).toEqual([...kilograms].sort((a, b) => a - b));
  });

  test.each(["relevance", "near", "price", "price-down", "unit-price", "new", "name"] as const)(
    "%s pages through everything once, with words and without",
    (sort) => {
      for (const text of [undefined, "pain"]) {
        const query = { sort, ...(text !== undefined && { text }) };
        const all = search({ ...query, limit: 500 }, context).items.map(({ key }) => key);
        const pages = Array.from({ length: Math.ceil(all.length / 60) }, (_page, index) =>
          search({ ...query, offset: index * 60, limit: 60 }, context).items.map(({ key }) => key),
        ).flat();
        expect(pages.slice(0, all.length)).toEqual(all);
        expect(new Set(all).size).toBe(all.length);
      }
    },
  );

  test("without a postcode nothing is near or far, and nothing is delivered there that is not anywhere", () => {
    const nowhere = contextOf(market, null);
    const { counts } = search({}, nowhere);
    expect(counts.distances.every((count) => count === 0)).toBe(true);
    expect(search({ sort: "near", limit: 500 }, nowhere).items).toHaveLength(500);
  });
});

test("the fourteen allergens are all counted", () => {
  expect(Object.keys(search({ category: "food" }, context).counts.without).sort()).toEqual([...allergens].sort());
});
