import type { OrderLine, OrderState, OrderView } from "../../../crypto/protocol/exports.ts";
import { orderTotal, weighedTotalMinor } from "../../../crypto/protocol/order-total.ts";
import type { DeskAction, DeskOrder, DeskView } from "../../../client/core/api.ts";

/** A line of an order: two things at 2.60, unless said otherwise. */
export function aLine(more: Partial<OrderLine> = {}): OrderLine {
  return {
    item: "lait",
    variant: "litre",
    name: "Lait cru 1 l",
    quantity: 2,
    unitPriceMinor: 260,
    vatPermille: 26,
    offer: "A".repeat(43),
    ...more,
  };
}

/** A line sold by the piece and priced by weight. */
export const tomme: OrderLine = aLine({
  item: "tomme",
  variant: "moyen",
  name: "Tomme, moyen",
  quantity: 1,
  unitPriceMinor: 1120,
  weighed: { pricePerKgMinor: 2800, gramsMin: 350, gramsEstimate: 400, gramsMax: 450 },
});

/** What an order is made of; everything else follows. */
export interface AnOrder {
  readonly name: string;
  readonly state?: OrderState;
  readonly lines?: readonly OrderLine[];
  readonly placedOn?: string;
  readonly day?: string;
  readonly from?: string;
  readonly delivery?: boolean;
  readonly transfer?: boolean;
  readonly paid?: boolean;
  readonly note?: string;
  readonly texts?: OrderView["texts"];
  readonly unread?: number;
  readonly waiting?: readonly string[];
  readonly cancelRequested?: boolean;
  readonly weights?: OrderView["weights"];
}

const actionsOf: Record<OrderState, readonly DeskAction["type"][]> = {
  placed: ["accept", "decline"],
  accepted: ["prepare", "ready", "cancel"],
  preparing: ["ready", "cancel"],
  ready: ["hand-over", "cancel"],
  "handed-over": ["paid"],
  delivered: ["paid"],
  declined: [],
  cancelled: [],
  lapsed: [],
  failed: [],
};

/** An order as a producer's desk shows it. */
export function anOrder(of: AnOrder): DeskOrder {
  const state = of.state ?? "placed";
  const lines = [...(of.lines ?? [aLine()])];
  const deliveryMinor = of.delivery === true ? 700 : 0;
  const total = orderTotal(lines, deliveryMinor);
  const placedOn = of.placedOn ?? "2026-09-23T14:22:00Z";
  const window = { day: of.day ?? "2026-09-25", from: of.from ?? "17:00", to: "19:00" };
  const acceptBy = new Date(Date.parse(placedOn) + 4 * 3_600_000).toISOString();
  return {
    thread: of.name.replaceAll(" ", "-"),
    name: of.name.split(" "),
    partyId: "p".repeat(43),
    partyName: "Ferme des Trois Noyers",
    unread: of.unread ?? 0,
    waiting: of.waiting ?? [],
    party: null,
    courier: null,
    handoverWords: null,
    handoverText: null,
    address: null,
    bill: null,
    point: null,
    actions: actionsOf[state],
    time: null,
    view: {
      thread: of.name.replaceAll(" ", "-"),
      placedOn,
      state,
      delivery: "none",
      pickup: null,
      cancelRequested: of.cancelRequested ?? false,
      totalMinor: weighedTotalMinor(lines, deliveryMinor, of.weights ?? []),
      weights: of.weights ?? [],
      paidMinor: of.paid === true ? total.totalMinor : 0,
      deadline: state === "placed" ? { at: acceptBy, then: "lapses" } : null,
      timeline: [{ at: placedOn, from: "consumer", type: "order.place", id: "1" }],
      texts: of.texts ?? [],
      problems: [],
      order: {
        lines,
        currency: "CHF",
        ...total,
        fulfilment:
          of.delivery === true
            ? { kind: "delivery", courier: "c".repeat(43), zone: "z", slot: "s", ...window, feeMinor: 700, address: "" }
            : { kind: "collection", ...window, handover: { salt: "s".repeat(22), check: "c".repeat(43) } },
        payment:
          of.transfer === true ? { method: "bank-transfer", reference: "RF18539007547034" } : { method: "at-handover" },
        shortage: "ask",
        ...(of.note !== undefined && { note: of.note }),
        acceptBy,
        reply: { bucket: 0, buckets: 4, tagKey: "t".repeat(43), kemPublicKey: "k" },
      },
    },
  };
}

/** A desk that holds `orders` and has nothing else to say. */
export function aDesk(orders: readonly DeskOrder[], more: Partial<DeskView> = {}): DeskView {
  const syncedAt = "2026-11-26T08:00:00.000Z";
  return { partyId: "p".repeat(43), closedTimes: [], orders, unreadable: [], progress: null, syncedAt, ...more };
}
