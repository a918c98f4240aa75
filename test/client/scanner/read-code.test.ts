import { encodeQR } from "qr";
import { beforeAll, expect, test } from "vitest";
import { codeReader, type ReadCode } from "../../../client/scanner/read-code.ts";

let read: ReadCode;
beforeAll(async () => {
  read = await codeReader();
});

/** A picture of `text` as a code: `scale` pixels a module, on a ground of `size` pixels, its corner at `at`. */
function pictureOf(text: string, { scale = 6, size = 480, at = 60, light = 255, dark = 0 } = {}) {
  const modules = encodeQR(text, "raw", { ecc: "medium", border: 2 });
  const data = new Uint8ClampedArray(size * size * 4).fill(light);
  modules.forEach((row, y) =>
    row.forEach((isDark, x) => {
      if (!isDark) return;
      for (let dy = 0; dy < scale; dy++) {
        for (let dx = 0; dx < scale; dx++) {
          const place = ((at + y * scale + dy) * size + at + x * scale + dx) * 4;
          data.fill(dark, place, place + 3);
        }
      }
    }),
  );
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  return { width: size, height: size, data };
}

test("a code is read wherever it stands in the picture, in poor light as well", () => {
  for (const text of ["herbe gravier pomme", "https://market.example/stall/abc#marque=211eeb1ed9b815ce379639f5f681"]) {
    expect(read(pictureOf(text))).toBe(text);
    expect(read(pictureOf(text, { at: 4 }))).toBe(text);
    expect(read(pictureOf(text, { light: 120, dark: 60 }))).toBe(text);
  }
});

test("letters with accents come as they were written", () => {
  expect(read(pictureOf("écureuil chêne mûre"))).toBe("écureuil chêne mûre");
});

test("a picture without a code, half a code, and one too long for any of ours say nothing, and nothing is thrown", () => {
  expect(read({ width: 480, height: 480, data: new Uint8ClampedArray(480 * 480 * 4).fill(255) })).toBeNull();
  const half = pictureOf("herbe gravier pomme");
  half.data.fill(255, 0, half.data.length / 3);
  expect(read(half)).toBeNull();
  expect(read(pictureOf("a".repeat(600), { scale: 4, size: 640, at: 20 }))).toBeNull();
  expect(read({ width: 2, height: 2, data: new Uint8ClampedArray(16) })).toBeNull();
  expect(read({ width: 480, height: 480, data: new Uint8ClampedArray(16) })).toBeNull();
  const noise = Uint8ClampedArray.from({ length: 320 * 320 * 4 }, (_, at) => (at * 2_654_435_761) >>> 24);
  expect(read({ width: 320, height: 320, data: noise })).toBeNull();
});
