import type { ItemForm, Texts } from "./item-form.ts";

/** Texts of an item that customers read, by the field they stand in. */
export const textFields = ["name", "summary", "description", "ingredients", "origin"] as const;
export type TextFieldName = (typeof textFields)[number] | "variants";

function isMissing(texts: Texts, source: string, language: string): boolean {
  return (texts[source] ?? "").trim() !== "" && (texts[language] ?? "").trim() === "";
}

/** Fields that say something in the first language and nothing in another: what is left to be translated. */
export function missingTexts(form: ItemForm, source: string, language: string): readonly TextFieldName[] {
  if (language === source) return [];
  const missing: TextFieldName[] = textFields.filter((field) => isMissing(form[field], source, language));
  return form.variants.length > 1 && form.variants.some(({ name }) => isMissing(name, source, language))
    ? [...missing, "variants"]
    : missing;
}

/**
 * A form as it was kept, where it still has the shape of one; null for anything else. Forms of an earlier version of
 * this program, or that somebody wrote into the browser's storage, are not trusted to have every field.
 */
export function formFrom<Form extends object>(kept: unknown, like: Form): Form | null {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return null;
  const value = kept as Record<string, unknown>;
  for (const [field, example] of Object.entries(like)) {
    const found = value[field];
    // A picture or another thing that need not be there.
    if (example === null) continue;
    if (typeof found !== typeof example || found === null || Array.isArray(found) !== Array.isArray(example))
      return null;
    if (typeof example === "object" && !Array.isArray(example)) {
      if (!Object.values(found as object).every((text) => typeof text === "string")) return null;
      continue;
    }
    if (!Array.isArray(example) || example.length === 0) continue;
    const first: unknown = example[0];
    const lines = found as readonly unknown[];
    const isLine = (line: unknown): boolean =>
      typeof first === "object" && first !== null ? formFrom(line, first) !== null : typeof line === typeof first;
    if (lines.length > 200 || !lines.every(isLine)) return null;
  }
  return kept as Form;
}
