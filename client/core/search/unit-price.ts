import type { Item, Variant } from "../../../crypto/protocol/exports.ts";
import type { PriceUnit } from "../api.ts";

/** What one unit of an item costs, so that packages of different sizes can be compared. */
export interface UnitPrice {
  readonly unit: PriceUnit;
  /** Minor units of currency for one `unit`, not rounded: for sorting and ranges, never for a bill. */
  readonly minor: number;
}

// Contents are kept in thousandths of their unit: 1 kg is 1,000,000.
const perUnit: Readonly<Record<string, { readonly unit: PriceUnit; readonly thousandths: number }>> = {
  g: { unit: "kg", thousandths: 1_000_000 },
  ml: { unit: "l", thousandths: 1_000_000 },
  cm: { unit: "m", thousandths: 100_000 },
  piece: { unit: "piece", thousandths: 1_000 },
  minute: { unit: "hour", thousandths: 60_000 },
};

function ofVariant(variant: Variant): UnitPrice | null {
  if (variant.weighed !== undefined) return { unit: "kg", minor: variant.weighed.pricePerKgMinor };
  const measure = variant.content === undefined ? undefined : perUnit[variant.content.unit];
  if (variant.content === undefined || measure === undefined) return null;
  return { unit: measure.unit, minor: (variant.priceMinor * measure.thousandths) / variant.content.quantity };
}

/** The lowest price of a unit among an item's variants; of its first measure when they have several. Null: not measured. */
export function unitPriceOf(item: Item): UnitPrice | null {
  const prices = item.variants.map(ofVariant).filter((price) => price !== null);
  const unit = prices[0]?.unit;
  if (unit !== undefined) {
    return { unit, minor: Math.min(...prices.filter((price) => price.unit === unit).map(({ minor }) => minor)) };
  }
  const minutes = item.service?.durationMinutes;
  if (minutes === undefined) return null;
  return { unit: "hour", minor: Math.min(...item.variants.map(({ priceMinor }) => (priceMinor * 60) / minutes)) };
}
