import type { Allergen, InstanceFile, Item } from "../../../crypto/protocol/exports.ts";
import { fold } from "../search/terms.ts";
import { type Cell, cellOf, empty, unreadable } from "./cell.ts";

/** The words of a list, folded, without language tags ("en:milk") and addresses ("https://schema.org/VeganDiet"). */
function listed(text: string | undefined): string[] {
  return fold(text ?? "")
    .split(/[,;|\n]+/)
    .map((word) =>
      word
        .trim()
        .replace(/^https?:\/\/schema\.org\//, "")
        .replace(/^[a-z]{2}:/, "")
        .replace(/[\s_-]+/g, " "),
    )
    .filter((word) => word !== "");
}

const allergenWords: Readonly<Record<Allergen, readonly string[]>> = {
  gluten: ["gluten", "ble", "wheat", "weizen", "frumento", "glutine", "orge", "barley", "seigle", "rye", "cereals"],
  crustaceans: ["crustaceans", "crustaces", "krebstiere", "crostacei"],
  eggs: ["eggs", "egg", "oeufs", "oeuf", "eier", "ei", "uova"],
  fish: ["fish", "poisson", "poissons", "fisch", "pesce"],
  peanuts: ["peanuts", "peanut", "arachides", "arachide", "erdnusse", "arachidi"],
  soy: ["soy", "soya", "soja", "soybeans", "soia"],
  milk: ["milk", "lait", "milch", "latte", "lactose", "laktose"],
  nuts: ["nuts", "fruits a coque", "nusse", "noix", "schalenfruchte", "frutta a guscio", "tree nuts", "noci"],
  celery: ["celery", "celeri", "sellerie", "sedano"],
  mustard: ["mustard", "moutarde", "senf", "senape"],
  sesame: ["sesame", "sesam", "sesame seeds", "sesamo"],
  sulphites: ["sulphites", "sulfites", "sulfite", "sulphur dioxide and sulphites", "solfiti", "schwefeldioxid"],
  lupin: ["lupin", "lupine", "lupinen", "lupini"],
  molluscs: ["molluscs", "mollusques", "weichtiere", "molluschi"],
};

/** Allergens that a text names as contained. What it does not name is not declared, which is not "no". */
export function readAllergens(text: string | undefined): Allergen[] {
  const words = listed(text);
  return (Object.keys(allergenWords) as Allergen[]).filter((allergen) =>
    allergenWords[allergen].some((word) => words.includes(word)),
  );
}

type Diet = NonNullable<Item["diets"]>[number];

const dietWords: Readonly<Record<Diet, readonly string[]>> = {
  vegetarian: ["vegetarian", "vegetarien", "vegetarisch", "vegetariano", "vegetariandiet"],
  vegan: ["vegan", "vegane", "vegano", "vegandiet", "vegetalien"],
  "gluten-free": ["gluten free", "sans gluten", "glutenfrei", "senza glutine", "glutenfreediet"],
  "lactose-free": ["lactose free", "sans lactose", "laktosefrei", "senza lattosio", "lowlactosediet"],
  organic: ["organic", "bio", "biologique", "biologisch", "biologico"],
};

/** Diets that a text names. */
export function readDiets(text: string | undefined): Diet[] {
  const words = listed(text);
  return (Object.keys(dietWords) as Diet[]).filter((diet) => dietWords[diet].some((word) => words.includes(word)));
}

/** Labels of the instance that a text names, by id or by name. */
export function readLabels(text: string | undefined, instance: InstanceFile): string[] {
  const words = new Set(listed(text));
  const spelling = (one: string): string => fold(one).replace(/[\s_-]+/g, " ");
  const named = instance.labels.filter(
    ({ id, name }) => words.has(spelling(id)) || Object.values(name).some((one) => words.has(spelling(one))),
  );
  return named.map(({ id }) => id);
}

const temperatures: Readonly<Record<NonNullable<Item["temperature"]>, readonly string[]>> = {
  ambient: ["ambient", "ambiant", "temperature ambiante", "ungekuhlt", "ambiente"],
  chilled: ["chilled", "frais", "refrigere", "gekuhlt", "kuhl", "fresco", "refrigerato", "cold"],
  frozen: ["frozen", "surgele", "congele", "tiefgekuhlt", "gefroren", "surgelato", "congelato"],
};

/** How a thing has to be kept. */
export function readTemperature(text: string | undefined): Cell<NonNullable<Item["temperature"]>> {
  const [word] = listed(text);
  if (word === undefined) return empty;
  const found = (Object.keys(temperatures) as (keyof typeof temperatures)[]).find((one) =>
    temperatures[one].includes(word),
  );
  return found ? cellOf(found) : unreadable;
}

/** "16", "18+", "dès 18 ans". Other ages are not the law's, and are asked about. */
export function readAge(text: string | undefined): Cell<16 | 18> {
  const [age] = /\d+/.exec(text ?? "") ?? [];
  if (age === undefined || Number(age) === 0) return empty;
  return age === "16" ? cellOf(16) : age === "18" ? cellOf(18) : unreadable;
}
