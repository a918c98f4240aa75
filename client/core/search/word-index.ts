import type { Meaning } from "./same-words.ts";
import { createVocabulary, type MatchedWord } from "./vocabulary.ts";
import { wordsOf } from "./terms.ts";

/** A text of a document, in a language (ISO 639-1), and how much a word in it counts. */
export interface WeightedText {
  readonly text: string;
  readonly language: string;
  /** 0…6: of a name more than of a description. */
  readonly weight: number;
  /** A name: a word counts more at its beginning, and in a short one. */
  readonly name?: boolean;
}

/**
 * What a typed word is taken for: one that may still go on, one that is whole, since things are called so, one of which
 * only the meaning counts, or a slip of the pen for words that differ by a letter or two.
 */
export type Manner = "begun" | "whole" | "meant" | "slip";

/** What is known of a typed word besides its letters. */
export interface Understood {
  /** Of a slip: it is one by doubled letters only, and other slips are none. */
  readonly areDoubled?: boolean;
  /** Languages that it is one of: others' words of its stem count less. */
  readonly spoken?: ReadonlySet<string>;
  /** Words that mean the same: see {@link sameWords}. */
  readonly same?: readonly Meaning[];
}

/**
 * Documents found by their words. A document is a slot, a small number that stays the same while it is in the index;
 * what lies behind it is the owner's business.
 */
export interface WordIndex {
  /** Takes a document in; returns its slot. */
  add(texts: readonly WeightedText[]): number;
  remove(slot: number): void;
  has(slot: number): boolean;
  /** Slots are below this. */
  readonly slots: number;
  /** Whether some document has the word, or one of its stem. */
  knows(word: string): boolean;
  /** Languages in which the very word stands in some document. */
  languagesOf(word: string): readonly string[];
  /** Whether a word has the stem, named with its language: see {@link stemOf}. */
  hasStem(stem: string): boolean;
  /** German words of the documents that go on from this one, or before which another stands. */
  germanAround(word: string): { readonly begun: readonly string[]; readonly ended: readonly string[] };
  /** Documents with a word that answers, each once, in no order. `scores`, by slot, is made empty first. */
  find(word: string, manner: Manner, scores: Float32Array, understood?: Understood): number[];
  /** The same for a slip of the pen, and whether the words differ by doubled letters only. */
  findNear(word: string, scores: Float32Array): { readonly slots: number[]; readonly areDoubled: boolean };
  /** Words that begin with what was typed, the most frequent first. */
  completions(typed: string, limit: number): readonly string[];
  /** Takes removed documents out for good: their slots are given anew to those that remain. `null` when not worth it. */
  compact(): ReadonlyMap<number, number> | null;
}

// A posting is one small integer: the slot above, the weight in the lowest eight bits. Engines keep arrays of such
// integers without a box for each, so that 50,000 items of thirty words are a few megabytes.
const weightBits = 8;
const weightMax = 2 ** weightBits - 1;
/** Steps in which weights are kept: 12 is the most that a word in a name can reach. */
const steps = weightMax / 12;
/** Below 2^22 slots a posting stays below 2^30. */
export const slotsMax = 2 ** 22;
const deadShareMax = 0.25;
const deadMin = 2_000;

/** What ends the thing in a name, and begins what is said of it, in languages in which the thing's word is the last. */
const saidOfIt: Readonly<Record<string, RegExp>> = {
  en: /[,:;(–]|\s(?:at|by|for|from|in|of|on|to|with|without)\s/u,
  de: /[,:;(–]|\s(?:am|an|auf|aus|bei|für|im|in|mit|nach|ohne|vom|von|zum|zur)\s/u,
};

/** Which word of a name says what the thing is: the last in "Rye bread, sliced", in French and Italian the first. */
function headOf(name: string, language: string): number {
  const end = saidOfIt[language];
  if (end === undefined) return 0;
  const [thing = ""] = name.split(end, 1);
  return Math.max(0, wordsOf(thing, language).length - 1);
}

/** How much a word counts in a name of so many words: most where it says what the thing is, less in a long name. */
const nameFactor = (isHead: boolean, length: number): number =>
  (isHead ? 1.35 : 0.75) * (1.25 - 0.05 * Math.min(length, 10));

/** An empty index. */
export function createWordIndex(): WordIndex {
  const vocabulary = createVocabulary<number[]>(() => []);
  let alive: boolean[] = [];
  let dead = 0;

  function add(texts: readonly WeightedText[]): number {
    const slot = alive.length;
    if (slot >= slotsMax) throw new Error("An index holds four million documents.");
    const weights = new Map<number[], number>();
    for (const { text, language, weight, name = false } of texts) {
      const words = wordsOf(text, language);
      const head = name ? headOf(text, language) : -1;
      const seen = new Set<string>();
      for (const [position, word] of words.entries()) {
        if (seen.has(word)) continue;
        seen.add(word);
        const { kept } = vocabulary.learn(word, language);
        const counted = weight * (name ? nameFactor(position === head, words.length) : 1);
        // The same name in two languages is one name; a word of both name and text counts in both, the smaller a little.
        const other = weights.get(kept) ?? 0;
        weights.set(kept, Math.max(other, counted) + 0.1 * Math.min(other, counted));
      }
    }
    for (const [postings, weight] of weights) {
      postings.push((slot << weightBits) | Math.max(1, Math.min(weightMax, Math.round(weight * steps))));
    }
    alive.push(true);
    return slot;
  }

  function collect(matched: readonly MatchedWord<number[]>[], scores: Float32Array): number[] {
    const slots: number[] = [];
    for (const { word, weight } of matched) {
      const factor = weight / steps;
      for (const posting of word.kept) {
        const slot = posting >>> weightBits;
        const score = (posting & weightMax) * factor;
        const before = scores[slot]!;
        if (before >= score) continue;
        if (before === 0) {
          if (alive[slot] !== true) continue;
          slots.push(slot);
        }
        scores[slot] = score;
      }
    }
    return slots;
  }

  function findNear(word: string, scores: Float32Array): { slots: number[]; areDoubled: boolean } {
    scores.fill(0);
    const { words, areDoubled } = vocabulary.similar(word);
    return { slots: collect(words, scores), areDoubled };
  }

  return {
    add,
    remove: (slot) => {
      if (alive[slot] !== true) return;
      alive[slot] = false;
      dead += 1;
    },
    has: (slot) => alive[slot] === true,
    get slots() {
      return alive.length;
    },
    knows: (word) => vocabulary.same(word).some((match) => match.word.kept.length > 0),
    languagesOf: (word) => vocabulary.languagesOf(word),
    hasStem: (stem) => vocabulary.hasStem(stem),
    germanAround: (word) => vocabulary.germanAround(word),
    findNear,
    find: (word, manner, scores, { spoken, same = [], areDoubled = false } = {}) => {
      if (manner === "slip") {
        const near = findNear(word, scores);
        return areDoubled && !near.areDoubled ? [] : near.slots;
      }
      scores.fill(0);
      const unlike = same.flatMap((meaning) => (meaning.text === word ? (meaning.unlike ?? []) : []));
      const own = manner === "meant" ? [] : vocabulary.match(word, manner === "whole", spoken, unlike);
      return collect([...own, ...vocabulary.meaning(same)], scores);
    },
    completions: (typed, limit) => {
      const words = [...vocabulary.beginningWith(typed)].filter(({ kept }) => kept.length > 0);
      return words
        .sort((a, b) => b.kept.length - a.kept.length || (a.text < b.text ? -1 : 1))
        .slice(0, limit)
        .map(({ text }) => text);
    },
    compact: () => {
      if (dead < deadMin || dead < alive.length * deadShareMax) return null;
      const moved = new Map<number, number>();
      for (const [slot, lives] of alive.entries()) if (lives) moved.set(slot, moved.size);
      for (const { kept } of vocabulary.all()) {
        let length = 0;
        for (const posting of kept) {
          const slot = moved.get(posting >>> weightBits);
          if (slot !== undefined) kept[length++] = (slot << weightBits) | (posting & weightMax);
        }
        kept.length = length;
      }
      alive = Array.from(moved, () => true);
      dead = 0;
      return moved;
    },
  };
}
