import { msg, str } from "@lit/localize";
import type { ItemView, PriceUnit } from "../../core/api.ts";
import { unitPriceOf } from "../../core/search/unit-price.ts";
import { amountText } from "../format.ts";

/** The lowest price of one unit among the variants that can be had, "35.60 le kilo"; empty where measured in another. */
export function comparedPriceText({ item, stock }: Pick<ItemView, "item" | "stock">, unit: PriceUnit): string {
  const price = unitPriceOf(item, stock);
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
