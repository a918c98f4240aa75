import type { Meaning } from "./same-words.ts";
import { stemOf } from "./stems.ts";

/** What a compound is made of: "Roggenbrot" is bread, of rye. */
export interface CompoundParts {
  readonly first: string;
  /** Says what it is. */
  readonly last: string;
}

const firstMin = 3;
/** Shorter ends stand in many words by chance: they count where what is before them is known too, as in "Olivenöl". */
const sureMin = 4;
const lastMin = 2;
/** Trades end so: a "Käserei" is no egg. */
const ofTrades = "ei";
const aVowel = /[aeiouy]/;

/**
 * The parts of a folded word of German, which writes several words as one: split before its longest known end. Null where
 * none is known. What is before it has a vowel: a pig ("Schwein") is no wine.
 */
export function partsOf(word: string, isKnown: (part: string) => boolean): CompoundParts | null {
  for (let start = firstMin; start <= word.length - lastMin; start++) {
    const [first, last] = [word.slice(0, start), word.slice(start)];
    const isSure = last.length >= sureMin || (last !== ofTrades && isKnown(first));
    if (aVowel.test(first) && isKnown(last) && isSure) return { first, last };
  }
  return null;
}

/** German words of a market beside one: what `germanAround` of a vocabulary finds. */
interface Around {
  readonly begun: readonly string[];
  readonly ended: readonly string[];
}

/** A beginning that is shorter stands in many words by chance. */
const beginningMin = 4;
/** What follows a beginning, at least: less is an ending. */
const restMin = 3;

/** Whether a word ends with a part of this stem, after others: "Birnenapfelsaft" with "Saft". */
function endsWithPart(word: string, stem: string, isKnown: (part: string) => boolean): boolean {
  for (let parts = partsOf(word, isKnown); parts !== null; parts = partsOf(parts.last, isKnown)) {
    if (stemOf(parts.last, "de") === stem) return true;
  }
  return false;
}

/**
 * What sellers write as one word and is of a folded German part: of "Saft" the "Apfelsaft", which is one, and the
 * "Saftbar", which only begins with it.
 */
export function compoundsOf(part: string, around: Around, isKnown: (part: string) => boolean): Meaning[] {
  const stem = stemOf(part, "de")!;
  const ended = around.ended.filter((word) => endsWithPart(word, stem, isKnown));
  const begun = around.begun.filter((word) => part.length >= beginningMin && word.length >= part.length + restMin);
  return [
    ...ended.map((text): Meaning => ({ text, stem: stemOf(text, "de")! })),
    ...begun.map((text): Meaning => ({ text, stem: stemOf(text, "de")!, isFirst: true })),
  ];
}
