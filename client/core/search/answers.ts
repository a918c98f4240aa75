import type { ItemView, PartyView } from "../api.ts";
import type { ItemRow, Snapshot } from "../catalogue/snapshot.ts";
import { addBit, type Bits, noBits } from "./bits.ts";
import { type FacetSets, facetSetsOf, type PresentSets, presentSetsOf, samePresent } from "./facet-sets.ts";
import type { FilterContext } from "./filters.ts";
import type { ItemIndex, Match } from "./item-index.ts";
import { createOrders, type Orders } from "./ordering.ts";
import { answersOfTheirOwn } from "./within-stall.ts";

/** All that a search needs of the catalogue at one moment. */
export interface SearchContext extends FilterContext {
  readonly index: ItemIndex;
  readonly itemView: (row: ItemRow) => ItemView;
  readonly partyView: (partyId: string) => PartyView | null;
}

/** What a snapshot is narrowed and sorted with: made at the first question, kept while the snapshot is. */
export interface Prepared {
  readonly sets: FacetSets;
  present: PresentSets;
  orders: Orders;
  /** What `present` was made from: one of its closures tells one making of the views from the next. */
  views: FilterContext;
  /** How well each row answers: written at every search, for the rows that do. */
  readonly scores: Float64Array;
  /** Whether some of them have all words as they were typed: written with the scores. */
  exact: boolean;
  /** See {@link rowsOfSlots}. */
  rowOfSlot: Int32Array;
  indexed: ItemIndex | null;
  indexEdition: number;
}

const prepared = new WeakMap<Snapshot, Prepared>();

/**
 * What answers a search of this market now. Views are made anew every minute; what they say is mostly the same, and then
 * no order has to be sorted again.
 */
export function prepare(context: SearchContext): Prepared {
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
  const made: Prepared = {
    sets,
    present,
    orders: createOrders(sets, present),
    views: context,
    scores: new Float64Array(sets.rows.length),
    exact: false,
    rowOfSlot: new Int32Array(),
    indexed: null,
    indexEdition: 0,
  };
  prepared.set(context.snapshot, made);
  return made;
}

/** Rows that match words, each once, in no order. How well is left in `scores`. */
export function foundRows(
  text: string,
  partyId: string | undefined,
  ready: Prepared,
  context: SearchContext,
): number[] {
  const { present, scores } = ready;
  const rowOfSlot = rowsOfSlots(ready, context.index);
  const answers = context.index.find(text);
  ready.exact = answers.exact;
  let { matches } = answers;
  if (partyId !== undefined) matches = answersAt(partyId, text, matches, context);
  const found: number[] = [];
  for (const { slot, score } of matches) {
    const row = rowOfSlot[slot]!;
    if (row < 0) continue;
    scores[row] = score * present.worth[row]!;
    found.push(row);
  }
  return found;
}

/** Stalls that a text names, best first: those that have something that answers it before those that only speak of it. */
export function stallsNamed(text: string, found: readonly number[], ready: Prepared, context: SearchContext): string[] {
  const ids = context.index.findParties(text);
  if (ids.length < 2) return [...ids];
  const { partyOf, partyIds } = ready.sets;
  const has = new Uint8Array(partyIds.length);
  for (const row of found) has[partyOf[row]!] = 1;
  const having = new Set(partyIds.filter((_, place) => has[place] === 1));
  return [...ids.filter((id) => having.has(id)), ...ids.filter((id) => !having.has(id))];
}

/** Of what answers, what one stall has. */
function answersAt(partyId: string, text: string, matches: readonly Match[], context: SearchContext): Match[] {
  const there = matches.filter(({ row }) => row.partyId === partyId);
  if (!context.index.findParties(text).includes(partyId)) return there;
  const rows = there.map(({ row }) => row);
  const own = answersOfTheirOwn(text, rows, context.instance);
  return own === null ? there : there.filter(({ row }) => own.has(row));
}

/** Which row of the snapshot each slot of the index is; −1 for what only one of them has, while the index catches up. */
function rowsOfSlots(ready: Prepared, index: ItemIndex): Int32Array {
  if (ready.indexed !== index || ready.indexEdition !== index.edition) {
    const { rowOf } = ready.sets;
    ready.rowOfSlot = Int32Array.from(index.rows, (row) => (row === undefined ? -1 : (rowOf.get(row.key) ?? -1)));
    ready.indexed = index;
    ready.indexEdition = index.edition;
  }
  return ready.rowOfSlot;
}

/** A set of found rows. */
export function bitsOf(rows: readonly number[], { sets }: Prepared): Bits {
  const bits = noBits(sets.rows.length);
  for (const row of rows) addBit(bits, row);
  return bits;
}
