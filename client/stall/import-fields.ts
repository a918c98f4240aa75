import { msg } from "@lit/localize";

const fieldTexts: Readonly<Record<string, () => string>> = {
  id: () => msg("identifiant"),
  name: () => msg("nom"),
  summary: () => msg("en une phrase"),
  description: () => msg("description"),
  category: () => msg("catégorie"),
  price: () => msg("prix"),
  content: () => msg("contenu"),
  unit: () => msg("unité"),
  stock: () => msg("stock"),
  sku: () => msg("code"),
  gtin: () => msg("code-barres"),
  vat: () => msg("TVA"),
  allergens: () => msg("allergènes"),
  labels: () => msg("labels"),
  ingredients: () => msg("ingrédients"),
  origin: () => msg("origine"),
  pictures: () => msg("images"),
  picture: () => msg("image"),
  variant: () => msg("variante"),
  variants: () => msg("variantes"),
  deposit: () => msg("consigne"),
  weight: () => msg("poids"),
  season: () => msg("saison"),
  status: () => msg("visible"),
  temperature: () => msg("conservation"),
  age: () => msg("âge"),
};

/** What a field of an item is called; its own name where there is no better one. */
export function fieldText(field: string): string {
  return fieldTexts[field]?.() ?? field;
}

/** Fields that a column can be read as, the present one first if it is not among the known. */
export function importFields(present: string | null): readonly string[] {
  const known = Object.keys(fieldTexts);
  return present === null || known.includes(present) ? known : [present, ...known];
}
