import { fold } from "../search/terms.ts";
import type { ImportField } from "./import-field.ts";
import { finding, type Finding, type ImportedItem } from "./imported-item.ts";
import { itemOf, type Row, variantOf } from "./table-rows.ts";

/** What tells the variants of a group apart where they have no name of their own: Google's columns for it. */
function variantNameOf(row: Row): string | undefined {
  const named = row.field("variant");
  if (named !== undefined) return named;
  const parts = ["color", "size", "pattern", "material"].map((column) => row.cell(column)).filter((one) => one !== "");
  return parts.length > 0 ? parts.join(" · ") : undefined;
}

/** What tells rows of one code and one name apart, where they name no variant. */
const tellingApart: readonly ImportField[] = [
  "id",
  "sku",
  "gtin",
  "content",
  "unit",
  "weight",
  "weight-min",
  "weight-max",
];

/** A long number as a spreadsheet spoils it, "8.41E+12": many things have it, and it is no code of any. */
const isSpoilt = (code: string): boolean => /^\d(?:[.,]\d+)?e\+\d+$/i.test(code.trim());

/** Rows that are one thing's variants, and those that say once more what one before them is. */
function partedRows(rows: readonly Row[]): { readonly members: readonly Row[]; readonly repeats: readonly Row[] } {
  if (rows.length === 1) return { members: rows, repeats: [] };
  const met = new Set<string>();
  const repeats = rows.filter((row) => {
    const isOne = row.field("parent") === undefined && variantNameOf(row) === undefined;
    if (!isOne || isSpoilt(row.field("sku") ?? row.field("id") ?? "")) return false;
    const told = JSON.stringify(tellingApart.map((field) => row.field(field) ?? ""));
    const isRepeat = met.has(told);
    met.add(told);
    return isRepeat;
  });
  const again = new Set(repeats);
  return { members: rows.filter((row) => !again.has(row)), repeats };
}

/**
 * One item a row; rows of one group, and rows without a name under one that has one, are its variants. A row that says once
 * more what another is comes as an item of the same key.
 */
export function readPlain(rows: readonly Row[]): ImportedItem[] {
  const groups = new Map<string, Row[]>();
  const shared = new Map<string, Finding>();
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
      const code = row.field("sku") ?? row.field("id") ?? "";
      if (code !== "" && !isSpoilt(code) && !groups.has(key)) {
        shared.set(key, finding(row.row, row.field("sku") ? "sku" : "id", "code-shared", code));
      }
    }
    groups.set(key, [...(groups.get(key) ?? []), row]);
    if (!belongs) last = key;
  }
  return [...groups].flatMap(([key, grouped]) => {
    const { members, repeats } = partedRows(grouped);
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
    const remark = shared.get(key);
    const item = itemOf(first, key, variants, remark && { remarks: [remark] });
    return [item, ...repeats.map((row) => itemOf(row, key, [variantOf(row, "v", undefined, row.field("stock"))]))];
  });
}
