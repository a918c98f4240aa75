import { CodedError } from "../../../crypto/coded-error.ts";
import { pointDecimals } from "./decimals.ts";
import { finding, type Finding, type ImportedFile, type ImportedItem } from "./imported-item.ts";
import { importLimits } from "./limits.ts";
import { isObject, readGraph } from "./linked-data.ts";
import type { Pace } from "./pace.ts";
import { readDfc } from "./read-dfc.ts";
import { readSchemaOrg } from "./read-schema-org.ts";
import { readShopProduct } from "./read-shop-json.ts";

/** The list inside of the answer, whatever it is called. */
function unwrapped(parsed: unknown): unknown {
  if (!isObject(parsed)) return parsed;
  return parsed["products"] ?? parsed["product_listings"] ?? parsed["product"] ?? parsed;
}

/** Products of one key are one item: their variants are put together, each once. */
function joined(items: readonly ImportedItem[]): ImportedItem[] {
  const byKey = new Map<string, ImportedItem>();
  for (const item of items) {
    const known = byKey.get(item.key);
    const more = item.variants.filter(({ key }) => !known?.variants.some((variant) => variant.key === key));
    byKey.set(item.key, known ? { ...known, variants: [...known.variants, ...more] } : item);
  }
  return [...byKey.values()];
}

const unreadable = (cause?: unknown): CodedError =>
  new CodedError("import/unreadable", "This file is not a table that can be read.", cause);

/** The shape of linked data: a context or a kind in any of its first objects. */
function isLinked(value: unknown): boolean {
  const objects = (Array.isArray(value) ? value.slice(0, 20) : [value]).filter(isObject);
  return objects.some(
    (one) =>
      "@context" in one ||
      "@graph" in one ||
      "@type" in one ||
      ("properties" in one && "type" in one) ||
      ("items" in one && Array.isArray(one["items"])),
  );
}

/** DFC by its prefixes or its addresses, in the context or in the names themselves. */
const dfcMarks = /"dfc-b:|datafoodconsortium|w3id\.org\/dfc/;

/**
 * Items of linked data: the Data Food Consortium's, or schema.org's.
 * @param source the text that it was read from, where its vocabulary shows
 */
export function readLinked(document: unknown, source: string): Pick<ImportedFile, "format" | "items" | "warnings"> {
  const dfc = dfcMarks.test(source);
  const graph = readGraph(document);
  const items = joined(dfc ? readDfc(graph) : readSchemaOrg(graph));
  if (items.length === 0) throw new CodedError("import/nothing-found", "No article was found in this file.");
  if (items.length > importLimits.rowsMax) throw new CodedError("import/too-many-rows", "This file has too many rows.");
  // DFC leaves open whether its prices hold the tax that they name.
  const priced = dfc && items.some(({ variants }) => variants.some(({ price }) => price !== undefined));
  const warnings: Finding[] = priced ? [finding(null, "price", "price-kind-unsaid")] : [];
  return { format: dfc ? "dfc" : "schema-org", items, warnings };
}

/** Parses JSON as pages and programs write it: with comments around it, and with control characters in it. */
export function parseLoosely(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/)/, "")
    .replace(/(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/)$/, "");
  try {
    return JSON.parse(bare);
  } catch {
    try {
      // A line break inside of a text is not JSON, and common.
      return JSON.parse(bare.replace(/\p{Cc}+/gu, " ").replace(/;\s*$/, ""));
    } catch (cause) {
      throw unreadable(cause);
    }
  }
}

/**
 * Reads what the shop systems' public interfaces give, and linked data. Throws `import/unreadable`, `import/empty`,
 * `import/too-many-rows`, `import/nothing-found`.
 */
export async function readJson(json: string, pace: Pace): Promise<ImportedFile> {
  const parsed = parseLoosely(json);
  const inner = unwrapped(parsed);
  const products: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
  if (products.length > importLimits.rowsMax) {
    throw new CodedError("import/too-many-rows", "This file has too many rows.");
  }
  if (products.length === 0) throw new CodedError("import/empty", "There is nothing in this file.");
  if (isLinked(parsed)) return { ...readLinked(parsed, json), columns: [], decimals: pointDecimals };
  let format: ImportedFile["format"] | null = null;
  const items: ImportedItem[] = [];
  for (const [index, product] of products.entries()) {
    const row = index + 1;
    const read = readShopProduct(product, row);
    format ??= read?.format ?? null;
    const problems = [finding(row, null, "row-unreadable")];
    items.push(read?.item ?? { row, key: `row ${row}`, variants: [], problems, remarks: [] });
    if (row % 50 === 0) await pace.rest(row, products.length);
  }
  if (format === null) throw unreadable();
  return { format, columns: [], items: joined(items), warnings: [], decimals: pointDecimals };
}
