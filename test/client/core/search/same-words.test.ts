import { tsImport } from "tsx/esm/api";
import { expect, test } from "vitest";
import type { Snapshot } from "../../../../client/core/catalogue/snapshot.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import { good } from "../catalogue/public-plane.ts";
import type * as Unlearnt from "./unlearnt.ts";

// What has been learnt stays learnt: here are modules that nobody else has used.
const { createItemIndex, learnStems } = (await tsImport("./unlearnt.ts", import.meta.url)) as typeof Unlearnt;

/** Finds names of things in an index of these, which has not learnt any stems of the table. */
function finderOf(names: readonly string[]): (text: string) => string[] {
  const list = names.map((name, place) => {
    const item = good(`i${place}`, name, { category: "home/cleaning" });
    return { key: `party/i${place}`, partyId: "party", item, labels: [] };
  });
  const index = createItemIndex(geneva);
  index.update({ rows: new Map([["party", { list }]]), parties: new Map() } as unknown as Snapshot);
  return (text) => index.find(text).matches.map(({ row }) => row.item.name["fr"]!);
}

test("words as they are written are known before their stems are learnt, other endings only then", () => {
  const find = finderOf(["Pain de seigle", "Truite", "Jus de pomme"]);
  const asked = ["Brot", "segale", "trout", "Apfelsaft"];
  const answers = [["Pain de seigle"], ["Pain de seigle"], ["Truite"], ["Jus de pomme"]];
  expect(asked.map(find)).toEqual(answers);
  expect(find("Forellen")).toEqual([]);
  // Learnt by and by, as beside a visitor's letters: nothing that was known is lost on the way.
  let slices = 0;
  while (!learnStems(0)) {
    slices += 1;
    if (slices === 100) expect(asked.map(find)).toEqual(answers);
  }
  expect(slices).toBeGreaterThan(100);
  expect(asked.map(find)).toEqual(answers);
  expect(find("Forellen")).toEqual(["Truite"]);
});
