import { fold } from "../search/terms.ts";
import { type ImportField, isImportField, recogniseColumns } from "./columns.ts";
import type { ImportedFile, ImportedItem, ImportedVariant } from "./imported-item.ts";
import { readTable, type Table } from "./table.ts";

/** A row by field, with what the shop systems say in columns of their own. */
interface Row {
  readonly row: number;
  readonly cell: (column: string) => string;
  readonly field: (field: ImportField) => string | undefined;
}

type Format = ImportedFile["format"];

function formatOf(columns: readonly string[]): Format {
  const has = (name: string): boolean => columns.some((column) => fold(column) === name);
  if (has("handle") && has("variant price")) return "shopify";
  if (has("regular price") && has("type") && has("name")) return "woocommerce";
  return "csv";
}

function rowsOf(table: Table, mapping: ReadonlyMap<string, ImportField>): Row[] {
  const columnAt = new Map(table.columns.map((column, index) => [fold(column), index]));
  const fieldAt = new Map([...mapping].map(([column, field]) => [field, table.columns.indexOf(column)]));
  return table.rows.map(({ row, cells }) => ({
    row,
    cell: (column) => cells[columnAt.get(column) ?? -1] ?? "",
    field: (field) => cells[fieldAt.get(field) ?? -1] || undefined,
  }));
}

/** "1", "true", "yes", "oui", "ja", "active", "publish": seen. Their contraries: not. Anything else says nothing. */
function yesOrNo(text: string | undefined): boolean | undefined {
  const word = fold(text ?? "").trim();
  if (["1", "true", "yes", "oui", "ja", "si", "active", "actif", "publish", "published", "x"].includes(word))
    return true;
  if (["0", "-1", "false", "no", "non", "nein", "draft", "archived", "private", "inactif"].includes(word)) return false;
  return undefined;
}

function variantOf(row: Row, key: string, name: string | undefined, stock: string | undefined): ImportedVariant {
  return {
    row: row.row,
    key,
    name,
    price: row.field("sale-price") ?? row.field("price"),
    stock,
    sku: row.field("sku"),
    gtin: row.field("gtin"),
    content: row.field("content"),
    unit: row.field("unit"),
  };
}

function itemOf(
  row: Row,
  key: string,
  variants: readonly ImportedVariant[],
  reasons: readonly string[] = [],
): ImportedItem {
  return {
    row: row.row,
    key,
    name: row.field("name"),
    summary: row.field("summary"),
    description: row.field("description"),
    category: row.field("category"),
    vat: row.field("vat"),
    allergens: row.field("allergens"),
    ingredients: row.field("ingredients"),
    origin: row.field("origin"),
    labels: row.field("labels"),
    visible: yesOrNo(row.field("status")),
    variants,
    reasons,
  };
}

/** One item a row; rows of one group, and rows without a name under one that has one, are its variants. */
function readPlain(rows: readonly Row[]): ImportedItem[] {
  const groups = new Map<string, Row[]>();
  let last: string | null = null;
  for (const row of rows) {
    const name = row.field("name");
    const group = row.field("parent");
    const own = group ?? row.field("sku") ?? row.field("id") ?? (name && fold(name));
    // Under an item that has a name: what only names a variant belongs to it.
    const belongs = name === undefined && group === undefined && last !== null && row.field("variant") !== undefined;
    let key: string = belongs && last !== null ? last : (own ?? `row ${row.row}`);
    // The same code on two different names is two things, told apart by the name.
    const first = groups.get(key)?.[0];
    if (first && group === undefined && !belongs && fold(first.field("name") ?? "") !== fold(name ?? "")) {
      key = `${key} ${fold(name ?? String(row.row))}`;
    }
    groups.set(key, [...(groups.get(key) ?? []), row]);
    if (!belongs) last = key;
  }
  return [...groups].map(([key, members]) => {
    const [first] = members;
    if (first === undefined) throw new RangeError("a group has a row");
    const variants = members.map((row, index) => {
      const name = row.field("variant");
      return variantOf(
        row,
        members.length === 1 ? "v" : (row.field("sku") ?? name ?? String(index + 1)),
        name,
        row.field("stock"),
      );
    });
    return itemOf(first, key, variants);
  });
}

/** Shopify: rows of one handle are one product; only the first bears its texts. */
function readShopify(rows: readonly Row[]): ImportedItem[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const handle = row.cell("handle");
    if (handle !== "") groups.set(handle, [...(groups.get(handle) ?? []), row]);
  }
  return [...groups].map(([handle, members]) => {
    const [first] = members;
    if (first === undefined) throw new RangeError("a group has a row");
    // Rows without a price only carry further pictures.
    const priced = members.filter((row, index) => index === 0 || row.cell("variant price") !== "");
    const variants = priced.map((row) => {
      const options = [1, 2, 3].map((option) => row.cell(`option${option} value`)).filter((value) => value !== "");
      const name = options.filter((value) => value !== "Default Title").join(" · ") || undefined;
      const untracked = row.cell("variant inventory tracker") === "" && row.cell("variant inventory qty") === "";
      const oversold = row.cell("variant inventory policy") === "continue";
      return variantOf(
        row,
        name ?? "v",
        name,
        untracked || oversold ? undefined : row.cell("variant inventory qty") || undefined,
      );
    });
    return itemOf(first, handle, variants);
  });
}

/** WooCommerce: a variation names its parent by SKU or by `id:n`; grouped and external products are not sold here. */
function readWooCommerce(rows: readonly Row[]): ImportedItem[] {
  const children = new Map<string, Row[]>();
  const isVariation = (row: Row): boolean => fold(row.cell("type")).includes("variation");
  for (const row of rows) {
    if (!isVariation(row)) continue;
    const parent = row.cell("parent");
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const values = (row: Row): string =>
    [1, 2, 3, 4]
      .map((index) => row.cell(`attribute ${index} value(s)`))
      .filter((value) => value !== "")
      .join(" · ");
  const items: ImportedItem[] = [];
  for (const row of rows) {
    if (isVariation(row)) continue;
    const [sku, id] = [row.cell("sku"), row.cell("id")];
    const key = sku || (id && `id-${id}`) || fold(row.cell("name"));
    const own = children.get(sku) ?? children.get(`id:${id}`) ?? [];
    children.delete(own === children.get(sku) ? sku : `id:${id}`);
    const type = fold(row.cell("type"));
    const reasons = type.includes("grouped") || type.includes("external") ? ["kind-not-sold"] : [];
    const stockOf = (one: Row): string | undefined =>
      one.field("stock") ?? (one.cell("in stock?") === "0" ? "0" : undefined);
    const variants =
      own.length === 0
        ? [variantOf(row, "v", undefined, stockOf(row))]
        : own.map((one) => variantOf(one, one.cell("sku") || values(one), values(one) || undefined, stockOf(one)));
    items.push(itemOf(row, key, variants, reasons));
  }
  // What names a parent that is not in the file is said, not lost.
  for (const orphan of [...children.values()].flat()) {
    items.push(
      itemOf(
        orphan,
        orphan.cell("sku") || orphan.cell("name"),
        [variantOf(orphan, "v", undefined, undefined)],
        ["parent-missing"],
      ),
    );
  }
  return items;
}

/**
 * Reads a CSV or TSV of any kind. `mapping` overrides, by column name, what columns were recognised as; `null` leaves a
 * column out. Throws what {@link readTable} throws.
 */
export function readCsv(text: string, mapping: Readonly<Record<string, string | null>> = {}): ImportedFile {
  const table = readTable(text);
  const sampleAt = (index: number): string => table.rows.find(({ cells }) => cells[index])?.cells[index] ?? "";
  const recognised = recogniseColumns(table.columns, (column) => sampleAt(table.columns.indexOf(column)));
  for (const [column, field] of Object.entries(mapping)) {
    if (!table.columns.includes(column)) continue;
    if (field === null) recognised.delete(column);
    else if (isImportField(field)) {
      for (const [other, taken] of recognised) if (taken === field) recognised.delete(other);
      recognised.set(column, field);
    }
  }
  const format = formatOf(table.columns);
  const rows = rowsOf(table, recognised);
  const items =
    format === "shopify" ? readShopify(rows) : format === "woocommerce" ? readWooCommerce(rows) : readPlain(rows);
  return {
    format,
    columns: table.columns.map((name, index) => ({
      name,
      field: recognised.get(name) ?? null,
      sample: sampleAt(index).slice(0, 80),
    })),
    items,
  };
}
