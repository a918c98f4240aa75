import type { ImportFinding, ImportPreview } from "../api.ts";
import type { Decimals } from "./decimals.ts";

/** What was found in a row: its number in the file, the field it is about, a code of the reason, what stands there. */
export type Finding = ImportFinding;

/** How a price is meant: with VAT, without it, or with VAT in hundredths. */
export type PriceKind = "gross" | "net" | "minor";

/** One variant as a file tells it. What the file does not say is absent, and never 0. Everything is as written. */
export interface ImportedVariant {
  readonly row: number;
  /** The source's own name of it: code, id or the values of its options. */
  readonly key: string;
  /** The same beside others of its item, where the file shows it alone. */
  readonly keyInGroup?: string | undefined;
  readonly name?: string | undefined;
  readonly price?: string | undefined;
  readonly priceKind?: PriceKind | undefined;
  /** A code of three letters, where the file says it apart from the price. */
  readonly currency?: string | undefined;
  /** For what is sold by weight: price of a kilogram, and how much a piece weighs. */
  readonly pricePerKg?: string | undefined;
  readonly weightMin?: string | undefined;
  readonly weight?: string | undefined;
  readonly weightMax?: string | undefined;
  readonly stock?: string | undefined;
  readonly sku?: string | undefined;
  readonly gtin?: string | undefined;
  readonly deposit?: string | undefined;
  /** "500 g", "6 × 33 cl"; or a number with its unit beside it. */
  readonly content?: string | undefined;
  readonly unit?: string | undefined;
}

/** One item as a file tells it, before it is compared with the stall's own. Texts may still hold HTML. */
export interface ImportedItem {
  readonly row: number;
  /** The source's own stable name of it. */
  readonly key: string;
  readonly name?: string | undefined;
  /** What its kind is called: its name, where neither the file nor the stall has one. */
  readonly kindName?: string | undefined;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly category?: string | undefined;
  readonly vat?: string | undefined;
  readonly allergens?: string | undefined;
  readonly traces?: string | undefined;
  readonly ingredients?: string | undefined;
  readonly diets?: string | undefined;
  readonly origin?: string | undefined;
  readonly labels?: string | undefined;
  readonly season?: string | undefined;
  readonly age?: string | undefined;
  readonly temperature?: string | undefined;
  /** How many pictures the file names; it holds none. */
  readonly pictures?: number | undefined;
  /** Whether it should be seen; absent when the file does not say. */
  readonly visible?: boolean | undefined;
  readonly variants: readonly ImportedVariant[];
  /** What is wrong with it already: it is not taken. */
  readonly problems: readonly Finding[];
  /** What is worth knowing; it is taken all the same. */
  readonly remarks: readonly Finding[];
}

/** A file read: what it is, which columns it has, what it holds, and what is to be said of it as a whole. */
export interface ImportedFile {
  readonly format: ImportPreview["format"];
  readonly columns: ImportPreview["columns"];
  /** Of a workbook: names of the sheets that could be the list, where there are several, and of the one that was read. */
  readonly sheets?: readonly string[];
  readonly sheet?: string;
  readonly items: readonly ImportedItem[];
  readonly warnings: readonly Finding[];
  /** No column is of what only articles have: a list of other things, it may be. Nothing comes of it without a price. */
  readonly mayBeOfOthers?: boolean;
  /** How its numbers are written, where its cells show it. */
  readonly decimals: Decimals;
  /** The record that ends it is missing: rows may be, too. */
  readonly isCutOff?: boolean;
}

const textShownMax = 60;

/** A finding; what stands in the file is cut to what a line can show. */
export function finding(row: number | null, field: string | null, reason: string, text = ""): Finding {
  const shown = text.replace(/\s+/g, " ").trim();
  return { row, field, reason, text: shown.length > textShownMax ? `${shown.slice(0, textShownMax)}…` : shown };
}
