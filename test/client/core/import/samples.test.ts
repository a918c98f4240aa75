import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ImportChoices, ImportQuestion } from "../../../../client/core/api.ts";
import type { Compared } from "../../../../client/core/import/compare.ts";
import { questionsOf } from "../../../../client/core/import/questions.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import { cheeseStall, compare, kept, read } from "./reading.ts";

/** Real exports of others, which are not ours to keep in this repository. SAMPLES_DIR says where they lie. */
const folder = process.env["SAMPLES_DIR"] ?? join(import.meta.dirname, "../../../../../shared/samples");
const present = existsSync(join(folder, "woocommerce/sample_products.csv"));

interface Expectation {
  readonly file: string;
  readonly format: string;
  readonly items: number;
  readonly variants: number;
  /** Items that are taken as the file is, and once a person has said what its words mean. */
  readonly taken: readonly [number, number];
  /** Why the others are not: at first, and what is left of it afterwards. */
  readonly wrong?: Readonly<Record<string, number>>;
  readonly left?: Readonly<Record<string, number>>;
  /** Items that come as drafts without a price, once a person has said what the file's words mean. */
  readonly unpriced?: number;
}

const foodsoft = { items: 4, variants: 4, taken: [0, 4], wrong: { "vat-unknown": 4, "deposit-unknown": 1 } } as const;
const dollars = { format: "schema-org", items: 1, variants: 1, taken: [0, 1], wrong: { "currency-other": 1 } } as const;
const shopify = { format: "shopify", items: 1, variants: 1, taken: [0, 1], wrong: { "category-unknown": 1 } } as const;
/** What farms supply by kind alone, neither named nor priced: drafts called by their kind. */
const byKind = (items: number): Pick<Expectation, "items" | "variants" | "taken" | "unpriced"> => ({
  items,
  variants: items,
  taken: [items, items],
  unpriced: items,
});
const ofOthers = (items: number): Pick<Expectation, "items" | "variants" | "taken" | "wrong" | "left"> => ({
  items,
  variants: items,
  taken: [0, 0],
  wrong: { "price-missing": items },
  left: { "price-missing": items },
});

const expectations: readonly Expectation[] = [
  // A tax category in words of the file's own is asked about, once.
  {
    file: "csv/ofn_120_products.csv",
    format: "csv",
    items: 120,
    variants: 120,
    taken: [0, 120],
    wrong: { "vat-unknown": 120 },
  },
  {
    file: "csv/vendure_products.csv",
    format: "csv",
    items: 54,
    variants: 88,
    taken: [40, 54],
    wrong: { "category-unknown": 14 },
  },
  // A rate that Switzerland does not have, and a deposit that no container has, are asked about, not guessed.
  { file: "foodcoop/foodsoft_file_01.csv", format: "csv", ...foodsoft },
  { file: "foodcoop/foodsoft_file_01.ods", format: "sheet", ...foodsoft },
  { file: "foodcoop/foodsoft_file_01.xlsx", format: "sheet", ...foodsoft },
  {
    file: "foodcoop/foodsoft_file_02.csv",
    format: "csv",
    items: 1,
    variants: 1,
    taken: [0, 1],
    wrong: { "vat-unknown": 1 },
  },
  {
    file: "prestashop/products_import.csv",
    format: "prestashop",
    items: 7,
    variants: 7,
    taken: [0, 7],
    wrong: { "category-unknown": 7 },
  },
  // Lists of other things than articles.
  { file: "prestashop/categories_import.csv", format: "prestashop", ...ofOthers(3) },
  { file: "prestashop/suppliers_import.csv", format: "prestashop", ...ofOthers(3) },
  { file: "prestashop/store_contacts.csv", format: "csv", ...ofOthers(5) },
  { file: "schemaorg/product.html", ...dollars },
  { file: "schemaorg/product.json", ...dollars },
  { file: "schemaorg/product_microdata.html", ...dollars },
  ...["schemaorg/product-ref.html", "schemaorg/product-ref.json"].map((file) => ({
    file,
    format: "schema-org",
    items: 2,
    variants: 2,
    taken: [0, 1] as const,
    wrong: { "currency-other": 1, "name-missing": 1 },
    left: { "name-missing": 1 },
  })),
  // An invoice names what it bills, and no price of it.
  ...["schemaorg/LocalBusiness.003.html", "schemaorg/LocalBusiness.003.json"].map((file) => ({
    file,
    format: "schema-org",
    items: 2,
    variants: 2,
    taken: [1, 1] as const,
    wrong: { "service-by-hand": 1, "name-missing": 1 },
    left: { "service-by-hand": 1, "name-missing": 1 },
    unpriced: 1,
  })),
  {
    file: "shopify/csv/packt_product_data.csv",
    format: "shopify",
    items: 20,
    variants: 21,
    taken: [0, 20],
    wrong: { "category-unknown": 20 },
  },
  { file: "shopify/json/product.json", ...shopify, variants: 4 },
  { file: "shopify/json/products.json", ...shopify },
  {
    file: "shopify/json/product_listings.json",
    ...shopify,
    items: 2,
    variants: 4,
    taken: [0, 2],
    wrong: { "category-unknown": 2 },
  },
  {
    file: "shopify/json/variants.json",
    ...shopify,
    variants: 4,
    taken: [0, 0],
    wrong: { "name-missing": 1 },
    left: { "name-missing": 1 },
  },
  {
    file: "woocommerce/sample_products.csv",
    format: "woocommerce",
    items: 15,
    variants: 22,
    taken: [13, 13],
    wrong: { "kind-not-sold": 2, "category-unknown": 1 },
    left: { "kind-not-sold": 2 },
  },
  {
    file: "woocommerce/importer_unit_sample.csv",
    format: "woocommerce",
    items: 5,
    variants: 6,
    taken: [3, 3],
    wrong: { "kind-not-sold": 2, "category-unknown": 1 },
    left: { "kind-not-sold": 2 },
  },
  {
    file: "woocommerce/store_api_products_list.json",
    format: "woocommerce",
    items: 1,
    variants: 1,
    taken: [0, 1],
    wrong: { "currency-other": 1 },
  },
  {
    file: "dfc/coopcircuits_put_supplied_product.json",
    format: "dfc",
    items: 1,
    variants: 1,
    taken: [1, 1],
    unpriced: 1,
  },
  {
    file: "dfc/litefarm_enterprises_array.json",
    format: "dfc",
    ...byKind(20),
    taken: [17, 20],
    wrong: { "category-unknown": 3 },
  },
  { file: "dfc/litefarm_v2_enterprises.json", format: "dfc", ...byKind(3) },
  { file: "dfc/litefarm_v2_single.json", format: "dfc", ...byKind(1) },
  // A change of a catalogue's item, which does not say of what.
  {
    file: "dfc/patch_catalog_item_static_namespace.json",
    format: "dfc",
    items: 1,
    variants: 1,
    taken: [0, 0],
    wrong: { "name-missing": 1 },
    left: { "name-missing": 1 },
  },
  // Damaged by a spreadsheet, and without prices: what has a name comes as a draft.
  {
    file: "openfoodfacts/off_1469_products.csv",
    format: "csv",
    items: 1402,
    variants: 1470,
    taken: [1072, 1396],
    wrong: { "category-unknown": 329, "name-missing": 6 },
    left: { "name-missing": 6 },
    unpriced: 1396,
  },
  {
    file: "delivery/coopcycle_csv/products.csv",
    format: "csv",
    items: 2,
    variants: 2,
    taken: [0, 2],
    wrong: { "vat-unknown": 2 },
  },
  {
    file: "delivery/coopcycle_csv/products_unknown_tax_category.csv",
    format: "csv",
    items: 3,
    variants: 3,
    taken: [0, 3],
    wrong: { "vat-unknown": 3 },
  },
  {
    file: "delivery/coopcycle_csv/products_missing_price.csv",
    format: "csv",
    items: 2,
    variants: 2,
    taken: [0, 2],
    wrong: { "vat-unknown": 2 },
    unpriced: 2,
  },
];

/** Files of which no row is an article, by the code that says so. */
const refusals: Readonly<Record<string, string>> = {
  "prestashop/combinations_import.csv": "import/combinations",
  "schemaorg/gs1Voc_1.16.jsonld": "import/nothing-found",
  "shopify/json/collection_listings.json": "import/unreadable",
  "shopify/json/orders.json": "import/unreadable",
};

describe.skipIf(!present)("real exports (skipped where SAMPLES_DIR names no samples)", () => {
  const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, file)));

  /** What a person would answer who puts everything among the gifts. */
  async function answers(file: string): Promise<ImportChoices> {
    const questions = questionsOf(await read(bytesOf(file)), await compare(bytesOf(file)), {
      instance: geneva,
      party: cheeseStall,
      choices: {},
    });
    const all = (list: readonly ImportQuestion[], answer: string): Record<string, string> =>
      Object.fromEntries(list.flatMap((one) => (one.answer === null ? [[one.source, answer]] : [])));
    return {
      categories: all(questions.categories, "gift"),
      vat: all(questions.vat, "reduced"),
      deposits: all(questions.deposits, "bottle-33cl"),
      otherCurrency: questions.currencies.length > 0,
    };
  }

  function tally(lines: readonly Compared[]): Record<string, number> {
    const reasons: Record<string, number> = {};
    for (const { reason } of lines.flatMap(({ line }) => line.problems)) reasons[reason] = (reasons[reason] ?? 0) + 1;
    return reasons;
  }

  test.each(expectations)("$file: $items items", async (expected) => {
    const { file, format, items, variants, taken, wrong = {}, left = {}, unpriced = 0 } = expected;
    const imported = await read(bytesOf(file));
    expect(imported.format).toBe(format);
    expect(imported.items).toHaveLength(items);
    expect(imported.items.flatMap((item) => item.variants)).toHaveLength(variants);
    const atFirst = await compare(bytesOf(file));
    expect(tally(atFirst)).toEqual(wrong);
    const answered = await compare(bytesOf(file), new Map(), await answers(file));
    expect(tally(answered)).toEqual(left);
    const whole = [...kept(answered).values()].reduce((sum, { item }) => sum + item.variants.length, 0);
    if (Object.keys(left).length === 0) expect(whole).toBe(variants);
    expect([kept(atFirst).size, kept(answered).size]).toEqual(taken);
    const drafts = [...kept(answered).values()].filter((one) => one.unpriced !== undefined);
    expect(drafts).toHaveLength(unpriced);
    for (const { status } of drafts) expect(status).toBe("draft");
  });

  test.each(expectations)("$file a second time changes nothing", async ({ file }) => {
    const choices = await answers(file);
    const drafts = kept(await compare(bytesOf(file), new Map(), choices));
    for (const { line } of await compare(bytesOf(file), drafts, choices)) {
      expect(["unchanged", "wrong"], line.name).toContain(line.verdict);
    }
  });

  test.each(Object.entries(refusals))("%s is refused: %s", async (file, code) => {
    await expect(read(bytesOf(file))).rejects.toMatchObject({ code });
  });

  test("a hood comes with its colours, its own prices and codes, among the clothes", async () => {
    const lines = await compare(bytesOf("woocommerce/sample_products.csv"));
    const hoodie = lines.find(({ draft }) => draft?.id === "cc-hoodie")?.draft;
    expect(hoodie?.item.category).toBe("clothes");
    expect(hoodie?.item.variants).toHaveLength(6);
    const red = hoodie?.item.variants.find(({ sku }) => sku === "cc-hoodie-red");
    expect(red).toMatchObject({ priceMinor: 4200, name: { fr: "Red · No" } });
  });

  test("a food hub's net prices come in with VAT, with their contents and deposits", async () => {
    const file = "foodcoop/foodsoft_file_01.xlsx";
    const lines = await compare(bytesOf(file), new Map(), await answers(file));
    expect(lines[2]?.draft?.item.variants[0]).toMatchObject({
      priceMinor: 329,
      content: { quantity: 1_000_000, unit: "ml" },
      deposit: { container: "bottle-33cl" },
    });
  });

  test("a courier's menu is in hundredths", async () => {
    const [pizza] = await compare(bytesOf("delivery/coopcycle_csv/products.csv"));
    expect(pizza?.line.priceMinor).toBe(900);
  });
});

test("whether the samples are there is said", () => {
  if (!present) console.info("The real samples are absent: set SAMPLES_DIR to import them.");
  expect(expectations.length).toBeGreaterThan(10);
});
