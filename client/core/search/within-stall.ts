import type { InstanceFile } from "../../../crypto/protocol/exports.ts";
import { dietsOf } from "../catalogue/diets.ts";
import type { ItemRow } from "../catalogue/snapshot.ts";
import { categoryTexts, dietTexts, itemTexts, labelTexts } from "./item-texts.ts";
import { typedWords } from "./terms.ts";
import { createWordIndex } from "./word-index.ts";

/**
 * Of one stall's items, those that answer all words by what they are themselves. That the stall's own name or trade says
 * the words is true of all it has, and narrows nothing: "miel" at a stall called "Miel et fromages" means the honeys.
 * Null where no item does.
 */
export function answersOfTheirOwn(
  text: string,
  rows: readonly ItemRow[],
  instance: InstanceFile,
): ReadonlySet<ItemRow> | null {
  const index = createWordIndex();
  const categories = new Map(instance.categories.map(({ path, name }) => [path, name]));
  const labels = new Map(instance.labels.map(({ id, name }) => [id, name]));
  const bySlot = new Map<number, ItemRow>();
  for (const row of rows) {
    const slot = index.add([
      ...itemTexts(row.item),
      ...categoryTexts(categories.get(row.item.category) ?? {}),
      ...row.labels.flatMap((label) => labelTexts(labels.get(label) ?? {})),
      ...dietsOf(row.item).flatMap(dietTexts),
    ]);
    bySlot.set(slot, row);
  }
  const answers = typedWords(text).map((word) => new Set(index.find(word, "begun", new Float32Array(index.slots))));
  const own = [...bySlot].filter(([slot]) => answers.every((slots) => slots.has(slot)));
  return own.length === 0 ? null : new Set(own.map(([, row]) => row));
}
