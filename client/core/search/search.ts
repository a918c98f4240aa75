import type { InstanceFile } from "../../../crypto/protocol/exports.ts";
import type { ItemView, PartyView, SearchQuery, SearchResult } from "../api.ts";
import type { ItemRow } from "../catalogue/snapshot.ts";
import { availableNow, type FilterContext, passes } from "./filters.ts";
import type { ItemIndex } from "./item-index.ts";
import { fold, singular, termsOf } from "./terms.ts";

const defaultLimit = 48;
const limitMax = 500;
const partiesMax = 12;
const suggestionsMax = 8;

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
  const there = availableNow(row, context.snapshot.stock.get(row.key)) ? 0 : -40;
  const season = context.inSeason(row) ? 3 : row.item.season ? -20 : 0;
  const pictured = row.item.pictures?.length ? 2 : 0;
  return there + season + pictured - row.turn + shuffle(row.key) * 4;
}

function candidates(query: SearchQuery, context: SearchContext): Candidate[] {
  const { snapshot, index } = context;
  if (query.text === undefined || termsOf(query.text).length === 0) {
    return [...snapshot.items.values()].map((row) => ({ row, score: mixScore(row, context) }));
  }
  return index.find(query.text).flatMap(({ key, score }) => {
    const row = snapshot.items.get(key);
    if (row === undefined) return [];
    const there = availableNow(row, snapshot.stock.get(key)) ? 1 : 0.4;
    const metres = context.distance(row.partyId);
    const near = metres === null ? 1 : 1 + 0.15 * Math.exp(-metres / 5000);
    const season = row.item.season && !context.inSeason(row) ? 0.6 : 1;
    return [{ row, score: score * there * near * season }];
  });
}

const compareText = new Intl.Collator("fr", { numeric: true }).compare;
const nameOf = (row: ItemRow): string => Object.values(row.item.name)[0] ?? "";

function sorted(found: readonly Candidate[], sort: SearchQuery["sort"], context: SearchContext): Candidate[] {
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
  return [...found].sort((a, b) => compare(a, b) || b.score - a.score || (a.row.key < b.row.key ? -1 : 1));
}

function count(into: Record<string, number>, names: Iterable<string>): void {
  for (const name of names) into[name] = (into[name] ?? 0) + 1;
}

/** Names that go on where the typed text stops: of what was found, then of categories. In whatever language matched. */
function suggestionsFor(text: string, found: readonly Candidate[], instance: InstanceFile): string[] {
  const typed = singular(fold(text).trim().split(/\s+/).at(-1) ?? "");
  if (typed.length < 2) return [];
  const distinct = new Map<string, string>();
  const things = [...found.slice(0, 60).map(({ row }) => row.item), ...instance.categories];
  for (const { name } of things) {
    if (distinct.size >= suggestionsMax) break;
    // One name a thing: its first, in the instance's own language, where that matches.
    const match = Object.values(name).find((one) => termsOf(one).some((term) => term.startsWith(typed)));
    if (match !== undefined && !distinct.has(fold(match))) distinct.set(fold(match), match);
  }
  distinct.delete(fold(text).trim());
  return [...distinct.values()];
}

function partiesFor(query: SearchQuery, context: SearchContext): PartyView[] {
  if (query.text === undefined || query.partyId !== undefined) return [];
  const views = context.index.findParties(query.text).map(context.partyView);
  return views.filter((view) => view !== null).slice(0, partiesMax);
}

/** Answers a query on the device: nobody else learns what was looked for. */
export function search(query: SearchQuery, context: SearchContext): SearchResult {
  const filtered = candidates(query, context).filter(({ row }) => passes(row, query, context));
  const categories: Record<string, number> = {};
  const labels: Record<string, number> = {};
  const chosen: Candidate[] = [];
  for (const candidate of filtered) {
    const paths = context.pathsOf(candidate.row.item.category);
    count(categories, paths);
    if (query.category !== undefined && !paths.includes(query.category)) continue;
    count(labels, candidate.row.labels);
    chosen.push(candidate);
  }
  const offset = Math.max(0, query.offset ?? 0);
  const limit = Math.min(limitMax, Math.max(0, query.limit ?? defaultLimit));
  const inOrder = sorted(chosen, query.sort, context);
  return {
    total: chosen.length,
    items: inOrder.slice(offset, offset + limit).map(({ row }) => context.itemView(row)),
    parties: partiesFor(query, context),
    categories,
    labels,
    suggestions: query.text === undefined ? [] : suggestionsFor(query.text, inOrder, context.instance),
  };
}
