import { availableNow } from "../search/filters.ts";
import type { ItemRow, Snapshot } from "./snapshot.ts";

function sharedDepth(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  let depth = 0;
  while (depth < left.length && left[depth] === right[depth]) depth++;
  return depth;
}

/** Items like one: of the same branch, of another stall rather than the same, there now. Best first. */
export function similarTo(row: ItemRow, snapshot: Snapshot, limit: number): ItemRow[] {
  const labels = new Set(row.labels);
  const scored = [...snapshot.items.values()].flatMap((other) => {
    if (other.key === row.key || !availableNow(other, snapshot.stock.get(other.key))) return [];
    const depth = sharedDepth(row.item.category, other.item.category);
    if (depth === 0) return [];
    const common = other.labels.filter((label) => labels.has(label)).length;
    const elsewhere = other.partyId === row.partyId ? 0 : 1.5;
    const price = Math.abs(Math.log((other.priceMinor + 1) / (row.priceMinor + 1)));
    return [{ other, score: 4 * depth + common + elsewhere - price }];
  });
  scored.sort((a, b) => b.score - a.score || (a.other.key < b.other.key ? -1 : 1));
  return scored.slice(0, Math.max(0, limit)).map(({ other }) => other);
}
