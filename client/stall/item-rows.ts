import type { ItemDraft, ItemEdit } from "../core/api.ts";
import { withNumbersBySize } from "../core/search/terms.ts";
import { foldWord } from "../core/words/words.ts";
import { localizedText } from "../design/format.ts";
import { type ItemFilter, itemFilters, passesFilter } from "./item-filter.ts";

/** What the table of items can be put in order by. */
export const itemSorts = ["name", "price", "stock", "category"] as const;
export type ItemSort = (typeof itemSorts)[number];

/** How a producer looks at the items: kept over visits, but for the text. */
export interface ItemsView {
  readonly filter: ItemFilter;
  readonly text: string;
  /** "" for all; else a path, with what is below it. */
  readonly category: string;
  readonly label: string;
  readonly vat: string;
  readonly sort: ItemSort;
  readonly down: boolean;
}

export const wholeView: ItemsView = {
  filter: "all",
  text: "",
  category: "",
  label: "",
  vat: "",
  sort: "name",
  down: false,
};

/** A line of the table: an item, or one variant of an item that was opened. */
export interface ItemRow {
  readonly draft: ItemDraft;
  /** Number of the variant, null for the item itself. */
  readonly variant: number | null;
}

const textsMax = 40_000;

/** Thousands of names are made ready once, not at each key that is pressed: texts outlive the objects they came in. */
function once(make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    let known = made.get(text);
    if (known === undefined) {
      if (made.size >= textsMax) made.clear();
      known = make(text);
      made.set(text, known);
    }
    return known;
  };
}

const foldedOnce = once(foldWord);
const orderedOnce = once((text) => withNumbersBySize(foldWord(text)));

/** The name that an item goes by in the table, as it stands there. */
export function nameOf({ item }: Pick<ItemDraft, "item">): string {
  return localizedText(item.name) || item.id;
}

/** A name as it is put in order: without accents and case, numbers by their size. */
function nameKey(draft: ItemDraft): string {
  return orderedOnce(nameOf(draft));
}

function soughtIn({ item }: ItemDraft): string {
  const codes = item.variants.flatMap(({ sku, gtin }) => [sku ?? "", gtin ?? ""]);
  return foldedOnce([...Object.values(item.name), item.id, ...codes].join(" "));
}

/** The price that an item is put in order by: its lowest; 0 where none has been said yet. */
export function lowestPrice({ item, unpriced = [] }: Pick<ItemEdit, "item" | "unpriced">): number {
  const prices = item.variants.filter(({ id }) => !unpriced.includes(id)).map(({ priceMinor }) => priceMinor);
  return prices.length > 0 ? Math.min(...prices) : 0;
}

/** How much there is of an item: its scarcest variant; infinite where nothing is counted. */
export function scarcest({ item, stock }: Pick<ItemDraft, "item" | "stock">): number {
  return Math.min(
    ...item.variants.map(({ id }) => {
      const level = stock[id];
      return typeof level === "number" ? level : Number.POSITIVE_INFINITY;
    }),
  );
}

function sortKey(draft: ItemDraft, sort: ItemSort): number | string {
  switch (sort) {
    case "name":
      return nameKey(draft);
    case "price":
      return lowestPrice(draft);
    case "stock":
      return scarcest(draft);
    case "category":
      return draft.item.category;
  }
}

/** Items of a view, those that have every word of its text, in its order; those that are equal in it are in the order of their names. */
export function itemsOf(items: readonly ItemDraft[], view: ItemsView): readonly ItemDraft[] {
  const sought = view.text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map(foldWord);
  const found = items.filter(
    (draft) =>
      passesFilter(draft, view.filter) &&
      (view.category === "" || `${draft.item.category}/`.startsWith(`${view.category}/`)) &&
      (view.label === "" || (draft.item.labels ?? []).includes(view.label)) &&
      (view.vat === "" || draft.item.vat === view.vat) &&
      sought.every((word) => soughtIn(draft).includes(word)),
  );
  const keyed = found.map((draft) => ({ draft, key: sortKey(draft, view.sort), name: nameKey(draft) }));
  const direction = view.down ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key !== b.key) return a.key < b.key ? -direction : direction;
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
  });
  return keyed.map(({ draft }) => draft);
}

/** The lines of a table: items, and below those that are opened their variants. */
export function rowsOf(items: readonly ItemDraft[], opened: ReadonlySet<string>): readonly ItemRow[] {
  return items.flatMap((draft): readonly ItemRow[] => {
    const whole: ItemRow = { draft, variant: null };
    if (draft.item.variants.length < 2 || !opened.has(draft.id)) return [whole];
    return [whole, ...draft.item.variants.map((_, variant): ItemRow => ({ draft, variant }))];
  });
}

const counts = new WeakMap<readonly ItemDraft[], ReadonlyMap<ItemFilter, number>>();

/** How many items each way of looking shows. Counted once for a list. */
export function filterCounts(items: readonly ItemDraft[]): ReadonlyMap<ItemFilter, number> {
  let known = counts.get(items);
  if (known === undefined) {
    known = new Map(itemFilters.map((filter) => [filter, items.filter((draft) => passesFilter(draft, filter)).length]));
    counts.set(items, known);
  }
  return known;
}

/** The line whose name begins with what was typed, from `from` on and around the end; -1 when there is none. */
export function typedRow(rows: readonly ItemRow[], typed: string, from: number): number {
  const sought = foldWord(typed);
  if (sought === "") return -1;
  for (let step = 0; step < rows.length; step++) {
    const index = (from + step) % rows.length;
    const row = rows[index];
    if (row?.variant === null && foldedOnce(nameOf(row.draft)).startsWith(sought)) return index;
  }
  return -1;
}

/** A view as it is kept between visits. What is typed into the search box is not. */
export function viewText(view: ItemsView): string {
  return JSON.stringify({ ...view, text: "" });
}

/** The view that was kept, or the whole list: what is stored may be old, or somebody else's. */
export function viewFrom(kept: string | null): ItemsView {
  let value: unknown;
  try {
    value = JSON.parse(kept ?? "null");
  } catch {
    value = null;
  }
  if (typeof value !== "object" || value === null) return wholeView;
  const { filter, category, label, vat, sort, down } = value as Record<string, unknown>;
  const text = (one: unknown): string => (typeof one === "string" ? one.slice(0, 200) : "");
  return {
    ...wholeView,
    filter: itemFilters.find((one) => one === filter) ?? "all",
    category: text(category),
    label: text(label),
    vat: text(vat),
    sort: itemSorts.find((one) => one === sort) ?? "name",
    down: down === true,
  };
}
