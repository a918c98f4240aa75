import { expect, test } from "vitest";
import { readCode, withCompletion } from "../../../client/courier/code-words.ts";
import { frenchWords } from "../../../client/core/words/fr.ts";

test("three words are read in any case, without accents, with what separates them", () => {
  expect(readCode("Figue ECUREUIL écharpe", frenchWords).words).toEqual(["figue", "écureuil", "écharpe"]);
  expect(readCode("figue, ecureuil; echarpe", frenchWords).words).toEqual(["figue", "écureuil", "écharpe"]);
});

test("what is being typed is completed, and taken with a touch", () => {
  const reading = readCode("figue écu", frenchWords);
  expect(reading.words).toEqual(["figue"]);
  expect(reading.completions).toEqual(["écuelle", "écureuil"]);
  const text = withCompletion(reading, "écureuil");
  expect(text).toBe("figue écureuil ");
  expect(readCode(text, frenchWords)).toEqual({ words: ["figue", "écureuil"], completions: [], unknown: false });
});

test("a beginning that only one word has is that word once the next one begins", () => {
  expect(readCode("figu ecur echa", frenchWords).words.slice(0, 2)).toEqual(["figue", "écureuil"]);
});

test("a word that is not in the list is said to be none, and never guessed", () => {
  expect(readCode("figue zzz", frenchWords)).toEqual({ words: ["figue"], completions: [], unknown: true });
  expect(readCode("figue écureuil écharpe abeille", frenchWords).unknown).toBe(true);
});

test("every word of the list can be typed in full, with or without accents", () => {
  for (const word of frenchWords) {
    expect(readCode(`${word} ${word} ${word}`, frenchWords).words, word).toEqual([word, word, word]);
  }
});
