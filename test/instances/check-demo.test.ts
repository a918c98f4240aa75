import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileFindings, folderFindings } from "../../instances/check/check-folder.ts";
import { demoFindings } from "../../instances/check/demo-findings.ts";
import { findingsText } from "../../instances/check/finding.ts";
import { readKnown } from "../../instances/check/known.ts";
import { demoMarket as freiburgDemo } from "../../instances/freiburg/demo/market.ts";
import { instance as freiburg } from "../../instances/freiburg/instance.ts";
import type { DemoMarket } from "../../instances/notation/demo-market.ts";
import { root } from "../tidy/tracked-files.ts";

const known = readKnown();
const today = "2026-11-26";

describe("a demo", () => {
  const spoiledDemo = (spoil: (demo: DemoMarket) => object): string =>
    findingsText(demoFindings({ ...freiburgDemo, ...spoil(freiburgDemo) }, freiburg));
  const [stall] = freiburgDemo.stalls;

  test("names what the city has", () => {
    expect(demoFindings(freiburgDemo, freiburg)).toEqual([]);
    const unicorn = { ...stall!, labels: ["moon"], items: [{ ...stall!.items[0]!, category: "food/unicorn" }] };
    const found = spoiledDemo(() => ({ stalls: [unicorn, ...freiburgDemo.stalls.slice(1)] }));
    expect(found).toContain(`demo/market.ts, ${stall!.slug}, ${stall!.items[0]!.id}`);
    expect(found).toContain('There is no category "food/unicorn" here.');
    expect(found).toContain('There is no label "moon" here.');
  });

  test("says nothing that would be refused: hours that end before they begin, a price below nothing, a misspelt field", () => {
    const { party, items } = stall!;
    const spoiled = {
      ...stall!,
      party: { ...party, hours: [{ weekday: 1, from: "19:00", to: "08:00" }], storry: "x" },
      items: [{ ...items[0]!, variants: [{ ...items[0]!.variants[0]!, priceMinor: -1 }] }],
    } as DemoMarket["stalls"][number];
    const found = spoiledDemo(() => ({ stalls: [spoiled, ...freiburgDemo.stalls.slice(1)] }));
    expect(found).toContain(`demo/market.ts, ${stall!.slug}, hours[0]\n    This does not end after it begins.`);
    expect(found).toContain("There is no such setting: storry.");
    expect(found).toContain(`${items[0]!.id}, variants[0].priceMinor\n    It must be at least 0.`);
  });

  test("opens desks that somebody keeps", () => {
    expect(spoiledDemo(() => ({ openStall: "nobody" }))).toContain('Nobody here is called "nobody".');
    expect(spoiledDemo(() => ({ openCourier: "nobody", couriers: [] }))).toContain("Add one, or leave it out.");
  });

  test("that cannot be read, or says nothing, is told with its file; a part that is gone by its name", async () => {
    const parent = await mkdtemp(join(tmpdir(), "smartketplace-check-"));
    const write = async (name: string, text: string): Promise<string> => {
      await mkdir(join(parent, name, "demo"), { recursive: true });
      await writeFile(
        join(parent, name, "instance.ts"),
        `export { instance } from "${root}/instances/freiburg/instance.ts";`,
      );
      await writeFile(join(parent, name, "demo/market.ts"), text);
      return findingsText(await folderFindings(parent, name, known, today));
    };
    try {
      expect(await write("none", "export const demoMarket = { stalls: [ ;")).toContain(
        "demo/market.ts\n    It cannot be read",
      );
      expect(await write("bracket", "export const demoMarket = { stalls: [ ;")).toContain("Look for a comma");
      const apart = await write("apart", 'throw new Error("No postcode 99999.");');
      expect(apart).toContain("No postcode 99999.");
      expect(apart).toContain("so that the two agree");
      expect(apart).not.toContain("comma");
      expect(await write("one", "export const other = 1;")).toContain("It exports no `demoMarket`.");
      const lost = await write("two", 'import { gone } from "./gone.ts";\nexport const demoMarket = gone;');
      expect(lost).toContain("Put that file back");
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  });
});

test("one mistake in many places is told once, with the first place; others stand each by itself", () => {
  const missing = (index: number) => ({
    at: `categories[${index}].name.rm`,
    problem: "It is missing.",
    mend: "Add it.",
  });
  const other = { at: "languages", problem: "Nobody speaks these.", mend: "Choose others." };
  const many = findingsText([...Array.from({ length: 76 }, (_, index) => missing(index)), other]);
  expect(many.split("\n")).toHaveLength(6);
  expect(many).toContain("categories[0].name.rm and 75 other places");
  expect(many).toContain("Nobody speaks these.");
  expect(findingsText([1, 2, 3, 4].map(missing)).split("\n")).toHaveLength(12);
  expect(findingsText([])).toBe("");
});

test("what hides other mistakes is said to: they are found once it is mended", () => {
  const more = "mend these and run it again, more may be found";
  const file = { ...freiburg, country: "Germany", timeZone: "Europe/Freiburg" };
  const ofForm = findingsText(fileFindings(file, "freiburg", known, today));
  expect(ofForm).toContain(more);
  expect(ofForm).not.toContain("time zone");
  const rest = findingsText(fileFindings({ ...file, country: "DE" }, "freiburg", known, today));
  expect(rest).toContain("time zone");
  expect(rest).not.toContain(more);
});
