import type { ItemView, OrderSummary } from "../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";

const dayMs = 86_400_000;
/** After this many days an order counts half. */
const halfLifeDays = 30;

/**
 * What somebody may want again: what they ordered, often and lately first, as far as it is to be had. Of their own orders,
 * on their own device; nobody is told.
 */
export function againFrom(
  orders: readonly OrderSummary[],
  catalogue: Pick<Catalogue, "item">,
  limit: number,
  now: number,
): readonly ItemView[] {
  const weights = new Map<string, number>();
  for (const { partyId, view } of orders) {
    if (view.state === "declined" || view.state === "cancelled" || view.state === "lapsed") continue;
    const days = Math.max(0, (now - Date.parse(view.placedOn)) / dayMs);
    for (const { item } of view.order.lines) {
      const key = `${partyId}/${item}`;
      weights.set(key, (weights.get(key) ?? 0) + 0.5 ** (days / halfLifeDays));
    }
  }
  const likeliest = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const there: ItemView[] = [];
  for (const [key] of likeliest) {
    if (there.length >= limit) break;
    const view = catalogue.item(key);
    if (view?.item.variants.some(({ id }) => view.stock[id] !== 0)) there.push(view);
  }
  return there;
}
