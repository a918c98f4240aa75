import { limits } from "../../crypto/protocol/limits.ts";
import type { StockLevel } from "../../crypto/protocol/exports.ts";
import type { ItemDraft } from "../core/api.ts";
import { currencySign, fieldNumberText, priceMark } from "../design/format.ts";
import { instance } from "../instance.ts";

type Variant = ItemDraft["item"]["variants"][number];

/** What was typed without the city's own currency before or behind it: another one is no amount here. */
function withoutCurrency(text: string): string {
  const names = [instance.currency, currencySign(), ...(instance.currency === "CHF" ? ["SFr.", "Fr.", "Fr"] : [])];
  const typed = text.trim();
  const lower = typed.toLowerCase();
  for (const name of names.map((one) => one.toLowerCase())) {
    if (lower.startsWith(name)) return typed.slice(name.length).trim();
    if (lower.endsWith(name)) return typed.slice(0, -name.length).trim();
  }
  return typed;
}

/**
 * Integer minor units from what a person typed: "12", "12.5", "12,50", "1'200.00", "1.200,00", "12.-", "CHF 12.50". Null
 * for anything else, so that an empty cell is never read as nothing to pay.
 */
export function minorFrom(text: string): number | null {
  const amount = withoutCurrency(text);
  const match =
    /^(\d{1,3}(?:['’\s]?\d{3})*|\d{1,7})(?:[.,](?:(\d{1,2})|[-–—]{1,2}))?$/.exec(amount) ??
    /^(\d{1,3}(?:\.\d{3})+),(\d{2})$/.exec(amount);
  if (match === null) return null;
  const [, whole = "", fraction = ""] = match;
  const amountMinor = Number(whole.replace(/\D/g, "")) * 100 + Number(fraction.padEnd(2, "0"));
  return amountMinor <= limits.amountMinorMax ? amountMinor : null;
}

/** Minor units as they stand in a field: "12.50", or "12,50" where prices are written so. */
export function minorText(amountMinor: number): string {
  return `${Math.floor(amountMinor / 100)}${priceMark()}${String(amountMinor % 100).padStart(2, "0")}`;
}

/** Digits without what people put between their thousands: "2200", "2'200", "2’200", "2 200". Null when there is more. */
function digitsFrom(text: string): string | null {
  return /^(\d{1,3}(?:['’\s]\d{3})+|\d{1,9})$/.test(text) ? text.replace(/\D/g, "") : null;
}

/** A whole number within bounds, or null. */
export function wholeFrom(text: string, min: number, max: number): number | null {
  const digits = digitsFrom(text.trim());
  if (digits === null) return null;
  const value = Number(digits);
  return value >= min && value <= max ? value : null;
}

const onDemandForm =
  /^(d|dem\.?|demande|sur demande|on[ -]demand|to order|best\.?|auf bestellung|rich\.?|su richiesta)$/i;

/**
 * Stock as typed: a number, empty (or ∞) for "as much as is wanted", "d" for "on demand". Null when it is none of them.
 */
export function stockFrom(text: string): StockLevel | null {
  const typed = text.trim();
  if (typed === "" || typed === "∞") return "plenty";
  return onDemandForm.test(typed) ? "on-demand" : wholeFrom(typed, 0, 1_000_000);
}

/** Minutes in what a length is typed in, the longest first. */
const timeUnits = { day: 1440, hour: 60, minute: 1 } as const;
export type TimeUnit = keyof typeof timeUnits;

/** Minutes as they stand in a field, in the largest unit that they fill wholly: 90 are minutes, 10 080 are 7 days. */
export function timeFieldOf(minutes: number): { readonly duration: string; readonly durationUnit: TimeUnit } {
  const durationUnit: TimeUnit =
    minutes % timeUnits.day === 0 ? "day" : minutes % timeUnits.hour === 0 ? "hour" : "minute";
  return { duration: String(minutes / timeUnits[durationUnit]), durationUnit };
}

/** Minutes from a whole number of a unit, within bounds, or null. */
export function minutesFrom(text: string, unit: TimeUnit, min: number, max: number): number | null {
  const count = wholeFrom(text, 1, max);
  const minutes = (count ?? 0) * timeUnits[unit];
  return minutes >= min && minutes <= max ? minutes : null;
}

/** A price changed by `percent`, rounded to `stepMinor` (1, 5, 10…), never under one step. */
export function repriced(priceMinor: number, percent: number, stepMinor: number): number {
  const changed = Math.round((priceMinor * (100 + percent)) / 100 / stepMinor) * stepMinor;
  return Math.min(limits.amountMinorMax, Math.max(stepMinor, changed));
}

/** Thousandths of a unit from what was typed: "250" is 250 000, "0,75" is 750. Null when it is no quantity above 0. */
export function thousandthsFrom(text: string): number | null {
  const [, typed = "", fraction = ""] = /^(.*?)(?:[.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
  const whole = digitsFrom(typed);
  if (whole === null) return null;
  const value = Number(whole) * 1000 + Number(fraction.padEnd(3, "0"));
  return value >= 1 && value <= 100_000_000 ? value : null;
}

/** Thousandths as they stand in a field: "250", "0,75". */
export function thousandthsText(value: number): string {
  return fieldNumberText(value / 1000);
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
