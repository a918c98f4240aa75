import { foldWord } from "../core/words/words.ts";
import type { ItemDraft } from "../core/api.ts";

/** Ways to look at one's items. Archived ones are in "archived" only. */
export const itemFilters = ["all", "on", "draft", "changed", "low", "no-picture", "allergens", "archived"] as const;
export type ItemFilter = (typeof itemFilters)[number];

/** Stock at which a thing is about to run out. */
export const lowStockMax = 3;

/** Whether an item belongs to a way of looking. */
export function passesFilter(draft: ItemDraft, filter: ItemFilter): boolean {
  if (filter === "archived") return draft.status === "archived";
  if (draft.status === "archived") return false;
  switch (filter) {
    case "all":
      return true;
    case "on":
    case "draft":
      return draft.status === filter;
    case "changed":
      return draft.changed;
    case "low":
      return Object.values(draft.stock).some((level) => typeof level === "number" && level <= lowStockMax);
    case "no-picture":
      return (draft.item.pictures ?? []).length === 0;
    case "allergens":
      return draft.item.category.startsWith("food") && draft.item.allergens === undefined;
  }
}

/** Items of a filter whose name or code holds `text`, by name. */
export function matchingItems(items: readonly ItemDraft[], filter: ItemFilter, text: string): readonly ItemDraft[] {
  const sought = foldWord(text);
  return items
    .filter((draft) => passesFilter(draft, filter))
    .filter((draft) => sought === "" || soughtIn(draft).includes(sought))
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }));
}

function soughtIn({ item }: ItemDraft): string {
  const codes = item.variants.flatMap(({ sku, gtin }) => [sku ?? "", gtin ?? ""]);
  return foldWord([...Object.values(item.name), item.id, ...codes].join(" "));
}

function nameOf({ item }: ItemDraft): string {
  return Object.values(item.name)[0] ?? item.id;
}
