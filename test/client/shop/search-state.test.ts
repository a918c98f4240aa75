import fc from "fast-check";
import { expect, test } from "vitest";
import { readSearch, risingRange, searchAddress, searchQuery } from "../../../client/shop/search-state.ts";

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
const state = fc.record({
  text: fc.string({ maxLength: 60 }),
  category: fc.oneof(
    fc.constant(""),
    fc.array(word, { minLength: 1, maxLength: 3 }).map((p) => p.join("/")),
  ),
  labels: fc.uniqueArray(word, { maxLength: 4 }),
  without: fc.uniqueArray(word, { maxLength: 4 }),
  diets: fc.uniqueArray(word, { maxLength: 4 }),
  kind: fc.constantFrom(null, "good" as const, "service" as const),
  condition: fc.constantFrom(null, "new" as const, "second-hand" as const),
  inSeason: fc.boolean(),
  available: fc.boolean(),
  delivered: fc.boolean(),
  freeSoon: fc.boolean(),
  kilometres: fc.option(fc.integer({ min: 1, max: 50 })),
  unit: fc.constantFrom(null, "kg" as const, "l" as const, "hour" as const),
  priceMin: fc.option(fc.integer({ min: 0, max: 100_000_000 })),
  priceMax: fc.option(fc.integer({ min: 0, max: 100_000_000 })),
  sort: fc.constantFrom("relevance" as const, "near" as const, "price" as const, "unit-price" as const, "new" as const),
  count: fc.integer({ min: 24, max: 2000 }),
});

test("whatever is chosen is in the address, and comes back from it", () => {
  fc.assert(
    fc.property(state, (chosen) => {
      const query = new URL(searchAddress(chosen), "http://localhost").searchParams;
      expect(readSearch(query)).toEqual(chosen);
    }),
  );
});

test("an address that nobody made is read as far as it makes sense", () => {
  const read = readSearch(
    new URLSearchParams(
      "q=x&kind=evil&state=old&per=stone&from=-1&to=1e99&km=900&n=-4&sort=drop&labels=,,a,a&season=yes",
    ),
  );
  expect(read).toMatchObject({
    kind: null,
    condition: null,
    unit: null,
    priceMin: null,
    priceMax: null,
    kilometres: null,
    count: 24,
    sort: "relevance",
    labels: ["a"],
    inSeason: false,
  });
});

test("nothing chosen asks for the whole market, a page of it", () => {
  expect(searchAddress({})).toBe("/search");
  expect(searchQuery(readSearch(new URLSearchParams()))).toEqual({ sort: "relevance", offset: 0, limit: 24 });
});

test("a list that somebody made very long is cut, a text too", () => {
  const many = Array.from({ length: 500 }, (_id, index) => `l${index}`).join(",");
  const read = readSearch(new URLSearchParams({ q: "x".repeat(5000), labels: many, without: many }));
  expect(read.text).toHaveLength(200);
  expect(read.labels).toHaveLength(20);
  expect(read.without).toHaveLength(20);
});

test("a range of prices rises, whichever end was typed first", () => {
  expect(risingRange({ priceMin: 300, priceMax: 200 })).toEqual({ priceMin: 200, priceMax: 300 });
  for (const range of [
    { priceMin: 200, priceMax: 300 },
    { priceMin: 200, priceMax: 200 },
    { priceMin: null, priceMax: 200 },
    { priceMin: 300, priceMax: null },
    { priceMin: null, priceMax: null },
  ])
    expect(risingRange(range)).toEqual(range);
});
