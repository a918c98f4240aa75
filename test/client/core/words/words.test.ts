import { describe, expect, test } from "vitest";
import { byteOfWord, foldWord, wordListOf, wordsOf } from "../../../../client/core/words/words.ts";

describe.each(["fr", "en", "de"])("the words in %s", (language) => {
  const words = wordListOf(language);

  test("are 256, of 4 to 9 letters, distinct in the first four without accents", () => {
    expect(words).toHaveLength(256);
    expect(new Set(words.map((word) => foldWord(word).slice(0, 4))).size).toBe(256);
    for (const word of words) expect(foldWord(word)).toMatch(/^[a-z]{4,9}$/);
  });

  test("come back as bytes however they are typed", () => {
    words.forEach((word, byte) => {
      expect(byteOfWord(word, words)).toBe(byte);
      expect(byteOfWord(` ${foldWord(word).toUpperCase()} `, words)).toBe(byte);
      expect(byteOfWord(foldWord(word).slice(0, 4), words)).toBe(byte);
      expect(byteOfWord(`${foldWord(word).slice(0, 4)}qqq`, words)).toBeNull();
    });
    expect(byteOfWord("", words)).toBeNull();
    expect(wordsOf(Uint8Array.of(0, 255), words)).toEqual([words[0], words[255]]);
  });
});

test("a language without words is a coded error", () => {
  expect(() => wordListOf("xx")).toThrow(expect.objectContaining({ code: "words/unknown" }));
});
