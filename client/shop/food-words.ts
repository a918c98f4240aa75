import { msg } from "@lit/localize";
import type { Allergen } from "../../crypto/protocol/exports.ts";

const words: Readonly<Record<Allergen, () => string>> = {
  gluten: () => msg("gluten"),
  crustaceans: () => msg("crustacés"),
  eggs: () => msg("œufs"),
  fish: () => msg("poissons"),
  peanuts: () => msg("arachides"),
  soy: () => msg("soja"),
  milk: () => msg("lait"),
  nuts: () => msg("fruits à coque"),
  celery: () => msg("céleri"),
  mustard: () => msg("moutarde"),
  sesame: () => msg("sésame"),
  sulphites: () => msg("sulfites"),
  lupin: () => msg("lupin"),
  molluscs: () => msg("mollusques"),
};

/** The fourteen, in the order of the regulation. The protocol's own list would bring its schemas along. */
export const allergens = Object.keys(words) as readonly Allergen[];

/** An allergen in words; its own name for one that is unknown. */
export function allergenText(allergen: string): string {
  return words[allergen as Allergen]?.() ?? allergen;
}

/** Diets in words, in the order in which they are offered. */
export function dietTexts(): readonly (readonly [string, string])[] {
  return [
    ["vegetarian", msg("Végétarien")],
    ["vegan", msg("Végane")],
    ["gluten-free", msg("Sans gluten")],
    ["lactose-free", msg("Sans lactose")],
    ["organic", msg("Bio")],
  ];
}

/** A diet in words; its own name for one that is unknown. */
export function dietText(diet: string): string {
  return new Map(dietTexts()).get(diet) ?? diet;
}
