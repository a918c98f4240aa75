import { CodedError } from "../../../crypto/coded-error.ts";
import { germanWords } from "./de.ts";
import { englishWords } from "./en.ts";
import { frenchWords } from "./fr.ts";

const lists: Readonly<Record<string, readonly string[]>> = { fr: frenchWords, en: englishWords, de: germanWords };

/** The list of 256 words of a language, as `words` of an instance names it. Throws `words/unknown`. */
export function wordListOf(language: string): readonly string[] {
  const list = lists[language];
  if (list === undefined) throw new CodedError("words/unknown", "There is no list of words in this language.");
  return list;
}

/** Without accents, ligatures and case: how words are compared, because not every keyboard has them. */
export function foldWord(word: string): string {
  return word.toLowerCase().replaceAll("œ", "oe").normalize("NFD").replace(/\p{M}/gu, "").trim();
}

/**
 * The byte that a typed or heard word says, or `null`. Its first four letters are enough, accents or not, as long as
 * what follows does not contradict.
 */
export function byteOfWord(word: string, list: readonly string[]): number | null {
  const typed = foldWord(word);
  const index = list.findIndex((entry) => {
    const folded = foldWord(entry);
    return folded === typed || (typed.length >= 4 && folded.startsWith(typed));
  });
  return index < 0 ? null : index;
}

/** The words of some bytes. */
export function wordsOf(bytes: Uint8Array, list: readonly string[]): string[] {
  return Array.from(bytes, (byte) => list[byte] ?? "");
}
