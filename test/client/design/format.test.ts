import { expect, test } from "vitest";
import {
  amountText,
  clockText,
  contentText,
  dayText,
  distanceText,
  durationText,
  inInstance,
  localizedText,
  moneyText,
  monthText,
  serviceTimeText,
  unitPriceText,
  weekdayText,
  weightText,
} from "../../../client/design/format.ts";

/** Intl separates with spaces that do not break; a test reads better with plain ones. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

test("an amount is written in minor units' full width, with a point, as Swiss shops write it", () => {
  expect(amountText(780)).toBe("7.80");
  expect(amountText(5)).toBe("0.05");
  expect(plain(moneyText(7140))).toBe("71.40 CHF");
  expect(plain(amountText(123_456_789))).toMatch(/^1.234.567\.89$/);
});

test("weights, distances and durations take the unit that a person would", () => {
  expect(plain(weightText(850))).toBe("850 g");
  expect(plain(weightText(1200))).toBe("1,2 kg");
  expect(plain(distanceText(430))).toBe("450 m");
  expect(plain(distanceText(1840))).toBe("1,8 km");
  expect(plain(distanceText(12_400))).toBe("12 km");
  expect(plain(durationText(50))).toBe("50 min");
  expect(plain(durationText(90))).toBe("1 h 30");
  expect([90, 10_080].map((minutes) => plain(serviceTimeText(minutes)))).toEqual(["1 h 30", "pour 7 j"]);
});

test("contents are thousandths of their unit", () => {
  expect(plain(contentText({ quantity: 850_000, unit: "g" }))).toBe("850 g");
  expect(plain(contentText({ quantity: 750_000, unit: "ml" }))).toBe("75 cl");
  expect(plain(contentText({ quantity: 1_000_000, unit: "ml" }))).toBe("1 l");
  expect(plain(contentText({ quantity: 6000, unit: "piece" }))).toBe("6 pc");
});

test("a unit price is per kilogram or litre, per 100 for small contents, and the producer's own when weighed", () => {
  const variant = { id: "a", priceMinor: 780 };
  expect(unitPriceText({ ...variant, content: { quantity: 850_000, unit: "g" } })).toBe("9.18/kg");
  expect(unitPriceText({ ...variant, content: { quantity: 50_000, unit: "g" } })).toBe("15.60/100 g");
  expect(unitPriceText({ ...variant, content: { quantity: 750_000, unit: "ml" } })).toBe("10.40/l");
  expect(unitPriceText({ ...variant, content: { quantity: 1000, unit: "piece" } })).toBeNull();
  expect(unitPriceText(variant)).toBeNull();
  // Of preserves what is left without the liquid counts, whatever the jar holds in all.
  const preserve = { ...variant, content: { quantity: 400_000, unit: "g" as const }, drainedGrams: 240 };
  expect(unitPriceText(preserve)).toBe("32.50/kg");
  const weighed = { pricePerKgMinor: 2800, gramsMin: 360, gramsEstimate: 400, gramsMax: 460 };
  expect(unitPriceText({ ...variant, weighed })).toBe("28.00/kg");
});

test("days and times are those of the instance, right across the change of clocks", () => {
  expect(dayText("2026-09-25")).toBe("vendredi 25 septembre");
  expect(dayText("2026-12-01")).toBe("mardi 1er décembre");
  expect(dayText("2026-12-21")).toBe("lundi 21 décembre");
  expect(clockText("17:30")).toBe("17\u00a0h\u00a030");
  expect(clockText("08:00")).toBe("8\u00a0h");
  // In Geneva, summer time ended on 25 October 2026 at 03:00.
  expect(inInstance(new Date("2026-10-24T22:30:00Z"))).toEqual({ day: "2026-10-25", clock: "00:30", weekday: 7 });
  expect(inInstance(new Date("2026-10-25T22:30:00Z"))).toEqual({ day: "2026-10-25", clock: "23:30", weekday: 7 });
  expect(weekdayText(1)).toBe("lundi");
  expect(weekdayText(7)).toBe("dimanche");
  expect(monthText(12)).toBe("décembre");
});

test("a text in several languages falls back to one that there is", () => {
  expect(localizedText({ fr: "pain", en: "bread" })).toBe("pain");
  expect(localizedText({ de: "Brot" })).toBe("Brot");
  expect(localizedText(undefined)).toBe("");
});
