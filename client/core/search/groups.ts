import type { InstanceFile } from "../../../crypto/protocol/exports.ts";
import { dietNames, dietsOf } from "../catalogue/diets.ts";
import type { ItemRow } from "../catalogue/snapshot.ts";
import { categoryTexts, dietTexts, labelTexts, otherTexts, textsAbove } from "./item-texts.ts";
import { type Meaning, sameWords } from "./same-words.ts";
import { stemmedLanguages, stemOf } from "./stems.ts";
import { createWordIndex, type Manner, type Understood, type WeightedText, type WordIndex } from "./word-index.ts";

/** Items that a word finds through what they belong to. */
export interface GroupHit {
  /** Slots of the items' index, those of removed items among them. */
  readonly members: readonly number[];
  readonly score: number;
}

/**
 * What many items have in common and are found by: their party, their category with those above it, their labels and
 * diets. Its text is indexed once, however many items there are.
 */
export interface Groups {
  /** Says how a party is called; nothing when it is called so already. */
  name(partyId: string, texts: readonly WeightedText[]): void;
  put(slot: number, row: ItemRow): void;
  /** An item's labels have changed. */
  relabel(slot: number, before: readonly string[], now: readonly string[]): void;
  /** Whether the word, or one of its stem, is of some group with members. */
  knows(word: string): boolean;
  /** Languages in which the very word is of some group. */
  languagesOf(word: string): readonly string[];
  find(word: string, manner: Manner, understood?: Understood): readonly GroupHit[];
  /** Whether a word of some group, or one that people say besides, has the stem. */
  hasStem(stem: string): boolean;
  /** By words that are in no category's name and that people say all the same. */
  findByOtherWords(word: string): readonly GroupHit[];
  /** By what means the same, the words that people say besides too, but none that only begin so: "Apfelsaft" is no apple. */
  meaning(word: string, same: readonly Meaning[]): readonly GroupHit[];
  /** Slots of what is in branches that are called by the word, or by one that means the same. */
  inBranch(word: string): readonly number[];
  /** Slots of what is declared to be of the diet that the word says, or labelled so. Null where it says none. */
  declaredAs(word: string): readonly number[] | null;
  /** Whether the word says a diet that is wished for only: of what is not organic nobody falls ill. */
  isWish(word: string): boolean;
  /** The items' index was compacted. */
  move(moved: ReadonlyMap<number, number>): void;
}

interface Group {
  members: number[];
}

/** Empty groups of an instance's categories and labels, and of diets. */
export function createGroups(instance: InstanceFile): Groups {
  const words = createWordIndex();
  const bySlot: Group[] = [];
  const otherWords = createWordIndex();
  const byOtherSlot: Group[] = [];
  let scores = new Float32Array(1024);
  const open = (texts: readonly WeightedText[], group: Group = { members: [] }): Group => {
    bySlot[words.add(texts)] = group;
    return group;
  };
  const named = new Map(instance.categories.map((category) => [category.path, category]));
  const labels = new Map(instance.labels.map(({ id, name }) => [id, open(labelTexts(name))]));
  const diets = new Map(dietNames.map((diet) => [diet, open(dietTexts(diet))]));
  const [labelGroups, dietGroups] = [new Set(labels.values()), new Set(diets.values())];
  const categories = new Map<string, Group>();
  const branchGroups = new Set<Group>();
  const parties = new Map<string, { group: Group; slot: number; text: string }>();

  /** One group a path; its text is its own name and, counting less, those above. */
  function category(path: string): Group {
    let group = categories.get(path);
    if (group === undefined) {
      const parts = path.split("/");
      const paths = parts.map((_, depth) => parts.slice(0, depth + 1).join("/"));
      const branches = paths.map((one) => named.get(one));
      group = open(
        branches.flatMap((branch, depth) => {
          const below = paths[depth + 1];
          if (branch === undefined) return [];
          return below === undefined ? categoryTexts(branch.name) : textsAbove(branch, below, instance.categories);
        }),
      );
      byOtherSlot[otherWords.add(branches.flatMap((branch) => otherTexts(branch?.otherWords ?? {})))] = group;
      categories.set(path, group);
      branchGroups.add(group);
    }
    return group;
  }

  /** Groups that have the word with some ending, or one of these. */
  function meant(word: string, same: readonly Meaning[] = []): Group[] {
    if (scores.length < words.slots) scores = new Float32Array(2 * words.slots);
    const own = stemmedLanguages.map((language) => ({ text: word, stem: stemOf(word, language)! }));
    return words.find(word, "meant", scores, { same: [...own, ...same] }).flatMap((slot) => bySlot[slot] ?? []);
  }

  function found(
    index: WordIndex,
    groups: readonly Group[],
    word: string,
    manner: Manner,
    understood?: Understood,
  ): GroupHit[] {
    if (scores.length < index.slots) scores = new Float32Array(2 * index.slots);
    return index.find(word, manner, scores, understood).flatMap((slot) => {
      const group = groups[slot];
      return group === undefined || group.members.length === 0
        ? []
        : [{ members: group.members, score: scores[slot]! }];
    });
  }

  return {
    name: (partyId, texts) => {
      const known = parties.get(partyId);
      const text = JSON.stringify(texts);
      if (known?.text === text) return;
      if (known !== undefined) words.remove(known.slot);
      const group = open(texts, known?.group);
      parties.set(partyId, { group, slot: words.slots - 1, text });
    },
    put: (slot, row) => {
      parties.get(row.partyId)?.group.members.push(slot);
      category(row.item.category).members.push(slot);
      for (const label of row.labels) labels.get(label)?.members.push(slot);
      for (const diet of dietsOf(row.item)) diets.get(diet)?.members.push(slot);
    },
    relabel: (slot, before, now) => {
      for (const label of before) {
        const group = now.includes(label) ? undefined : labels.get(label);
        if (group !== undefined) group.members = group.members.filter((member) => member !== slot);
      }
      for (const label of now) if (!before.includes(label)) labels.get(label)?.members.push(slot);
    },
    knows: (word) => words.knows(word),
    languagesOf: (word) => words.languagesOf(word),
    find: (word, manner, understood) => found(words, bySlot, word, manner, understood),
    hasStem: (stem) => words.hasStem(stem) || otherWords.hasStem(stem),
    inBranch: (word) => meant(word, sameWords(word)).flatMap((group) => (branchGroups.has(group) ? group.members : [])),
    declaredAs: (word) => {
      const saying = meant(word);
      if (!saying.some((group) => dietGroups.has(group))) return null;
      return saying.flatMap((group) => (dietGroups.has(group) || labelGroups.has(group) ? group.members : []));
    },
    isWish: (word) => meant(word).some((group) => group === diets.get("organic")),
    findByOtherWords: (word) => found(otherWords, byOtherSlot, word, "begun"),
    meaning: (word, same) => [
      ...found(words, bySlot, word, "meant", { same }),
      ...found(otherWords, byOtherSlot, word, "meant", { same }),
    ],
    move: (moved) => {
      for (const group of new Set(bySlot)) {
        group.members = group.members.flatMap((member) => moved.get(member) ?? []);
      }
    },
  };
}
