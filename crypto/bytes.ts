import { CodedError } from "./coded-error.ts";

/** A byte array that has been checked to hold exactly `Length` bytes. */
export type Bytes<Length extends number> = Uint8Array & { readonly length: Length };

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Checks a length once, at the edge. Throws `bytes/length` when `bytes` does not hold exactly `length` bytes. */
export function exactly<Length extends number>(bytes: Uint8Array, length: Length): Bytes<Length> {
  if (bytes.length !== length) throw new CodedError("bytes/length", "A byte string has the wrong length.");
  return bytes as Bytes<Length>;
}

/** UTF-8 bytes of `text`. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Text of strict UTF-8 `bytes`. Throws `bytes/utf8` on any malformed sequence. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch (cause) {
    throw new CodedError("bytes/utf8", "A byte string is not UTF-8.", cause);
  }
}

/** All `parts`, one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Compares public values. Not constant in time: never use it on a secret. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function inRange(value: number, max: number): number {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new CodedError("bytes/range", "A number does not fit its field.");
  }
  return value;
}

/** One byte. Throws `bytes/range` when `value` does not fit: a wrapped number would be another one's name. */
export function u8(value: number): Bytes<1> {
  return exactly(Uint8Array.of(inRange(value, 0xff)), 1);
}

/** Two big-endian bytes. Throws `bytes/range` when `value` does not fit. */
export function u16(value: number): Bytes<2> {
  inRange(value, 0xffff);
  return exactly(Uint8Array.of(value >>> 8, value), 2);
}

/** Four big-endian bytes. Throws `bytes/range` when `value` does not fit. */
export function u32(value: number): Bytes<4> {
  inRange(value, 0xffff_ffff);
  return exactly(Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value), 4);
}

/** Reads two big-endian bytes at `offset`. */
export function readU16(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint16(offset);
}

/** Reads four big-endian bytes at `offset`. */
export function readU32(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(offset);
}

/** `lp(x)` of the protocol: a u16 length, then the bytes. Throws `bytes/length` above 65,535 bytes. */
export function lengthPrefixed(bytes: Uint8Array): Uint8Array {
  if (bytes.length > 0xffff) throw new CodedError("bytes/length", "A byte string has the wrong length.");
  return concat(u16(bytes.length), bytes);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const alphabetValues = new Int16Array(128).fill(-1);
for (let value = 0; value < 64; value++) alphabetValues[alphabet.charCodeAt(value)] = value;

/** base64url without padding (RFC 4648 section 5). */
export function toBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const a = bytes[index] ?? 0;
    const b = bytes[index + 1] ?? 0;
    const c = bytes[index + 2] ?? 0;
    text += alphabet[a >>> 2]! + alphabet[((a & 3) << 4) | (b >>> 4)]!;
    if (index + 1 < bytes.length) text += alphabet[((b & 15) << 2) | (c >>> 6)]!;
    if (index + 2 < bytes.length) text += alphabet[c & 63]!;
  }
  return text;
}

/**
 * Bytes of canonical base64url without padding. Throws `bytes/base64url` on padding, foreign characters, an impossible
 * length or non-zero trailing bits, so that one value has one spelling.
 */
export function fromBase64url(text: string): Uint8Array {
  const rest = text.length % 4;
  if (rest === 1) throw new CodedError("bytes/base64url", "A value is not canonical base64url.");
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let bitCount = 0;
  let offset = 0;
  for (let index = 0; index < text.length; index++) {
    const value = alphabetValues[text.charCodeAt(index)] ?? -1;
    if (value < 0) throw new CodedError("bytes/base64url", "A value is not canonical base64url.");
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes[offset++] = (bits >>> bitCount) & 0xff;
    }
  }
  if ((bits & ((1 << bitCount) - 1)) !== 0) {
    throw new CodedError("bytes/base64url", "A value is not canonical base64url.");
  }
  return bytes;
}

/** Standard base64 with padding (RFC 4648 section 4): what formats of others are written in. */
export function toBase64(bytes: Uint8Array): string {
  const text = toBase64url(bytes).replaceAll("-", "+").replaceAll("_", "/");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

/** Bytes of canonical standard base64 with its padding. Throws `bytes/base64` on anything else. */
export function fromBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new CodedError("bytes/base64", "A value is not canonical base64.");
  }
  try {
    return fromBase64url(text.replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_"));
  } catch (cause) {
    throw new CodedError("bytes/base64", "A value is not canonical base64.", cause);
  }
}

/** Bytes of hexadecimal in either case. Throws `bytes/hex` on anything else. */
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/i.test(text)) throw new CodedError("bytes/hex", "A value is not hexadecimal.");
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => parseInt(text.slice(2 * index, 2 * index + 2), 16));
}

/** Lower-case hexadecimal of `bytes`. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
