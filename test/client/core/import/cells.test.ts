import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalMarkOf, readNumber, readPrice } from "../../../../client/core/import/amounts.ts";
import { contentText, readContent, readGrams } from "../../../../client/core/import/content.ts";
import { readDeposit } from "../../../../client/core/import/deposit.ts";
import { readAge, readAllergens, readDiets, readTemperature } from "../../../../client/core/import/food-facts.ts";
import { readGtin } from "../../../../client/core/import/gtin.ts";
import { localIdOf } from "../../../../client/core/import/matching.ts";
import { readSeason } from "../../../../client/core/import/season.ts";
import { readStock } from "../../../../client/core/import/stock-level.ts";
import { readVat } from "../../../../client/core/import/vat-rate.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";

const value = (held: unknown) => ({ kind: "value", value: held });

describe("a number", () => {
  test.each([
    ["1'234.50", 1234.5],
    ["1’234.50", 1234.5],
    ["1 234,50", 1234.5],
    ["1\u00a0234,50", 1234.5],
    ["1.234,50", 1234.5],
    ["1,234.50", 1234.5],
    ["1.234.567", 1234567],
    ["12.-", 12],
    ["12.–", 12],
    ["125.0000", 125],
    ["0,125", 0.125],
    ["-3", -3],
    ['="0076"', 76],
  ])("%s is %d", (text, number) => {
    expect(readNumber(text)).toEqual({ kind: "number", value: number });
  });

  test.each(["31,5O", "=1+1", "abc", "1e5", "12..5.", "12 34", "1.2.3", "--3", "∞", "9".repeat(30)])(
    "%s cannot be read",
    (text) => {
      expect(readNumber(text).kind).toBe("unreadable");
    },
  );

  test("what could be a thousand is told by the other numbers of the file", () => {
    expect(decimalMarkOf(["4,50", "1.234", "12"])).toBe(",");
    expect(decimalMarkOf(["4.5", "1.234", "", "CHF 12.90"])).toBe(".");
    expect(decimalMarkOf(["1.234", "4,5", "4.5"])).toBeUndefined();
    expect(readNumber("1.234", ",")).toEqual({ kind: "number", value: 1234 });
    expect(readNumber("1.234", ".")).toEqual({ kind: "number", value: 1.234 });
    // Zeros say no more than other digits.
    expect(["1.500", "2.000", "12,345"].map((text) => readNumber(text).kind)).toEqual(Array(3).fill("ambiguous"));
    expect(["1.500", "2.000"].map((text) => readNumber(text, ","))).toMatchObject([{ value: 1500 }, { value: 2000 }]);
    expect(decimalMarkOf(["1.500", "1'234.500"])).toBe(".");
    expect(decimalMarkOf(["1.500", "1.234.567"])).toBe(",");
    expect(decimalMarkOf(["1.500", "CHF 12.-"])).toBe(".");
  });

  test("no text is read as more than one number, and none breaks the reader", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const read = readNumber(text);
        expect(read.kind !== "number" || Number.isFinite(read.value)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (minor) => {
        const [whole, cents] = [String(Math.floor(minor / 100)), String(minor % 100).padStart(2, "0")];
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "'");
        expect(readPrice(`CHF ${grouped}.${cents}`)).toEqual({ kind: "number", value: minor, currency: "CHF" });
        expect(readPrice(`${whole},${cents} €`)).toEqual({ kind: "number", value: minor, currency: "EUR" });
      }),
    );
  });
});

describe("a price", () => {
  test.each([
    ["CHF 12.-", 1200, "CHF"],
    ["Fr. 7,80", 780, "CHF"],
    ["19,90 CHF", 1990, "CHF"],
    ["1.234,50 €", 123450, "EUR"],
    ["$5", 500, "USD"],
    ["12.50 GBP", 1250, "GBP"],
    ["125.0000", 12500, null],
    ["0.615", 62, null],
  ])("%s is %d of %s", (text, minor, currency) => {
    expect(readPrice(text)).toMatchObject({ kind: "number", value: minor, currency });
  });

  test("is never negative, never guessed, and free only in words", () => {
    expect(readPrice("2.605")).toEqual({ kind: "ambiguous" });
    expect(readPrice("-1")).toEqual({ kind: "unreadable" });
    expect(readPrice("CHF")).toEqual({ kind: "unreadable" });
    expect(readPrice("1000000.01")).toEqual({ kind: "unreadable" });
    expect(readPrice(" ")).toEqual({ kind: "empty" });
    expect(readPrice("gratuit")).toEqual({ kind: "free" });
    expect(readPrice("0")).toEqual({ kind: "number", value: 0, currency: null });
    expect(readPrice("125.0000")).toEqual({ kind: "number", value: 12_500, currency: null });
    expect(readPrice("12.3456")).toEqual({
      kind: "number",
      value: 1235,
      currency: null,
      exact: expect.closeTo(1234.56),
    });
  });
});

describe("cells", () => {
  test.each([
    ["500 g", undefined, "500 g"],
    ["1kg", undefined, "1 kg"],
    ["6 × 33 cl", undefined, "1.98 l"],
    ["4x250ml", undefined, "1 l"],
    ["kg", undefined, "1 kg"],
    ["2", "g", "2 g"],
    ["10 Stück", undefined, "10 piece"],
    ["1.250 kg", undefined, "1.25 kg"],
    ["1,5", "Litre", "1.5 l"],
    ["1.0", "Piece", "1 piece"],
  ])("%s %s holds %s", (text, unit, shown) => {
    const read = readContent(text, unit);
    expect(read.kind === "value" && contentText(read.value)).toBe(shown);
  });

  test("weights are grams, alone or from one to another", () => {
    expect(readGrams("1.2 kg")).toEqual(value({ min: 1200, max: 1200 }));
    expect(readGrams("1.1–1.4 kg")).toEqual(value({ min: 1100, max: 1400 }));
    expect(readGrams("900 bis 1100 g")).toEqual(value({ min: 900, max: 1100 }));
    expect(readGrams("2–1 kg")).toEqual({ kind: "unreadable" });
    expect(readGrams("3 l")).toEqual({ kind: "unreadable" });
  });

  test("a stock cell that is empty says nothing; words say some, plenty or none; a negative is not guessed", () => {
    expect(readStock("")).toEqual({ kind: "empty" });
    expect(readStock("0")).toEqual(value(0));
    expect(readStock("in stock")).toEqual(value("some"));
    expect(readStock("https://schema.org/InStock")).toEqual(value("some"));
    expect(readStock("out_of_stock")).toEqual(value(0));
    expect(readStock("illimité")).toEqual(value("plenty"));
    expect(readStock("épuisé")).toEqual(value(0));
    expect(readStock("-1")).toEqual({ kind: "unreadable" });
    expect(readStock("1.500")).toEqual({ kind: "ambiguous" });
    expect(readStock("beaucoup")).toEqual({ kind: "unreadable" });
  });

  test("a VAT rate is one of the instance's, or a question", () => {
    expect(readVat("2,6 %", geneva)).toEqual(value("reduced"));
    expect(readVat("8.1", geneva)).toEqual(value("standard"));
    expect(readVat("Normalsatz", geneva)).toEqual(value("standard"));
    expect(readVat("25 %", geneva)).toEqual({ kind: "unreadable" });
    for (const words of ["Tax Category Name", "Hébergement", "8,1 % ancien"]) {
      expect(readVat(words, geneva)).toEqual({ kind: "unreadable" });
    }
    for (const nothing of ["", " – ", "%"]) expect(readVat(nothing, geneva)).toEqual({ kind: "empty" });
  });

  test("words for no VAT are the rate of 0, or a question where there is none", () => {
    const without = { ...geneva, vat: geneva.vat.filter(({ permille }) => permille > 0) };
    for (const words of ["Exonéré", "exempt", "steuerfrei", "zero", "none", "esente"]) {
      expect(readVat(words, geneva)).toEqual(value("none"));
      expect(readVat(words, without)).toEqual({ kind: "unreadable" });
    }
  });

  test("a deposit is a container, by name or by an amount that only one has", () => {
    expect(readDeposit("Cagette", geneva)).toEqual(value({ container: "crate", amountMinor: 500 }));
    expect(readDeposit("0.30", geneva)).toEqual(value({ container: "bottle-33cl", amountMinor: 30 }));
    expect(readDeposit("0.50", geneva)).toEqual({ kind: "unreadable" });
    expect(readDeposit("0.40", geneva)).toEqual({ kind: "unreadable" });
    expect(readDeposit("0", geneva)).toEqual({ kind: "empty" });
  });

  test.each([
    ["6,7,8", [6, 7, 8]],
    ["juin–août", [6, 7, 8]],
    ["Nov. bis März", [1, 2, 3, 11, 12]],
    ["Mai, September", [5, 9]],
    ["toute l’année", []],
    ["janvier à décembre", []],
  ])("the season %s", (text, months) => {
    expect(readSeason(text)).toEqual(value(months));
  });

  test("a season, an age or a temperature that is not understood is said to be", () => {
    for (const text of ["l’été", "13", "juin–", "1-2-3"]) expect(readSeason(text)).toEqual({ kind: "unreadable" });
    expect(readAge("18+")).toEqual(value(18));
    expect(readAge("dès 16 ans")).toEqual(value(16));
    expect(readAge("21")).toEqual({ kind: "unreadable" });
    expect(readAge("0")).toEqual({ kind: "empty" });
    expect(readTemperature("gekühlt")).toEqual(value("chilled"));
    expect(readTemperature("tiède")).toEqual({ kind: "unreadable" });
  });

  test("a GTIN has its check digit; what a spreadsheet made of it has not", () => {
    expect(readGtin("7610200337451")).toEqual({ kind: "unreadable" });
    expect(readGtin("4006381333931")).toEqual(value("4006381333931"));
    expect(readGtin('="04006381333931"')).toEqual(value("04006381333931"));
    expect(readGtin("7.61E+12")).toEqual({ kind: "unreadable" });
    expect(readGtin("0")).toEqual({ kind: "empty" });
  });

  test("allergens and diets are whole words of a list", () => {
    expect(readAllergens("en:milk, Gluten; NOIX")).toEqual(["gluten", "milk", "nuts"]);
    expect(readAllergens("sans lait de vache")).toEqual([]);
    expect(readDiets("http://schema.org/VeganDiet,GlutenFreeDiet")).toEqual(["vegan", "gluten-free"]);
  });

  test("ids are themselves where they fit, and stable where they do not", () => {
    expect(localIdOf("BEU-200")).toBe("BEU-200");
    expect(localIdOf("Tomme à l’ail")).toBe(localIdOf("Tomme à l’ail"));
    expect(localIdOf("Tomme à l’ail")).not.toBe(localIdOf("Tomme a l'ail"));
    expect(localIdOf("x".repeat(500))).toMatch(/^[A-Za-z0-9._:-]{1,64}$/);
  });
});
