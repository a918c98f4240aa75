import { expect, test } from "vitest";
import { noChains } from "../../../../crypto/protocol/key-chains.ts";
import { similarTo } from "../../../../client/core/catalogue/similar-items.ts";
import type { ItemRow, Snapshot } from "../../../../client/core/catalogue/snapshot.ts";
import { manyItems } from "../../../support/many-items.ts";
import { good } from "./public-plane.ts";

function marketOf(
  rows: readonly (readonly [party: string, name: string, category: string, priceMinor?: number])[],
  gone: readonly string[] = [],
): Snapshot {
  const levels = new Map(gone.map((key) => [key, { v: 0 as const }]));
  const items = rows.map(([partyId, name, category, priceMinor = 500], index): [string, ItemRow] => {
    const item = good(`i${index}`, name, { category, variants: [{ id: "v", priceMinor }] });
    const key = `${partyId}/i${index}`;
    return [
      key,
      {
        key,
        partyId,
        item,
        priceMinor,
        labels: [],
        turn: index,
        issuedOn: "2026-01-01",
        levels: levels.get(key) ?? {},
      },
    ];
  });
  return {
    chains: noChains,
    parties: new Map(),
    items: new Map(items),
    stock: levels,
    rows: new Map(),
    replyBuckets: 1,
  };
}

const likeFirst = (snapshot: Snapshot, limit = 10): string[] => {
  const [first] = snapshot.items.values();
  return similarTo(first!, snapshot, limit).map(({ item }) => item.name["fr"] ?? "");
};

test("the same branch before a cousin, words of the name before other things, nothing of another trade", () => {
  const market = marketOf([
    ["a", "Tomme fermière", "food/dairy/cheese"],
    ["b", "Yaourt nature", "food/dairy/yogurt"],
    ["c", "Gruyère", "food/dairy/cheese"],
    ["d", "Tomme de chèvre", "food/dairy/cheese"],
    ["e", "Savon", "home/soap"],
  ]);
  expect(likeFirst(market)).toEqual(["Tomme de chèvre", "Gruyère", "Yaourt nature"]);
});

test("the same stall's bread before another stall's gingerbread, which lies further down", () => {
  const market = marketOf([
    ["a", "Pain d’épeautre", "food/bread"],
    ["b", "Pain d’épices", "food/bread/pastry"],
    ["a", "Pain de petit épeautre", "food/bread"],
  ]);
  expect(likeFirst(market)).toEqual(["Pain de petit épeautre", "Pain d’épices"]);
});

test("another stall's before the same one's, several stalls before one, what is sold out not at all", () => {
  const market = marketOf(
    [
      ["a", "Pain de seigle", "food/bread"],
      ["a", "Pain de seigle rond", "food/bread"],
      ["b", "Pain de seigle long", "food/bread"],
      ["b", "Pain de seigle tranché", "food/bread"],
      ["c", "Pain complet", "food/bread"],
      ["d", "Pain de seigle noir", "food/bread"],
    ],
    ["d/i5"],
  );
  const found = likeFirst(market);
  expect(found[0]).toMatch(/long|tranché/);
  expect(found.indexOf("Pain complet")).toBeLessThan(found.indexOf("Pain de seigle rond"));
  expect(found).not.toContain("Pain de seigle noir");
  expect(likeFirst(market, 0)).toEqual([]);
  expect(likeFirst(market, -3)).toEqual([]);
});

test("a market of many has its six, none twice, not itself", () => {
  const market = manyItems(3000);
  for (const row of [...market.items.values()].slice(0, 200)) {
    const keys = similarTo(row, market, 6).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain(row.key);
  }
});
