import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  categoriesBelow,
  categoryChoices,
  categoryOf,
  categoryTrail,
  categoryWay,
  labelIcon,
  printOf,
  vatPermille,
} from "../../../client/design/catalogue-facts.ts";
import { iconNames } from "../../../client/design/icon-names.ts";
import { instance } from "../../../client/instance.ts";

const press = readFileSync("client/public/art/press.svg", "utf8");

test("a category that the instance does not have is its parent's", () => {
  const known = instance.categories.find(({ path }) => path.includes("/"));
  expect(categoryOf(`${known?.path}/something-new`)).toEqual(known);
  expect(categoryOf("nowhere")).toBeNull();
  expect(categoryOf(undefined)).toBeNull();
  expect(printOf("nowhere")).toEqual({ print: "basket", paper: "oat" });
});

test("a trail goes from the widest category to the narrowest, each below the one before", () => {
  const deepest = instance.categories.toSorted((a, b) => b.path.length - a.path.length)[0];
  const trail = categoryTrail(deepest?.path ?? "");
  expect(trail.at(-1)).toEqual(deepest);
  for (const [index, category] of trail.entries()) {
    if (index > 0) expect(categoriesBelow(trail[index - 1]?.path ?? "")).toContainEqual(category);
  }
});

test("every category is reached by choosing, from the widest down, and none is offered beside the one that gathers it", () => {
  for (const { path } of instance.categories) {
    const way = categoryWay(path);
    expect(way.at(-1)?.path).toBe(path);
    for (const [index, category] of way.entries()) {
      if (index > 0) expect(categoryChoices(way[index - 1]?.path ?? "")).toContainEqual(category);
    }
  }
  const food = categoryChoices("food").map(({ path }) => path);
  expect(food).toContain("food/produce");
  expect(food).not.toContain("food/fruit");
  expect(categoryChoices("food/produce").map(({ path }) => path)).toEqual(
    expect.arrayContaining(["food/fruit", "food/vegetables"]),
  );
  expect(categoryChoices("nowhere")).toEqual([]);
});

test("every category has an illustration that exists", () => {
  const missing = instance.categories.filter(
    ({ print }) => !press.includes(`id="c-${print}"`) || !press.includes(`id="k-${print}"`),
  );
  expect(missing.map(({ path }) => path)).toEqual([]);
});

test("every label has its own icon in the sprite", () => {
  for (const label of instance.labels) {
    expect(iconNames).toContain(labelIcon(label));
    expect(labelIcon(label).startsWith(label.glyph)).toBe(true);
  }
});

test("a rate of VAT is the one in force on the day", () => {
  expect(vatPermille("reduced", "2026-11-24")).toBe(26);
  expect(vatPermille("reduced", "2020-01-01")).toBeNull();
  expect(vatPermille("unheard-of", "2026-11-24")).toBeNull();
});
