import { beforeAll, expect, test } from "vitest";
import type { Suggestion } from "../../../../client/core/api.ts";
import type { Catalogue } from "../../../../client/core/catalogue/catalogue.ts";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { founded, good, platformOver, producer, type PublicPlane } from "../catalogue/public-plane.ts";

let plane: PublicPlane;
let catalogue: Catalogue;

beforeAll(async () => {
  await ready();
  const market = founded();
  plane = market.plane;
  market.open(producer("Les Tomates d’Anières"), [
    good("coeur", "Tomates Cœur de bœuf", { name: { fr: "Tomates Cœur de bœuf", en: "Oxheart tomatoes" } }),
    good("tomme", "Tomme fermière", { category: "food/dairy/cheese" }),
    good("bis", "Tomme fermière", { category: "food/dairy/cheese" }),
  ]);
  catalogue = await createCatalogue(platformOver(plane), createTopicHub());
  await catalogue.refresh();
});

const of = (kind: Suggestion["kind"], text: string, language = "fr"): string[] =>
  catalogue.suggest(text, language).flatMap((one) => (one.kind === kind ? [one.text] : []));

test("words go on where they stop, as the market writes them, with what stood before", () => {
  expect(of("term", "tom").sort()).toEqual(["tomates", "tomme"]);
  expect(of("term", "tomme fer")).toEqual(["tomme fermière"]);
  expect(of("term", "tomme")).toEqual([]);
  expect(of("term", "oxh", "en")).toEqual(["oxheart"]);
});

test("categories with something in them, stalls and things are named; a name that two have, once", () => {
  expect(of("category", "froma")).toEqual(["Fromages", "Fromages, œufs, lait"]);
  expect(of("category", "vin")).toEqual([]);
  // By a word that is in no name: see otherWords of the instance's file.
  expect(of("category", "bergkä", "de")).toEqual(["Käse"]);
  expect(of("stall", "aniè")).toEqual(["Les Tomates d’Anières"]);
  expect(of("item", "tomme")).toEqual(["Tomme fermière"]);
  expect(of("item", "tomatoes", "en")[0]).toBe("Oxheart tomatoes");
});

test("before there are two letters, and for what nobody has, nothing is suggested", () => {
  for (const text of ["", " ", "t", "’", "zzzzzz", "\u0000", "<img src=x>"]) {
    expect(catalogue.suggest(text, "fr")).toEqual([]);
  }
});

test("a text of a million letters is no work, and nothing that is typed is asked of the server", () => {
  plane.requests.length = 0;
  expect(catalogue.suggest("tomate ".repeat(150_000), "fr").length).toBeLessThan(12);
  expect(plane.requests).toEqual([]);
});
