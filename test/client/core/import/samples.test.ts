import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compareFile } from "../../../../client/core/import/compare.ts";
import { readFile } from "../../../../client/core/import/read-file.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";

/** Real exports of others, which are not ours to keep in this repository. SAMPLES_DIR says where they lie. */
const folder = process.env["SAMPLES_DIR"] ?? join(import.meta.dirname, "../../../../../shared/samples");
const present = existsSync(join(folder, "woocommerce/sample_products.csv"));

interface Expectation {
  readonly file: string;
  readonly format: string;
  readonly items: number;
  readonly variants: number;
  readonly taken: number;
  readonly wrong: Readonly<Record<string, number>>;
}

// Rows in, items and variants out, and why the rest was refused.
const expectations: readonly Expectation[] = [
  {
    file: "woocommerce/sample_products.csv",
    format: "woocommerce",
    items: 15,
    variants: 22,
    taken: 13,
    wrong: { "kind-not-sold": 2, "price-missing": 1 },
  },
  {
    file: "woocommerce/importer_unit_sample.csv",
    format: "woocommerce",
    items: 5,
    variants: 6,
    taken: 3,
    wrong: { "kind-not-sold": 2, "price-missing": 1 },
  },
  {
    file: "woocommerce/store_api_products_list.json",
    format: "woocommerce",
    items: 1,
    variants: 1,
    taken: 1,
    wrong: {},
  },
  { file: "shopify/csv/packt_product_data.csv", format: "shopify", items: 20, variants: 21, taken: 20, wrong: {} },
  { file: "shopify/json/product.json", format: "shopify", items: 1, variants: 4, taken: 1, wrong: {} },
  { file: "shopify/json/products.json", format: "shopify", items: 1, variants: 1, taken: 1, wrong: {} },
  { file: "shopify/json/product_listings.json", format: "shopify", items: 2, variants: 4, taken: 2, wrong: {} },
  { file: "csv/ofn_120_products.csv", format: "csv", items: 120, variants: 120, taken: 120, wrong: {} },
  { file: "csv/vendure_products.csv", format: "csv", items: 54, variants: 88, taken: 54, wrong: {} },
  { file: "prestashop/products_import.csv", format: "csv", items: 7, variants: 7, taken: 7, wrong: {} },
  // A rate that Switzerland does not have is asked about, not guessed.
  {
    file: "foodcoop/foodsoft_file_01.csv",
    format: "csv",
    items: 4,
    variants: 4,
    taken: 0,
    wrong: { "vat-unknown": 4 },
  },
  { file: "delivery/coopcycle_csv/products.csv", format: "csv", items: 2, variants: 2, taken: 2, wrong: {} },
  {
    file: "delivery/coopcycle_csv/products_missing_price.csv",
    format: "csv",
    items: 2,
    variants: 2,
    taken: 0,
    wrong: { "price-missing": 2 },
  },
];

describe.skipIf(!present)("real exports (skipped where SAMPLES_DIR names no samples)", () => {
  const read = (file: string, mapping?: Record<string, string | null>) =>
    readFile(new Uint8Array(readFileSync(join(folder, file))), mapping);
  const compared = (file: string, mapping?: Record<string, string | null>) =>
    compareFile(read(file, mapping).items, { instance: geneva, party: null, drafts: new Map() });

  test.each(expectations)("$file: $items items", ({ file, format, items, variants, taken, wrong }) => {
    const imported = read(file);
    expect(imported.format).toBe(format);
    expect(imported.items).toHaveLength(items);
    expect(imported.items.flatMap((item) => item.variants)).toHaveLength(variants);
    const lines = compared(file);
    const reasons: Record<string, number> = {};
    for (const reason of lines.flatMap(({ line }) => line.reasons)) reasons[reason] = (reasons[reason] ?? 0) + 1;
    expect(reasons).toEqual(wrong);
    expect(lines.filter(({ draft }) => draft !== null)).toHaveLength(taken);
  });

  test.each(expectations)("$file a second time changes nothing", ({ file }) => {
    const drafts = new Map(compared(file).flatMap(({ draft }) => (draft ? [[draft.id, draft] as const] : [])));
    const again = compareFile(read(file).items, { instance: geneva, party: null, drafts });
    for (const { line } of again) expect(["unchanged", "wrong"], line.name).toContain(line.verdict);
  });

  test("a hood comes with its colours, its own prices and codes", () => {
    const hoodie = compared("woocommerce/sample_products.csv").find(({ draft }) => draft?.id === "cc-hoodie")?.draft;
    expect(hoodie?.item.variants).toHaveLength(6);
    const red = hoodie?.item.variants.find(({ sku }) => sku === "cc-hoodie-red");
    expect(red).toMatchObject({ priceMinor: 4200, name: { fr: "Red · No" } });
  });

  test("a column left out by hand lets the food hub's list in, with its contents", () => {
    const lines = compared("foodcoop/foodsoft_file_01.csv", { VAT: null });
    expect(lines.map(({ line }) => line.verdict)).toEqual(["new", "new", "new", "new"]);
    const juice = lines[2]?.draft?.item;
    expect(juice?.variants[0]).toMatchObject({ priceMinor: 321, content: { quantity: 1_000_000, unit: "ml" } });
  });

  test("1,469 products of an open database, damaged by a spreadsheet: read whole, none taken without a price", () => {
    const lines = compared("openfoodfacts/off_1469_products.csv");
    expect(lines.length).toBeGreaterThan(1300);
    expect(lines.every(({ line }) => line.reasons.includes("price-missing"))).toBe(true);
  });
});

test("whether the samples are there is said", () => {
  if (!present) console.info("The real samples are absent: set SAMPLES_DIR to import them.");
  expect(expectations.length).toBeGreaterThan(10);
});
