import { describe, expect, test } from "vitest";
import { guessCategory, sourceCategoryOf } from "../../../../client/core/import/category-guess.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";

describe("a category of a file", () => {
  test.each([
    ["food/dairy/cheese", "food/dairy/cheese"],
    ["Fromages", "food/dairy/cheese"],
    ["fromage", "food/dairy/cheese"],
    ["KÄSE", "food/dairy/cheese"],
    ["Formaggio", "food/dairy/cheese"],
    ["Food, Beverages & Tobacco > Food Items > Dairy Products > Cheese", "food/dairy/cheese"],
    ["Clothing", "clothes"],
    ["Clothing > Tshirts", "clothes"],
    ["Apparel & Accessories > Clothing", "clothes"],
    ["category:Electronics|category:Computers|brand:Apple", "electronics"],
    ["dairy-product", "food/dairy"],
    ["Savon", "home/soap"],
    ["Thé", "drinks/tea"],
    ["Légumes et fruits", "food/produce"],
    ["Music", "music"],
  ])("%s is %s", (text, path) => {
    expect(guessCategory(text, geneva)).toBe(path);
  });

  test.each([
    "Wine glasses",
    "Décor",
    "iPods",
    "Bicycles",
    "Cleaning",
    "frozen",
    "Uncategorized",
    "",
    "  ",
    "food",
    "<b>",
  ])("%s is not guessed to be anything below it", (text) => {
    expect([null, "food"]).toContain(guessCategory(text, geneva));
  });

  test("is known by its whole name in the first language, wherever in the tree, whatever other languages call so", () => {
    const written = ({ name }: (typeof geneva.categories)[number]): string => name["fr"] ?? "";
    const once = geneva.categories.filter(
      (one) => geneva.categories.filter((other) => written(other) === written(one)).length === 1,
    );
    expect(once.map((one) => guessCategory(written(one).toUpperCase(), geneva))).toEqual(once.map(({ path }) => path));
    expect(guessCategory("Livres d'occasion", geneva)).toBe("second-hand/books");
  });

  test("of an instance that names it otherwise is not found", () => {
    const categories = geneva.categories.filter(({ path }) => path === "books");
    const few = { ...geneva, categories };
    expect(guessCategory("Fromages", few)).toBeNull();
    expect(guessCategory("Livre", few)).toBe("books");
  });

  test("is remembered under its words, however they are spaced and written", () => {
    expect(sourceCategoryOf(" Décor  > Vases ")).toBe(sourceCategoryOf("decor > vases"));
    expect(sourceCategoryOf("x".repeat(500)).length).toBe(200);
  });
});
