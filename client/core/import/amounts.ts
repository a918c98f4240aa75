/** What a cell that should hold a number holds: nothing, something unreadable, or a number. */
export type Reading =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "number"; readonly value: number };

const empty: Reading = { kind: "empty" };
const unreadable: Reading = { kind: "unreadable" };

/**
 * Reads a number as people write them: "1'234.50", "1 234,50", "CHF 12.-", "12.–", "19,90 CHF", "125.0000". Letters that
 * are no currency ("31,5O") make it unreadable, and so does what could be a thousand or a thousandth ("1.234").
 */
export function readNumber(text: string | undefined): Reading {
  const bare = (text ?? "")
    .trim()
    .replace(/^(?:CHF|SFr\.?|Fr\.?|EUR|USD|GBP|[€$£])\s*|\s*(?:CHF|SFr\.?|Fr\.?|EUR|USD|GBP|[€$£])$/gi, "")
    .replace(/[.,][-–—]{1,2}$/, "")
    .trim();
  if (bare === "") return empty;
  const sign = bare.startsWith("-") ? -1 : 1;
  const digits = bare.replace(/^[-+]/, "");
  if (!/^\d[\d'’\s\u00a0\u202f.,]*$/.test(digits)) return unreadable;
  const marks = digits.match(/[.,]/g) ?? [];
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  // Two kinds of marks, or one that stands once: the last is the decimal mark. One kind that repeats groups thousands.
  const decimal = last >= 0 && (marks.length === 1 || new Set(marks).size > 1);
  const whole = decimal ? digits.slice(0, last) : digits;
  const fraction = decimal ? digits.slice(last + 1) : "";
  if (!/^\d+$|^\d{1,3}(?:['’\s\u00a0\u202f.,]\d{3})+$/.test(whole) || !/^\d*$/.test(fraction)) return unreadable;
  const couldBeThousand = marks.length === 1 && fraction.length === 3 && /^\d{1,3}$/.test(whole);
  if (couldBeThousand && whole !== "0" && fraction !== "000") return unreadable;
  const plain = `${whole.replace(/\D/g, "")}.${fraction}`;
  const value = sign * Number(plain);
  return Number.isFinite(value) ? { kind: "number", value } : unreadable;
}

/** An amount in minor units (hundredths), rounded half up. A negative amount is unreadable. */
export function readAmountMinor(text: string | undefined): Reading {
  const read = readNumber(text);
  if (read.kind !== "number") return read;
  const value = Math.round((read.value + Number.EPSILON) * 100);
  return value >= 0 && value <= 100_000_000 ? { kind: "number", value } : unreadable;
}
