import axe from "axe-core";
import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/shop/shop.css";
import "../../../client/shop/search-filters.ts";
import type { FacetCounts, SearchResult } from "../../../client/core/api.ts";
import { readSearch } from "../../../client/shop/search-state.ts";

let place: HTMLElement;
const before = location.href;

beforeEach(() => {
  document.documentElement.lang = "fr";
  document.documentElement.className = "wa-light";
  document.title = "Chercher";
  place = document.body.appendChild(document.createElement("main"));
});
afterEach(() => {
  place.remove();
  history.replaceState(null, "", before);
});

const counts: FacetCounts = {
  kinds: { good: 12 },
  conditions: { new: 9, "second-hand": 3 },
  diets: { vegan: 4 },
  without: { nuts: 7, milk: 2 },
  inSeason: 0,
  available: 11,
  freeSoon: 0,
  deliveredToMe: 5,
  distances: [0, 1, 4, 9, 12, 12],
  units: { kg: 6 },
  prices: [3, 4, 5, 0, 0],
  putAside: { declared: 0, undeclared: 0 },
};
const result: SearchResult = {
  total: 12,
  items: [],
  parties: [],
  categories: { food: 12, "food/produce": 8, "food/vegetables": 5, "food/fruit": 3 },
  labels: { "terre-d-ici": 6 },
  stalls: {},
  counts,
  suggestions: [],
};

async function show(query = "", postcode: string | null = "1205"): Promise<void> {
  const state = readSearch(new URLSearchParams(query));
  render(
    html`<h1>Chercher</h1>
      <sp-search-filters .state=${state} .result=${result} .postcode=${postcode}></sp-search-filters>`,
    place,
  );
  await expect.element(page.getByRole("form", { name: "Filtres" })).toBeVisible();
}

const chosen = (): string => location.pathname + location.search;

test("each choice stands with its count; one that would leave nothing cannot be chosen, one that is can be left", async () => {
  await show("kind=service");
  await expect.element(page.getByRole("checkbox", { name: "Articles 12" })).toBeEnabled();
  await expect.element(page.getByRole("checkbox", { name: "Seconde main 3" })).toBeEnabled();
  await expect.element(page.getByRole("switch", { name: "De saison 0" })).toBeDisabled();
  await expect.element(page.getByRole("checkbox", { name: "1 km au plus 0", exact: true })).toBeDisabled();
  await expect.element(page.getByRole("checkbox", { name: "Services 0" })).toBeEnabled();
  await page.getByRole("checkbox", { name: "Services 0" }).click();
  expect(chosen()).toBe("/search");
});

test("who granted a label stands with it", async () => {
  await show();
  await expect.element(page.getByRole("checkbox", { name: /Terre d’ici\s*par Terroirs du Bassin\s*6/ })).toBeVisible();
});

test("categories are walked down through the one that gathers them, and up again", async () => {
  await show("cat=food");
  const names = (): string[] =>
    [...place.querySelectorAll("details")]
      .find(({ textContent }) => textContent.includes("Catégorie"))!
      .innerText.split("\n")
      .filter((text) => /[a-z]/.test(text));
  expect(names()).toEqual(["Catégorie", "Alimentation", "Fruits et légumes"]);
  await page.getByRole("checkbox", { name: /^Fruits et légumes/ }).click();
  expect(chosen()).toBe("/search?cat=food%2Fproduce");
  await show("cat=food/vegetables");
  expect(names()).toEqual(["Catégorie", "Alimentation", "Fruits et légumes", "Légumes"]);
  await page.getByRole("checkbox", { name: /^Légumes/ }).click();
  expect(chosen()).toBe("/search?cat=food%2Fproduce");
});

test("by keys, the focus stays with the category that is gone to, down and up again", async () => {
  await show("cat=food");
  const focused = (): string => document.activeElement?.closest("label")?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const press = async (name: RegExp, now: string): Promise<void> => {
    page.getByRole("checkbox", { name }).element().focus();
    await userEvent.keyboard(" ");
    await show(now);
  };
  await press(/^Fruits et légumes/, "cat=food/produce");
  expect(focused()).toBe("Fruits et légumes8");
  // The pressed box itself may come to stand for one below: that one nobody chose.
  await expect.element(page.getByRole("checkbox", { name: /^Fruits\s*3/ })).not.toBeChecked();
  await press(/^Fruits et légumes/, "cat=food");
  await expect.element(page.getByRole("checkbox", { name: /^Fruits et légumes/ })).not.toBeChecked();
  expect(focused()).toBe("Alimentation12");
  await press(/^Alimentation/, "");
  expect(focused()).toBe("Fruits et légumes8");
});

test("prices: a band is chosen and left, another unit takes the range back, one's own range is typed", async () => {
  await show("from=500&to=999");
  const band = page.getByRole("checkbox", { name: /^5\.00.*9\.99/ });
  await expect.element(band).toBeChecked();
  await band.click();
  expect(chosen()).toBe("/search");
  await show("from=500&to=999");
  await userEvent.selectOptions(page.getByRole("combobox", { name: "Comparer les prix" }), "kg");
  expect(chosen()).toBe("/search?per=kg");
  await show();
  await userEvent.fill(page.getByRole("textbox", { name: "à" }), "7.5");
  await userEvent.tab();
  expect(chosen()).toBe("/search?to=750");
  await show("to=750");
  await userEvent.fill(page.getByRole("textbox", { name: "à" }), "cher");
  await userEvent.tab();
  await expect.element(page.getByRole("textbox", { name: "à" })).toHaveValue("7.50");
});

test("without a postcode, what needs one asks for it", async () => {
  await show("", null);
  let asked = 0;
  place.addEventListener("sp-where", () => (asked += 1));
  await page.getByRole("button", { name: "Indiquer mon code postal" }).click();
  await page.getByRole("switch", { name: "Livré chez moi" }).click();
  expect(asked).toBe(2);
  expect(chosen()).toBe("/search?delivered=1");
});

test.each(["wa-light", "wa-dark"])("axe finds nothing, %s", async (theme) => {
  document.documentElement.className = theme;
  await show("without=nuts&diet=vegan&cat=food/vegetables");
  const { violations } = await axe.run(place, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
});
