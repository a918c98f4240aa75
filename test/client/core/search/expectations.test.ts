import { beforeAll, expect, test } from "vitest";
import type { Catalogue } from "../../../../client/core/catalogue/catalogue.ts";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { demoMarket } from "../../../../instances/geneva/demo/market.ts";
import { founded, platformOver, said } from "../catalogue/public-plane.ts";
import { expectations, isAsExpected } from "./expectations.ts";

let catalogue: Catalogue;

beforeAll(async () => {
  await ready();
  const { plane, open, publish } = founded();
  for (const stall of demoMarket.stalls) {
    const { key } = open(stall.party, [...stall.items], {
      status: "accredited",
      labels: [...stall.labels],
      keyCompared: true,
    });
    // Everything is there: what is sold out today is not what these expectations are about.
    publish(said("stock", key, "s0", { levels: {} }));
  }
  catalogue = await createCatalogue(platformOver(plane), createTopicHub());
  await catalogue.refresh();
});

function answersTo(text: string): string[] {
  return catalogue
    .search({ text, limit: 5 })
    .items.map(({ item, partyName }) =>
      [`${item.name["fr"]} [${item.category}] @${partyName}`, ...(item.diets ?? [])].join(" #"),
    );
}

test.each(expectations)("a shopper who types “$text” finds what they mean", (expectation) => {
  const answers = answersTo(expectation.text);
  expect(answers.length).toBeGreaterThan(0);
  // The answers stand in the message of a failure.
  expect({ answers, asExpected: isAsExpected(expectation, answers) }).toEqual({ answers, asExpected: true });
});

test("every letter on the way to a word keeps the word's things in sight", () => {
  for (const word of ["fromage", "tomme", "savon", "miel", "confiture"]) {
    for (let length = 3; length <= word.length; length++) {
      const letters = word.slice(0, length);
      expect(catalogue.search({ text: letters }).total, letters).toBeGreaterThan(0);
    }
  }
});
