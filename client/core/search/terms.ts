const accented = /[^\s!-~]/;

/** Lower case, without accents and ligatures: "Crème brûlée" and "creme brulee" are one. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!accented.test(lower)) return lower;
  return lower
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/** A folded text as it is put in order: numbers by their size. */
export function withNumbersBySize(folded: string): string {
  return folded.replace(/\d+/g, (digits) => digits.padStart(9, "0"));
}

/** A text as it is put in order: folded, and numbers by their size. */
export function orderKey(text: string): string {
  return withNumbersBySize(fold(text));
}

/** Words that say nothing about a thing, folded, by language. */
const fillersOf: Readonly<Record<string, ReadonlySet<string>>> = {
  fr: new Set("de du des la le les un une au aux et en pour par sur avec sans sa son".split(" ")),
  en: new Set("the of and for from with to an in".split(" ")),
  de: new Set("der die das den dem und mit fur von ein eine im".split(" ")),
  it: new Set("di del della dei delle degli al alla alle ai il lo gli un una con per da".split(" ")),
};

/** Folded, they are things in another language: "thé", "son" of wheat. Whoever types them may mean these. */
const alsoThings = new Set(["the", "son"]);
const typedFillers = new Set(Object.values(fillersOf).flatMap((words) => [...words]));
for (const word of alsoThings) typedFillers.delete(word);

/** Whether a word says nothing about a thing, in whatever language it is typed. */
export const isFiller = (word: string): boolean => typedFillers.has(fold(word));

/** What says that something is not in it, folded: one word with the next, since "sans gluten" is nothing with gluten. */
const withoutWords = new Set("sans without ohne senza".split(" "));

/** Whether a word says that something is not in it: nothing else answers for it, neither a part of it nor one alike. */
export const isWithout = (word: string): boolean => word.includes(" ") || /\p{L}{4}frei(e[mnrs]?)?$/u.test(word);

/** English says it after, too: "gluten-free". Hens are free-range. */
const saysFree = (words: readonly string[], place: number): boolean =>
  place > 0 && words[place] === "free" && words[place + 1] !== "range";

const split = (text: string): string[] => {
  const words = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
  return words.flatMap((word, place) => {
    if (saysFree(words, place)) return [];
    if (saysFree(words, place + 1)) return [`without ${word}`];
    if (withoutWords.has(words[place - 1] ?? "")) return [`${words[place - 1]} ${word}`];
    return withoutWords.has(word) && place < words.length - 1 ? [] : [word];
  });
};

/**
 * The words of a text in a language (ISO 639-1), folded. Single letters and words that say nothing are left out; order
 * and copies are kept. "Sans gluten" is one word, with a space in it, and so is "gluten-free".
 */
export function wordsOf(text: string, language: string): string[] {
  const fillers = fillersOf[language];
  return split(text).filter((word) => fillers?.has(word) !== true);
}

/** The words that somebody types, in whatever language. One that says nothing stays when there is no other yet: "to…". */
export function typedWords(text: string): string[] {
  const words = split(text);
  const meaningful = words.filter((word) => !typedFillers.has(word));
  return meaningful.length > 0 ? meaningful : words.slice(-1);
}
