import type { DeskOrder } from "../core/api.ts";

/** What accepted orders hold and nobody has fetched yet: quantity and orders, by "item/variant". */
export type Reserved = ReadonlyMap<string, { readonly quantity: number; readonly orders: readonly DeskOrder[] }>;

const holding: readonly DeskOrder["view"]["state"][] = ["accepted", "preparing", "ready"];

/** Adds up what orders hold that were accepted and are not handed over: it has left the stock already. */
export function reservedBy(orders: readonly DeskOrder[]): Reserved {
  const reserved = new Map<string, { quantity: number; orders: DeskOrder[] }>();
  for (const order of orders) {
    if (!holding.includes(order.view.state)) continue;
    for (const { item, variant, quantity } of order.view.order.lines) {
      const key = `${item}/${variant}`;
      const known = reserved.get(key) ?? { quantity: 0, orders: [] };
      known.quantity += quantity;
      if (!known.orders.includes(order)) known.orders.push(order);
      reserved.set(key, known);
    }
  }
  return reserved;
}

/** How many of a variant are held; 0 when none are. */
export function reservedOf(reserved: Reserved, itemId: string, variantId: string): number {
  return reserved.get(`${itemId}/${variantId}`)?.quantity ?? 0;
}
