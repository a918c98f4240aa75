import { beforeAll, expect, test } from "vitest";
import type { Catalogue } from "../../../../client/core/catalogue/catalogue.ts";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { ready } from "../../../../crypto/sodium.ts";
import type { InstanceFile } from "../../../../crypto/protocol/exports.ts";
import { demoMarket as freiburgMarket } from "../../../../instances/freiburg/demo/market.ts";
import { instance as freiburg } from "../../../../instances/freiburg/instance.ts";
import { demoMarket as genevaMarket } from "../../../../instances/geneva/demo/market.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import type { DemoMarket } from "../../../../instances/notation/demo-market.ts";
import { founded, platformOver, said } from "../catalogue/public-plane.ts";
import { expectations, germanExpectations, isAsExpected, nothingThere } from "./expectations.ts";

let catalogue: Catalogue;
let german: Catalogue;

/** A demo market's catalogue, all of it there: what is sold out today is not what these expectations are about. */
async function catalogueOf(instance: InstanceFile, { stalls }: DemoMarket): Promise<Catalogue> {
  const { plane, open, publish } = founded();
  for (const stall of stalls) {
    const { key } = open(stall.party, [...stall.items], {
      status: "accredited",
      labels: [...stall.labels],
      keyCompared: true,
    });
    publish(said("stock", key, "s0", { levels: {} }));
  }
  const made = await createCatalogue({ ...platformOver(plane), instance }, createTopicHub());
  await made.refresh();
  return made;
}

beforeAll(async () => {
  await ready();
  catalogue = await catalogueOf(geneva, genevaMarket);
  german = await catalogueOf(freiburg, freiburgMarket);
});

const answersTo = (text: string, at: Catalogue, language: string): string[] =>
  at
    .search({ text, limit: 5 })
    .items.map(({ item, partyName }) =>
      [`${item.name[language]} [${item.category}] @${partyName}`, ...(item.diets ?? [])].join(" #"),
    );

test.each(expectations)("a shopper who types “$text” finds what they mean", (expectation) => {
  const answers = answersTo(expectation.text, catalogue, "fr");
  expect(answers.length).toBeGreaterThan(0);
  // The answers stand in the message of a failure.
  expect({ answers, asExpected: isAsExpected(expectation, answers) }).toEqual({ answers, asExpected: true });
});

test.each(germanExpectations)("a shopper who types “$text” in Freiburg finds what they mean", (expectation) => {
  const answers = answersTo(expectation.text, german, "de");
  expect(answers.length).toBeGreaterThan(0);
  expect({ answers, asExpected: isAsExpected(expectation, answers) }).toEqual({ answers, asExpected: true });
});

test.each(["yaourt", "Joghurt", "yoghurt"])("“%s” finds every yoghurt before what lies beside them", (text) => {
  const answers = answersTo(text, catalogue, "fr");
  expect(answers.slice(0, 3).filter((answer) => !answer.startsWith("Yogourt"))).toEqual([]);
});

test.each(nothingThere)("“%s”, which nobody has, finds nothing", (text) => {
  expect(answersTo(text, german, "de")).toEqual([]);
});

test("where no bread is declared without gluten, the branch that is named says how much of it is", () => {
  for (const text of ["pain sans gluten", "gluten free bread", "glutenfreies Brot"]) {
    const { total, instead } = catalogue.search({ text });
    expect({ text, total, instead }).toEqual({ text, total: 0, instead: expect.anything() });
    const { category, diet, count } = instead!;
    expect(diet).toBe("gluten-free");
    expect(catalogue.search({ category, diets: [diet] }).total).toBe(count);
  }
  for (const text of ["chirimoya", "sans gluten", "chirimoya sans gluten", "__proto__ sans gluten", "pain"]) {
    expect(catalogue.search({ text }).instead, text).toBeUndefined();
  }
});

test("every letter on the way to a word keeps the word's things in sight", () => {
  for (const word of ["fromage", "tomme", "savon", "miel", "confiture"]) {
    for (let length = 3; length <= word.length; length++) {
      const letters = word.slice(0, length);
      expect(catalogue.search({ text: letters }).total, letters).toBeGreaterThan(0);
    }
  }
});
