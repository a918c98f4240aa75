import { cellMinutesOf, isFree, type TakenSpan, takenTimesOf } from "../../../crypto/protocol/agenda.ts";
import type { Agenda, OrderView, TakenTimes } from "../../../crypto/protocol/exports.ts";
import type { ClosedTime, DeskOrder } from "../api.ts";
import { orderPrefix } from "../orders/consumer-thread.ts";
import { viewOf } from "../orders/thread.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import type { ProducerThread } from "./producer-thread.ts";

/** Where a stall's space keeps the times that were closed by hand. */
export const closedTimesSubject = "stall/closed-times";
/** More than these need not be closed by hand: openings are weekly, and there are holidays. */
export const closedTimesMax = 300;

/** The record of {@link closedTimesSubject}. */
export interface ClosedTimes {
  readonly times: readonly ClosedTime[];
}

const promised: ReadonlySet<OrderView["state"]> = new Set(["accepted", "preparing", "ready"]);

/** Times closed by hand, from `today` on, the soonest first. */
export function closedTimesOf(space: Pick<SyncedSpace, "get">, today: string): ClosedTime[] {
  const sortKey = ({ day, from, id }: ClosedTime): string => `${day} ${from} ${id}`;
  return (space.get<ClosedTimes>(closedTimesSubject)?.times ?? [])
    .filter(({ day }) => day >= today)
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

/** Appointments that were accepted and are not over. */
export function acceptedTimes(space: Pick<SyncedSpace, "list">, now: number): TakenSpan[] {
  return space.list<ProducerThread>(orderPrefix).flatMap(({ value }) => {
    const view = viewOf(value, now);
    const fulfilment = view?.order.fulfilment;
    if (!view || fulfilment?.kind !== "appointment" || !promised.has(view.state)) return [];
    const { day, from, to } = fulfilment;
    return [{ day, from, to }];
  });
}

/** A stall's agenda as its desk knows it: exact, and without a word about who. */
export interface AgendaBook {
  readonly accepted: TakenTimes;
  readonly closed: TakenTimes;
  readonly capacity: number;
}

/** A stall without an agenda (any more) keeps what it accepted: one at a time, by the quarter of an hour. */
const noAgenda: Pick<AgendaBook, "capacity"> & { readonly cellMinutes: number } = { capacity: 1, cellMinutes: 15 };

/** Reads a stall's agenda out of its space. `today` is YYYY-MM-DD. */
export function readAgenda(
  space: Pick<SyncedSpace, "list" | "get">,
  agenda: Agenda | undefined,
  now: number,
  today: string,
): AgendaBook {
  const cellMinutes = agenda ? cellMinutesOf(agenda) : noAgenda.cellMinutes;
  return {
    accepted: takenTimesOf(acceptedTimes(space, now), cellMinutes, today),
    closed: takenTimesOf(closedTimesOf(space, today), cellMinutes, today),
    capacity: agenda?.capacity ?? noAgenda.capacity,
  };
}

/** How the time of an order stands in the agenda; null for what is no appointment, or over. */
export function timeOf({ order, state }: OrderView, book: AgendaBook): DeskOrder["time"] {
  const { fulfilment } = order;
  if (fulfilment.kind !== "appointment") return null;
  // One that was accepted is in the book itself.
  if (promised.has(state)) return isFree(book.accepted, fulfilment, book.capacity + 1) ? "free" : "taken";
  if (state !== "placed") return null;
  if (!isFree(book.accepted, fulfilment, book.capacity)) return "taken";
  return isFree(book.closed, fulfilment, book.capacity) ? "free" : "closed";
}
