import { msg, str } from "@lit/localize";
import type { Item } from "../../../crypto/protocol/exports.ts";
import type { PriceUnit } from "../../core/api.ts";
import { unitPriceOf } from "../../core/search/unit-price.ts";
import { amountText } from "../format.ts";

/** The lowest price of one unit among an item's variants, "35.60 le kilo"; empty where it is measured in another. */
export function comparedPriceText(item: Item, unit: PriceUnit): string {
  const price = unitPriceOf(item);
  if (price === null || price.unit !== unit) return "";
  const amount = amountText(Math.round(price.minor));
  const texts: Record<PriceUnit, () => string> = {
    kg: () => msg(str`${amount} le kilo`),
    l: () => msg(str`${amount} le litre`),
    piece: () => msg(str`${amount} la pièce`),
    m: () => msg(str`${amount} le mètre`),
    hour: () => msg(str`${amount} l’heure`),
  };
  return texts[unit]();
}
