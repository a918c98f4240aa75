import { CodedError } from "../../../crypto/coded-error.ts";
import { digestName } from "../../../crypto/hash.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import type { Item, StockLevel } from "../../../crypto/protocol/exports.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import type { ItemDraft, PublishedPrice } from "../api.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";

// Drafts in chunks
//
// A stall's items lie in 128 records of its space, by a hash of their id: 2,000 items are 128 writings of some 16 KiB, an
// edit is one. A record names what it was when it was last published, so "changed" needs no bookkeeping of its own.

/**
 * An item as the stall's space keeps it. `published` and `publishedStock` are digests of the item and of its stock when
 * they were last published; null while it is not in the shop.
 */
export interface KeptDraft {
  readonly id: string;
  readonly item: Item;
  readonly stock: Readonly<Record<string, StockLevel>>;
  readonly status: ItemDraft["status"];
  readonly published: string | null;
  readonly publishedStock: string | null;
  /** The shelf it lies on, once it was published. */
  readonly shelf: string | null;
  /** What it was offered at, by variant, oldest first: see price-history.ts. */
  readonly prices?: Readonly<Record<string, readonly PublishedPrice[]>>;
  /** Said to be sold out for a day: what there was of each variant before. */
  readonly soldOut?: { readonly on: string; readonly before: Readonly<Record<string, StockLevel>> };
  /** Variants whose price nobody has said yet, by id; absent where every one has its price. Never of what is "on". */
  readonly unpriced?: readonly string[];
}

interface Chunk {
  readonly items: readonly KeptDraft[];
}

/** What becomes of a record. */
export type Change<T> = (current: T | null) => T | null;

const chunkCount = 128;
const chunkPrefix = "stall/items/";
/** The text of a chunk may grow to this: a record has at most 256 KiB, sealed. */
const chunkTextMax = 220 * 1024;
/** Shelves × items per shelf that a party may publish. */
export const itemsMax = limits.itemsPerShelfMax * limits.shelvesPerPartyMax;

function chunkOf(itemId: string): string {
  let hash = 2166136261;
  for (let index = 0; index < itemId.length; index++) hash = Math.imul(hash ^ itemId.charCodeAt(index), 16777619);
  return String((hash >>> 0) % chunkCount).padStart(3, "0");
}

const forms = new WeakMap<object, Pick<KeptDraft, "published" | "publishedStock">>();

/** What a draft is once it is published: both null when it is not to be seen. */
export function publishedForm(
  draft: Pick<KeptDraft, "item" | "stock" | "status">,
): Pick<KeptDraft, "published" | "publishedStock"> {
  if (draft.status !== "on") return { published: null, publishedStock: null };
  const known = forms.get(draft);
  if (known) return known;
  const form = {
    published: digestName(utf8(JSON.stringify(draft.item))),
    publishedStock: digestName(utf8(JSON.stringify(sortedKeys(draft.stock)))),
  };
  // Drafts are never changed in place: thousands are looked at after each edit of one.
  forms.set(draft, form);
  return form;
}

/** The same record with its keys in order, so that equal contents have equal text. */
export function sortedKeys<V>(record: Readonly<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Those of some variants that an item has, and that stand at 0: what nobody has put a price to. */
export function stillUnpriced(item: Item, ids: Iterable<string>): Pick<KeptDraft, "unpriced"> {
  const named = new Set(ids);
  const unpriced = item.variants.filter(({ id, priceMinor }) => named.has(id) && priceMinor === 0).map(({ id }) => id);
  return unpriced.length > 0 ? { unpriced } : {};
}

/** Whether a draft differs from what was last published of it. */
export function isChanged(draft: KeptDraft): boolean {
  const form = publishedForm(draft);
  return form.published !== draft.published || form.publishedStock !== draft.publishedStock;
}

/** What a stock says of an item's own variants: "plenty" is what is meant when nothing is said. */
function saidLevels({ variants }: Item, stock: KeptDraft["stock"]): string {
  return JSON.stringify(variants.map(({ id }) => stock[id] ?? "plenty"));
}

/** Whether a draft differs from what the market shows of it, which is null where it shows nothing. */
export function differsFromShop(draft: KeptDraft, shown: Pick<KeptDraft, "item" | "stock"> | null): boolean {
  if (draft.status !== "on" || shown === null) return (draft.status === "on") !== (shown !== null);
  const isSame = publishedForm(draft).published === publishedForm({ ...shown, status: "on" }).published;
  return !isSame || saidLevels(draft.item, draft.stock) !== saidLevels(shown.item, shown.stock);
}

/** All items of a stall, by id. */
export function readDrafts(space: Pick<SyncedSpace, "list">): Map<string, KeptDraft> {
  const drafts = new Map<string, KeptDraft>();
  for (const { value } of space.list<Chunk>(chunkPrefix)) for (const draft of value.items) drafts.set(draft.id, draft);
  return drafts;
}

/** Entries by the chunk that their item lies in. */
export function byChunk<T>(entries: Iterable<readonly [string, T]>): Map<string, [string, T][]> {
  const chunks = new Map<string, [string, T][]>();
  for (const [id, value] of entries) {
    const chunk = chunkOf(id);
    const list = chunks.get(chunk) ?? [];
    list.push([id, value]);
    chunks.set(chunk, list);
  }
  return chunks;
}

function replaced(chunk: Chunk | null, changes: readonly (readonly [string, KeptDraft | null])[]): Chunk | null {
  const items = new Map((chunk?.items ?? []).map((draft) => [draft.id, draft]));
  for (const [id, draft] of changes) {
    if (draft === null) items.delete(id);
    else items.set(id, draft);
  }
  if (items.size === 0) return null;
  const next: Chunk = { items: [...items.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
  if (JSON.stringify(next).length > chunkTextMax) {
    throw new CodedError("stall/items-too-large", "The texts of these items are too long to be kept together.");
  }
  return next;
}

/**
 * Writes items, whole or not at all; `null` deletes. Does not touch what can be undone.
 * Throws `stall/too-many-items`, `stall/items-too-large`.
 */
export async function writeDrafts(
  space: Pick<SyncedSpace, "updateMany" | "list">,
  changes: ReadonlyMap<string, KeptDraft | null>,
  along: ReadonlyMap<string, Change<unknown>> = new Map(),
): Promise<void> {
  const added = [...changes.values()].filter((draft) => draft !== null).length;
  if (added > 0 && readDrafts(space).size + added > itemsMax) {
    const ids = new Set([...readDrafts(space).keys(), ...changes.keys()]);
    if (ids.size > itemsMax) throw new CodedError("stall/too-many-items", "A stall holds at most 10,000 items.");
  }
  const updates = new Map<string, Change<unknown>>(along);
  for (const [chunk, list] of byChunk(changes)) {
    updates.set(chunkPrefix + chunk, (current) => replaced(current as Chunk | null, list));
  }
  await space.updateMany(updates);
}
