import { isEdible } from "../design/catalogue-facts.ts";
import type { ItemDraft } from "../core/api.ts";

/** Ways to look at one's items. Archived ones are in "archived" only. */
export const itemFilters = [
  "all",
  "on",
  "draft",
  "changed",
  "low",
  "sold-out",
  "unpriced",
  "no-picture",
  "allergens",
  "archived",
] as const;
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
      return (
        draft.soldOutOn === null &&
        Object.values(draft.stock).some((level) => typeof level === "number" && level <= lowStockMax)
      );
    case "sold-out":
      return draft.soldOutOn !== null;
    case "unpriced":
      return draft.unpriced.length > 0;
    case "no-picture":
      return (draft.item.pictures ?? []).length === 0;
    case "allergens":
      return isEdible(draft.item.category) && draft.item.allergens === undefined;
  }
}
