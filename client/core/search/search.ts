import type { ItemView, PartyView, SearchQuery, SearchResult } from "../api.ts";
import type { ItemRow, Snapshot } from "../catalogue/snapshot.ts";
import { addBit, type Bits, countBits, hasBit, noBits } from "./bits.ts";
import { type FacetSets, facetSetsOf, type PresentSets, presentSetsOf, samePresent } from "./facet-sets.ts";
import type { FilterContext } from "./filters.ts";
import type { ItemIndex } from "./item-index.ts";
import { narrow } from "./narrowing.ts";
import { createOrders, type Orders } from "./ordering.ts";
import { likeNames } from "./suggestions.ts";
import { typedWords } from "./terms.ts";
import { answersOfTheirOwn } from "./within-stall.ts";

const defaultLimit = 48;
const limitMax = 500;
const partiesMax = 12;
/** Names are suggested from this many of the best answers. */
const suggestedFromMax = 60;

/** All that a search needs of the catalogue at one moment. */
export interface SearchContext extends FilterContext {
  readonly index: ItemIndex;
  readonly itemView: (row: ItemRow) => ItemView;
  readonly partyView: (partyId: string) => PartyView | null;
}

/** What a snapshot is narrowed and sorted with: made at the first question, kept while the snapshot is. */
interface Prepared {
  readonly sets: FacetSets;
  present: PresentSets;
  orders: Orders;
  /** What `present` was made from: one of its closures tells one making of the views from the next. */
  views: FilterContext;
}

const prepared = new WeakMap<Snapshot, Prepared>();

/** Views are made anew every minute; what they say is mostly the same, and then no order has to be sorted again. */
function prepare(context: SearchContext): Prepared {
  const known = prepared.get(context.snapshot);
  if (known?.views.takesOrders === context.takesOrders) return known;
  const sets = known?.sets ?? facetSetsOf(context);
  const present = presentSetsOf(sets, context);
  if (known !== undefined) {
    known.views = context;
    if (samePresent(known.present, present)) return known;
    known.present = present;
    known.orders = createOrders(sets, present);
    return known;
  }
  const made = { sets, present, orders: createOrders(sets, present), views: context };
  prepared.set(context.snapshot, made);
  return made;
}

/** Rows that match words, with how well: what is there, near and in season counts for more. */
function foundRows(
  text: string,
  partyId: string | undefined,
  { sets }: Prepared,
  context: SearchContext,
): Map<number, number> {
  const scores = new Map<number, number>();
  const matches = context.index.find(text).filter(({ row }) => partyId === undefined || row.partyId === partyId);
  const own =
    partyId !== undefined && context.index.findParties(text).includes(partyId)
      ? answersOfTheirOwn(
          text,
          matches.map(({ row }) => row),
          context.instance,
        )
      : null;
  for (const { row, score } of matches) {
    if (own !== null && !own.has(row)) continue;
    const at = sets.rowOf.get(row.key);
    if (at === undefined) continue;
    const there = context.left(row) ? 1 : 0.4;
    const metres = context.distance(row.partyId);
    const near = metres === null ? 1 : 1 + 0.15 * Math.exp(-metres / 5000);
    const season = row.item.season && !context.inSeason(row) ? 0.6 : 1;
    scores.set(at, score * there * near * season);
  }
  return scores;
}

function partiesFor(query: SearchQuery, context: SearchContext): PartyView[] {
  if (query.text === undefined || query.partyId !== undefined) return [];
  const views = context.index.findParties(query.text).map(context.partyView);
  return views.filter((view) => view !== null).slice(0, partiesMax);
}

/** Answers a query on the device: nobody else learns what was looked for. */
export function search(query: SearchQuery, context: SearchContext): SearchResult {
  const ready = prepare(context);
  const { sets, present, orders } = ready;
  const sort = query.sort ?? "relevance";
  const offset = Math.max(0, query.offset ?? 0);
  const limit = Math.min(limitMax, Math.max(0, query.limit ?? defaultLimit));
  const words = query.text !== undefined && typedWords(query.text).length > 0 ? query.text : null;
  const scores = words === null ? null : foundRows(words, query.partyId, ready, context);
  let found: Bits | null = null;
  if (scores !== null) {
    found = noBits(sets.rows.length);
    for (const row of scores.keys()) addBit(found, row);
  }
  const narrowed = narrow(query, sets, present, found);
  const inOrder =
    scores === null
      ? orders.page(sort, narrowed.chosen, offset, limit)
      : orders.ofFound(
          sort,
          [...scores.keys()].filter((row) => hasBit(narrowed.chosen, row)),
          scores,
          Math.max(offset + limit, suggestedFromMax),
        );
  const rows = inOrder.map((row) => sets.rows[row]!);
  const page = scores === null ? rows : rows.slice(offset, offset + limit);
  return {
    total: countBits(narrowed.chosen),
    items: page.map((row) => context.itemView(row)),
    parties: partiesFor(query, context),
    categories: narrowed.categories,
    labels: narrowed.labels,
    counts: narrowed.counts,
    stalls: narrowed.stalls,
    suggestions:
      query.text === undefined ? [] : likeNames(query.text, rows.slice(0, suggestedFromMax), context.instance),
  };
}
