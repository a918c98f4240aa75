import type { Item, Party } from "../../../crypto/protocol/exports.ts";
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
