import type { Item } from "../../../crypto/protocol/exports.ts";

/** What an item can declare about who eats it. */
export type Diet = NonNullable<Item["diets"]>[number];

/** All of them. The protocol's own list would bring its schemas along. */
export const dietNames: readonly Diet[] = ["vegetarian", "vegan", "gluten-free", "lactose-free", "organic"];

/** The diets that an item suits: who eats no animals eats what holds nothing of them at all. */
export function dietsOf({ diets = [] }: Pick<Item, "diets">): readonly Diet[] {
  return diets.includes("vegan") && !diets.includes("vegetarian") ? [...diets, "vegetarian"] : diets;
}
