import type { PublishedPrice } from "../api.ts";
import type { KeptDraft } from "./item-drafts.ts";

/** Prices that are kept of one variant; of more, the oldest are dropped. */
export const pricesKeptMax = 40;

/**
 * What a draft was offered at, with what it is offered at from now on. The same object when no price has moved.
 * @param revision of the shelf that says it: the time in seconds, see publishing.ts
 */
export function withPublishedPrices(draft: KeptDraft, revision: number): NonNullable<KeptDraft["prices"]> {
  const before = draft.prices ?? {};
  const moved: [string, readonly PublishedPrice[]][] = [];
  for (const { id, priceMinor, weighed } of draft.item.variants) {
    const known = before[id] ?? [];
    const last = known.at(-1);
    const amountMinor = weighed?.pricePerKgMinor ?? priceMinor;
    const perKg = weighed !== undefined;
    if (last?.amountMinor === amountMinor && last.perKg === perKg) continue;
    moved.push([id, [...known, { revision, amountMinor, perKg }].slice(-pricesKeptMax)]);
  }
  return moved.length === 0 && draft.prices ? draft.prices : { ...before, ...Object.fromEntries(moved) };
}
