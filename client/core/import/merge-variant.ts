import type { Variant } from "../../../crypto/protocol/exports.ts";
import { priceOfGrams } from "../../../crypto/protocol/order-total.ts";
import { readNumber, readPrice } from "./amounts.ts";
import { contentText, readContent, readGrams } from "./content.ts";
import { readDeposit } from "./deposit.ts";
import { readGtin } from "./gtin.ts";
import type { ImportedVariant } from "./imported-item.ts";
import { localIdOf } from "./matching.ts";
import { type Merging, sourceOf } from "./merging.ts";
import { plainLine } from "./plain-text.ts";

const money = (minor: number | undefined): string => (minor === undefined ? "" : (minor / 100).toFixed(2));

/**
 * The price in minor units with VAT that a text means, `null` when it says none or none that can be taken. 0 is taken only
 * where it is said to be meant: in files it stands more often for "unknown" than for "free".
 */
function priceMinor(
  text: string | undefined,
  imported: ImportedVariant,
  own: Variant | undefined,
  permille: number | null,
  merging: Merging,
): number | null {
  const { instance, choices, decimals } = merging.stand;
  const decimal = decimals.price;
  const { row, priceKind = "gross" } = imported;
  const read = readPrice(text, decimal);
  if (read.kind === "empty") return null;
  if (read.kind === "free") return 0;
  const currency = (read.kind === "number" ? read.currency : null) ?? imported.currency?.trim().toUpperCase() ?? null;
  if (currency !== null && currency !== instance.currency) {
    if (choices.otherCurrency === true) merging.remark(row, "price", "currency-taken", currency);
    else merging.wrong(row, "price", "currency-other", currency);
  }
  if (read.kind === "ambiguous") {
    merging.wrong(row, "price", "number-ambiguous", text);
    return null;
  }
  const count = priceKind === "minor" ? readNumber(text, decimal) : read;
  if (read.kind === "unreadable" || count.kind !== "number" || (priceKind === "minor" && count.value % 1 !== 0)) {
    merging.wrong(row, "price", "price-unreadable", text);
    return null;
  }
  if (priceKind === "net" && permille === null) merging.wrong(row, "vat", "vat-needed", text);
  // Without VAT every fraction counts: only what comes of it is rounded.
  const net = read.exact ?? read.value;
  const value = priceKind === "net" ? Math.round((net * (1000 + (permille ?? 0))) / 1000) : count.value;
  if (priceKind === "gross" && read.exact !== undefined) merging.remark(row, "price", "price-rounded", text, value);
  if (value === 0 && choices.zeros !== true && own?.priceMinor !== 0) merging.wrong(row, "price", "price-zero", text);
  return value;
}

/** Weights of a piece in grams, from the file and from what is known; `null` when one is missing. */
function gramsOf(imported: ImportedVariant, own: Variant | undefined, merging: Merging) {
  const decimal = merging.stand.decimals.measure;
  const read = (text: string | undefined) => {
    const grams = readGrams(text, decimal);
    if (grams.kind === "unreadable") merging.wrong(imported.row, "weight", "weight-unreadable", text);
    return grams.kind === "value" ? grams.value : null;
  };
  const [around, low, high] = [read(imported.weight), read(imported.weightMin), read(imported.weightMax)];
  const ranged = around !== null && around.min < around.max ? around : null;
  const gramsMin = low?.min ?? ranged?.min ?? own?.weighed?.gramsMin;
  const gramsMax = high?.max ?? ranged?.max ?? own?.weighed?.gramsMax;
  if (gramsMin === undefined || gramsMax === undefined || gramsMin > gramsMax) {
    merging.wrong(imported.row, "weight", "weight-bounds-missing", imported.weight);
    return null;
  }
  const estimate = around === null ? own?.weighed?.gramsEstimate : Math.round((around.min + around.max) / 2);
  const gramsEstimate = Math.min(gramsMax, Math.max(gramsMin, estimate ?? Math.round((gramsMin + gramsMax) / 2)));
  return { gramsMin, gramsEstimate, gramsMax };
}

type Priced = Pick<Variant, "priceMinor" | "weighed">;

/**
 * What a variant costs afterwards: 0 where neither the file nor the stall knows and it may wait for its price, as `id` of
 * those without one; `null` where it may not.
 */
function priced(
  imported: ImportedVariant,
  id: string,
  own: Variant | undefined,
  permille: number | null,
  merging: Merging,
): Priced | null {
  // A price of the kilogram beside a price of the piece is only its unit price.
  const weighing = own?.weighed !== undefined || (imported.price === undefined && imported.pricePerKg !== undefined);
  const text = weighing ? (imported.pricePerKg ?? imported.price) : imported.price;
  const minor = priceMinor(text, imported, own, permille, merging);
  const present = own?.weighed?.pricePerKgMinor ?? own?.priceMinor;
  if (minor === null && own === undefined) {
    const unreadable = merging.problems.some(({ row, field }) => row === imported.row && field === "price");
    if (unreadable) return null;
    if (!merging.mayWait) {
      merging.wrong(imported.row, "price", "price-missing");
      return null;
    }
    merging.remark(imported.row, "price", "price-to-come");
    merging.unpriced.add(id);
    return { priceMinor: 0 };
  }
  merging.unpriced.delete(id);
  const pricePerKgMinor = minor ?? present ?? 0;
  if (minor !== null)
    merging.change(weighing ? "price-kg" : "price", present === undefined ? undefined : money(present), money(minor));
  if (!weighing) return { priceMinor: minor ?? own?.priceMinor ?? 0 };
  const grams = gramsOf(imported, own, merging);
  if (grams === null) return null;
  const before = own?.weighed;
  const range = (from: number, to: number): string => `${from}–${to} g`;
  const known = before && range(before.gramsMin, before.gramsMax);
  merging.change("weight", known, range(grams.gramsMin, grams.gramsMax));
  return { priceMinor: priceOfGrams(pricePerKgMinor, grams.gramsEstimate), weighed: { pricePerKgMinor, ...grams } };
}

function depositOf(imported: ImportedVariant, own: Variant | undefined, merging: Merging): Pick<Variant, "deposit"> {
  const { instance, choices, decimals } = merging.stand;
  const answer = choices.deposits?.[sourceOf(imported.deposit)];
  if (answer === "") return own?.deposit ? { deposit: own.deposit } : {};
  const read = readDeposit(answer ?? imported.deposit, instance, decimals.deposit);
  if (read.kind === "unreadable") merging.wrong(imported.row, "deposit", "deposit-unknown", imported.deposit);
  if (read.kind !== "value") return own?.deposit ? { deposit: own.deposit } : {};
  merging.change("deposit", own?.deposit?.container, read.value.container);
  return { deposit: read.value };
}

/**
 * One variant of a file laid over the stall's own. What the file does not say stays. `null` when it cannot be taken.
 * @param permille VAT of the item, for prices without it; `null` when it is not known
 */
export function mergeVariant(
  imported: ImportedVariant,
  own: Variant | undefined,
  permille: number | null,
  merging: Merging,
): Variant | null {
  const { instance, decimals } = merging.stand;
  const language = instance.languages[0] ?? "fr";
  const id = own?.id ?? localIdOf(imported.key);
  // What stands at 0 because nobody has said its price has none.
  const price = priced(imported, id, merging.unpriced.has(id) ? undefined : own, permille, merging);
  const deposit = depositOf(imported, own, merging);
  const content = readContent(imported.content, imported.unit, decimals.measure);
  if (content.kind === "unreadable") merging.remark(imported.row, "content", "content-unreadable", imported.content);
  if (content.kind === "value" && own?.content && own.content.unit !== content.value.unit) {
    merging.wrong(imported.row, "content", "content-unit-changed", imported.content);
  }
  const gtin = readGtin(imported.gtin);
  if (gtin.kind === "unreadable") merging.remark(imported.row, "gtin", "gtin-unreadable", imported.gtin);
  if (price === null) return null;
  const takesContent = content.kind === "value" && price.weighed === undefined;
  if (takesContent) merging.change("content", contentText(own?.content), contentText(content.value));
  const name = plainLine(imported.name, 80);
  const sku = plainLine(imported.sku, 64);
  if (own && gtin.kind === "value") merging.change("gtin", own.gtin, gtin.value);
  if (own && sku) merging.change("sku", own.sku, sku);
  if (own && name) merging.change("variant", own.name?.[language], name);
  return {
    ...own,
    id,
    ...price,
    ...deposit,
    ...(name && { name: { ...own?.name, [language]: name } }),
    ...(takesContent && { content: content.value }),
    ...(sku && { sku }),
    ...(gtin.kind === "value" && { gtin: gtin.value }),
  };
}
