import { dayInWords } from "../../crypto/protocol/day-words.ts";
import type { Content, InstanceFile, Variant } from "../../crypto/protocol/exports.ts";

/** Numbers, money and days as a page writes them in one language: the same as the screens do (client/design/format.ts). */
export interface Format {
  /** Of a text in several languages: the page's, else the instance's first, else any. Empty for none. */
  text(text: Readonly<Partial<Record<string, string>>> | undefined): string;
  /** The language of what {@link text} returns, where it is not the page's. */
  foreign(text: Readonly<Partial<Record<string, string>>> | undefined): string | null;
  number(value: number): string;
  /** "71.40", of minor units of the instance's currency. */
  amount(minor: number): string;
  /** How the currency is written beside an amount: "CHF", "€". */
  readonly sign: string;
  /** "71.40 CHF". */
  money(minor: number): string;
  weight(grams: number): string;
  /** "850 g", "75 cl", "6 pc"; null where one piece is all that is said. */
  content(content: Content): string | null;
  /** "9.18/kg"; null where nothing is measured. */
  unitPrice(variant: Variant): string | null;
  duration(minutes: number): string;
  /** "vendredi 25 septembre", of YYYY-MM-DD. */
  day(day: string): string;
  /** ISO weekday: 1 Monday … 7 Sunday. */
  weekday(weekday: number): string;
  /** 1–12. */
  month(month: number): string;
  /** "17 h 30", of "HH:MM". */
  clock(clock: string): string;
  list(parts: readonly string[]): string;
}

/** How many decimals a currency has: 2 for CHF. */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount as data has it, "7.80": a point, no group separators. */
export function plainAmount(minor: number, currency: string): string {
  const digits = decimalsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

function formatters(tag: string) {
  const made = new Map<string, Intl.NumberFormat>();
  return (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = made.get(key) ?? new Intl.NumberFormat(tag, options);
    made.set(key, known);
    return known;
  };
}

/** A piece, as it stands behind a number. */
const pieces: Readonly<Record<string, string>> = { de: "Stk.", it: "pz" };

/** What it takes to write a page of this instance in one of its languages. */
export function formatIn(language: string, instance: InstanceFile): Format {
  const tag = `${language}-${instance.country}`;
  const piece = pieces[language] ?? "pc";
  const numbers = formatters(tag);
  const digits = decimalsOf(instance.currency);
  const plainDigits = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { timeZone: "UTC", ...options });
  const days = dates({ weekday: "long", day: "numeric", month: "long" });
  const weekdays = dates({ weekday: "long" });
  const months = dates({ month: "long" });
  const clocks = dates({ hour: "numeric", minute: "2-digit" });
  const lists = new Intl.ListFormat(tag, { type: "conjunction" });
  const first = instance.languages[0] ?? "fr";

  const signs = numbers({ style: "currency", currency: instance.currency, currencyDisplay: "narrowSymbol" });
  const sign = signs.formatToParts(0).find(({ type }) => type === "currency")?.value ?? instance.currency;

  const unit = (value: number, unitName: string, decimals: number): string =>
    numbers({
      style: "unit",
      unit: unitName,
      unitDisplay: "short",
      maximumFractionDigits: decimals,
    })
      .format(value)
      .replaceAll(" ", "\u00a0");
  const number = (value: number): string => numbers({}).format(value);
  const amount = (minor: number): string => {
    const parts = numbers(plainDigits).formatToParts(minor / 10 ** digits);
    return parts.map(({ type, value }) => (type === "decimal" ? (instance.priceMark ?? value) : value)).join("");
  };
  const weight = (grams: number): string => (grams < 1000 ? unit(grams, "gram", 0) : unit(grams / 1000, "kilogram", 2));
  const duration = (minutes: number): string => {
    if (minutes < 60) return unit(minutes, "minute", 0);
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    if (minutes % 1440 === 0) return unit(minutes / 1440, "day", 0);
    return rest === 0 ? unit(hours, "hour", 0) : `${hours} h ${String(rest).padStart(2, "0")}`;
  };
  const languageOf = (text: Readonly<Partial<Record<string, string>>>): string =>
    [language, first, ...Object.keys(text)].find((each) => text[each] !== undefined) ?? language;

  return {
    text: (text) => (text === undefined ? "" : (text[languageOf(text)] ?? "")),
    foreign: (text) => (text === undefined || languageOf(text) === language ? null : languageOf(text)),
    number,
    amount,
    sign,
    money: (minor) => `${amount(minor)}\u00a0${sign}`,
    weight,
    content: ({ quantity, unit: measure }) =>
      contentText(quantity / 1000, measure, { unit, number, piece, weight, duration }),
    unitPrice: (variant) => unitPriceText(variant, amount, piece),
    duration,
    day: (day) => dayInWords(days, new Date(`${day}T12:00:00Z`)),
    // 5 January 1970 was a Monday.
    weekday: (weekday) => weekdays.format(new Date(Date.UTC(1970, 0, 4 + weekday, 12))),
    month: (month) => months.format(new Date(Date.UTC(1970, month - 1, 15))),
    clock: (clock) => {
      const [hours = "0", minutes = "00"] = clock.split(":");
      if (language === "fr") return `${Number(hours)}\u00a0h${minutes === "00" ? "" : `\u00a0${minutes}`}`;
      return clocks.format(new Date(Date.UTC(1970, 0, 1, Number(hours), Number(minutes))));
    },
    list: (parts) => lists.format(parts),
  };
}

interface Measures {
  unit(value: number, unitName: string, decimals: number): string;
  number(value: number): string;
  readonly piece: string;
  weight(grams: number): string;
  duration(minutes: number): string;
}

/** `value` is in whole units: grams, millilitres, centimetres, minutes, pieces. */
function contentText(value: number, measure: Content["unit"], by: Measures): string | null {
  switch (measure) {
    case "g":
      return by.weight(value);
    case "ml":
      if (value >= 1000) return by.unit(value / 1000, "liter", 2);
      return value % 10 === 0 && value >= 100 ? `${by.number(value / 10)} cl` : by.unit(value, "milliliter", 0);
    case "cm":
      return value < 100 ? by.unit(value, "centimeter", 1) : by.unit(value / 100, "meter", 2);
    case "minute":
      return by.duration(value);
    case "piece":
      return value === 1 ? null : `${by.number(value)} ${by.piece}`;
  }
}

/** What a price by measure is of: of preserves the drained weight, whatever the jar weighs in all. */
export function pricedContent({ content, drainedGrams }: Variant): Content | undefined {
  return drainedGrams === undefined ? content : { quantity: drainedGrams * 1000, unit: "g" };
}

/** The measure that a unit price is told in: its name, and how many minor units of money it costs. */
function unitPriceOf(variant: Variant, piece: string): { readonly per: string; readonly minor: number } | null {
  if (variant.weighed !== undefined) return { per: "kg", minor: variant.weighed.pricePerKgMinor };
  const content = pricedContent(variant);
  if (content === undefined) return null;
  const value = content.quantity / 1000;
  const of = (per: string, units: number) => ({ per, minor: Math.round((variant.priceMinor * units) / value) });
  switch (content.unit) {
    case "g":
      return value < 100 ? of("100 g", 100) : of("kg", 1000);
    case "ml":
      return value < 100 ? of("100 ml", 100) : of("l", 1000);
    case "cm":
      return of("m", 100);
    case "piece":
      return value > 1 ? of(piece, 1) : null;
    case "minute":
      return null;
  }
}

function unitPriceText(variant: Variant, amount: (minor: number) => string, piece: string): string | null {
  const price = unitPriceOf(variant, piece);
  return price === null ? null : `${amount(price.minor)}/${price.per}`;
}
