import { expect, test } from "vitest";
import type { Snapshot } from "../../../../client/core/catalogue/snapshot.ts";
import { createItemIndex } from "../../../../client/core/search/item-index.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import { good } from "../catalogue/public-plane.ts";

/** Words of few letters, the same at each run: their tree of prefixes is rebuilt at every turn. */
function wordsFrom(seed: number): () => string {
  let state = seed;
  const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 8;
  return () => Array.from({ length: 3 + (next() % 9) }, () => "abcdefghij"[next() % 10]).join("");
}

/** A snapshot of one stall's items, of which an index reads rows and parties. */
function marketOf(names: readonly string[]): Snapshot {
  const list = names.map((name, index) => {
    const key = `party/item-${index}`;
    return { key, partyId: "party", item: good(`item-${index}`, name), labels: [] };
  });
  return { rows: new Map([["party", { list }]]), parties: new Map() } as unknown as Snapshot;
}

test("an index that changes without pause stays whole, whatever it cleans up meanwhile", async () => {
  const failures: unknown[] = [];
  const note = (reason: unknown) => failures.push(reason);
  process.on("unhandledRejection", note);
  try {
    const index = createItemIndex(geneva);
    const word = wordsFrom(7);
    const names = Array.from({ length: 1_000 }, () => `${word()} ${word()} ${word()}`);
    for (let edition = 0; edition < 120; edition++) {
      for (let change = 0; change < 60; change++) names[(edition * 60 + change) % names.length] = `${word()} ${word()}`;
      names[0] = `radis${edition}`;
      index.update(marketOf(names));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(index.find("radis119").matches.map(({ row }) => row.key)).toEqual(["party/item-0"]);
    expect(failures).toEqual([]);
  } finally {
    process.off("unhandledRejection", note);
  }
});
