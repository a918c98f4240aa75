import { expect, test } from "vitest";
import { reasonsIn, translated } from "../../../client/audit/reasons.ts";
import { allLocales } from "../../../client/locales/languages.ts";
import { dataMap } from "../../../server/data-map/data-map.ts";

/** Every text in which the server says why it has something, and for how long. */
function texts(): Set<string> {
  const { tables, files, logFields, headers, answerHeaders, routes } = dataMap();
  const declared = [
    ...Object.values(tables).flatMap(({ columns }) => Object.values(columns)),
    ...[files, logFields, headers, answerHeaders].flatMap((part) => Object.values(part)),
    ...Object.values(routes).flatMap(({ fields }) => Object.values(fields)),
  ];
  return new Set(declared.flatMap(({ why, kept }) => [why, kept]));
}

test.each(allLocales.filter((locale) => locale !== "en"))(
  "each reason and retention of the data map has its words, and there are no others: %s",
  async (locale) => {
    const reasons = await reasonsIn(locale);
    const [said, known] = [texts(), new Set(Object.keys(reasons))];
    expect([...said].filter((text) => !known.has(text))).toEqual([]);
    expect([...known].filter((text) => !said.has(text))).toEqual([]);
    for (const [text, words] of Object.entries(reasons)) {
      expect(words.trim()).toBe(words);
      expect(words).not.toBe("");
      // What is the same in both was left out by mistake; one word is.
      if (text.includes(" ")) expect(words).not.toBe(text);
      // A number of days, minutes or bytes is the same in every language.
      expect(words.match(/\d+/g) ?? []).toEqual(text.match(/\d+/g) ?? []);
    }
  },
);

test("English is what the server says itself, and what it says otherwise is shown as it is", async () => {
  expect(await reasonsIn("en")).toEqual({});
  const reasons = await reasonsIn("de");
  expect(translated(reasons, "14 days")).toBe("14 Tage");
  for (const text of ["15 days", "", "constructor", "__proto__", "toString"])
    expect(translated(reasons, text)).toBeNull();
});
