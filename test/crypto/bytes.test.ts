import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  concat,
  exactly,
  fromBase64,
  fromBase64url,
  fromHex,
  fromUtf8,
  lengthPrefixed,
  readU16,
  readU32,
  sameBytes,
  toBase64,
  toBase64url,
  toHex,
  u16,
  u32,
  u8,
  utf8,
} from "../../crypto/bytes.ts";

const code = (code: string) => expect.objectContaining({ code });
const bytes = fc.uint8Array({ maxLength: 100 });

describe("base64url", () => {
  test("is that of RFC 4648, without padding", () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const standard = btoa(String.fromCharCode(...value));
        const expected = standard.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
        expect(toBase64url(value)).toBe(expected);
        expect(fromBase64url(expected)).toEqual(value);
      }),
    );
  });

  test("has one spelling for one value: every text that is read is the one that would be written", () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from("ABCDEFGwxyz0189-_=+/ é\n")), maxLength: 12 });
    fc.assert(
      fc.property(text, (typed) => {
        let value: Uint8Array | null = null;
        try {
          value = fromBase64url(typed);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: "bytes/base64url" });
        }
        if (value !== null) expect(toBase64url(value)).toBe(typed);
      }),
    );
    for (const wrong of ["A", "AB", "__5", "AA=", "A A", "AA+A", "\u{1F511}"]) {
      expect(() => fromBase64url(wrong)).toThrow(code("bytes/base64url"));
    }
  });
});

test("standard base64 is that of RFC 4648, with its padding, and has one spelling for one value", () => {
  fc.assert(
    fc.property(bytes, (value) => {
      const standard = btoa(String.fromCharCode(...value));
      expect(toBase64(value)).toBe(standard);
      expect(fromBase64(standard)).toEqual(value);
    }),
  );
  for (const wrong of [
    "A",
    "AA",
    "AAA",
    "A===",
    "AB==",
    "AA=A",
    "AAAA=",
    "AA==AAAA",
    "AA-=",
    "AA A",
    "AAA=\n",
    "====",
  ]) {
    expect(() => fromBase64(wrong)).toThrow(code("bytes/base64"));
  }
});

test("hexadecimal is read in either case and written in lower", () => {
  fc.assert(
    fc.property(bytes, (value) => {
      expect(fromHex(toHex(value).toUpperCase())).toEqual(value);
    }),
  );
  for (const wrong of ["0", "0g", "0x00", " 00"]) expect(() => fromHex(wrong)).toThrow(code("bytes/hex"));
});

test("numbers are big-endian and refused when they do not fit", () => {
  expect(concat(u8(1), u16(0x0203), u32(0x04050607))).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6, 7));
  expect(readU16(Uint8Array.of(0, 255, 254), 1)).toBe(0xfffe);
  expect(readU32(Uint8Array.of(0, 255, 255, 255, 255), 1)).toBe(0xffff_ffff);
  const unfit = [() => u8(256), () => u16(65_536), () => u32(2 ** 32), () => u32(-1), () => u32(1.5), () => u32(NaN)];
  for (const write of unfit) expect(write).toThrow(code("bytes/range"));
});

test("a length prefix keeps joined parts apart", () => {
  expect(lengthPrefixed(utf8("ab"))).toEqual(Uint8Array.of(0, 2, 97, 98));
  expect(() => lengthPrefixed(new Uint8Array(65_536))).toThrow(code("bytes/length"));
});

test("text that is not UTF-8 is refused, and a byte order mark is kept as it came", () => {
  expect(() => fromUtf8(Uint8Array.of(0xc0, 0x80))).toThrow(code("bytes/utf8"));
  expect(() => fromUtf8(Uint8Array.of(0xed, 0xa0, 0x80))).toThrow(code("bytes/utf8"));
  expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe("\ufeffA");
});

test("lengths are checked, and comparison sees every byte", () => {
  expect(() => exactly(new Uint8Array(31), 32)).toThrow(code("bytes/length"));
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(sameBytes(a, b)).toBe(toHex(a) === toHex(b));
      expect(sameBytes(a, a.slice())).toBe(true);
    }),
  );
});
