import MiniSearch, { type SearchOptions } from "minisearch";
import type { InstanceFile } from "../../../crypto/protocol/exports.ts";
import type { ItemRow, PartyRow, Snapshot } from "../catalogue/snapshot.ts";
import { termsOf } from "./terms.ts";

interface ItemDocument {
  readonly id: string;
  readonly name: string;
  readonly party: string;
  readonly category: string;
  readonly labels: string;
  readonly text: string;
}

const boost = { name: 6, category: 2, party: 1.5, labels: 1, text: 0.5 } as const;

/** Finds items by words; kept in step with the market by what changed, never rebuilt. */
export interface ItemIndex {
  /**
   * Takes a snapshot in. With `sliceMs` it stops after that long and returns false while there is more to do: what was
   * done stays done, and the next call goes on.
   */
  update(snapshot: Snapshot, sliceMs?: number): boolean;
  /** Keys of items with their score, best first. All words count; when that finds nothing, slips of the pen do too. */
  find(text: string): readonly { readonly key: string; readonly score: number }[];
  /** Party ids, best first. */
  findParties(text: string): readonly string[];
}

const all = (texts: Readonly<Record<string, string>> | undefined): string => Object.values(texts ?? {}).join(" ");

/** Names of a category and of those above it, in every language; once each. */
function categoryTexts(instance: InstanceFile): (path: string) => string {
  const names = new Map(instance.categories.map(({ path, name }) => [path, all(name)]));
  const known = new Map<string, string>();
  return (path) => {
    let text = known.get(path);
    if (text === undefined) {
      const parts = path.split("/");
      text = parts.map((_, depth) => names.get(parts.slice(0, depth + 1).join("/")) ?? "").join(" ");
      known.set(path, text);
    }
    return text;
  };
}

const shared = {
  tokenize: (text: string): string[] => termsOf(text),
  // termsOf has folded them already.
  processTerm: (term: string): string => term,
  // All at once: MiniSearch walks the tree of terms in batches, and one added between two of them breaks the walk.
  autoVacuum: { minDirtCount: 20, minDirtFactor: 0.1, batchSize: Number.MAX_SAFE_INTEGER, batchWait: 0 },
};

const exact: SearchOptions = {
  prefix: (term: string) => term.length > 1,
  combineWith: "AND",
  boost,
  weights: { prefix: 0.5, fuzzy: 0.2 },
};
const lenient: SearchOptions = {
  ...exact,
  fuzzy: (term: string) => (term.length > 7 ? 2 : term.length > 3 ? 1 : false),
};

/** An empty index for an instance's categories and labels. */
export function createItemIndex(instance: InstanceFile): ItemIndex {
  const textOfCategory = categoryTexts(instance);
  const labelTexts = new Map(instance.labels.map(({ id, name }) => [id, all(name)]));
  const items = new MiniSearch<ItemDocument>({
    fields: ["name", "party", "category", "labels", "text"],
    ...shared,
  });
  const parties = new MiniSearch<{ id: string; name: string; text: string }>({ fields: ["name", "text"], ...shared });
  const indexedItems = new Set<string>();
  const indexedParties = new Map<string, PartyRow["party"]>();
  // What decides a document: the item itself and its party's name. The same object is the same text.
  const sources = new Map<string, { item: ItemRow["item"]; party: string; labels: string }>();

  function documentOf({ key, item }: ItemRow, party: string, labels: string): ItemDocument {
    const text = `${all(item.summary)} ${all(item.description)} ${all(item.origin)} ${all(item.ingredients)}`;
    const variants = item.variants.map(({ name }) => all(name)).join(" ");
    return {
      id: key,
      name: `${all(item.name)} ${variants}`,
      party,
      category: textOfCategory(item.category),
      labels,
      text,
    };
  }

  function updateItems(snapshot: Snapshot, sliceMs: number): boolean {
    const end = Date.now() + sliceMs;
    for (const key of indexedItems) {
      if (snapshot.items.has(key)) continue;
      items.discard(key);
      indexedItems.delete(key);
      sources.delete(key);
    }
    for (const row of snapshot.items.values()) {
      const party = snapshot.parties.get(row.partyId)?.party.name ?? "";
      const labels = row.labels.map((label) => labelTexts.get(label) ?? "").join(" ");
      const source = sources.get(row.key);
      if (source && source.item === row.item && source.party === party && source.labels === labels) continue;
      const document = documentOf(row, party, labels);
      if (source) items.replace(document);
      else items.add(document);
      sources.set(row.key, { item: row.item, party, labels });
      indexedItems.add(row.key);
      if (Date.now() > end) return false;
    }
    return true;
  }

  function updateParties(snapshot: Snapshot): void {
    for (const id of indexedParties.keys()) {
      if (snapshot.parties.get(id)?.accredited) continue;
      parties.discard(id);
      indexedParties.delete(id);
    }
    for (const { id, party, accredited } of snapshot.parties.values()) {
      if (!accredited || indexedParties.get(id) === party) continue;
      const document = {
        id,
        name: party.name,
        text: `${all(party.trade)} ${all(party.summary)} ${party.place?.town ?? ""}`,
      };
      if (indexedParties.has(id)) parties.replace(document);
      else parties.add(document);
      indexedParties.set(id, party);
    }
  }

  return {
    update: (snapshot, sliceMs = Number.POSITIVE_INFINITY) => {
      updateParties(snapshot);
      return updateItems(snapshot, sliceMs);
    },
    find: (text) => {
      const found = items.search(text, exact);
      const enough = found.length > 0 ? found : items.search(text, lenient);
      return enough.map(({ id, score }) => ({ key: String(id), score }));
    },
    findParties: (text) =>
      parties
        .search(text, { prefix: (term) => term.length > 1, combineWith: "AND", boost: { name: 3 } })
        .map(({ id }) => String(id)),
  };
}
