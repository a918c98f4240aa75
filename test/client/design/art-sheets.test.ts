import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { artSheets } from "../../../client/design/art-sheets.ts";
import { instanceNamed, instanceNames } from "../../../instances/registry.ts";

const press = readFileSync("client/public/art/press.svg", "utf8");
const namesIn = (source: string): readonly string[] =>
  [...source.matchAll(/<symbol id="([^"]+)"/g)].map(([, id = ""]) => id);

test.each(instanceNames)(
  "every illustration is in one sheet of %s, with both its blocks, as the whole set has it",
  (name) => {
    const sheets = artSheets(press, instanceNamed(name));
    const prints = sheets.flatMap((sheet) => sheet.prints);
    expect(new Set(prints).size).toBe(prints.length);
    expect(prints.flatMap((print) => [`c-${print}`, `k-${print}`]).toSorted()).toEqual(namesIn(press).toSorted());
    for (const { prints: within, source } of sheets) {
      expect(namesIn(source).toSorted()).toEqual(within.flatMap((print) => [`c-${print}`, `k-${print}`]).toSorted());
      for (const [symbol] of source.matchAll(/<symbol[\s\S]*?<\/symbol>/g)) expect(press).toContain(symbol);
    }
  },
);

test.each(instanceNames)(
  "what the front page of %s shows first is in the first sheet; the others are of about one size",
  (name) => {
    const instance = instanceNamed(name);
    const [front, ...later] = artSheets(press, instance);
    const tiles = instance.categories.filter(({ tile }) => tile === true).map(({ print }) => print);
    expect(front?.prints.toSorted()).toEqual([...new Set([...tiles, "snail"])].toSorted());
    const lengths = later.map(({ source }) => source.length);
    expect(lengths).toHaveLength(4);
    expect(Math.max(...lengths)).toBeLessThan(1.5 * Math.min(...lengths));
  },
);

test("a set without an illustration of the front page is refused, however it is damaged", () => {
  const instance = instanceNamed("geneva");
  for (const damaged of ["", "<svg></svg>", press.replaceAll("-snail", "-slug"), press.slice(0, 4000)]) {
    expect(() => artSheets(damaged, instance)).toThrow(/No illustration/);
  }
});
