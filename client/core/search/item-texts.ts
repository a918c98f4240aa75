import type { InstanceFile, Item, Party } from "../../../crypto/protocol/exports.ts";
import type { Diet } from "../catalogue/diets.ts";
import { stemOf } from "./stems.ts";
import { wordsOf } from "./terms.ts";
import type { WeightedText } from "./word-index.ts";

type Category = InstanceFile["categories"][number];
type Texts = Readonly<Record<string, string>>;

const stemIn = (word: string, language: string): string => stemOf(word, language) ?? word;

// How much a word counts where it stands. A name says what a thing is; a description mentions much that it is not.
const weights = { name: 6, variant: 2, summary: 0.8, origin: 0.8, ingredients: 0.5, description: 0.4 } as const;

function each(texts: Texts | undefined, weight: number, name = false): WeightedText[] {
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

/** A name of several things counts less for each of them. */
const shared = (words: readonly string[]): number => Math.sqrt(Math.max(1, words.length));

/** How much a category's own name counts; how much that of one above it; and how much where all below say so. */
const [ofItsOwn, above, sayingSo] = [6, 5.5, 7];

/** A category's name in every language, each word less where it names several things. */
export function categoryTexts(name: Texts): WeightedText[] {
  return Object.entries(name).map(([language, text]) => ({
    text,
    language,
    weight: ofItsOwn / shared(wordsOf(text, language)),
  }));
}

/** Stems of names by language: a name of a branch is held against each beside it, and stemming is what takes the time. */
const knownStems = new WeakMap<Texts, Map<string, readonly string[]>>();

function stemsOf(name: Texts | undefined, language: string): readonly string[] {
  if (name === undefined) return [];
  let known = knownStems.get(name);
  if (known === undefined) knownStems.set(name, (known = new Map<string, readonly string[]>()));
  let stems = known.get(language);
  if (stems === undefined) {
    stems = wordsOf(name[language] ?? "", language).map((word) => stemIn(word, language));
    known.set(language, stems);
  }
  return stems;
}

/** Whether a name has a word of this stem. */
const saysItself = (name: Texts | undefined, stem: string, language: string): boolean =>
  stemsOf(name, language).includes(stem);

/** The same, and in German as the end of another: "Rotwein". */
const says = (name: Texts, stem: string, language: string): boolean =>
  stemsOf(name, language).some((own) => own === stem || (language === "de" && own.endsWith(stem.slice("de ".length))));

/**
 * What the name of a branch says of a thing further down, in every language: of "Wine, beer, juice" nothing that another
 * branch under it is called, a wine is no juice. Where all branches under it are called so they say it most: red, white and
 * rosé wines are wines, and what lies beside them may be spirits.
 * @param below the path under the branch that leads to the thing
 */
export function textsAbove(branch: Category, below: string, categories: readonly Category[]): WeightedText[] {
  const under = categories.filter(({ path }) => path.slice(0, path.lastIndexOf("/")) === branch.path);
  const beside = categories.filter(
    ({ path }) =>
      path !== below && (branch.includes?.includes(path) === true || under.some((one) => one.path === path)),
  );
  const own = categories.find(({ path }) => path === below);
  return Object.entries(branch.name).flatMap(([language, text]) => {
    const words = wordsOf(text, language);
    const weigh = (word: string): number => {
      const stem = stemIn(word, language);
      if (under.length > 1 && under.every(({ name }) => says(name, stem, language))) return sayingSo;
      const isOthers = beside.some(({ name }) => saysItself(name, stem, language));
      return isOthers && !saysItself(own?.name, stem, language) ? 0 : above;
    };
    return [above, sayingSo].flatMap((weight): WeightedText[] => {
      const said = words.filter((word) => weigh(word) === weight);
      return said.length === 0 ? [] : [{ text: said.join(" "), language, weight: weight / shared(words) }];
    });
  });
}

/** A label's name in every language. */
export function labelTexts(name: Texts): WeightedText[] {
  return each(name, 1.2);
}

/** Words of a category that are not in its name: see `otherWords` of an instance's file. */
export function otherTexts(words: Texts): WeightedText[] {
  return each(words, 3);
}

const dietWords: Readonly<Record<Diet, Texts>> = {
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
