import { limits } from "../../../crypto/protocol/limits.ts";
import { isCodedError } from "../../../crypto/coded-error.ts";
import type { BasketFill, FillChange } from "../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Basket } from "./basket.ts";

/** Something to put into the basket, as it was when it was written down. */
export interface Wanted {
  readonly key: string;
  readonly variantId: string;
  readonly quantity: number;
  /** What it was called: said when it is no longer there. */
  readonly name: string;
  /** What one cost then, minor units; null where nobody noted it. */
  readonly unitPriceMinor: number | null;
}

/**
 * Puts things into the basket as far as they are to be had, and says what is not as it was. What lies in it already is
 * not counted twice: the larger quantity stands, so that doing it again changes nothing.
 */
export async function fillBasket(
  wanted: readonly Wanted[],
  parts: { readonly basket: Basket; readonly catalogue: Pick<Catalogue, "item" | "takesOrders"> },
): Promise<BasketFill> {
  const { basket, catalogue } = parts;
  const changes: FillChange[] = [];
  let added = 0;
  for (const line of wanted) {
    const { key, variantId, name } = line;
    const view = catalogue.item(key);
    const variant = view?.item.variants.find(({ id }) => id === variantId);
    const say = (problem: FillChange["problem"], quantity: number, priceMinor: number | null = null): void =>
      void changes.push({
        key,
        name,
        problem,
        wanted: line.quantity,
        quantity,
        wasMinor: line.unitPriceMinor,
        priceMinor,
      });
    if (view === null || variant === undefined) {
      say("gone", 0);
      continue;
    }
    const left = view.stock[variantId];
    const most = Math.min(typeof left === "number" ? left : limits.lineQuantityMax, limits.lineQuantityMax);
    if (most === 0) {
      say("sold-out", 0);
      continue;
    }
    const lines = basket.view.groups.flatMap((group) => group.lines);
    const before = lines.find((one) => one.key === key && one.variantId === variantId)?.quantity ?? 0;
    const quantity = Math.max(before, Math.min(most, line.quantity));
    try {
      await basket.setBasketLine(key, variantId, quantity);
    } catch (cause) {
      if (!isCodedError(cause, "basket/full")) throw cause;
      say("full", 0);
      continue;
    }
    added += 1;
    if (quantity < line.quantity) say("fewer", quantity);
    if (line.unitPriceMinor !== null && line.unitPriceMinor !== variant.priceMinor) {
      say("price", quantity, variant.priceMinor);
    }
    if (!catalogue.takesOrders(view.partyId)) say("closed", quantity);
  }
  return { added, changes };
}
