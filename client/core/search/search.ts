import type { PartyView, SearchQuery, SearchResult } from "../api.ts";
import { bitsOf, foundRows, type Prepared, prepare, type SearchContext, stallsNamed } from "./answers.ts";
import { countBits, hasBit } from "./bits.ts";
import { narrow } from "./narrowing.ts";
import { branchOfDiet, likeNames } from "./suggestions.ts";
import { typedWords } from "./terms.ts";

const defaultLimit = 48;
const limitMax = 2000;
const partiesMax = 12;
/** Names are suggested from this many of the best answers. */
const suggestedFromMax = 60;

function partiesFor(
  query: SearchQuery,
  answering: readonly number[],
  ready: Prepared,
  context: SearchContext,
): PartyView[] {
  if (query.text === undefined || query.partyId !== undefined) return [];
  const views = stallsNamed(query.text, answering, ready, context).map(context.partyView);
  return views.filter((view) => view !== null).slice(0, partiesMax);
}

/** Where nothing answers the words of a query, which it has nothing but: see {@link branchOfDiet}. */
function insteadOf({ text, partyId, category, diets }: SearchQuery, ready: Prepared, { instance }: SearchContext) {
  if (text === undefined || partyId !== undefined || category !== undefined || diets !== undefined) return {};
  const branch = branchOfDiet(text, ready, instance);
  if (branch === null) return {};
  const { chosen } = narrow({ category: branch.category, diets: [branch.diet] }, ready.sets, ready.present, null);
  const count = countBits(chosen);
  return count === 0 ? {} : { instead: { ...branch, count } };
}

/** Answers a query on the device: nobody else learns what was looked for. */
export function search(query: SearchQuery, context: SearchContext): SearchResult {
  const ready = prepare(context);
  const { sets, present, orders } = ready;
  const sort = query.sort ?? "relevance";
  const offset = Math.max(0, query.offset ?? 0);
  const limit = Math.min(limitMax, Math.max(0, query.limit ?? defaultLimit));
  const words = query.text !== undefined && typedWords(query.text).length > 0 ? query.text : null;
  const answering = words === null ? null : foundRows(words, query.partyId, ready, context);
  const narrowed = narrow(query, sets, present, answering === null ? null : bitsOf(answering, ready));
  const inOrder =
    answering === null
      ? orders.page(sort, narrowed.chosen, offset, limit)
      : orders.ofFound(
          sort,
          answering.filter((row) => hasBit(narrowed.chosen, row)),
          ready.scores,
          Math.max(offset + limit, suggestedFromMax),
        );
  const rows = inOrder.map((row) => sets.rows[row]!);
  const page = answering === null ? rows : rows.slice(offset, offset + limit);
  return {
    total: countBits(narrowed.chosen),
    items: page.map((row) => context.itemView(row)),
    parties: partiesFor(query, answering ?? [], ready, context),
    categories: narrowed.categories,
    labels: narrowed.labels,
    counts: narrowed.counts,
    stalls: narrowed.stalls,
    suggestions:
      query.text === undefined ? [] : likeNames(query.text, rows.slice(0, suggestedFromMax), context.instance),
    ...(answering?.length === 0 ? insteadOf(query, ready, context) : {}),
  };
}
