import type { ItemDraft } from "../core/api.ts";

type Variant = ItemDraft["item"]["variants"][number];

/**
 * Integer minor units from what a person typed: "12", "12.5", "12,50", "1'200.00". Null for anything else, so that an
 * empty cell is never read as nothing to pay.
 */
export function minorFrom(text: string): number | null {
  const match = /^(\d{1,3}(?:['’\s]?\d{3})*|\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (match === null) return null;
  const [, whole = "", fraction = ""] = match;
  return Number(whole.replace(/\D/g, "")) * 100 + Number(fraction.padEnd(2, "0"));
}

/** Minor units as they stand in a field: "12.50". */
export function minorText(amountMinor: number): string {
  return `${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, "0")}`;
}

/** A whole number within bounds, or null. */
export function wholeFrom(text: string, min: number, max: number): number | null {
  if (!/^\d{1,9}$/.test(text.trim())) return null;
  const value = Number(text.trim());
  return value >= min && value <= max ? value : null;
}

/** Stock as typed: a number, or empty for "as much as is wanted". Null when it is neither. */
export function stockFrom(text: string): number | "plenty" | null {
  return text.trim() === "" ? "plenty" : wholeFrom(text, 0, 1_000_000);
}

/** A price changed by `percent`, rounded to `stepMinor` (1, 5, 10…), never under one step. */
export function repriced(priceMinor: number, percent: number, stepMinor: number): number {
  return Math.max(stepMinor, Math.round((priceMinor * (100 + percent)) / 100 / stepMinor) * stepMinor);
}

/** Thousandths of a unit from what was typed: "250" is 250 000, "0,75" is 750. Null when it is no quantity above 0. */
export function thousandthsFrom(text: string): number | null {
  const match = /^(\d{1,6})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (match === null) return null;
  const [, whole = "", fraction = ""] = match;
  const value = Number(whole) * 1000 + Number(fraction.padEnd(3, "0"));
  return value >= 1 && value <= 100_000_000 ? value : null;
}

/** Thousandths as they stand in a field: "250", "0.75". */
export function thousandthsText(value: number): string {
  const fraction = String(value % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return fraction === "" ? String(Math.floor(value / 1000)) : `${Math.floor(value / 1000)}.${fraction}`;
}

/** The price parts of a variant at a new price: per kilogram where it is weighed, the estimate follows. */
export function pricedAt(variant: Variant, amountMinor: number): Pick<Variant, "priceMinor" | "weighed"> {
  const { weighed } = variant;
  if (weighed === undefined) return { priceMinor: amountMinor };
  return {
    priceMinor: Math.floor((amountMinor * weighed.gramsEstimate + 500) / 1000),
    weighed: { ...weighed, pricePerKgMinor: amountMinor },
  };
}
