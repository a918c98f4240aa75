/** What a column can be read as, in the order in which a screen offers it. */
export const importFields = [
  "name",
  "price",
  "price-net",
  "price-minor",
  "sale-price",
  "currency",
  "vat",
  "deposit",
  "stock",
  "category",
  "content",
  "unit",
  "price-kg",
  "weight",
  "weight-min",
  "weight-max",
  "id",
  "sku",
  "gtin",
  "parent",
  "variant",
  "summary",
  "description",
  "ingredients",
  "allergens",
  "traces",
  "diets",
  "labels",
  "origin",
  "season",
  "age",
  "temperature",
  "pictures",
  "status",
] as const;
export type ImportField = (typeof importFields)[number];

/** Narrows a text to a field that columns can have. */
export function isImportField(text: string | null | undefined): text is ImportField {
  return importFields.some((field) => field === text);
}
