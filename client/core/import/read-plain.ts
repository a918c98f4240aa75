import { fold } from "../search/terms.ts";
import type { ImportedItem } from "./imported-item.ts";
import { itemOf, type Row, variantOf } from "./table-rows.ts";

/** What tells the variants of a group apart where they have no name of their own: Google's columns for it. */
function variantNameOf(row: Row): string | undefined {
  const named = row.field("variant");
  if (named !== undefined) return named;
  const parts = ["color", "size", "pattern", "material"].map((column) => row.cell(column)).filter((one) => one !== "");
  return parts.length > 0 ? parts.join(" · ") : undefined;
}

/** One item a row; rows of one group, and rows without a name under one that has one, are its variants. */
export function readPlain(rows: readonly Row[]): ImportedItem[] {
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
  return [...groups].flatMap(([key, members]) => {
    const [first] = members;
    if (first === undefined) return [];
    const alone = members.length === 1;
    const codes = members.map((row) => row.field("sku"));
    const variants = members.map((row, index) => {
      const name = alone ? row.field("variant") : variantNameOf(row);
      // A code that several variants share does not tell them apart.
      const code = codes.filter((one) => one === codes[index]).length === 1 ? codes[index] : undefined;
      const own = code ?? (row.field("parent") ? row.field("id") : undefined);
      const key = own ?? name;
      const variant = variantOf(row, alone ? "v" : (key ?? String(index + 1)), name, row.field("stock"));
      return alone ? { ...variant, keyInGroup: key } : variant;
    });
    return [itemOf(first, key, variants)];
  });
}
