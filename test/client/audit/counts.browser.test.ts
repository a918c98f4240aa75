import { afterEach, expect, test } from "vitest";
import {
  charactersText,
  closedRowsText,
  daysText,
  entriesReadText,
  filesText,
  inFieldsText,
  keyRowsText,
  noneWitnessedText,
  repliesText,
  requestedText,
  rowsText,
  serviceWorkersText,
  witnessedText,
} from "../../../client/audit/counts.ts";
import { chooseLanguage, language } from "../../../client/locales/locale.ts";
import { allLocales } from "../../../client/locales/languages.ts";

afterEach(() => chooseLanguage("fr"));

const counted = [
  rowsText,
  inFieldsText,
  filesText,
  charactersText,
  daysText,
  repliesText,
  serviceWorkersText,
  closedRowsText,
  keyRowsText,
  entriesReadText,
  noneWitnessedText,
  (count: number) => requestedText(count, "market.example"),
  (count: number) => witnessedText(count, 3, "now"),
] as const;

test.each(allLocales)(
  "one and several are each said in their own way, in %s, and neither as a choice",
  async (locale) => {
    await chooseLanguage(locale);
    expect(language()).toBe(locale);
    for (const text of counted) {
      expect([text(1), text(2)].join()).not.toMatch(/\(s\)|\(e\)|\(n\)/);
      expect(text(2)).toMatch(/2/);
    }
    // A word that is the same in both is no mistake; a sentence that only ever differs in its number would be one.
    const differing = counted.filter((text) => text(1).replaceAll(/\d/g, "") !== text(2).replaceAll(/\d/g, ""));
    expect(differing.length).toBeGreaterThanOrEqual(10);
  },
);

test("none is said in the singular where the language does so", async () => {
  expect(rowsText(0)).toBe("0 ligne");
  await chooseLanguage("de");
  expect(rowsText(0)).toBe("0 Zeilen");
  expect(rowsText(1)).toBe("1 Zeile");
});

test("one witness is spoken of as one", async () => {
  expect(noneWitnessedText(1)).toBe("Le témoin de ce marché n’a pas signé.");
  expect(witnessedText(1, 1, "hier")).toBe("Le témoin de ce marché a signé, hier.");
  expect(witnessedText(1, 3, "hier")).toBe("1 témoin sur 3 a signé, hier.");
  expect(witnessedText(2, 3, "hier")).toBe("2 témoins sur 3 ont signé, hier.");
});
