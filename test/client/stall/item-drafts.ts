import type { ItemDraft } from "../../../client/core/api.ts";

/** An item of a stall as its desk sees it: one variant at 4.50, plenty of it, shown. Invented. */
export function aDraft(id: string, name: string, more: Partial<ItemDraft> = {}): ItemDraft {
  return {
    id,
    item: {
      id,
      kind: "good",
      name: { fr: name },
      category: "food/bakery",
      vat: "reduced",
      variants: [{ id: "v", priceMinor: 450 }],
    },
    stock: {},
    status: "on",
    changed: false,
    prices: {},
    soldOutOn: null,
    unpriced: [],
    ...more,
  };
}
