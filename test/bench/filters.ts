import type { SearchQuery } from "../../client/core/api.ts";
import { createCatalogueViews } from "../../client/core/catalogue/catalogue-views.ts";
import { pathExpander } from "../../client/core/search/filters.ts";
import { createItemIndex } from "../../client/core/search/item-index.ts";
import type { SearchContext } from "../../client/core/search/answers.ts";
import { search } from "../../client/core/search/search.ts";
import { wordListOf } from "../../client/core/words/words.ts";
import { geneva } from "../../instances/geneva/instance.ts";
import { manyItems, seeded } from "../support/many-items.ts";
import { median, percentile, rounded, say } from "./figures.ts";

const sizes = [1500, 50_000] as const;
const changesCount = 500;
const warmChangesCount = 50;
const sorts = ["relevance", "near", "price", "price-down", "unit-price", "new", "name"] as const;

function contextOf(itemsCount: number): SearchContext {
  const snapshot = manyItems(itemsCount);
  const views = createCatalogueViews(snapshot, geneva, wordListOf("fr"), "1205", Date.parse("2026-09-23T08:00:00Z"));
  return { ...views, instance: geneva, pathsOf: pathExpander(geneva), index: createItemIndex(geneva) };
}

/** One choice more, or one less, as a person would make it. */
function changed(query: SearchQuery, random: () => number): SearchQuery {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const choices: readonly Partial<SearchQuery>[] = [
    { category: pick(geneva.categories).path },
    { labels: [pick(geneva.labels).id] },
    { diets: [pick(["vegan", "organic", "vegetarian"])] },
    { withoutAllergens: [pick(["nuts", "milk"]), pick(["gluten", "soy"])] },
    { kind: pick(["good", "service"] as const) },
    { condition: pick(["new", "second-hand"] as const) },
    { inSeason: true },
    { available: true },
    { deliveredToMe: true },
    { distanceMetresMax: pick([1000, 5000, 20_000]) },
    { unit: pick(["kg", "l"] as const) },
    { priceMinorMin: pick([500, 1000]), priceMinorMax: pick([2000, 5000]) },
    { sort: pick(sorts) },
  ];
  const choice = pick(choices);
  const [name] = Object.keys(choice) as (keyof SearchQuery)[];
  if (name === undefined || !(name in query) || name === "sort") return { ...query, ...choice };
  return Object.fromEntries(Object.entries(query).filter(([key]) => !(key in choice))) as SearchQuery;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function ofSize(itemsCount: number) {
  say(`${itemsCount} items …`);
  const context = contextOf(itemsCount);
  const first = timed(() => search({ limit: 24 }, context));
  const firstSorts = sorts.map((sort) => timed(() => search({ sort, limit: 24 }, context)));
  const random = seeded(7);
  let query: SearchQuery = { limit: 24 };
  const changes: number[] = [];
  for (let round = 0; round < warmChangesCount + changesCount; round++) {
    query = changed(query, random);
    const spent = timed(() => search(query, context));
    if (round >= warmChangesCount) changes.push(spent);
  }
  return {
    itemsCount,
    firstQuestionMilliseconds: rounded(first),
    slowestFirstSortMilliseconds: rounded(Math.max(...firstSorts)),
    changeMillisecondsMedian: rounded(median(changes)),
    changeMillisecondsP95: rounded(percentile(changes, 0.95)),
    changeMillisecondsMax: rounded(Math.max(...changes)),
  };
}

/**
 * `npm run bench -- filters`: what one change of a filter or a sort costs, with the answers of the first page and all the
 * counts. The first question after the market changed makes the sets of rows; the first of each sort sorts them.
 */
export async function benchFilters() {
  return { changesCount, sizes: sizes.map(ofSize) };
}
