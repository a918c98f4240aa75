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

/** What stands before a last part of this stem, after others too: "Birnenapfel" in "Birnenapfelsaft". Null without one. */
function before(word: string, part: string, isKnown: (part: string) => boolean): string | null {
  const stem = stemOf(part, "de");
  for (let parts = partsOf(word, isKnown); parts !== null; parts = partsOf(parts.last, isKnown)) {
    const first = word.slice(0, word.length - parts.last.length);
    // Of a first that nobody knows, the very word only: "Winterreise" is no rice.
    if (parts.last === part || (stemOf(parts.last, "de") === stem && isKnown(parts.first))) return first;
  }
  return null;
}

/**
 * What sellers write as one word and is of a folded German part: of "Saft" the "Apfelsaft", which is one; less so what only
 * begins with it ("Saftpresse"), or what stands after a word that nobody knows ("Muskateller" is no plate).
 * @param isWide whether what it begins counts too where it goes on with a word that nobody knows: "Apfelschorle"
 */
export function compoundsOf(
  part: string,
  around: Around,
  isKnown: (part: string) => boolean,
  isWide: boolean,
): Meaning[] {
  const meaning = (text: string): Meaning => ({ text, stem: stemOf(text, "de")! });
  const ended = around.ended.flatMap((word): Meaning[] => {
    const first = before(word, part, isKnown);
    if (first === null) return [];
    return [isKnown(first) ? meaning(word) : { ...meaning(word), isPartly: true }];
  });
  const begun = around.begun.filter((word) => {
    const rest = word.slice(part.length);
    return part.length >= beginningMin && rest.length >= restMin && (isWide || isKnown(rest));
  });
  return [...ended, ...begun.map((word): Meaning => ({ ...meaning(word), isPartly: true }))];
}
