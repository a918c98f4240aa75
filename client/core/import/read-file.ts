import { fileText } from "./file-text.ts";
import type { ImportedFile } from "./imported-item.ts";
import { readCsv } from "./read-csv.ts";
import { readJson } from "./read-json.ts";

/**
 * Reads a file of articles, whatever it is called: CSV and TSV of any kind, WooCommerce's and Shopify's exports and their
 * JSON. Pure: bytes in, articles out. Throws `import/…` codes and changes nothing.
 */
export function readFile(bytes: Uint8Array, mapping?: Readonly<Record<string, string | null>>): ImportedFile {
  const text = fileText(bytes);
  return /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text, mapping);
}
