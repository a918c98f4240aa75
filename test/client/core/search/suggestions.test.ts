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
    good("tomme", "Tomme fermière", { category: "food/dairy/cheese", diets: ["vegetarian", "gluten-free"] }),
    good("meule", "Meule", {
      labels: ["terre-d-ici"],
      variants: [
        {
          id: "m",
          priceMinor: 1288,
          weighed: { gramsMin: 420, gramsEstimate: 460, gramsMax: 500, pricePerKgMinor: 2800 },
        },
      ],
    }),
    good("panier", "Panier", {
      variants: [
        { id: "g", priceMinor: 1500 },
        { id: "p", priceMinor: 900 },
      ],
    }),
    good("bis", "Tomme fermière", { category: "food/dairy/cheese" }),
  ]);
  catalogue = await createCatalogue(platformOver(plane), createTopicHub());
  await catalogue.refresh();
});

test("labels and diets are offered, alone or of what was typed before them", () => {
  const properties = (text: string) =>
    catalogue
      .suggest(text, "fr")
      .flatMap((one) =>
        one.kind === "diet"
          ? [[one.diet, one.before, one.count]]
          : one.kind === "label"
            ? [[one.label, one.before, one.count]]
            : [],
      );
  expect(properties("végét")).toEqual([["vegetarian", "", 1]]);
  expect(properties("terre d")).toEqual([["terre-d-ici", "", 1]]);
  for (const text of ["sans glu", "gluten", "senza"]) expect(properties(text)[0], text).toEqual(["gluten-free", "", 1]);
  expect(properties("tomme sans gl")).toEqual([["gluten-free", "tomme", 1]]);
  expect(properties("Tomme  fermière vég")).toEqual([["vegetarian", "Tomme fermière", 1]]);
  expect(properties("oxheart vég")).toEqual([]);
  // "Meule de terre" goes on with a thing.
  expect(properties("meule terre")).toEqual([["terre-d-ici", "meule", 1]]);
  expect(properties("meule de terre")).toEqual([]);
  expect(properties("bio")).toEqual([]);
});

test("the price of a thing is what its card says, and how it stands", () => {
  const price = (text: string) =>
    catalogue.suggest(text, "fr").flatMap((one) => (one.kind === "item" ? [[one.priceMinor, one.bound]] : []))[0];
  expect(price("coeur")).toEqual([480, null]);
  expect(price("meule")).toEqual([1288, "about"]);
  expect(price("panier")).toEqual([900, "from"]);
});

const of = (kind: Exclude<Suggestion["kind"], "diet">, text: string, language = "fr"): string[] =>
  catalogue.suggest(text, language).flatMap((one) => (one.kind !== "diet" && one.kind === kind ? [one.text] : []));

test("words go on where they stop, as the market writes them, with what stood before", () => {
  expect(of("term", "tom").sort()).toEqual(["tomates", "tomme"]);
  expect(of("term", "tomme fer")).toEqual(["tomme fermière"]);
  expect(of("term", "tomme")).toEqual([]);
  expect(of("term", "oxh", "en")).toEqual(["oxheart"]);
  // Nothing that no answer has all of, and no other ending of a word that is there.
  expect(of("term", "savon fer")).toEqual([]);
  expect(of("term", "tomme fermier")).toEqual([]);
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

test("a category that is called as was typed stands before what only begins so", async () => {
  const { plane: other, open } = founded();
  open(producer("Ferme"), [
    good("lait", "Lait cru", { category: "food/dairy/milk" }),
    good("fromage", "Fromage au lait cru", { category: "food/dairy/cheese" }),
    ...["verte", "rouge"].map((one) => good(one, `Laitue ${one}`, { category: "food/vegetables/leaves" })),
  ]);
  const farm = await createCatalogue(platformOver(other), createTopicHub());
  await farm.refresh();
  const said = (text: string) => farm.suggest(text, "fr").map((one) => (one.kind === "diet" ? one.diet : one.text));
  expect(said("lait")[0]).toBe("Lait");
  expect(said("lait")).toContain("laitue");
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
