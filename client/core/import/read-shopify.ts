import type { ImportedItem } from "./imported-item.ts";
import { countPictures, itemOf, type Row, variantOf } from "./table-rows.ts";

/**
 * Shopify's products, of both heads that its exports have had ("Variant Price", since 2025 "Price"): rows of one handle are
 * one product; only the first bears its texts.
 */
export function readShopify(rows: readonly Row[]): ImportedItem[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const handle = row.cell("handle", "url handle");
    if (handle !== "") groups.set(handle, [...(groups.get(handle) ?? []), row]);
  }
  return [...groups].flatMap(([handle, members]) => {
    const [first] = members;
    if (first === undefined) return [];
    // Rows without a price only carry further pictures.
    const priced = members.filter((row, index) => index === 0 || row.cell("variant price", "price") !== "");
    const variants = priced.map((row) => {
      const options = [1, 2, 3].map((option) => row.cell(`option${option} value`)).filter((value) => value !== "");
      const name = options.filter((value) => value !== "Default Title").join(" · ") || undefined;
      const counted = row.cell("variant inventory qty", "inventory quantity");
      const untracked = row.cell("variant inventory tracker", "inventory tracker") === "";
      const policy = row.cell("variant inventory policy", "continue selling when out of stock").toLowerCase();
      const oversold = ["continue", "true", "yes"].includes(policy);
      const stock = (untracked && counted === "") || oversold ? undefined : counted || undefined;
      return variantOf(row, name ?? "v", name, stock);
    });
    const pictures = members.reduce((sum, row) => sum + countPictures(row.cell("image src", "product image url")), 0);
    const item = itemOf(first, handle, variants, { pictures });
    return [{ ...item, category: item.category ?? (first.cell("type") || undefined) }];
  });
}
