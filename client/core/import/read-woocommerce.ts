import { fold } from "../search/terms.ts";
import { finding, type ImportedItem } from "./imported-item.ts";
import { itemOf, type Row, variantOf } from "./table-rows.ts";

const columns = {
  id: ["id"],
  sku: ["sku", "ugs", "artikelnummer"],
  name: ["name", "nom"],
  parent: ["parent", "ubergeordnetes produkt"],
  inStock: ["in stock?", "en stock ?", "en stock?", "vorratig?"],
} as const;

const typeOf = (row: Row): string => fold(row.cell("type", "typ"));

function optionsOf(row: Row): string {
  const values = [1, 2, 3, 4].map((index) =>
    row.cell(
      `attribute ${index} value(s)`,
      `valeur(s) de l'attribut ${index}`,
      `valeur(s) de l’attribut ${index}`,
      `attribut ${index} wert(e)`,
    ),
  );
  return values.filter((value) => value !== "").join(" · ");
}

function stockOf(row: Row): string | undefined {
  const counted = row.field("stock");
  // "parent": counted with the product that it is a variation of.
  if (counted !== undefined && fold(counted) !== "parent") return counted;
  return row.cell(...columns.inStock) === "0" ? "0" : undefined;
}

/**
 * WooCommerce's products, of any version and in its languages: a variation names its parent by SKU or by `id:n`; grouped
 * and external products are not sold here.
 */
export function readWooCommerce(rows: readonly Row[]): ImportedItem[] {
  const children = new Map<string, Row[]>();
  const isVariation = (row: Row): boolean => typeOf(row).includes("variation");
  for (const row of rows) {
    if (!isVariation(row)) continue;
    const parent = row.cell(...columns.parent);
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const items: ImportedItem[] = [];
  for (const row of rows) {
    if (isVariation(row)) continue;
    const [sku, id] = [row.cell(...columns.sku), row.cell(...columns.id)];
    const key = sku || (id && `id-${id}`) || fold(row.cell(...columns.name));
    const names = [sku, id && `id:${id}`].filter((one) => one !== "");
    const own = names.flatMap((one) => children.get(one) ?? []);
    for (const one of names) children.delete(one);
    const type = typeOf(row);
    const elsewhere = type.includes("grouped") || type.includes("external");
    const problems = elsewhere ? [finding(row.row, null, "kind-not-sold", type)] : [];
    const variants =
      own.length === 0
        ? [variantOf(row, "v", undefined, stockOf(row))]
        : own.map((one) =>
            variantOf(one, one.cell(...columns.sku) || optionsOf(one), optionsOf(one) || undefined, stockOf(one)),
          );
    items.push(itemOf(row, key, variants, { problems }));
  }
  // What names a parent that is not in the file is said, not lost.
  for (const orphan of [...children.values()].flat()) {
    const key = orphan.cell(...columns.sku) || orphan.cell(...columns.name) || `row ${orphan.row}`;
    const problems = [finding(orphan.row, "parent", "parent-missing", orphan.cell(...columns.parent))];
    items.push(itemOf(orphan, key, [variantOf(orphan, "v", undefined, undefined)], { problems }));
  }
  return items;
}
