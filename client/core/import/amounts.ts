/** What a cell that should hold a number holds: nothing, something unreadable, or a number. */
export type Reading =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "number"; readonly value: number };

/** The same of a price: with the currency that stands beside it, `null` when none does. */
export type PriceReading =
  | Exclude<Reading, { readonly kind: "number" }>
  | { readonly kind: "number"; readonly value: number; readonly currency: string | null }
  | { readonly kind: "free" };

/** The mark before a fraction. */
export type DecimalMark = "." | ",";

const empty = { kind: "empty" } as const;
const unreadable = { kind: "unreadable" } as const;

/** What cell a spreadsheet wrote as text, so that no program would take it for a number: `="0076…"`, `'12`. */
function withoutGuard(text: string): string {
  return text
    .trim()
    .replace(/^="([^"]*)"$/, "$1")
    .replace(/^'(?=[-+=@\d])/, "");
}

/**
 * Reads a number as people write them: "1'234.50", "1 234,50", "12.-", "125.0000". Letters make it unreadable, and so does
 * what could be a thousand or a thousandth ("1.234"), unless `decimal` says which mark this file has before fractions.
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
  const couldBeThousand = marks.length === 1 && tail.length === 3 && /^\d{1,3}$/.test(head);
  if (couldBeThousand && head !== "0" && tail !== "000") {
    if (decimal === undefined) return unreadable;
    hasFraction = digits[last] === decimal;
  }
  const whole = hasFraction ? head : digits;
  const fraction = hasFraction ? tail : "";
  if (!/^\d+$|^\d{1,3}(?:['’\s\u00a0\u202f.,]\d{3})+$/.test(whole) || !/^\d*$/.test(fraction)) return unreadable;
  const value = sign * Number(`${whole.replace(/\D/g, "")}.${fraction}`);
  return Number.isFinite(value) ? { kind: "number", value } : unreadable;
}

/** Which mark the numbers of a file have before fractions: what most of those say that can only be read one way. */
export function decimalMarkOf(texts: Iterable<string>): DecimalMark | undefined {
  const counts = { ".": 0, ",": 0 };
  for (const text of texts) {
    const [, mark, digits = ""] = /\d([.,])(\d+)\D*$/.exec(text) ?? [];
    // Three digits after a mark say nothing: 1.234 is either.
    if ((mark === "." || mark === ",") && digits.length !== 3) counts[mark]++;
  }
  if (counts["."] === counts[","]) return undefined;
  return counts["."] > counts[","] ? "." : ",";
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
  return value >= 0 && value <= 100_000_000 ? { kind: "number", value, currency } : unreadable;
}
