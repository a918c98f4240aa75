import type { ClosedTime, DeskOrder, DeskView, StallView } from "../core/api.ts";

/** One line of a day: an appointment, or a time that was closed. */
export type AgendaEntry =
  | { readonly kind: "order"; readonly from: string; readonly order: DeskOrder }
  | { readonly kind: "closed"; readonly from: string; readonly time: ClosedTime };

const shownStates = new Set(["placed", "accepted", "preparing", "ready", "delivered"]);

/** What an agenda shows, by day from `today` (YYYY-MM-DD) on, the soonest first: appointments that stand, closed times. */
export function agendaDays(
  { orders, closedTimes }: Pick<DeskView, "orders" | "closedTimes">,
  today: string,
): ReadonlyMap<string, readonly AgendaEntry[]> {
  const entries: (AgendaEntry & { readonly day: string })[] = [];
  for (const order of orders) {
    const { fulfilment } = order.view.order;
    if (fulfilment.kind !== "appointment" || !shownStates.has(order.view.state) || fulfilment.day < today) continue;
    entries.push({ kind: "order", day: fulfilment.day, from: fulfilment.from, order });
  }
  for (const time of closedTimes) entries.push({ kind: "closed", day: time.day, from: time.from, time });
  entries.sort((a, b) => (`${a.day}${a.from}` < `${b.day}${b.from}` ? -1 : 1));
  const days = new Map<string, AgendaEntry[]>();
  for (const { day, ...entry } of entries) days.set(day, [...(days.get(day) ?? []), entry as AgendaEntry]);
  return days;
}

/** Whether a desk has an agenda at all: it takes appointments, or still has some. */
export function hasAgenda(stall: StallView | undefined, desk: DeskView | undefined): boolean {
  return (
    stall?.party.ordering?.appointments !== undefined ||
    (desk?.closedTimes.length ?? 0) > 0 ||
    desk?.orders.some(({ view }) => view.order.fulfilment.kind === "appointment") === true
  );
}
