import type { OrderState } from "../../crypto/protocol/exports.ts";
import type { DeskOrder } from "../core/api.ts";

/** The four columns of the board, as they stand on the counter. */
export const columns = ["new", "prepare", "ready", "gone"] as const;
export type Column = (typeof columns)[number];

const columnOfState: Record<OrderState, Column | null> = {
  placed: "new",
  accepted: "prepare",
  preparing: "prepare",
  ready: "ready",
  "handed-over": "gone",
  delivered: "gone",
  failed: "gone",
  declined: null,
  cancelled: null,
  lapsed: null,
};

/** The column of an order; null for one that ended without goods changing hands, which only the list shows. */
export function columnOf(order: DeskOrder): Column | null {
  return columnOfState[order.view.state];
}

/** Days that a handed-over order stays on the board; after that the list has it. */
const goneDays = 3;

/**
 * Orders by column. What is promised sooner comes first; handed over, the last one first. `today` is YYYY-MM-DD:
 * handed-over orders of more than three days ago are left to the list.
 */
export function boardOf(orders: readonly DeskOrder[], today: string): Record<Column, readonly DeskOrder[]> {
  const board: Record<Column, DeskOrder[]> = { new: [], prepare: [], ready: [], gone: [] };
  const oldest = Date.parse(today) - goneDays * 86_400_000;
  for (const order of orders) {
    const column = columnOf(order);
    if (column === null) continue;
    if (column === "gone" && Date.parse(dueDay(order)) < oldest) continue;
    board[column].push(order);
  }
  board.new.sort((a, b) => compare(a.view.deadline?.at ?? a.view.placedOn, b.view.deadline?.at ?? b.view.placedOn));
  board.prepare.sort(byDue);
  board.ready.sort(byDue);
  board.gone.sort((a, b) => byDue(b, a));
  return board;
}

/** The day, YYYY-MM-DD, on which an order is collected or delivered. */
export function dueDay(order: DeskOrder): string {
  return order.view.order.fulfilment.day;
}

/** How many messages of an order wait to be read: the last ones that others wrote, as far as anything is unread. */
export function unreadTexts(order: DeskOrder): number {
  const { texts } = order.view;
  const answered = texts.findLastIndex(({ from }) => from === "producer");
  return Math.min(order.unread, texts.length - 1 - answered);
}

/** Orders that something is still expected of, whatever the column. */
export function openOrders(orders: readonly DeskOrder[]): readonly DeskOrder[] {
  return orders.filter((order) => {
    const column = columnOf(order);
    return column === "new" || column === "prepare" || column === "ready";
  });
}

function byDue(a: DeskOrder, b: DeskOrder): number {
  const one = a.view.order.fulfilment;
  const other = b.view.order.fulfilment;
  return compare(one.day + one.from, other.day + other.from) || compare(a.view.placedOn, b.view.placedOn);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
