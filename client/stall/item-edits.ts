import type { Item, StockLevel } from "../../crypto/protocol/exports.ts";
import type { ItemDraft, ItemEdit } from "../core/api.ts";
import { pricedAt, repriced } from "./amounts.ts";

/** One thing that is done to an item, or to many: from what it is to what it becomes. */
export type Editing = (edit: ItemEdit) => ItemEdit;

/** The part of a draft that an edit is of. */
export function editOf({ item, stock, status, unpriced }: ItemDraft): ItemEdit {
  return { item, stock, status, unpriced };
}

/** Sets the price of one variant, or per kilogram where it is weighed. */
export function priceSet(variantId: string, amountMinor: number): Editing {
  return (edit) => ({
    ...edit,
    unpriced: (edit.unpriced ?? []).filter((id) => id !== variantId),
    item: {
      ...edit.item,
      variants: edit.item.variants.map((variant) =>
        variant.id === variantId ? { ...variant, ...pricedAt(variant, amountMinor) } : variant,
      ),
    },
  });
}

/** Changes all prices that there are by whole or broken percent, rounded to `stepMinor`. */
export function pricesChanged(percent: number, stepMinor: number): Editing {
  return (edit) => ({
    ...edit,
    item: {
      ...edit.item,
      variants: edit.item.variants.map((variant) =>
        edit.unpriced?.includes(variant.id)
          ? variant
          : {
              ...variant,
              ...pricedAt(
                variant,
                repriced(variant.weighed?.pricePerKgMinor ?? variant.priceMinor, percent, stepMinor),
              ),
            },
      ),
    },
  });
}

function withLevel(stock: ItemEdit["stock"], variantId: string, level: StockLevel): ItemEdit["stock"] {
  const { [variantId]: _, ...rest } = stock;
  // "Plenty" is what is meant when nothing is said.
  return level === "plenty" ? rest : { ...rest, [variantId]: level };
}

/** Sets how much there is of one variant. */
export function stockSet(variantId: string, level: StockLevel): Editing {
  return (edit) => ({ ...edit, stock: withLevel(edit.stock, variantId, level) });
}

/** Sets how much there is of every variant. */
export function allStockSet(level: StockLevel): Editing {
  return (edit) => ({
    ...edit,
    stock: edit.item.variants.reduce((stock, { id }) => withLevel(stock, id, level), edit.stock),
  });
}

/** Shows, hides, archives, or brings back. What has no price yet is not shown: it stays as it is. */
export function statusSet(status: ItemEdit["status"]): Editing {
  return (edit) => (status === "on" && (edit.unpriced ?? []).length > 0 ? edit : { ...edit, status });
}

export function categorySet(category: string): Editing {
  return (edit) => ({ ...edit, item: { ...edit.item, category } });
}

export function vatSet(vat: string): Editing {
  return (edit) => ({ ...edit, item: { ...edit.item, vat } });
}

/** Asks for a label, or no longer. */
export function labelSet(label: string, wanted: boolean): Editing {
  return (edit) => {
    const { labels = [], ...item } = edit.item;
    const rest = labels.filter((other) => other !== label);
    const next = wanted ? [...rest, label] : rest;
    return { ...edit, item: { ...item, ...(next.length > 0 && { labels: next }) } };
  };
}

/** Sets the months of the season; none, or all twelve, is the whole year. */
export function seasonSet(months: readonly number[]): Editing {
  return (edit) => {
    const { season: _, ...item } = edit.item;
    const sorted = months.toSorted((a, b) => a - b);
    return { ...edit, item: { ...item, ...(sorted.length > 0 && sorted.length < 12 && { season: sorted }) } };
  };
}

/** A copy under an id of its own, hidden until it is shown; codes stay with the one they name. */
export function copyOf(item: Item, newId: (prefix: string) => string, nameSuffix: string): Item {
  const room = 120 - nameSuffix.length;
  return {
    ...item,
    id: newId("item"),
    name: Object.fromEntries(
      Object.entries(item.name).map(([language, name]) => [language, name.slice(0, room) + nameSuffix]),
    ),
    variants: item.variants.map(({ sku: _sku, gtin: _gtin, ...variant }) => ({ ...variant, id: newId("v") })),
  };
}
