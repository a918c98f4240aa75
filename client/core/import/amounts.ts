/** What a cell that should hold a number holds: nothing, something unreadable, one of two numbers ("1.500"), or a number. */
export type Reading =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "ambiguous" }
  | { readonly kind: "number"; readonly value: number };

/** The same of a price: with the currency that stands beside it, `null` when none does. */
export type PriceReading =
  | Exclude<Reading, { readonly kind: "number" }>
  | {
      readonly kind: "number";
      readonly value: number;
      readonly currency: string | null;
      /** The same in hundredths as it is written, where it had to be rounded: 1234.5 for "12.345". */
      readonly exact?: number;
    }
  | { readonly kind: "free" };

/** The mark before a fraction. */
export type DecimalMark = "." | ",";

const empty = { kind: "empty" } as const;
const unreadable = { kind: "unreadable" } as const;
const ambiguous = { kind: "ambiguous" } as const;

/** Digits that could be a thousand or a thousandth: one mark, three digits after it. */
const eitherWay = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** What cell a spreadsheet wrote as text, so that no program would take it for a number: `="0076…"`, `'12`. */
function withoutGuard(text: string): string {
  return text
    .trim()
    .replace(/^="([^"]*)"$/, "$1")
    .replace(/^'(?=[-+=@\d])/, "");
}

/**
 * Reads a number as people write them: "1'234.50", "1 234,50", "12.-", "125.0000". Letters make it unreadable. What could
 * be a thousand or a thousandth ("1.234", "2.000") is ambiguous, unless `decimal` says which mark stands before fractions.
 */
export function readNumber(text: string | undefined, decimal?: DecimalMark): Reading {
  const bare = withoutGuard(text ?? "")
    .replace(/[.,][-–—]{1,2}$/, "")
    .trim();
  if (bare === "") return empty;
  const sign = /^[-−]/.test(bare) ? -1 : 1;
  const digits = bare.replace(/^[-+−]\s*/, "");
  if (!/^\d[\d'’\s\u00a0\u202f.,]*$/.test(digits) || digits.length > 24) return unreadable;
  const marks = digits.match(/[.,]/g) ?? [];
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  // Two kinds of marks, or one that stands once: the last is the decimal mark. One kind that repeats groups thousands.
  let hasFraction = last >= 0 && (marks.length === 1 || new Set(marks).size > 1);
  const [head, tail] = [digits.slice(0, last), digits.slice(last + 1)];
  if (eitherWay.test(digits)) {
    if (decimal === undefined) return ambiguous;
    hasFraction = digits[last] === decimal;
  }
  const whole = hasFraction ? head : digits;
  const fraction = hasFraction ? tail : "";
  if (!/^\d+$|^\d{1,3}(?:['’\s\u00a0\u202f.,]\d{3})+$/.test(whole) || !/^\d*$/.test(fraction)) return unreadable;
  const value = sign * Number(`${whole.replace(/\D/g, "")}.${fraction}`);
  return Number.isFinite(value) ? { kind: "number", value } : unreadable;
}

/** The digits of a cell with their marks: the last ones, where it holds several numbers. */
const lastDigits = /\d[\d'’\s\u00a0\u202f.,]*(?=[^\d]*$)/;

/** The digits of a cell where they can be read in two ways, else undefined: "CHF 1.500" has "1.500". */
export function ambiguousDigits(text: string): string | undefined {
  const digits = lastDigits.exec(text)?.[0].trim() ?? "";
  return eitherWay.test(digits) ? digits : undefined;
}

/** Which mark before a fraction a number shows; undefined where it has none, or could be read either way. */
function markShown(text: string): DecimalMark | undefined {
  const digits = lastDigits.exec(text)?.[0].trim() ?? "";
  if (readNumber(digits).kind !== "number") return undefined;
  const marks = (digits.match(/[.,]/g) ?? []) as DecimalMark[];
  const mark = marks.at(-1);
  // One mark that repeats groups thousands: the other stands before fractions.
  if (marks.length > 1 && new Set(marks).size === 1) return mark === "." ? "," : ".";
  return mark;
}

/** Which mark numbers have before fractions: what those say that can only be read one way, where all of them agree. */
export function decimalMarkOf(texts: Iterable<string>): DecimalMark | undefined {
  const shown = new Set<DecimalMark>();
  for (const text of texts) {
    const mark = markShown(text);
    if (mark !== undefined) shown.add(mark);
  }
  const [only] = shown;
  return shown.size === 1 ? only : undefined;
}

const currencySigns: Readonly<Record<string, string>> = {
  fr: "CHF",
  "fr.": "CHF",
  sfr: "CHF",
  "sfr.": "CHF",
  "€": "EUR",
  $: "USD",
  "£": "GBP",
};
const currencyPattern = /^(sfr\.?|fr\.?|[€$£]|[a-z]{3})(?=[\s\d'’.,–-])|(?<=[\s\d.,–-])(sfr\.?|fr\.?|[€$£]|[a-z]{3})$/i;
const freeWords: ReadonlySet<string> = new Set(["gratuit", "free", "gratis", "kostenlos", "offert"]);

/** A price in minor units (hundredths), rounded half up: "CHF 12.-", "19,90 CHF", "1.234,50 €". Never negative. */
export function readPrice(text: string | undefined, decimal?: DecimalMark): PriceReading {
  const written = withoutGuard(text ?? "");
  if (freeWords.has(written.toLowerCase())) return { kind: "free" };
  const [sign = ""] = currencyPattern.exec(written) ?? [];
  const currency = sign === "" ? null : (currencySigns[sign.toLowerCase()] ?? sign.toUpperCase());
  const read = readNumber(sign === "" ? written : written.replace(currencyPattern, "").trim(), decimal);
  if (read.kind === "empty" && sign !== "") return unreadable;
  if (read.kind !== "number") return read;
  const value = Math.round((read.value + Number.EPSILON) * 100);
  if (value < 0 || value > 100_000_000) return unreadable;
  const exact = read.value * 100;
  // Binary fractions are off by less than this.
  return { kind: "number", value, currency, ...(Math.abs(exact - value) > 1e-6 && { exact }) };
}
