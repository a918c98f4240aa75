import SearchableMap from "minisearch/SearchableMap";
import { stemmedLanguages, stemOf } from "./stems.ts";

/** A word that occurs somewhere, with what its owner keeps about it. */
export interface Word<Kept> {
  readonly text: string;
  readonly kept: Kept;
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
  /**
   * Those, and words that begin with the typed one, which count less where the typed one is `whole`: who types "brot"
   * has not begun to say "broth". Each once, at its best.
   */
  match(typed: string, whole: boolean): readonly MatchedWord<Kept>[];
  /** Words that differ from the typed one by a letter or two, with those of their stem: what `match` is given up for. */
  similar(typed: string): readonly MatchedWord<Kept>[];
  /** Words that begin with the typed one. */
  beginningWith(typed: string): Iterable<Word<Kept>>;
  all(): Iterable<Word<Kept>>;
  readonly size: number;
}

const weights = { same: 1, stem: 0.9, prefixMin: 0.35, prefixMore: 0.45, pastWhole: 0.5, similar: 0.4 } as const;

/** How many letters may be wrong, left out or too many in a word of this length. */
const slipsIn = (length: number): number => (length > 7 ? 2 : length > 3 ? 1 : 0);

/** An empty vocabulary. `keep` makes what is kept about a new word. */
export function createVocabulary<Kept>(keep: () => Kept): Vocabulary<Kept> {
  const tree = new SearchableMap<Word<Kept>>();
  const known = new Map<string, Word<Kept>>();
  const stems = new SearchableMap<Word<Kept>[]>();
  const stemmed = new Map<string, Set<Word<Kept>>>(stemmedLanguages.map((language) => [language, new Set()]));

  function noteStem(word: Word<Kept>, language: string): void {
    const done = stemmed.get(language);
    if (done === undefined || done.has(word)) return;
    done.add(word);
    const stem = stemOf(word.text, language);
    if (stem === null) return;
    const family = stems.get(stem);
    if (family === undefined) stems.set(stem, [word]);
    else family.push(word);
  }

  function* beginningWith(typed: string): Iterable<Word<Kept>> {
    for (const [, word] of tree.atPrefix(typed)) yield word;
  }

  function same(typed: string): Map<Word<Kept>, number> {
    const found = new Map<Word<Kept>, number>();
    for (const language of stemmedLanguages) {
      for (const word of stems.get(stemOf(typed, language) ?? "") ?? []) found.set(word, weights.stem);
    }
    const word = known.get(typed);
    if (word !== undefined) found.set(word, weights.same);
    return found;
  }

  const matched = (found: ReadonlyMap<Word<Kept>, number>): MatchedWord<Kept>[] =>
    [...found].map(([word, weight]) => ({ word, weight }));

  return {
    learn: (text, language) => {
      let word = known.get(text);
      if (word === undefined) {
        word = { text, kept: keep() };
        known.set(text, word);
        tree.set(text, word);
      }
      noteStem(word, language);
      return word;
    },
    same: (typed) => matched(same(typed)),
    match: (typed, whole) => {
      const found = same(typed);
      for (const word of beginningWith(typed)) {
        if (found.has(word)) continue;
        const begun = weights.prefixMin + weights.prefixMore * (typed.length / word.text.length);
        found.set(word, whole ? begun * weights.pastWhole : begun);
      }
      return matched(found);
    },
    similar: (typed) => {
      const found = new Map<Word<Kept>, number>();
      const note = (word: Word<Kept>, weight: number): void => {
        if ((found.get(word) ?? 0) < weight) found.set(word, weight);
      };
      const weightAt = (distance: number): number => weights.similar * (1 - distance / (typed.length + 1));
      const slips = slipsIn(typed.length);
      if (slips > 0)
        for (const [word, distance] of tree.fuzzyGet(typed, slips).values()) note(word, weightAt(distance));
      // Who meant "fromage" means cheeses too, also where only those are written.
      for (const language of stemmedLanguages) {
        const stem = stemOf(typed, language) ?? "";
        const [own, stemSlips] = [`${language} `, slipsIn(stem.length - language.length - 1)];
        if (stemSlips === 0) continue;
        for (const [key, [family, distance]] of stems.fuzzyGet(stem, stemSlips)) {
          if (!key.startsWith(own)) continue;
          for (const word of family) note(word, weightAt(distance) * weights.stem);
        }
      }
      return matched(found);
    },
    beginningWith,
    all: () => known.values(),
    get size() {
      return known.size;
    },
  };
}
