import type { InstanceFile, Party } from "../../../crypto/protocol/exports.ts";
import type { Suggestion } from "../api.ts";
import { type Diet, dietNames } from "../catalogue/diets.ts";
import type { ItemRow } from "../catalogue/snapshot.ts";
import { bitsOf, foundRows, type Prepared, prepare, type SearchContext, stallsNamed } from "./answers.ts";
import { type Bits, countBits, countBoth } from "./bits.ts";
import { dietTexts } from "./item-texts.ts";
import { stemmedLanguages, stemOf } from "./stems.ts";
import { fold, isFiller, typedWords } from "./terms.ts";
import { variantsLeft } from "./unit-price.ts";

const likeNamesMax = 8;
const shown = { terms: 4, categories: 2, properties: 2, stalls: 2, items: 3 } as const;
/** Suggestions are made of this many answers. */
const bestMax = 40;
/** A word as short as this begins too many others to be gone on with. */
const typedMin = 2;
/** Several words go on as things are called that answer them at least this well, of the best. */
const goesOnMin = 0.5;

function beginsIn(name: string, typed: string): boolean {
  return typedWords(name).some((word) => word.startsWith(typed));
}

/** The name of a thing in the asked language, the first where it has none. */
function named(name: Readonly<Record<string, string>>, language: string): string {
  return name[language] ?? Object.values(name)[0] ?? "";
}

/** Names that go on where the typed text stops: of what was found, then of categories. In whatever language matched. */
export function likeNames(text: string, found: readonly ItemRow[], instance: InstanceFile): string[] {
  const typed = typedWords(text).at(-1) ?? "";
  if (typed.length < typedMin) return [];
  const distinct = new Map<string, string>();
  for (const { name } of [...found.map(({ item }) => item), ...instance.categories]) {
    if (distinct.size >= likeNamesMax) break;
    // One name a thing: its first, in the instance's own language, where that matches.
    const match = Object.values(name).find((one) => beginsIn(one, typed));
    if (match !== undefined && !distinct.has(fold(match))) distinct.set(fold(match), match);
  }
  distinct.delete(fold(text).trim());
  return [...distinct.values()];
}

/** Whether two words differ by their endings only: who has typed "noir" need not be told "noire". */
const isSameStem = (a: string, b: string): boolean =>
  a === b || stemmedLanguages.some((language) => stemOf(a, language) === stemOf(b, language));

/**
 * How the text itself may go on: its last word as the best answers write it, with accents and capitals as people use
 * them. What was typed already is not among them.
 */
function terms(text: string, best: readonly ItemRow[], language: string): string[] {
  const typed = fold(text).trim();
  const last = typedWords(text).at(-1) ?? "";
  if (last.length < typedMin || !typed.endsWith(last)) return [];
  const before = text.trimEnd().slice(0, -last.length);
  const distinct = new Map<string, { text: string; count: number }>();
  for (const { item } of best) {
    for (const word of named(item.name, language).split(/[^\p{L}\p{N}-]+/u)) {
      const folded = fold(word);
      if (!folded.startsWith(last) || isSameStem(folded, last)) continue;
      // "tomate" and "tomates" are one suggestion, as the best answer writes it.
      const one = folded.replace(/s$/, "");
      const known = distinct.get(one);
      if (known) known.count += 1;
      else distinct.set(one, { text: `${before}${word.toLowerCase()}`, count: 1 });
    }
  }
  return [...distinct.values()].sort((a, b) => b.count - a.count).map(({ text: term }) => term);
}

/** The words of every category, of its names and those that people say besides, folded: read once, asked at every letter. */
const categoryWords = new WeakMap<InstanceFile, readonly (readonly string[])[]>();

function wordsOfCategories(instance: InstanceFile): readonly (readonly string[])[] {
  let words = categoryWords.get(instance);
  if (words === undefined) {
    words = instance.categories.map(({ name, otherWords = {} }) =>
      [...Object.values(name), ...Object.values(otherWords)].flatMap(typedWords),
    );
    categoryWords.set(instance, words);
  }
  return words;
}

/** How much of a name was typed: all of it, some of its words, or only how they begin. What is less stands later. */
const saying = { all: 0, words: 1, beginnings: 2 } as const;

/** How much of a name, in the language of which it is most. */
function saidOf(names: readonly string[], typed: readonly string[]): number {
  const whole = names
    .map(typedWords)
    .filter((words) => typed.every((one) => words.some((word) => word.startsWith(one) && isSameStem(word, one))));
  if (whole.length === 0) return saying.beginnings;
  return whole.some((words) => words.length === typed.length) ? saying.all : saying.words;
}

/**
 * Categories of which each typed word begins a word, and how many of the answers are in each: first those that are called
 * so, then those that are called so besides.
 */
function categoriesLike(
  text: string,
  found: Bits,
  { sets }: Pick<Prepared, "sets">,
  instance: InstanceFile,
  language: string,
) {
  const typed = typedWords(text);
  const words = wordsOfCategories(instance);
  return (
    instance.categories
      .filter((_category, index) => typed.every((begun) => words[index]!.some((word) => word.startsWith(begun))))
      .map(({ path, name }) => {
        const under = sets.categories.get(path);
        const count = under === undefined ? 0 : countBoth(found, under);
        const said = count === 0 ? saying.beginnings : saidOf(Object.values(name), typed);
        return { said, of: { kind: "category" as const, path, text: named(name, language), count } };
      })
      .filter(({ of }) => of.count > 0)
      // Of two that hold the same, the one that says more.
      .sort((a, b) => a.said - b.said || b.of.count - a.of.count || b.of.path.length - a.of.path.length)
  );
}

/** The words of a label's or a diet's names, folded; of "sans gluten" that, and "gluten" too. */
const wordsOfNames = (names: readonly string[]): readonly string[] =>
  names.flatMap(typedWords).flatMap((word) => [word, ...word.split(" ").slice(1)]);

type Property = Extract<Suggestion, { kind: "label" | "diet" }>;

const propertyWords = new WeakMap<InstanceFile, ReadonlyMap<string, readonly string[]>>();

/** The words of every label and diet, by its id: read once, like those of categories. */
function wordsOfProperties(instance: InstanceFile): ReadonlyMap<string, readonly string[]> {
  let words = propertyWords.get(instance);
  if (words === undefined) {
    words = new Map([
      ...instance.labels.map(({ id, name }) => [`label ${id}`, wordsOfNames(Object.values(name))] as const),
      ...dietNames.map((diet) => [`diet ${diet}`, wordsOfNames(dietTexts(diet).map(({ text }) => text))] as const),
    ]);
    propertyWords.set(instance, words);
  }
  return words;
}

/**
 * Labels and diets that the text says, or its last word: "pain vég" are breads that are vegan. Those of which there is
 * something, the most first.
 */
function propertiesLike(text: string, ready: Prepared, context: SearchContext, language: string): Property[] {
  const { sets } = ready;
  const { instance } = context;
  const typed = typedWords(text);
  const last = typed.at(-1) ?? "";
  const words = wordsOfProperties(instance);
  const all = [
    ...instance.labels.map(({ id, name }) => ({
      words: words.get(`label ${id}`)!,
      rows: sets.labels.get(id),
      of: { kind: "label" as const, label: id, text: named(name, language) },
    })),
    ...dietNames.map((diet) => ({
      words: words.get(`diet ${diet}`)!,
      rows: sets.diets.get(diet),
      of: { kind: "diet" as const, diet },
    })),
  ];
  const begunBy = (begun: readonly string[]) =>
    all.filter((one) => begun.every((each) => one.words.some((word) => word.startsWith(each))));
  const counted = (found: typeof all, before: string, among: Bits | null): Property[] =>
    found
      .flatMap(({ rows, of }) => {
        const count = rows === undefined ? 0 : among === null ? countBits(rows) : countBoth(among, rows);
        return count === 0 ? [] : [{ ...of, before, count }];
      })
      .sort((a, b) => b.count - a.count);
  const whole = begunBy(typed);
  if (whole.length > 0 || typed.length < 2 || last.length < typedMin) return counted(whole, "", null);
  const ending = begunBy([last]);
  if (ending.length === 0) return [];
  const before = text.trim().split(/\s+/).slice(0, -last.split(" ").length).join(" ");
  // "Pomme de" goes on with a thing, not with what one may be.
  if (isFiller(before.split(" ").at(-1) ?? "")) return [];
  // Of bread without gluten there may be none, though something else that answers "bread" is without.
  const isThere = (diet: Diet): boolean =>
    foundRows(`${before} ${dietTexts(diet)[0]!.text}`, undefined, ready, context).length > 0;
  const answered = ending.filter(({ of }) => of.kind === "label" || isThere(of.diet));
  return counted(answered, before, bitsOf(foundRows(before, undefined, ready, context), ready));
}

/**
 * Of a text that says a diet and a branch, and that nothing answers: the branch with most of what is of the diet, among those
 * of which as much of the name was typed. Null where there is none.
 */
export function branchOfDiet(text: string, { sets }: Prepared, instance: InstanceFile) {
  const typed = typedWords(text);
  const words = wordsOfProperties(instance);
  const says = (word: string, diet: Diet): boolean =>
    words.get(`diet ${diet}`)!.some((one) => word.startsWith(one) && isSameStem(word, one));
  const diet = dietNames.find((one) => typed.some((word) => says(word, one)));
  const found = diet === undefined ? undefined : sets.diets.get(diet);
  if (diet === undefined || found === undefined) return null;
  const rest = typed.filter((word) => !says(word, diet)).join(" ");
  if (rest === "") return null;
  const [named] = categoriesLike(rest, found, { sets }, instance, "");
  return named === undefined || named.said === saying.beginnings ? null : { category: named.of.path, diet };
}

const stallView = (partyId: string, { name, trade }: Party, language: string): Suggestion => ({
  kind: "stall",
  partyId,
  text: name,
  trade: named(trade, language),
});

/** What its card says: the lowest price of what can be had, and how it stands. */
function priceOf({ item, levels }: ItemRow): Pick<Extract<Suggestion, { kind: "item" }>, "priceMinor" | "bound"> {
  const least = variantsLeft(item, levels).reduce((a, b) => (b.priceMinor < a.priceMinor ? b : a));
  const bound = least.weighed !== undefined ? "about" : item.variants.length > 1 ? "from" : null;
  return { priceMinor: least.priceMinor, bound };
}

/**
 * What someone may mean who has typed so much: how the words may go on, categories, labels, diets and stalls of that name, and
 * the best things. Made on the device, from the market alone; nothing that was looked for before is in it.
 * @param language of the names, ISO 639-1
 */
export function suggest(text: string, language: string, context: SearchContext): Suggestion[] {
  const typed = typedWords(text).join("");
  if (typed.length < typedMin) return [];
  const { instance, snapshot } = context;
  const ready = prepare(context);
  const found = foundRows(text, undefined, ready, context);
  const { exact, scores } = ready;
  const bestRows = ready.orders.ofFound("relevance", found, scores, bestMax);
  const best = bestRows.map((row) => ready.sets.rows[row]!);
  // What the text goes on to must be found by it: nothing that only mentions one of the words, or none of the others.
  const least = goesOnMin * scores[bestRows[0] ?? 0]!;
  const goingOn = exact ? best.filter((_, place) => scores[bestRows[place]!]! >= least) : [];
  const stalls = stallsNamed(text, found, ready, context).slice(0, shown.stalls);
  const names = new Set<string>();
  const items = best.flatMap((row): Suggestion[] => {
    const name = named(row.item.name, language);
    if (names.has(fold(name))) return [];
    names.add(fold(name));
    const stall = snapshot.parties.get(row.partyId)?.party.name ?? "";
    return [{ kind: "item", key: row.key, text: name, stall, ...priceOf(row) }];
  });
  const categories = categoriesLike(text, bitsOf(found, ready), ready, instance, language);
  const goOn = terms(text, typedWords(text).length > 1 ? goingOn : best, language)
    .slice(0, shown.terms)
    .map((term): Suggestion => ({ kind: "term", text: term }));
  // Who has typed "lait" has typed a word: that "laitue" begins so is said last.
  const namesOfBest = Object.values(best[0]?.item.name ?? {});
  const isWord =
    categories.some(({ said }) => said < saying.beginnings) ||
    saidOf(namesOfBest, typedWords(text)) < saying.beginnings;
  return [
    ...(isWord ? [] : goOn),
    ...categories.slice(0, shown.categories).map(({ of }) => of),
    ...propertiesLike(text, ready, context, language).slice(0, shown.properties),
    ...stalls.flatMap((id) => {
      const row = snapshot.parties.get(id);
      return row === undefined ? [] : [stallView(id, row.party, language)];
    }),
    ...items.slice(0, shown.items),
    ...(isWord ? goOn : []),
  ];
}
