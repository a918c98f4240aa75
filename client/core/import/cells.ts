import type { Allergen, Content, InstanceFile, StockLevel } from "../../../crypto/protocol/exports.ts";
import { fold } from "../search/terms.ts";
import { readNumber } from "./amounts.ts";

/** A cell read into what an item needs: a value, nothing said, or words that mean nothing here. */
export type Cell<T> =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "value"; readonly value: T };

const empty = { kind: "empty" } as const;
const unreadable = { kind: "unreadable" } as const;

const units: Readonly<Record<string, readonly [Content["unit"], number]>> = {
  mg: ["g", 0.001],
  g: ["g", 1],
  gr: ["g", 1],
  gramm: ["g", 1],
  gramme: ["g", 1],
  kg: ["g", 1000],
  kilo: ["g", 1000],
  ml: ["ml", 1],
  cl: ["ml", 10],
  dl: ["ml", 100],
  l: ["ml", 1000],
  lt: ["ml", 1000],
  litre: ["ml", 1000],
  liter: ["ml", 1000],
  m: ["cm", 100],
  cm: ["cm", 1],
  min: ["minute", 1],
  h: ["minute", 60],
  piece: ["piece", 1],
  pce: ["piece", 1],
  pc: ["piece", 1],
  stk: ["piece", 1],
  stuck: ["piece", 1],
  pezzo: ["piece", 1],
};

/** "500 g", "1kg", "6 × 33 cl", "kg"; or a number with its unit in a cell of its own. */
export function readContent(text: string | undefined, unitText?: string): Cell<Content> {
  const written = fold((text ?? "").trim());
  if (written === "") return empty;
  const whole = /^[\d.,'\s]+$/.test(written) && unitText ? `${written} ${fold(unitText)}` : written;
  const match = /^(?:(\d+)\s*[x×*]\s*)?(\d+(?:[.,]\d+)?)?\s*([a-z]+)\.?$/.exec(whole.trim());
  const singular = (match?.[3] ?? "").replace(/(?<=..)s$/, "");
  const unit = units[singular] ?? units[match?.[3] ?? ""];
  if (match === null || unit === undefined) return unreadable;
  const amount = Number((match[2] ?? "1").replace(",", ".")) * Number(match[1] ?? 1);
  const quantity = Math.round(amount * unit[1] * 1000);
  if (quantity < 1 || quantity > 100_000_000) return unreadable;
  return { kind: "value", value: { quantity, unit: unit[0] } };
}

/** A content as people write it, for showing what changes. */
export function contentText(content: Content | undefined): string {
  if (content === undefined) return "";
  const amount = content.quantity / 1000;
  if (content.unit === "g" && amount >= 1000) return `${amount / 1000} kg`;
  if (content.unit === "ml" && amount >= 1000) return `${amount / 1000} l`;
  return `${amount} ${content.unit}`;
}

/** A count, or words for plenty and none. An empty cell says nothing; it is never 0. */
export function readStock(text: string | undefined): Cell<StockLevel> {
  const word = fold(text ?? "").trim();
  if (word === "") return empty;
  if (["in stock", "in_stock", "instock", "illimite", "unlimited", "unbegrenzt", "plenty"].includes(word)) {
    return { kind: "value", value: "plenty" };
  }
  if (["out of stock", "out_of_stock", "outofstock", "epuise", "rupture", "ausverkauft"].includes(word)) {
    return { kind: "value", value: 0 };
  }
  const read = readNumber(word);
  if (read.kind !== "number" || read.value < 0 || read.value > 1_000_000) return unreadable;
  return { kind: "value", value: Math.floor(read.value) };
}

const vatWords: Readonly<Record<string, string>> = {
  standard: "standard",
  normal: "standard",
  taxable: "standard",
  "reduced-rate": "reduced",
  reduced: "reduced",
  reduit: "reduced",
  reduziert: "reduced",
  none: "none",
  zero: "none",
  "zero-rate": "none",
};

/** A rate of the instance, by its number ("2,6 %") or a shop system's name of it. A number it does not have is unreadable. */
export function readVat(text: string | undefined, instance: InstanceFile): Cell<string> {
  const word = fold(text ?? "")
    .replace("%", "")
    .trim();
  const named = instance.vat.find(({ id }) => id === (vatWords[word] ?? word));
  if (named) return { kind: "value", value: named.id };
  const read = readNumber(word);
  if (read.kind !== "number") return empty;
  const rate = instance.vat.find(({ permille }) => permille === Math.round(read.value * 10));
  return rate ? { kind: "value", value: rate.id } : unreadable;
}

/** The category that a text names, by path or by name in any language, the most particular first; `null` for none. */
export function readCategory(text: string | undefined, instance: InstanceFile): string | null {
  const parts = fold(text ?? "")
    .split(/\s*(?:>|,|;|\|)\s*/)
    .filter((part) => part !== "");
  for (const part of parts.toReversed()) {
    const found = instance.categories.find(
      ({ path, name }) => path === part || Object.values(name).some((one) => fold(one) === part),
    );
    if (found) return found.path;
  }
  return null;
}

const allergenWords: Readonly<Record<Allergen, readonly string[]>> = {
  gluten: ["gluten", "ble", "wheat", "weizen"],
  crustaceans: ["crustaceans", "crustaces", "krebstiere"],
  eggs: ["eggs", "egg", "oeufs", "oeuf", "eier"],
  fish: ["fish", "poisson", "poissons", "fisch"],
  peanuts: ["peanuts", "arachides", "arachide", "erdnusse"],
  soy: ["soy", "soya", "soja", "soybeans"],
  milk: ["milk", "lait", "milch", "latte"],
  nuts: ["nuts", "fruits a coque", "nusse", "noix"],
  celery: ["celery", "celeri", "sellerie"],
  mustard: ["mustard", "moutarde", "senf"],
  sesame: ["sesame", "sesam"],
  sulphites: ["sulphites", "sulfites", "sulfite"],
  lupin: ["lupin", "lupine"],
  molluscs: ["molluscs", "mollusques", "weichtiere"],
};

/** Allergens that a text names as contained. What it does not name is not declared, which is not "no". */
export function readAllergens(text: string | undefined): Allergen[] {
  const words = fold(text ?? "")
    .split(/[,;|/]+/)
    .map((word) => word.replace(/^[a-z]{2}:/, "").trim());
  return (Object.keys(allergenWords) as Allergen[]).filter((allergen) =>
    allergenWords[allergen].some((word) => words.includes(word)),
  );
}

/** Labels of the instance that a text names, by id or by name. */
export function readLabels(text: string | undefined, instance: InstanceFile): string[] {
  const words = new Set(fold(text ?? "").split(/\s*[,;|]\s*/));
  const named = instance.labels.filter(
    ({ id, name }) => words.has(id) || Object.values(name).some((one) => words.has(fold(one))),
  );
  return named.map(({ id }) => id);
}
