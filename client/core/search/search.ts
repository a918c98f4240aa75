import type { InstanceFile } from "../../../crypto/protocol/exports.ts";
import type { ItemView, PartyView, SearchQuery, SearchResult } from "../api.ts";
import type { ItemRow } from "../catalogue/snapshot.ts";
import { availableNow, type FilterContext, passes } from "./filters.ts";
import { firstOf } from "./first-of.ts";
import type { ItemIndex } from "./item-index.ts";
import { likeNames } from "./suggestions.ts";
import { typedWords } from "./terms.ts";

const defaultLimit = 48;
const limitMax = 500;
const partiesMax = 12;

/** All that a search needs of the catalogue at one moment. */
export interface SearchContext extends FilterContext {
  readonly instance: InstanceFile;
  readonly index: ItemIndex;
  readonly itemView: (row: ItemRow) => ItemView;
  readonly partyView: (partyId: string) => PartyView | null;
}

interface Candidate {
  readonly row: ItemRow;
  readonly score: number;
}

/** A number between 0 and 1 that is the same everywhere: breaks ties without favouring the alphabet. */
function shuffle(key: string): number {
  let hash = 2166136261;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 16777619);
  return (hash >>> 0) / 2 ** 32;
}

/** Without words to go by, a market mix: one of each stall in turn, what is there and in season first. */
function mixScore(row: ItemRow, context: SearchContext): number {
  const there = availableNow(row, row.levels) ? 0 : -40;
  const season = context.inSeason(row) ? 3 : row.item.season ? -20 : 0;
  const pictured = row.item.pictures?.length ? 2 : 0;
  return there + season + pictured - row.turn + shuffle(row.key) * 4;
}

function candidates(query: SearchQuery, context: SearchContext): Candidate[] {
  const { snapshot, index } = context;
  if (query.text === undefined || typedWords(query.text).length === 0) {
    return Array.from(snapshot.items.values(), (row) => ({ row, score: mixScore(row, context) }));
  }
  return index.find(query.text).map(({ row, score }) => {
    const there = availableNow(row, row.levels) ? 1 : 0.4;
    const metres = context.distance(row.partyId);
    const near = metres === null ? 1 : 1 + 0.15 * Math.exp(-metres / 5000);
    const season = row.item.season && !context.inSeason(row) ? 0.6 : 1;
    return { row, score: score * there * near * season };
  });
}

const compareText = new Intl.Collator("fr", { numeric: true }).compare;
const nameOf = (row: ItemRow): string => Object.values(row.item.name)[0] ?? "";

/** The order that was asked for; among equals the best answer first, then the same order everywhere. */
function orderOf(sort: SearchQuery["sort"], context: SearchContext): (a: Candidate, b: Candidate) => number {
  const distance = ({ row }: Candidate): number => context.distance(row.partyId) ?? Number.MAX_SAFE_INTEGER;
  const since = ({ row }: Candidate): string =>
    `${row.issuedOn} ${context.snapshot.parties.get(row.partyId)?.party.since ?? ""}`;
  const by: Record<NonNullable<SearchQuery["sort"]>, (a: Candidate, b: Candidate) => number> = {
    relevance: () => 0,
    near: (a, b) => distance(a) - distance(b),
    price: (a, b) => a.row.priceMinor - b.row.priceMinor,
    "price-down": (a, b) => b.row.priceMinor - a.row.priceMinor,
    new: (a, b) => (since(a) === since(b) ? 0 : since(a) < since(b) ? 1 : -1),
    name: (a, b) => compareText(nameOf(a.row), nameOf(b.row)),
  };
  const compare = by[sort ?? "relevance"];
  return (a, b) => compare(a, b) || b.score - a.score || (a.row.key < b.row.key ? -1 : 1);
}

function counted(rows: ReadonlyMap<string, number>, pathsOf: FilterContext["pathsOf"]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const [path, count] of rows) {
    for (const above of pathsOf(path)) totals[above] = (totals[above] ?? 0) + count;
  }
  return totals;
}

function partiesFor(query: SearchQuery, context: SearchContext): PartyView[] {
  if (query.text === undefined || query.partyId !== undefined) return [];
  const views = context.index.findParties(query.text).slice(0, partiesMax).map(context.partyView);
  return views.filter((view) => view !== null);
}

/** Answers a query on the device: nobody else learns what was looked for. */
export function search(query: SearchQuery, context: SearchContext): SearchResult {
  const byPath = new Map<string, number>();
  const labels: Record<string, number> = {};
  const chosen: Candidate[] = [];
  for (const candidate of candidates(query, context)) {
    const { row } = candidate;
    if (!passes(row, query, context)) continue;
    const path = row.item.category;
    byPath.set(path, (byPath.get(path) ?? 0) + 1);
    if (query.category !== undefined && !context.pathsOf(path).includes(query.category)) continue;
    for (const label of row.labels) labels[label] = (labels[label] ?? 0) + 1;
    chosen.push(candidate);
  }
  const offset = Math.max(0, query.offset ?? 0);
  const limit = Math.min(limitMax, Math.max(0, query.limit ?? defaultLimit));
  const first = firstOf(chosen, Math.max(offset + limit, 1), orderOf(query.sort, context));
  return {
    total: chosen.length,
    items: first.slice(offset, offset + limit).map(({ row }) => context.itemView(row)),
    parties: partiesFor(query, context),
    categories: counted(byPath, context.pathsOf),
    labels,
    suggestions:
      query.text === undefined
        ? []
        : likeNames(
            query.text,
            first.map(({ row }) => row),
            context.instance,
          ),
  };
}
