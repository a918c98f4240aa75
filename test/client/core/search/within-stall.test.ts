import { beforeAll, expect, test } from "vitest";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { founded, good, platformOver, producer } from "../catalogue/public-plane.ts";

beforeAll(() => ready());

async function stall() {
  const { plane, open } = founded();
  const party = producer("Miel et fromages", { trade: { fr: "miel et fromages à Jussy" } });
  const { id } = open(party, [
    good("miel", "Miel de forêt", { category: "food/honey" }),
    good("pain", "Pain d’épices", { category: "food/bread", ingredients: { fr: "farine, miel, épices" } }),
    good("tomme", "Tomme", { category: "food/dairy/cheese" }),
    good("jus", "Jus de pomme", { category: "drinks/juice" }),
  ]);
  open(producer("Ailleurs"), [good("miel", "Miel de fleurs", { category: "food/honey" })]);
  const catalogue = await createCatalogue(platformOver(plane), createTopicHub());
  await catalogue.refresh();
  return (text: string): string[] =>
    catalogue.search({ text, partyId: id }).items.map(({ item }) => item.name["fr"] ?? "");
}

test("at a stall, words mean its things and not its sign", async () => {
  const found = await stall();
  expect((await stall())("miel").sort()).toEqual(["Miel de forêt", "Pain d’épices"]);
  expect(found("fromage")).toEqual(["Tomme"]);
  expect(found("mie")).toContain("Miel de forêt");
});

test("what only the sign says finds all it has, what nobody says finds nothing, and other stalls stay out", async () => {
  const found = await stall();
  expect(found("jussy")).toHaveLength(4);
  expect(found("velours")).toEqual([]);
  expect(found("fleurs")).toEqual([]);
  expect(found("miel pomme")).not.toContain("Miel de fleurs");
});
