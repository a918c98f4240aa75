import type { Catalogue } from "./catalogue.ts";

/** What a courier has to be able to carry. */
export interface CarriedGoods {
  readonly temperatures: readonly string[];
  /** Grams at the most; a millilitre counts as a gram, a piece without a weight as nothing. */
  readonly grams: number;
}

/** What the chosen lines of a basket mean for whoever carries them; `null` when there are no goods among them. */
export function carriedGoods(
  catalogue: Pick<Catalogue, "published">,
  chosen: readonly { readonly key: string; readonly variantId: string; readonly quantity: number }[],
): CarriedGoods | null {
  const temperatures = new Set<string>();
  let grams = 0;
  for (const { key, variantId, quantity } of chosen) {
    const item = catalogue.published(key)?.item;
    if (item?.kind !== "good") continue;
    temperatures.add(item.temperature ?? "ambient");
    const variant = item.variants.find(({ id }) => id === variantId);
    const weighs = variant?.content?.unit === "g" || variant?.content?.unit === "ml";
    const piece = variant?.weighed?.gramsMax ?? (weighs ? (variant?.content?.quantity ?? 0) / 1000 : 0);
    grams += Math.ceil(piece) * quantity;
  }
  return temperatures.size === 0 ? null : { temperatures: [...temperatures], grams };
}
