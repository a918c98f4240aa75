import { msg } from "@lit/localize";
import { type ImportField, importFields } from "../core/import/columns.ts";
import { categoryTrail } from "../design/catalogue-facts.ts";
import { localizedText } from "../design/format.ts";
import { instance } from "../instance.ts";
import { allergenNames, allergenText } from "./words.ts";

export { importFields };

const fieldTexts: Readonly<Record<ImportField, () => string>> = {
  id: () => msg("identifiant"),
  parent: () => msg("article parent"),
  name: () => msg("nom"),
  variant: () => msg("variante"),
  summary: () => msg("en une phrase"),
  description: () => msg("description"),
  category: () => msg("catégorie"),
  price: () => msg("prix"),
  "sale-price": () => msg("prix d’action"),
  content: () => msg("contenu"),
  unit: () => msg("unité"),
  stock: () => msg("stock"),
  sku: () => msg("code"),
  gtin: () => msg("code-barres"),
  vat: () => msg("TVA"),
  allergens: () => msg("allergènes"),
  ingredients: () => msg("ingrédients"),
  origin: () => msg("origine"),
  labels: () => msg("labels"),
  status: () => msg("visible"),
};

/** What a field of an item is called; its own name where there is no better one. */
export function fieldText(field: string): string {
  return field in fieldTexts ? fieldTexts[field as ImportField]() : field;
}

const reasonTexts: Readonly<Record<string, () => string>> = {
  "row-unreadable": () => msg("cette ligne n’a pas pu être lue"),
  "kind-not-sold": () => msg("ce genre de produit ne se vend pas ici"),
  "price-unreadable": () => msg("le prix n’a pas pu être lu"),
  "price-missing": () => msg("il n’y a pas de prix"),
  "name-missing": () => msg("il n’y a pas de nom"),
  "content-unit-changed": () => msg("l’unité du contenu change, le prix à l’unité aussi"),
  "vat-unknown": () => msg("taux de TVA inconnu"),
  "stock-unreadable": () => msg("le stock n’a pas pu être lu"),
  "parent-missing": () => msg("l’article dont c’est une variante n’est pas dans le fichier"),
  "too-many-variants": () => msg("trop de variantes"),
  "twice-in-file": () => msg("deux fois dans le fichier"),
  "item-invalid": () => msg("quelque chose n’y est pas comme il faut"),
};

/** Why a line of a file is not taken. */
export function reasonText(reason: string): string {
  return reasonTexts[reason]?.() ?? msg("quelque chose n’y est pas comme il faut");
}

/** A value of a change as a person reads it: ids of the instance by their names. */
export function valueText(field: string, value: string): string {
  switch (field) {
    case "category":
      return categoryTrail(value)
        .map(({ name }) => localizedText(name))
        .join(" › ");
    case "vat":
      return localizedText(instance.vat.find(({ id }) => id === value)?.name) || value;
    case "status":
      return value === "on" ? msg("oui") : msg("non");
    case "stock":
      return value === "plenty" || value === "" ? msg("autant qu’on veut") : value;
    case "allergens":
      return value
        .split(", ")
        .map((name) => allergenNames.find((allergen) => allergen === name))
        .filter((allergen) => allergen !== undefined)
        .map(allergenText)
        .join(", ");
    default:
      return value.length > 160 ? `${value.slice(0, 160)}…` : value;
  }
}
