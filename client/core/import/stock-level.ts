import type { StockLevel } from "../../../crypto/protocol/exports.ts";
import { fold } from "../search/terms.ts";
import { type DecimalMark, readNumber } from "./amounts.ts";
import { type Cell, cellOf, empty, unreadable } from "./cell.ts";

const somethingWords: ReadonlySet<string> = new Set([
  "in stock",
  "instock",
  "yes",
  "oui",
  "ja",
  "si",
  "true",
  "available",
  "disponible",
  "disponibile",
  "verfugbar",
  "vorratig",
  "en stock",
  "limitedavailability",
  "onlineonly",
  "instoreonly",
]);
const plentyWords: ReadonlySet<string> = new Set([
  "illimite",
  "unlimited",
  "unbegrenzt",
  "illimitato",
  "plenty",
  "backorder",
  "on demand",
  "sur commande",
  "auf bestellung",
  "preorder",
]);
const nothingWords: ReadonlySet<string> = new Set([
  "out of stock",
  "outofstock",
  "epuise",
  "rupture",
  "en rupture",
  "ausverkauft",
  "nicht vorratig",
  "esaurito",
  "sold out",
  "soldout",
  "discontinued",
  "no",
  "non",
  "nein",
  "false",
]);

/**
 * A count, as it is written, so with a fraction if it has one; or words: plenty, none, or "some", which says that there is
 * something and not how much. An empty cell says nothing; it is never 0.
 */
export function readStock(
  text: string | undefined,
  decimal?: DecimalMark,
): Cell<StockLevel | "some"> | { readonly kind: "ambiguous" } {
  const word = fold(text ?? "")
    .replace(/^https?:\/\/schema\.org\//, "")
    .replace(/[\s_]+/g, " ")
    .trim();
  if (word === "") return empty;
  if (somethingWords.has(word)) return cellOf("some");
  if (plentyWords.has(word)) return cellOf("plenty");
  if (nothingWords.has(word)) return cellOf(0);
  const read = readNumber(word, decimal);
  if (read.kind === "ambiguous") return read;
  if (read.kind !== "number" || read.value < 0 || read.value > 1_000_000) return unreadable;
  return cellOf(read.value);
}
