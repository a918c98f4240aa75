import { currencyOfColumn, plainColumn, unitOfColumn } from "./columns.ts";
import { finding, type Finding, type ImportedItem, type ImportedVariant, type PriceKind } from "./imported-item.ts";
import type { ImportField } from "./import-field.ts";
import type { Table } from "./table.ts";
import { fold } from "../search/terms.ts";

/** A row by field, with what the shop systems say in columns of their own. */
export interface Row {
  readonly row: number;
  readonly broken: boolean;
  /** The first of these columns that holds something, "" when none does. Names as {@link plainColumn} makes them. */
  readonly cell: (...columns: readonly string[]) => string;
  readonly field: (field: ImportField) => string | undefined;
  /** The currency that the name of a field's column says, as ISO 4217 has it. */
  readonly currencyOf: (field: ImportField) => string | undefined;
}

const weighing: ReadonlySet<ImportField> = new Set(["content", "weight", "weight-min", "weight-max"]);

/** The rows of a table, read by the fields that its columns are. */
export function rowsOf({ columns, rows }: Table, mapping: ReadonlyMap<string, ImportField>): Row[] {
  const columnAt = new Map(columns.map((column, index) => [plainColumn(column), index]));
  const fieldAt = new Map([...mapping].map(([column, field]) => [field, columns.indexOf(column)]));
  const unitAt = columns.map(unitOfColumn);
  const currencyAt = columns.map(currencyOfColumn);
  const currencyOf = (field: ImportField): string | undefined => currencyAt[fieldAt.get(field) ?? -1] || undefined;
  return rows.map(({ row, cells, broken }) => ({
    row,
    broken,
    currencyOf,
    cell: (...names) => {
      for (const name of names) {
        const cell = cells[columnAt.get(name) ?? -1];
        if (cell) return cell;
      }
      return "";
    },
    field: (field) => {
      const at = fieldAt.get(field) ?? -1;
      const cell = cells[at];
      if (!cell) return undefined;
      // "Poids moyen (kg)" says what the numbers below it are.
      return weighing.has(field) && unitAt[at] && /^[\d.,' –-]+$/.test(cell) ? `${cell} ${unitAt[at]}` : cell;
    },
  }));
}

/** "1", "true", "yes", "oui", "ja", "active", "publish": seen. Their contraries: not. Anything else says nothing. */
export function yesOrNo(text: string | undefined): boolean | undefined {
  const word = fold(text ?? "").trim();
  if (["1", "true", "yes", "oui", "ja", "si", "active", "actif", "publish", "published", "x"].includes(word))
    return true;
  if (["0", "-1", "false", "no", "non", "nein", "draft", "archived", "private", "inactif"].includes(word)) return false;
  return undefined;
}

const prices: readonly (readonly [ImportField, PriceKind])[] = [
  ["sale-price", "gross"],
  ["price", "gross"],
  ["price-net", "net"],
  ["price-minor", "minor"],
];

/** One variant of a row. */
export function variantOf(row: Row, key: string, name: string | undefined, stock: string | undefined): ImportedVariant {
  const [field, priceKind] = prices.find(([one]) => row.field(one) !== undefined) ?? ["price", "gross"];
  return {
    row: row.row,
    key,
    name,
    price: row.field(field),
    priceKind,
    currency: row.field("currency") ?? row.currencyOf(field),
    pricePerKg: row.field("price-kg"),
    weight: row.field("weight"),
    weightMin: row.field("weight-min"),
    weightMax: row.field("weight-max"),
    stock,
    sku: row.field("sku"),
    gtin: row.field("gtin"),
    deposit: row.field("deposit"),
    content: row.field("content"),
    unit: row.field("unit"),
  };
}

/** Addresses of pictures in a cell, counted. */
export function countPictures(text: string | undefined): number {
  return (text ?? "").split(/[,;|\s]+/).filter((one) => /^https?:\/\/|\.(?:jpe?g|png|webp|gif|avif)$/i.test(one))
    .length;
}

/** The item that a row begins, with its variants and what was found about it. */
export function itemOf(
  row: Row,
  key: string,
  variants: readonly ImportedVariant[],
  found: {
    readonly problems?: readonly Finding[];
    readonly remarks?: readonly Finding[];
    readonly pictures?: number;
  } = {},
): ImportedItem {
  const sale = row.field("sale-price");
  const broken = row.broken ? [finding(row.row, null, "row-broken")] : [];
  const onSale = sale ? [finding(row.row, "price", "sale-price-taken", sale)] : [];
  return {
    row: row.row,
    key,
    name: row.field("name"),
    summary: row.field("summary"),
    description: row.field("description"),
    category: row.field("category"),
    vat: row.field("vat"),
    allergens: row.field("allergens"),
    traces: row.field("traces"),
    ingredients: row.field("ingredients"),
    diets: row.field("diets"),
    origin: row.field("origin"),
    labels: row.field("labels"),
    season: row.field("season"),
    age: row.field("age"),
    temperature: row.field("temperature"),
    pictures: found.pictures ?? countPictures(row.field("pictures")),
    visible: yesOrNo(row.field("status")),
    variants,
    problems: [...broken, ...(found.problems ?? [])],
    remarks: [...onSale, ...(found.remarks ?? [])],
  };
}
