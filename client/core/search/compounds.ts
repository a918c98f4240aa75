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
