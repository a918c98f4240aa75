import type { InstanceFile } from "../../../crypto/protocol/exports.ts";
import { fold } from "../search/terms.ts";

// A guess that is no guess
//
// A category of a file is taken for one of the instance's only where their names are the same: letter by letter, or word
// by word with its ending off ("Clothing", "Clothes"). A word among others is no name: "Wine glasses" is no wine. Where
// two of the instance's fit equally, none is taken. Whoever imports chooses then, once. What is called so letter by letter
// in the instance's first language comes before what other languages or endings may mean.

const conjunctions = /\s*(?:[,&/+]|\b(?:et|and|und|e|y)\b)\s*/;
/** Words that a name may have without meaning something else. */
const idleWords: ReadonlySet<string> = new Set([
  "product",
  "produit",
  "produkt",
  "prodotto",
  "article",
  "artikel",
  "other",
]);

/** A word without its ending: as much as singular, plural and the commonest derivation differ. */
function stem(word: string): string {
  const single = word.length > 3 ? word.replace(/(?:(?<=o)es|s|x)$/, "") : word;
  const bare = single.replace(/(?:ing|ie|io|en|e|i|a|o|n|y)$/, "");
  return bare.length >= 3 ? bare : single;
}

/** The stems of one thing's name, in order, as one text; "" when nothing is left. */
function stemmed(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const telling = words.filter((word) => !idleWords.has(word) && !idleWords.has(word.replace(/s$/, "")));
  return telling.map(stem).join(" ");
}

/** The things that a name lists, as stems, in an order of their own: "Wine, beer, juice" are three. */
function thingsOf(name: string): string[] {
  const parts = fold(name).split(conjunctions).map(stemmed);
  return [...new Set(parts.filter((part) => part !== ""))].sort();
}

const keyOf = (things: readonly string[]): string => things.join("+");

type Named = Pick<InstanceFile, "categories" | "languages">;

/** Paths by name; those that a name leads to by being listed in it are weaker than those that it names whole. */
interface NameIndex {
  /** By the name in the instance's first language, as it is written. */
  readonly written: ReadonlyMap<string, ReadonlySet<string>>;
  readonly whole: ReadonlyMap<string, ReadonlySet<string>>;
  readonly listed: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many categories end in this word: "bicycle" is repaired here and sold second-hand there. */
  readonly leaves: ReadonlyMap<string, number>;
}

const leafOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** A name as it is written, whichever apostrophe it has. */
const written = (name: string): string => fold(name).replaceAll("’", "'");

function indexOf({ categories, languages }: Named): NameIndex {
  const [first = "fr"] = languages;
  const [own, whole, listed, leaves] = [
    new Map<string, Set<string>>(),
    new Map<string, Set<string>>(),
    new Map<string, Set<string>>(),
    new Map<string, number>(),
  ];
  const add = (map: Map<string, Set<string>>, key: string, path: string): void => {
    if (key !== "") map.set(key, (map.get(key) ?? new Set()).add(path));
  };
  for (const { path, name } of categories) {
    const leaf = leafOf(path);
    leaves.set(leaf, (leaves.get(leaf) ?? 0) + 1);
    add(own, written(name[first] ?? ""), path);
    add(whole, path, path);
    add(whole, stemmed(leaf.replaceAll("-", " ")), path);
    for (const one of Object.values(name)) {
      const things = thingsOf(one);
      add(whole, keyOf(things), path);
      if (things.length > 1) for (const thing of things) add(listed, thing, path);
    }
  }
  return { written: own, whole, listed, leaves };
}

const indexes = new WeakMap<Named, NameIndex>();

/** The one path of several that may be; `null` for none and for more. */
function only(paths: ReadonlySet<string> | undefined): string | null {
  const [first, second] = paths ?? [];
  return second === undefined ? (first ?? null) : null;
}

/** Of one name, what stands by itself is meant before what is somewhere below another; else there must be no doubt. */
function named(paths: ReadonlySet<string> | undefined, leaves: NameIndex["leaves"]): string | null {
  const all = [...(paths ?? [])];
  const [first] = all;
  const top = all.filter((path) => !path.includes("/"));
  if (top.length === 1) return top[0] ?? null;
  return first !== undefined && all.length === 1 && leaves.get(leafOf(first)) === 1 ? first : null;
}

/** Of categories that list a thing among others, the most particular, if all others are above it. */
function listing(paths: ReadonlySet<string> | undefined): string | null {
  const [deepest, ...others] = [...(paths ?? [])].sort((a, b) => b.length - a.length);
  return deepest !== undefined && others.every((path) => deepest.startsWith(`${path}/`)) ? deepest : null;
}

const categoryMark = /^(?:category|cat[ée]gorie|kategorie|categoria):/i;

/** What a cell lists: shop systems put several categories in one, with marks ("category:…"), and marked other things too. */
function listedPaths(text: string): string[] {
  const parts = text.split(/[;|\n]/).map((one) => one.trim());
  const marked = parts.filter((one) => categoryMark.test(one));
  // "en:cheeses" is marked with its language.
  return (marked.length > 0 ? marked : parts)
    .map((one) => one.replace(categoryMark, "").replace(/^[a-z]{2}:(?=\S)/, ""))
    .filter((one) => one !== "");
}

/** The category that a text names, by path or by name in any language of the instance; `null` for none that is sure. */
export function guessCategory(text: string | undefined, instance: Named): string | null {
  const index = indexes.get(instance) ?? indexOf(instance);
  indexes.set(instance, index);
  const guess = (name: string): string | null => {
    const own = only(index.written.get(written(name)));
    if (own !== null) return own;
    const things = thingsOf(name);
    const whole = named(index.whole.get(name), index.leaves) ?? named(index.whole.get(keyOf(things)), index.leaves);
    return whole ?? (things.length === 1 ? listing(index.listed.get(things[0] ?? "")) : null);
  };
  for (const path of listedPaths(fold(text ?? "")).toReversed()) {
    // The particular first: "Food > Dairy > Cheese" is cheese.
    const steps = path.split(/\s*(?:>|›|»|::)\s*/).toReversed();
    for (const step of steps) {
      // A comma is part of a name, or between two of them.
      for (const name of [step, ...(step.includes(",") ? step.split(",").toReversed() : [])]) {
        const found = guess(name.trim());
        if (found) return found;
      }
    }
  }
  return null;
}

/** A category of a file as a person reads it. */
export function sourceCategoryText(text: string | undefined): string {
  return listedPaths(text ?? "")
    .join(" | ")
    .replace(/\s+/g, " ")
    .slice(0, 200);
}

/** What a category of a file is remembered under. */
export function sourceCategoryOf(text: string | undefined): string {
  return fold(sourceCategoryText(text)).trim();
}
