import { msg } from "@lit/localize";
import type { Allergen } from "../../crypto/protocol/exports.ts";

/** The fourteen allergens in words. */
export function allergenText(allergen: Allergen): string {
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
  return words[allergen]();
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
