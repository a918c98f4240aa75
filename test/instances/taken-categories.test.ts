import { expect, test } from "vitest";
import { instanceFile } from "../../crypto/protocol/instance-file.ts";
import { generalMarket } from "../../instances/tree/categories.ts";
import { otherWords } from "../../instances/tree/other-words.ts";
import { takenCategories } from "../../instances/tree/taken-categories.ts";

const taken = takenCategories({
  languages: ["fr", "de"],
  branches: ["food", "repair"],
  rename: { "repair/bicycle": { de: "Velos" }, "food/oil": { fr: "Huiles" } },
});
const named = (path: string) => taken.find((category) => category.path === path);

test("a city takes branches of the shared tree, in its languages, with its own words over those of the tree", () => {
  expect(new Set(taken.map(({ path }) => path.split("/")[0]))).toEqual(new Set(["food", "repair"]));
  expect(named("repair/bicycle")?.name).toEqual({ fr: "Vélos", de: "Velos" });
  expect(named("food/bakery")?.includes).toEqual(["food/bread", "food/flour"]);
});

test("what a city calls otherwise is found by the tree's word too, and by what people say besides", () => {
  expect(named("repair/bicycle")?.otherWords?.["de"]?.split(" ")).toEqual(
    expect.arrayContaining(["Fahrräder", "Fahrrad"]),
  );
  expect(named("food/oil")?.otherWords).toEqual({ fr: "Huiles et vinaigres" });
  expect(named("repair/bicycle")?.otherWords).not.toHaveProperty("it");
  expect(named("food/vegetables/garlic")).not.toHaveProperty("otherWords");
});

test("other words are of branches that are there, in languages that they are named in, and fit the file", () => {
  for (const [path, texts] of Object.entries(otherWords)) {
    const category = generalMarket.find((one) => one.path === path);
    expect(category, path).toBeDefined();
    for (const language of Object.keys(texts)) expect(category?.name, path).toHaveProperty(language);
  }
  const { categories } = instanceFile.shape;
  expect(categories.safeParse(taken).success).toBe(true);
  const long = [{ ...taken[0], otherWords: { fr: "x".repeat(201) } }];
  expect(categories.safeParse(long).success).toBe(false);
  expect(categories.safeParse([{ ...taken[0], otherWords: "Velo" }]).success).toBe(false);
});
