import { z } from "zod";
import { limits } from "./limits.ts";

/** What the last character of canonical base64url can be, by the number of bytes modulo 3: the bits that are left over are zero. */
const lastCharacters = ["[\\w-]", "[AQgw]", "[AEIMQUYcgkosw048]"] as const;

/** Canonical base64url of exactly `bytes` bytes: one value has one spelling, so names can be compared as text. */
export function base64urlOf(bytes: number) {
  const length = Math.ceil((bytes * 4) / 3);
  return z.string().regex(new RegExp(`^[\\w-]{${length - 1}}${lastCharacters[bytes % 3]}$`));
}

/** Base64url of at most `bytesMax` bytes. */
export function base64urlUpTo(bytesMax: number) {
  return z
    .string()
    .max(Math.ceil((bytesMax * 4) / 3))
    .regex(/^[\w-]*$/);
}

/** An Ed25519 public key as the address of a party or a space: 43 characters. */
export const keyName = base64urlOf(32);
/** SHA-256 of content: 43 characters. */
export const digest = base64urlOf(32);
/** 16 random bytes that name an order's thread: 22 characters. */
export const threadId = base64urlOf(16);
export const messageId = base64urlOf(16);
export const recordId = base64urlOf(16);
export const revision = z.int().min(1).max(0xffff_ffff);

/** A calendar day without time, YYYY-MM-DD. */
export const day = z.iso.date();
/** A moment with its time, UTC, inside sealed or local data only: the server stores days. */
export const instant = z.iso.datetime();
/** A wall-clock time of the instance, HH:MM; 24:00 is the end of a day. */
export const clock = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/);
/** Integer minor units of a currency; never a float. */
export const amountMinor = z.int().min(0).max(limits.amountMinorMax);
export const currencyCode = z.string().regex(/^[A-Z]{3}$/);
/** BCP 47 primary language. */
export const language = z.string().regex(/^[a-z]{2}$/);
export const postcode = z.string().regex(/^[A-Z0-9 -]{3,10}$/);
/** A producer's own stable id of an item, variant, shelf, zone or slot. */
export const localId = z.string().regex(/^(?!\.{1,2}$)[A-Za-z0-9._:-]{1,64}$/);
/** A category path of the instance's tree, "food/dairy/cheese". */
export const categoryPath = z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+){0,4}$/);

/** Name of a transparency log: a host and a path, without a scheme, as checkpoints begin with it (C2SP tlog-checkpoint). */
export const logOrigin = z
  .string()
  .max(120)
  .regex(/^[a-z0-9.:-]+(\/[a-z0-9._-]+)+$/);

/** How many reply boards a day has: a power of two, so that boards split and join evenly when it changes. */
export const boardCount = z
  .int()
  .min(1)
  .max(65_536)
  .refine((count) => (count & (count - 1)) === 0);

/** Whether each of `entries` has an id of its own. */
export function haveDistinctIds(entries: readonly { readonly id: string }[]): boolean {
  return new Set(entries.map(({ id }) => id)).size === entries.length;
}

// What no text holds: control characters, line separators, halves of surrogate pairs (six bytes each in JSON), and the
// marks that turn the direction of the text after them, with which a name could be made to read as another.
const forbidden = "\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069";
const lineForm = new RegExp(`^[^${forbidden}]*$`, "u");
const proseForm = new RegExp(`^(?:\\n|[^${forbidden}])*$`, "u");

/** One line of text: no control characters, trimmed by the writer. */
export function line(lengthMax: number) {
  return z.string().min(1).max(lengthMax).regex(lineForm);
}

/** Several lines of text: no control characters but the line feed. */
export function prose(lengthMax: number) {
  return z.string().min(1).max(lengthMax).regex(proseForm);
}

/** The same text in one or more languages. */
export function localized(text: z.ZodString) {
  return z.record(language, text).refine((texts) => Object.keys(texts).length > 0 && Object.keys(texts).length <= 8);
}

export type Localized = Record<string, string>;
