import type { Item, StockLevel, Variant } from "../../../crypto/protocol/exports.ts";
import type { PriceUnit } from "../api.ts";

/** What one unit of an item costs, so that packages of different sizes can be compared. */
export interface UnitPrice {
  readonly unit: PriceUnit;
  /** Minor units of currency for one `unit`, not rounded: for sorting and ranges, never for a bill. */
  readonly minor: number;
  /** Of which variant. */
  readonly variant: Variant;
}

// Contents are kept in thousandths of their unit: 1 kg is 1,000,000.
const perUnit: Readonly<Record<string, { readonly unit: PriceUnit; readonly thousandths: number }>> = {
  g: { unit: "kg", thousandths: 1_000_000 },
  ml: { unit: "l", thousandths: 1_000_000 },
  cm: { unit: "m", thousandths: 100_000 },
  piece: { unit: "piece", thousandths: 1_000 },
  minute: { unit: "hour", thousandths: 60_000 },
};

/** What a variant holds that counts: of preserves the drained weight, whatever the jar weighs in all. */
export function countedContent({ drainedGrams, content }: Variant): Variant["content"] {
  return drainedGrams === undefined ? content : { quantity: drainedGrams * 1000, unit: "g" };
}

function ofVariant(variant: Variant): UnitPrice | null {
  if (variant.weighed !== undefined) return { unit: "kg", minor: variant.weighed.pricePerKgMinor, variant };
  const content = countedContent(variant);
  const measure = content === undefined ? undefined : perUnit[content.unit];
  if (content === undefined || measure === undefined) return null;
  return { unit: measure.unit, minor: (variant.priceMinor * measure.thousandths) / content.quantity, variant };
}

/** The variants of which something is left, by what is left of each; all where nothing is. */
export function variantsLeft({ variants }: Item, levels: Readonly<Record<string, StockLevel>>): readonly Variant[] {
  const left = variants.filter(({ id }) => levels[id] !== 0);
  return left.length > 0 ? left : variants;
}

/**
 * The lowest price of a unit among the variants that can be had; of its first measure when they have several. Null: not
 * measured.
 */
export function unitPriceOf(item: Item, levels: Readonly<Record<string, StockLevel>>): UnitPrice | null {
  const variants = variantsLeft(item, levels);
  const least = (prices: readonly UnitPrice[]): UnitPrice =>
    prices.reduce((best, price) => (price.minor < best.minor ? price : best));
  const prices = variants.map(ofVariant).filter((price) => price !== null);
  const unit = prices[0]?.unit;
  if (unit !== undefined) return least(prices.filter((price) => price.unit === unit));
  const minutes = item.service?.durationMinutes;
  if (minutes === undefined) return null;
  return least(variants.map((variant) => ({ unit: "hour", minor: (variant.priceMinor * 60) / minutes, variant })));
}
