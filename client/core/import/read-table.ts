import { CodedError } from "../../../crypto/coded-error.ts";
import { plainColumn, recogniseColumns } from "./columns.ts";
import { decimalsOf } from "./decimals.ts";
import { finding, type Finding, type ImportedFile } from "./imported-item.ts";
import { type ImportField, isImportField } from "./import-field.ts";
import { readPlain } from "./read-plain.ts";
import { readShopify } from "./read-shopify.ts";
import { readWooCommerce } from "./read-woocommerce.ts";
import type { Table } from "./table.ts";
import { rowsOf } from "./table-rows.ts";

/** What columns were chosen to be by hand; `null` leaves one out. */
export type ColumnChoices = Readonly<Record<string, string | null>>;

type Format = ImportedFile["format"];

/** Which program's table this is; `other` when it is none that is known. */
function formatOf(columns: readonly string[], other: Format): Format {
  const names = new Set(columns.map(plainColumn));
  const has = (...any: readonly string[]): boolean => any.some((name) => names.has(name));
  if (has("handle", "url handle") && has("option1 value", "variant price")) return "shopify";
  if (has("regular price", "tarif regulier", "regularer preis") && has("type", "typ")) return "woocommerce";
  if (has("active (0/1)", "actif (0/1)") && has("name *", "nom *")) return "prestashop";
  if (has("id") && has("title") && has("link", "image link", "availability")) return "merchant";
  return other;
}

/** Names that leave open whether VAT is in the price. */
const ambiguousPrices: ReadonlySet<string> = new Set(["price tax excluded or price tax included", "prix ht ou ttc"]);

function mappingOf(table: Table, format: Format, chosen: ColumnChoices, sampleAt: (column: string) => string) {
  // WooCommerce's "Type" is what kind of product it is: no category, and no field.
  const candidates = table.columns.filter(
    (column) => format !== "woocommerce" || !/^typ?e?$/.test(plainColumn(column)),
  );
  const recognised = recogniseColumns(candidates, sampleAt);
  for (const [column, field] of Object.entries(chosen)) {
    if (!table.columns.includes(column)) continue;
    if (field === null) recognised.delete(column);
    else if (isImportField(field)) {
      for (const [other, taken] of recognised) if (taken === field) recognised.delete(other);
      recognised.set(column, field);
    }
  }
  return recognised;
}

const priceFields: readonly ImportField[] = ["price", "price-net", "price-minor", "sale-price", "price-kg"];
/** What only articles have: a list with one of these columns is one of articles, whether it names prices or not. */
const articleFields: readonly ImportField[] = [
  ...priceFields,
  ...(["currency", "vat", "deposit", "stock", "content", "unit", "weight", "weight-min", "weight-max"] as const),
  ...(["sku", "gtin", "variant", "ingredients", "allergens", "traces", "diets", "age", "temperature"] as const),
];

/**
 * Reads the items of a table, however it came. `chosen` overrides, by column name, what columns were recognised as.
 * Throws `import/combinations` for PrestaShop's list of them.
 * @param other the format to be named when it is no known program's
 */
export function readTableItems(table: Table, other: Format, chosen: ColumnChoices = {}): ImportedFile {
  if (table.columns.some((column) => /^impact (?:on price|sur le prix)$/.test(plainColumn(column)))) {
    throw new CodedError("import/combinations", "Combinations name neither their product nor its price.");
  }
  const format = formatOf(table.columns, other);
  const samples = new Map(
    table.columns.map((column, index) => [column, table.rows.find(({ cells }) => cells[index])?.cells[index] ?? ""]),
  );
  const sampleAt = (column: string): string => samples.get(column) ?? "";
  const recognised = mappingOf(table, format, chosen, sampleAt);
  const rows = rowsOf(table, recognised);
  const items =
    format === "shopify" ? readShopify(rows) : format === "woocommerce" ? readWooCommerce(rows) : readPlain(rows);
  const warnings: Finding[] = [];
  const fields = new Set(recognised.values());
  if (!fields.has("name")) warnings.push(finding(null, "name", "no-name-column"));
  if (!priceFields.some((field) => fields.has(field))) warnings.push(finding(null, "price", "no-price-column"));
  for (const [column, field] of recognised) {
    if (field === "price" && ambiguousPrices.has(plainColumn(column))) {
      warnings.push(finding(null, "price", "price-kind-unsaid", column));
    }
  }
  return {
    format,
    columns: table.columns.map((name) => ({
      name,
      field: recognised.get(name) ?? null,
      sample: sampleAt(name).slice(0, 80),
    })),
    items,
    warnings,
    mayBeOfOthers: !articleFields.some((field) => fields.has(field)),
    decimals: decimalsOf(items),
  };
}
