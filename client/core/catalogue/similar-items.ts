import { availableNow } from "../search/filters.ts";
import { stemOf } from "../search/stems.ts";
import { wordsOf } from "../search/terms.ts";
import type { ItemRow, Snapshot } from "./snapshot.ts";

/** So many of the nearest branch are looked at closely; branches further away only while there are fewer. */
const candidatesEnough = 300;

function sharedDepth(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  let depth = 0;
  while (depth < left.length && left[depth] === right[depth]) depth++;
  return depth;
}

const nameTerms = new WeakMap<ItemRow["item"], ReadonlySet<string>>();

/** The words of an item's names without their endings, in every language it has one in. */
function termsIn(item: ItemRow["item"]): ReadonlySet<string> {
  let terms = nameTerms.get(item);
  if (terms === undefined) {
    const words = Object.entries(item.name).flatMap(([language, name]) =>
      wordsOf(name, language).map((word) => stemOf(word, language) ?? word),
    );
    terms = new Set(words);
    nameTerms.set(item, terms);
  }
  return terms;
}

/** How much two names have in common: 0 nothing, 1 all of the shorter one. */
function sharedTerms(a: ItemRow["item"], b: ItemRow["item"]): number {
  const [few, many] = [termsIn(a), termsIn(b)].sort((x, y) => x.size - y.size) as [
    ReadonlySet<string>,
    ReadonlySet<string>,
  ];
  if (few.size === 0) return 0;
  return [...few].filter((term) => many.has(term)).length / few.size;
}

/** Items of the nearest branches, until there are enough to choose from. */
function candidates(row: ItemRow, snapshot: Snapshot): { readonly other: ItemRow; readonly depth: number }[] {
  const byDepth: { readonly other: ItemRow; readonly depth: number }[][] = [];
  for (const other of snapshot.items.values()) {
    if (other.key === row.key || !availableNow(other, snapshot.stock.get(other.key))) continue;
    const depth = sharedDepth(row.item.category, other.item.category);
    if (depth > 0) (byDepth[depth] ??= []).push({ other, depth });
  }
  const chosen: { readonly other: ItemRow; readonly depth: number }[] = [];
  for (const branch of byDepth.toReversed()) {
    if (branch === undefined) continue;
    chosen.push(...branch);
    if (chosen.length >= candidatesEnough) break;
  }
  return chosen;
}

/** The best, but each further one of a stall counts for less: alternatives are of several. */
function mixed(scored: readonly { readonly other: ItemRow; readonly score: number }[], limit: number): ItemRow[] {
  const rest = [...scored];
  const used = new Map<string, number>();
  const chosen: ItemRow[] = [];
  while (chosen.length < limit && rest.length > 0) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    rest.forEach(({ other, score }, index) => {
      const worth = score - 1.5 * (used.get(other.partyId) ?? 0);
      if (worth > most) [best, most] = [index, worth];
    });
    const [one] = rest.splice(best, 1);
    if (one === undefined) break;
    const { other } = one;
    used.set(other.partyId, (used.get(other.partyId) ?? 0) + 1);
    chosen.push(other);
  }
  return chosen;
}

/**
 * Items like one, best first: of the same branch, with words of its name, there now; of those as near, another stall's
 * before the same one's.
 */
export function similarTo(row: ItemRow, snapshot: Snapshot, limit: number): ItemRow[] {
  const labels = new Set(row.labels);
  const scored = candidates(row, snapshot).map(({ other, depth }) => {
    const common = other.labels.filter((label) => labels.has(label)).length;
    const elsewhere = other.partyId === row.partyId ? 0 : 2.5;
    // What lies further down is another thing: gingerbread, among pastries, is no bread.
    const further = other.item.category.startsWith(`${row.item.category}/`) ? 3.5 : 0;
    const price = Math.abs(Math.log((other.priceMinor + 1) / (row.priceMinor + 1)));
    const words = 3 * sharedTerms(row.item, other.item);
    return { other, score: 4 * depth - further + words + common + elsewhere - price };
  });
  scored.sort((a, b) => b.score - a.score || (a.other.key < b.other.key ? -1 : 1));
  return mixed(scored, limit);
}
