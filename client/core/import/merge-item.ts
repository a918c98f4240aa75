import type { Item } from "../../../crypto/protocol/exports.ts";
import { guessCategory, sourceCategoryOf } from "./category-guess.ts";
import { readAge, readAllergens, readDiets, readLabels, readTemperature } from "./food-facts.ts";
import type { ImportedItem } from "./imported-item.ts";
import { type Merging, sourceOf } from "./merging.ts";
import { isLineCut, plainLine, plainProse } from "./plain-text.ts";
import { readSeason } from "./season.ts";
import { readVat } from "./vat-rate.ts";

/**
 * Where an item is found: where a person put it, or what they chose for this category of the file; for a new one what the
 * file's category surely is, or, where the file says nothing, what was chosen for that, else where the stall itself is.
 */
function categoryOf(imported: ImportedItem, own: Item | undefined, merging: Merging): string | null {
  const { instance, party, choices } = merging.stand;
  const source = sourceCategoryOf(imported.category);
  // What a file does not say moves nothing that the stall has.
  const chosen = source === "" && own ? undefined : choices.categories?.[source];
  if (chosen !== undefined && instance.categories.some(({ path }) => path === chosen)) return chosen;
  if (own) return own.category;
  const guessed = source === "" ? (party?.category ?? null) : guessCategory(imported.category, instance);
  if (guessed !== null) return guessed;
  merging.wrong(imported.row, "category", source === "" ? "category-missing" : "category-unknown", imported.category);
  return null;
}

function vatOf(imported: ImportedItem, own: Item | undefined, category: string | null, merging: Merging): string {
  const { instance, party, choices } = merging.stand;
  const chosen = choices.vat?.[sourceOf(imported.vat)];
  if (chosen !== undefined && instance.vat.some(({ id }) => id === chosen)) return chosen;
  const read = readVat(imported.vat, instance);
  if (read.kind === "unreadable") merging.wrong(imported.row, "vat", "vat-unknown", imported.vat);
  if (read.kind === "value") return read.value;
  const usual = party?.vatRegistered === false ? "none" : category?.startsWith("food/") ? "reduced" : "standard";
  const known = instance.vat.some(({ id }) => id === usual) ? usual : (instance.vat[0]?.id ?? usual);
  return own?.vat ?? known;
}

type Texts = Pick<Item, "summary" | "description" | "ingredients" | "origin">;

/** Texts in the instance's first language; those in others stay. */
function textsOf(imported: ImportedItem, own: Item | undefined, merging: Merging): Texts {
  const language = merging.stand.instance.languages[0] ?? "fr";
  const texts: Readonly<Record<keyof Texts, string | undefined>> = {
    summary: plainLine(imported.summary, 240),
    description: plainProse(imported.description, 4000),
    ingredients: plainProse(imported.ingredients, 1000),
    origin: plainLine(imported.origin, 80),
  };
  const taken: Texts = {};
  for (const field of Object.keys(texts) as (keyof Texts)[]) {
    const text = texts[field];
    if (text === undefined) continue;
    merging.change(field, own?.[field]?.[language], text);
    taken[field] = { ...own?.[field], [language]: text };
  }
  return taken;
}

type Facts = Pick<Item, "allergens" | "diets" | "labels" | "season" | "ageMin" | "temperature">;

function factsOf(imported: ImportedItem, own: Item | undefined, merging: Merging): Facts {
  const { row } = imported;
  const facts: Facts = {};
  const declared = { ...own?.allergens };
  // What is contained is more than a trace of it.
  for (const allergen of readAllergens(imported.traces)) declared[allergen] ??= "traces";
  for (const allergen of readAllergens(imported.allergens)) declared[allergen] = "yes";
  const named = (one: Item["allergens"]): string =>
    Object.entries(one ?? {})
      .filter(([, presence]) => presence !== "no")
      .map(([allergen, presence]) => (presence === "traces" ? `(${allergen})` : allergen))
      .join(", ");
  if (Object.keys(declared).length > 0) {
    merging.change("allergens", named(own?.allergens), named(declared));
    facts.allergens = declared;
  }
  const diets = [...new Set([...(own?.diets ?? []), ...readDiets(imported.diets)])];
  if (diets.length > 0) {
    merging.change("diets", (own?.diets ?? []).join(", "), diets.join(", "));
    facts.diets = diets;
  }
  const labels = [...new Set([...(own?.labels ?? []), ...readLabels(imported.labels, merging.stand.instance)])];
  if (labels.length > 0) {
    merging.change("labels", (own?.labels ?? []).join(", "), labels.join(", "));
    facts.labels = labels.slice(0, 12);
  }
  const season = readSeason(imported.season);
  if (season.kind === "unreadable") merging.remark(row, "season", "season-unreadable", imported.season);
  const months = season.kind === "value" ? season.value : own?.season;
  if (season.kind === "value") merging.change("season", (own?.season ?? []).join(", "), season.value.join(", "));
  if (months && months.length > 0) facts.season = months;
  const age = readAge(imported.age);
  // An age limit that is not understood is the law's business: it is not left out in silence.
  if (age.kind === "unreadable") merging.wrong(row, "age", "age-unknown", imported.age);
  if (age.kind === "value") {
    merging.change("age", own?.ageMin?.toString(), String(age.value));
    facts.ageMin = age.value;
  }
  const temperature = readTemperature(imported.temperature);
  if (temperature.kind === "unreadable") {
    merging.remark(row, "temperature", "temperature-unreadable", imported.temperature);
  }
  if (temperature.kind === "value") {
    merging.change("temperature", own?.temperature, temperature.value);
    facts.temperature = temperature.value;
  }
  return facts;
}

/** An item of a file laid over the stall's own, without its variants. What the file does not say stays. */
export function mergeItem(
  imported: ImportedItem,
  own: Item | undefined,
  merging: Merging,
): Omit<Item, "id" | "variants"> {
  const language = merging.stand.instance.languages[0] ?? "fr";
  const said = plainLine(imported.name, 120);
  const byKind = said === undefined && own === undefined ? plainLine(imported.kindName, 120) : undefined;
  const name = said ?? byKind;
  if (byKind !== undefined) merging.remark(imported.row, "name", "name-by-kind");
  else if (name === undefined && own === undefined) merging.wrong(imported.row, "name", "name-missing");
  const written = byKind === undefined ? imported.name : imported.kindName;
  if (isLineCut(written, 120)) merging.remark(imported.row, "name", "name-cut", written);
  merging.change("name", own?.name[language], name);
  const category = categoryOf(imported, own, merging);
  const vat = vatOf(imported, own, category, merging);
  merging.change("category", own?.category, category ?? undefined);
  if (own) merging.change("vat", own.vat, vat);
  const { season: _, ...kept } = own ?? {};
  return {
    kind: "good",
    ...kept,
    name: { ...own?.name, ...(name && { [language]: name }) },
    category: category ?? "",
    vat,
    ...textsOf(imported, own, merging),
    ...factsOf(imported, own, merging),
  };
}
