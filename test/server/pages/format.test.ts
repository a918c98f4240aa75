import fc from "fast-check";
import { expect, test } from "vitest";
import {
  amountText,
  clockText,
  contentText,
  dayText,
  durationText,
  listText,
  monthText,
  numberText,
  unitPriceText,
  weekdayText,
  weightText,
} from "../../../client/design/format.ts";
import type { Content } from "../../../crypto/protocol/exports.ts";
import { instanceNamed } from "../../../instances/registry.ts";
import { formatIn, plainAmount } from "../../../server/pages/format.ts";
import { geneva } from "../../../instances/geneva/instance.ts";

const french = formatIn("fr", geneva);

// The two rooms may not import each other; here it is held that they write alike.
test("pages write amounts, measures and days as the screens do", () => {
  const units = fc.constantFrom<Content["unit"]>("g", "ml", "piece", "cm", "minute");
  const contents = fc.record({ quantity: fc.integer({ min: 1, max: 100_000_000 }), unit: units });
  fc.assert(
    fc.property(contents, fc.integer({ min: 0, max: 100_000_000 }), (content, priceMinor) => {
      const variant = { id: "a", priceMinor, content, ...(content.unit === "g" && { drainedGrams: 285 }) };
      expect(french.amount(priceMinor)).toBe(amountText(priceMinor));
      expect(french.unitPrice(variant)).toBe(unitPriceText(variant));
      // A single piece is a word of the page's own.
      expect(french.content(content) ?? "la pièce").toBe(contentText(content));
    }),
  );
  const dozen = { quantity: 12_000, unit: "piece" as const };
  const words = ["fr", "en", "de", "it"]
    .map((language) => formatIn(language, geneva))
    .map((format) => [format.content(dozen), format.unitPrice({ id: "a", priceMinor: 1200, content: dozen })]);
  expect(words).toEqual([
    ["12 pc", "1.00/pc"],
    ["12 pc", "1.00/pc"],
    ["12 Stk.", "1.00/Stk."],
    ["12 pz", "1.00/pz"],
  ]);
  for (const grams of [1, 850, 999, 1000, 1234, 20_000]) expect(french.weight(grams)).toBe(weightText(grams));
  for (const minutes of [5, 59, 60, 90, 1440, 2880, 1500]) expect(french.duration(minutes)).toBe(durationText(minutes));
  for (const clock of ["00:00", "08:00", "17:30", "24:00"]) expect(french.clock(clock)).toBe(clockText(clock));
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) expect(french.weekday(weekday)).toBe(weekdayText(weekday));
  for (const month of [1, 6, 12]) expect(french.month(month)).toBe(monthText(month));
  for (const day of ["2026-10-25", "2026-05-01"]) expect(french.day(day)).toBe(dayText(day));
  expect(french.number(1500)).toBe(numberText(1500));
  expect(french.list(["a", "b", "c"])).toBe(listText(["a", "b", "c"]));
});

test("what differs from city to city is the instance's: its currency, and the mark in a price", () => {
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
  const freiburg = formatIn("de", instanceNamed("freiburg"));
  expect(plain(freiburg.money(123_450))).toBe("1.234,50 €");
  expect(plain(french.money(780))).toBe("7.80 CHF");
});

test("an amount in data has a point and no groups, with as many decimals as its currency", () => {
  expect(plainAmount(123_456_789, "CHF")).toBe("1234567.89");
  expect(plainAmount(5, "EUR")).toBe("0.05");
  expect(plainAmount(500, "JPY")).toBe("500");
});

test("a text that is not there in the page's language is the instance's first, else any, and marked as such", () => {
  const german = formatIn("de", geneva);
  expect([german.text({ de: "Brot", fr: "pain" }), german.foreign({ de: "Brot" })]).toEqual(["Brot", null]);
  expect([german.text({ it: "pane", fr: "pain" }), german.foreign({ it: "pane", fr: "pain" })]).toEqual(["pain", "fr"]);
  expect([german.text({ it: "pane" }), german.foreign({ it: "pane" })]).toEqual(["pane", "it"]);
  expect([german.text(undefined), german.foreign(undefined)]).toEqual(["", null]);
});
