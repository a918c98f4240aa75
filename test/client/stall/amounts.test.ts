import fc from "fast-check";
import { expect, test } from "vitest";
import {
  minorFrom,
  minorText,
  minutesFrom,
  repriced,
  stockFrom,
  thousandthsFrom,
  thousandthsText,
  timeFieldOf,
  wholeFrom,
} from "../../../client/stall/amounts.ts";

test("an amount is read as people write it; an empty cell is never nothing to pay", () => {
  expect(minorFrom("12")).toBe(1200);
  expect(minorFrom("12.5")).toBe(1250);
  expect(minorFrom(" 12,50 ")).toBe(1250);
  expect(minorFrom("1'200.00")).toBe(120_000);
  expect(minorFrom("1.234,50")).toBe(123_450);
  for (const own of ["CHF 14.50", "14,50 chf", "Fr. 14.50", "14.50Fr."]) expect(minorFrom(own)).toBe(1450);
  for (const other of ["14.50 €", "USD 14.50", "CHF", "CHF CHF 2", "1.234"]) expect(minorFrom(other)).toBeNull();
  for (const round of ["12.-", "12.–", "12,--"]) expect(minorFrom(round)).toBe(1200);
  for (const wrong of ["", " ", "abc", "12.505", "-3", "1e3", "31,5O", "1.2.3", "12-", "12.5-", ".-", "12.---"])
    expect(minorFrom(wrong)).toBeNull();
});

test("an amount that no order could carry is none", () => {
  expect(minorFrom("1000000")).toBe(100_000_000);
  expect(minorFrom("1000000.01")).toBeNull();
  expect(repriced(99_000_000, 50, 10)).toBe(100_000_000);
});

test("any amount comes back from its own text", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), (minor) => {
      expect(minorFrom(minorText(minor))).toBe(minor);
    }),
  );
});

test("any content comes back from its own text", () => {
  expect(thousandthsFrom("0,75")).toBe(750);
  for (const heavy of ["2200", "2'200", "2’200", "2 200", "2\u202f200"]) {
    expect([thousandthsFrom(heavy), wholeFrom(heavy, 1, 9999)]).toEqual([2_200_000, 2200]);
  }
  expect(thousandthsFrom("1'200,5")).toBe(1_200_500);
  for (const wrong of ["", "2'20", "2''200", "'200", "22 00", "1.2.3"]) expect(thousandthsFrom(wrong)).toBeNull();
  expect([thousandthsText(250_000), thousandthsText(1_200_750)]).toEqual(["250", "1200,75"]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000_000 }), (value) => {
      expect(thousandthsFrom(thousandthsText(value))).toBe(value);
    }),
  );
});

test("a length of time stands in the largest unit that it fills wholly, and is read in the unit beside it", () => {
  expect([45, 90, 120, 1440, 2160, 10_080].map(timeFieldOf)).toEqual([
    { duration: "45", durationUnit: "minute" },
    { duration: "90", durationUnit: "minute" },
    { duration: "2", durationUnit: "hour" },
    { duration: "1", durationUnit: "day" },
    { duration: "36", durationUnit: "hour" },
    { duration: "7", durationUnit: "day" },
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 10_080 }), (minutes) => {
      const { duration, durationUnit } = timeFieldOf(minutes);
      expect(minutesFrom(duration, durationUnit, 5, 10_080)).toBe(minutes);
    }),
  );
  expect(minutesFrom("1", "hour", 5, 10_080)).toBe(60);
  for (const [text, unit] of [
    ["8", "day"],
    ["169", "hour"],
    ["4", "minute"],
    ["0", "day"],
    ["1.5", "hour"],
    ["", "day"],
  ] as const)
    expect(minutesFrom(text, unit, 5, 10_080)).toBeNull();
});

test("an empty stock is plenty, zero is zero", () => {
  expect(stockFrom("")).toBe("plenty");
  expect(stockFrom("0")).toBe(0);
  for (const word of ["d", "dem.", "Best.", "rich.", "su richiesta"]) expect(stockFrom(word)).toBe("on-demand");
  expect(stockFrom("douze")).toBeNull();
  expect(["∞", "d", "dem.", "Sur demande"].map(stockFrom)).toEqual(["plenty", "on-demand", "on-demand", "on-demand"]);
});

test("a raised price is rounded to the step and never falls to nothing", () => {
  expect(repriced(620, 5, 10)).toBe(650);
  expect(repriced(650, -5, 10)).toBe(620);
  expect(repriced(4, -20, 10)).toBe(10);
});
