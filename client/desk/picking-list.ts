import type { Item, OrderLine } from "../../crypto/protocol/exports.ts";
import type { DeskOrder } from "../core/api.ts";
import { instance } from "../instance.ts";

/** Where a thing waits: what the hand reaches for together. */
export type Shelf = "chilled" | "frozen" | "ambient";
export const shelves = ["chilled", "frozen", "ambient"] as const;

/** One line of one order, as it is ticked. */
export interface PickingShare {
  /** `thread / line index`: what a tick is kept under. */
  readonly id: string;
  readonly thread: string;
  readonly orderName: readonly string[];
  readonly quantity: number;
  readonly done: boolean;
}

export interface PickingRow {
  /** `item / variant`. */
  readonly key: string;
  readonly name: string;
  readonly shelf: Shelf;
  /** The item as it stands on the shelf now; null when it was taken off since. */
  readonly item: Item | null;
  readonly weighed: OrderLine["weighed"] | null;
  readonly deposit: boolean;
  readonly quantity: number;
  readonly doneQuantity: number;
  readonly shares: readonly PickingShare[];
}

export interface PickingList {
  readonly groups: readonly { readonly shelf: Shelf; readonly rows: readonly PickingRow[] }[];
  readonly pieces: number;
  readonly donePieces: number;
  readonly containers: number;
  readonly parcels: number;
}

/**
 * All that has to be gathered for `orders` (accepted ones), over all of them: one row a thing, grouped by where it
 * waits. `ticked` holds share ids; `itemOf` finds the item of a line by its id.
 */
export function pickingListOf(
  orders: readonly DeskOrder[],
  itemOf: (itemId: string) => Item | null,
  ticked: ReadonlySet<string>,
): PickingList {
  const rows = new Map<string, { line: OrderLine; shares: PickingShare[] }>();
  let containers = 0;
  const packed = new Set<string>();
  for (const order of orders) {
    order.view.order.lines.forEach((line, index) => {
      // A lesson is given, not packed; nor is what was ordered for an appointment and is no longer on the stall.
      const known = itemOf(line.item);
      if (known === null ? order.view.order.fulfilment.kind === "appointment" : known.kind === "service") return;
      packed.add(order.thread);
      const key = `${line.item}/${line.variant}`;
      const id = `${order.thread}/${index}`;
      const row = rows.get(key) ?? { line, shares: [] };
      row.shares.push({
        id,
        thread: order.thread,
        orderName: order.name,
        quantity: line.quantity,
        done: ticked.has(id),
      });
      rows.set(key, row);
      if (line.deposit) containers += line.quantity;
    });
  }
  const all = [...rows].map(([key, { line, shares }]) => rowOf(key, line, shares, itemOf(line.item)));
  const groups = shelves
    .map((shelf) => ({
      shelf,
      rows: all
        .filter((row) => row.shelf === shelf)
        .sort((a, b) => a.name.localeCompare(b.name, instance.languages[0])),
    }))
    .filter(({ rows: ofShelf }) => ofShelf.length > 0);
  return {
    groups,
    pieces: sum(all, (row) => row.quantity),
    donePieces: sum(all, (row) => row.doneQuantity),
    containers,
    parcels: packed.size,
  };
}

function rowOf(key: string, line: OrderLine, shares: readonly PickingShare[], item: Item | null): PickingRow {
  return {
    key,
    name: line.name,
    shelf: item?.temperature ?? "ambient",
    item,
    weighed: line.weighed ?? null,
    deposit: line.deposit !== undefined,
    quantity: sum(shares, (share) => share.quantity),
    doneQuantity: sum(shares, (share) => (share.done ? share.quantity : 0)),
    shares,
  };
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
