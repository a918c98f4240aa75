import type { Item, Party } from "../../../crypto/protocol/exports.ts";
import type { Diet } from "../catalogue/diets.ts";
import { wordsOf } from "./terms.ts";
import type { WeightedText } from "./word-index.ts";

// How much a word counts where it stands. A name says what a thing is; a description mentions much that it is not.
const weights = { name: 6, variant: 2, summary: 0.8, origin: 0.8, ingredients: 0.5, description: 0.4 } as const;

function each(texts: Readonly<Record<string, string>> | undefined, weight: number, name = false): WeightedText[] {
  return Object.entries(texts ?? {}).map(([language, text]) => ({ text, language, weight, name }));
}

/** What an item says of itself. */
export function itemTexts(item: Item): WeightedText[] {
  return [
    ...each(item.name, weights.name, true),
    ...item.variants.flatMap(({ name }) => each(name, weights.variant)),
    ...each(item.summary, weights.summary),
    ...each(item.origin, weights.origin),
    ...each(item.ingredients, weights.ingredients),
    ...each(item.description, weights.description),
  ];
}

/** By what else of its party an item is found: its name and town, nothing that it tells of itself. */
export function partyTexts({ name, place, languages }: Party): WeightedText[] {
  const language = languages?.[0] ?? "fr";
  return [
    { text: name, language, weight: 2, name: true },
    ...(place === undefined ? [] : [{ text: place.town, language, weight: 0.8 }]),
  ];
}

/** By what a party itself is found. */
export function stallTexts(party: Party): WeightedText[] {
  const language = party.languages?.[0] ?? "fr";
  return [
    { text: party.name, language, weight: 4, name: true },
    ...each(party.trade, 2),
    ...each(party.summary, 0.8),
    ...(party.place === undefined ? [] : [{ text: party.place.town, language, weight: 1 }]),
  ];
}

/** A category's name in every language, each word less where it names several things. `above`: of one up the tree. */
export function categoryTexts(name: Readonly<Record<string, string>>, above: boolean): WeightedText[] {
  return Object.entries(name).map(([language, text]) => ({
    text,
    language,
    weight: (above ? 5.5 : 6) / Math.sqrt(Math.max(1, wordsOf(text, language).length)),
  }));
}

/** A label's name in every language. */
export function labelTexts(name: Readonly<Record<string, string>>): WeightedText[] {
  return each(name, 1.2);
}

/** Words of a category that are not in its name: see `otherWords` of an instance's file. */
export function otherTexts(words: Readonly<Record<string, string>>): WeightedText[] {
  return each(words, 3);
}

const dietWords: Readonly<Record<Diet, Readonly<Record<string, string>>>> = {
  vegetarian: { fr: "végétarien végétarienne", en: "vegetarian", de: "vegetarisch Vegetarier", it: "vegetariano" },
  vegan: { fr: "végane végétalien", en: "vegan", de: "vegan", it: "vegano" },
  "gluten-free": {
    fr: "sans gluten",
    en: "gluten-free without gluten",
    de: "glutenfrei ohne Gluten",
    it: "senza glutine",
  },
  "lactose-free": {
    fr: "sans lactose",
    en: "lactose-free without lactose",
    de: "laktosefrei ohne Laktose",
    it: "senza lattosio",
  },
  organic: { fr: "bio biologique", en: "organic", de: "bio biologisch", it: "bio biologico" },
};

/** A diet's words in every language. */
export function dietTexts(diet: Diet): WeightedText[] {
  return each(dietWords[diet], 3);
}
