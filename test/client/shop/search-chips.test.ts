import { expect, test } from "vitest";
import { choicesOf, priceRangeText, sortTexts } from "../../../client/shop/search-chips.ts";
import { readSearch, searchAddress, type SearchState } from "../../../client/shop/search-state.ts";

const everything: SearchState = {
  text: "miel",
  category: "food/honey",
  labels: ["terre-d-ici", "bio-controle"],
  without: ["nuts", "milk"],
  diets: ["vegan"],
  kind: "good",
  condition: "new",
  inSeason: true,
  available: true,
  delivered: true,
  freeSoon: true,
  kilometres: 5,
  unit: "kg",
  priceMin: 500,
  priceMax: 999,
  sort: "unit-price",
  count: 24,
};

test("each choice has a chip, and taking all of them back leaves the words and the order", () => {
  const search = { ...everything };
  const said: string[] = [];
  for (let [choice] = choicesOf(search); choice !== undefined; [choice] = choicesOf(search)) {
    said.push(choice.text);
    Object.assign(search, choice.without);
    expect(said.length).toBeLessThan(30);
  }
  expect(searchAddress(search)).toBe("/search?q=miel&sort=unit-price");
  expect(said).toHaveLength(15);
  expect(new Set(said).size).toBe(15);
  expect(said).toContain("Sans fruits à coque");
});

test("a chip takes back its own choice only", () => {
  for (const choice of choicesOf(everything)) {
    const rest = { ...everything, ...choice.without };
    expect(choicesOf(rest)).toHaveLength(choicesOf(everything).length - 1);
  }
});

test("what a link names and this market does not know can be taken back too", () => {
  const search = readSearch(new URLSearchParams("cat=moon/cheese&labels=unheard-of"));
  expect(choicesOf(search).map(({ text }) => text)).toEqual(["moon/cheese", "unheard-of"]);
});

test("a range says its ends", () => {
  expect(priceRangeText(null, 499)).toBe("jusqu’à 4.99\u00a0CHF");
  expect(priceRangeText(5000, null)).toBe("dès 50.00\u00a0CHF");
  expect(priceRangeText(500, 999)).toBe("5.00\u00a0CHF à 9.99\u00a0CHF");
  expect(priceRangeText(null, null)).toBe("tous les prix");
});

test("every order has a name of its own", () => {
  expect(new Set(sortTexts().map(([, text]) => text)).size).toBe(7);
});
