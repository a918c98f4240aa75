import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../../crypto/bytes.ts";
import { readImageFile } from "../../crypto/protocol/image-file.ts";

// The files of test/support/pictures.ts need Node; these are written by hand, so that Chromium runs the same tests.

const word = (value: number): Uint8Array => Uint8Array.of(value & 255, (value >> 8) & 255, 0, 0);
const chunk = (name: string, length: number): Uint8Array =>
  concat(utf8(name), word(length), new Uint8Array(length + (length % 2)).fill(7));
const webp = (...chunks: readonly Uint8Array[]): Uint8Array => {
  const body = concat(utf8("WEBP"), ...chunks);
  return concat(utf8("RIFF"), word(body.length), body);
};
const segment = (marker: number, length: number): Uint8Array =>
  concat(Uint8Array.of(0xff, marker, 0, length + 2), new Uint8Array(length).fill(7));
const jpeg = (...segments: readonly Uint8Array[]): Uint8Array =>
  concat(
    Uint8Array.of(0xff, 0xd8),
    ...segments,
    segment(0xda, 6),
    Uint8Array.of(1, 2, 0xff, 0, 3, 0xff, 0xd3, 4, 0xff, 0xd9),
  );

describe("an image file", () => {
  test("that is only a picture comes back as it is", () => {
    for (const file of [webp(chunk("VP8 ", 31)), webp(chunk("VP8L", 30)), jpeg(segment(0xe0, 14), segment(0xc0, 11))]) {
      expect(readImageFile(file)?.bare).toBe(file);
    }
  });

  test("loses what its encoder or its camera wrote beside the picture, and loses nothing more the second time", () => {
    const picture = chunk("VP8 ", 30);
    const flags = concat(utf8("VP8X"), word(10), Uint8Array.of(0x3c), new Uint8Array(9));
    const plain = concat(utf8("VP8X"), word(10), Uint8Array.of(0x10), new Uint8Array(9));
    const dressed = webp(flags, chunk("ICCP", 9), picture, chunk("EXIF", 20), chunk("XMP ", 11));
    expect(readImageFile(concat(dressed, utf8("after")))?.bare).toEqual(webp(plain, picture));
    const photo = jpeg(segment(0xe1, 90), segment(0xe2, 80), segment(0xed, 5), segment(0xfe, 9), segment(0xc0, 11));
    expect(readImageFile(concat(photo, utf8("after")))?.bare).toEqual(jpeg(segment(0xc0, 11)));
    for (const file of [dressed, photo]) {
      const bare = readImageFile(file)?.bare ?? new Uint8Array();
      expect(readImageFile(bare)?.bare).toEqual(bare);
    }
  });

  test("cut short anywhere, or with a length that lies, is none, and nothing throws", () => {
    for (const file of [webp(chunk("VP8 ", 30), chunk("EXIF", 20)), jpeg(segment(0xe1, 40), segment(0xc0, 11))]) {
      for (let length = 0; length < file.length; length++) expect(readImageFile(file.subarray(0, length))).toBeNull();
      for (let index = 0; index < file.length; index++) {
        for (const value of [0, 1, 0x7f, 0xff]) {
          const spoilt = file.slice();
          spoilt[index] = value;
          expect(() => readImageFile(spoilt)).not.toThrow();
        }
      }
    }
  });
});
