import SearchableMap from "minisearch/SearchableMap";
import type { Meaning } from "./same-words.ts";
import { stemmedLanguages, stemOf } from "./stems.ts";

/** A word that occurs somewhere, with what its owner keeps about it. */
export interface Word<Kept> {
  readonly text: string;
  readonly kept: Kept;
  /** Words with the same stem, itself among them: a list for each language that it is noted in. */
  readonly families: (readonly Word<Kept>[])[];
}

/** How well a word answers a typed one: 1 for the same. */
export interface MatchedWord<Kept> {
  readonly word: Word<Kept>;
  readonly weight: number;
}

/** All words of a market, found by themselves, by their beginnings, by other endings and in spite of slips of the pen. */
export interface Vocabulary<Kept> {
  /** The word, new or known, noted as one of a language (ISO 639-1). */
  learn(text: string, language: string): Word<Kept>;
  /** Words that are the typed one, or have the same stem in some language. Each once. */
  same(typed: string): readonly MatchedWord<Kept>[];
  /** Languages of which the typed word itself is one. */
  languagesOf(typed: string): readonly string[];
  /**
   * Those, and words that begin with the typed one, which count less where the typed one is `whole`: who types "brot"
   * has not begun to say "broth". Each once, at its best.
   * @param spoken languages in which the word is known to be one, here or elsewhere: what has its stem in another counts
   * less, since who types "pane" means bread and no parsnips ("panais"). None: all alike
   * @param unlike words that are another thing, though of its stem: they count least
   */
  match(
    typed: string,
    whole: boolean,
    spoken?: ReadonlySet<string>,
    unlike?: readonly string[],
  ): readonly MatchedWord<Kept>[];
  /**
   * Words that differ from the typed one by a letter or two, with those of their stem: what `match` is given up for. Where
   * some differ by doubled letters only, no others, and `areDoubled`: "carotes" are "carottes" and no "cartes".
   */
  similar(typed: string): { readonly words: readonly MatchedWord<Kept>[]; readonly areDoubled: boolean };
  /** Words of the market that are one of these, which mean what was typed; they count less than the typed one. */
  meaning(words: readonly Meaning[]): readonly MatchedWord<Kept>[];
  hasStem(stem: string): boolean;
  /** German words that go on from this one, or before which another stands: parts of what German writes as one. */
  germanAround(word: string): { readonly begun: readonly string[]; readonly ended: readonly string[] };
  /** Words that begin with the typed one. */
  beginningWith(typed: string): Iterable<Word<Kept>>;
  all(): Iterable<Word<Kept>>;
  readonly size: number;
}

const weights = {
  same: 1,
  stem: 0.9,
  stemElsewhere: 0.45,
  unlike: 0.2,
  prefixMin: 0.35,
  prefixMore: 0.45,
  pastWhole: 0.5,
  similar: 0.4,
  meaning: 0.6,
  meaningStem: 0.5,
  meaningPartly: 0.3,
} as const;

/** How many letters may be wrong, left out or too many in a word of this length. */
const slipsIn = (length: number): number => (length > 7 ? 2 : length > 3 ? 1 : 0);

/**
 * People see the first letter: where it is another one, a slip fewer is thought of. "Rosso" is no "osso", and whoever types
 * "Bohrer" wants no "Möhren", whose stems differ by one of four letters.
 * @param length of what was compared, letters
 */
const beginsAlike = (word: string, typed: string, distance: number, length: number): boolean =>
  word[0] === typed[0] || distance < slipsIn(length);

/** Shorter words have too many others near them for one more slip. */
const doubledMin = 6;

/** Letters that a German ending has at most: "Säften". */
const endingMax = 3;

const undoubled = (text: string): string => text.replace(/(.)\1+/gu, "$1");

/** Whether a word is one that is another thing, or goes on from it: "saucisses" is no "sauce". */
const isUnlike = (word: string, typed: string, unlike: readonly string[]): boolean =>
  word !== typed && unlike.some((other) => word.startsWith(other));

/** An empty vocabulary. `keep` makes what is kept about a new word. */
export function createVocabulary<Kept>(keep: () => Kept): Vocabulary<Kept> {
  const tree = new SearchableMap<Word<Kept>>();
  const known = new Map<string, Word<Kept>>();
  const stems = new SearchableMap<Word<Kept>[]>();
  const stemmed = new Map<string, Set<Word<Kept>>>(stemmedLanguages.map((language) => [language, new Set()]));

  /** In the order in which they were learnt. */
  const germans: Word<Kept>[] = [];

  function noteStem(word: Word<Kept>, language: string): void {
    const done = stemmed.get(language);
    if (done === undefined || done.has(word)) return;
    done.add(word);
    const stem = stemOf(word.text, language);
    if (stem === null) return;
    let family = stems.get(stem);
    if (family === undefined) stems.set(stem, (family = []));
    family.push(word);
    if (language === "de") germans.push(word);
    word.families.push(family);
  }

  function* beginningWith(typed: string): Iterable<Word<Kept>> {
    for (const [, word] of tree.atPrefix(typed)) yield word;
  }

  const familyOf = (typed: string, language: string): readonly Word<Kept>[] =>
    stems.get(stemOf(typed, language) ?? "") ?? [];

  function same(typed: string, spoken?: ReadonlySet<string>): Map<Word<Kept>, number> {
    const found = new Map<Word<Kept>, number>();
    for (const language of stemmedLanguages) {
      const isSpoken = spoken === undefined || spoken.size === 0 || spoken.has(language);
      const weight = isSpoken ? weights.stem : weights.stemElsewhere;
      for (const word of familyOf(typed, language)) found.set(word, Math.max(weight, found.get(word) ?? 0));
    }
    const word = known.get(typed);
    if (word !== undefined) found.set(word, weights.same);
    return found;
  }

  const matched = (found: ReadonlyMap<Word<Kept>, number>): MatchedWord<Kept>[] =>
    [...found].map(([word, weight]) => ({ word, weight }));

  /** Words that differ by as many letters as a slip may change, and by one more where a letter is not doubled. */
  function wordsNear(typed: string): Iterable<readonly [Word<Kept>, number]> {
    const slips = slipsIn(typed.length);
    if (slips === 0) return [];
    const near = [...tree.fuzzyGet(typed, slips).values()];
    if (near.length > 0 || typed.length < doubledMin || slips > 1) return near;
    const further = new SearchableMap<Word<Kept>>();
    for (const [word] of tree.fuzzyGet(typed, slips + 1).values()) further.set(undoubled(word.text), word);
    return further.fuzzyGet(undoubled(typed), slips).values();
  }

  return {
    learn: (text, language) => {
      let word = known.get(text);
      if (word === undefined) {
        word = { text, kept: keep(), families: [] };
        known.set(text, word);
        tree.set(text, word);
      }
      noteStem(word, language);
      return word;
    },
    same: (typed) => matched(same(typed)),
    languagesOf: (typed) => {
      const word = known.get(typed);
      return word === undefined ? [] : stemmedLanguages.filter((language) => stemmed.get(language)!.has(word));
    },
    match: (typed, whole, spoken, unlike = []) => {
      const found = same(typed, spoken);
      for (const word of found.keys()) if (isUnlike(word.text, typed, unlike)) found.set(word, weights.unlike);
      for (const word of beginningWith(typed)) {
        if (found.has(word)) continue;
        const begun = weights.prefixMin + weights.prefixMore * (typed.length / word.text.length);
        found.set(word, whole ? begun * weights.pastWhole : begun);
      }
      return matched(found);
    },
    similar: (typed) => {
      const [near, doubled] = [new Map<Word<Kept>, number>(), new Map<Word<Kept>, number>()];
      const note = (word: Word<Kept>, weight: number, isDoubled: boolean): void => {
        for (const found of isDoubled ? [near, doubled] : [near]) {
          if ((found.get(word) ?? 0) < weight) found.set(word, weight);
        }
      };
      const weightAt = (distance: number): number => weights.similar * (1 - distance / (typed.length + 1));
      for (const [word, distance] of wordsNear(typed)) {
        if (!beginsAlike(word.text, typed, distance, typed.length)) continue;
        const isDoubled = undoubled(word.text) === undoubled(typed);
        note(word, weightAt(distance), isDoubled);
        for (const other of word.families.flat()) note(other, weightAt(distance) * weights.stem, isDoubled);
      }
      // Who meant "fromage" means cheeses too, also where only those are written.
      for (const language of stemmedLanguages) {
        const stem = stemOf(typed, language) ?? "";
        const [own, length] = [`${language} `, stem.length - language.length - 1];
        const stemSlips = slipsIn(length);
        if (stemSlips === 0) continue;
        const plain = undoubled(stem);
        for (const [key, [family, distance]] of stems.fuzzyGet(stem, stemSlips)) {
          if (!key.startsWith(own)) continue;
          const isDoubled = undoubled(key) === plain;
          for (const word of family) {
            if (beginsAlike(word.text, typed, distance, length))
              note(word, weightAt(distance) * weights.stem, isDoubled);
          }
        }
      }
      const areDoubled = doubled.size > 0;
      return { words: matched(areDoubled ? doubled : near), areDoubled };
    },
    meaning: (words) =>
      words.flatMap(({ text, stem, unlike = [], isPartly = false }) =>
        (stems.get(stem) ?? []).map((word) => {
          if (isUnlike(word.text, text, unlike)) return { word, weight: weights.unlike };
          if (isPartly) return { word, weight: weights.meaningPartly };
          return { word, weight: word.text === text ? weights.meaning : weights.meaningStem };
        }),
      ),
    hasStem: (stem) => stems.has(stem),
    germanAround: (word) => {
      const [begun, ended]: [string[], string[]] = [[], []];
      for (const { text } of germans) {
        if (text.length <= word.length) continue;
        if (text.startsWith(word)) begun.push(text);
        else if (text.includes(word, text.length - word.length - endingMax)) ended.push(text);
      }
      return { begun, ended };
    },
    beginningWith,
    all: () => known.values(),
    get size() {
      return known.size;
    },
  };
}
