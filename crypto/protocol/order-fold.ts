import { type DeliveryFailure, type DeliveryState, type DeliveryView, foldDelivery } from "./delivery-fold.ts";
import {
  chainOf,
  chainProblems,
  compareInstants,
  compareText,
  type OrderProblem,
  withoutCopies,
} from "./order-chain.ts";
import type {
  AuthenticMessage,
  DeclineReason,
  OrderMessageOf,
  OrderMessageType,
  OrderPlace,
  Role,
} from "./order-messages.ts";
import { foldProducer, isUnderWay, presumedDoneAt } from "./producer-fold.ts";
import { foldPickup, type PickupProgress } from "./pickup-fold.ts";
import { orderTotal } from "./order-total.ts";

export type { PickupProgress, PickupState } from "./pickup-fold.ts";
export type { DeliveryState } from "./delivery-fold.ts";
export type { OrderProblem } from "./order-chain.ts";

// Who decides
//
// placed → accepted → preparing → ready → handed-over → delivered; or declined, cancelled, lapsed, failed.
// The producer's own chain is the authority on the order, the courier's on the delivery, a pickup point's on what lies with
// it: the same set of messages gives
// the same view on every device, in whatever order it arrived. `declined`, `cancelled` and `delivered` are ends. `lapsed`
// is what shows while no acceptance made in time has arrived; `failed` rests until the producer hands over or cancels.
// An appointment is accepted and then done: nothing need be prepared or ready, unless something has to be weighed. Of one
// that nobody says anything about in the two days after its own, both sides take it that it took place.
// A courier's word never undoes the producer's `cancelled`: were the two sent at the same moment, the order is
// cancelled, and `delivery` tells what the courier did with the goods.

export type OrderState =
  | "placed"
  | "accepted"
  | "preparing"
  | "ready"
  | "handed-over"
  | "delivered"
  | "declined"
  | "cancelled"
  | "lapsed"
  | "failed";

export interface TimelineEntry {
  readonly at: string;
  readonly from: Role;
  readonly type: OrderMessageType | "order.lapse" | "order.presume";
  readonly id: string;
}

/** An order as everyone who holds the same messages sees it at the same moment. */
export interface OrderView {
  readonly thread: string;
  readonly order: OrderPlace;
  readonly placedOn: string;
  readonly state: OrderState;
  readonly delivery: DeliveryState;
  /** Where it stands at the pickup point; null for what goes to none. */
  readonly pickup: Pick<PickupProgress, "state" | "keptUntil" | "refusal"> | null;
  /** The consumer asked to cancel, and the order can still be. */
  readonly cancelRequested: boolean;
  /** What is due now: the estimate until it is weighed, then the weighed total. */
  readonly totalMinor: number;
  readonly weights: readonly { readonly line: number; readonly grams: readonly number[] }[];
  /** What the customer has paid as far as is known; for payment at handover, what producer or courier took. */
  readonly paidMinor: number;
  readonly decline?: { readonly reason: DeclineReason; readonly text?: string | undefined };
  readonly failure?: DeliveryFailure;
  /** The next deadline of this state and what happens when it passes; null when nothing is awaited. */
  readonly deadline: { readonly at: string; readonly then: "lapses" | "is-done" | "goes-back" } | null;
  readonly timeline: readonly TimelineEntry[];
  readonly texts: readonly { readonly id: string; readonly at: string; readonly from: Role; readonly text: string }[];
  /** What the messages have wrong with them: shown, and never acted on. */
  readonly problems: readonly OrderProblem[];
}

const speakers: Record<OrderMessageType, readonly Role[]> = {
  "order.place": ["consumer"],
  "order.cancel-request": ["consumer"],
  "order.text": ["consumer", "producer", "courier"],
  "order.accept": ["producer"],
  "order.decline": ["producer"],
  "order.cancel": ["producer"],
  "order.prepare": ["producer"],
  "order.ready": ["producer"],
  "order.hand-over": ["producer"],
  "order.paid": ["producer"],
  "delivery.request": ["producer"],
  "delivery.ready": ["producer"],
  "delivery.cancel": ["producer"],
  "delivery.address": ["consumer"],
  "delivery.accept": ["courier"],
  "delivery.refuse": ["courier"],
  "delivery.collect": ["courier"],
  "delivery.deliver": ["courier"],
  "delivery.fail": ["courier"],
  "pickup.announce": ["producer"],
  "pickup.cancel": ["producer"],
  "pickup.refuse": ["point"],
  "pickup.arrive": ["point"],
  "pickup.hand-out": ["point"],
  "pickup.return": ["point"],
};

const cancellable: ReadonlySet<OrderState> = new Set(["placed", "accepted", "preparing", "ready"]);

type Placed = OrderMessageOf<"order.place">;
type Entry = AuthenticMessage;

/** The order's state once what courier or pickup point did is added to what the producer said. */
function stateWith(delivery: DeliveryView, pickup: PickupProgress, producerState: OrderState): OrderState {
  if (producerState === "declined" || producerState === "cancelled" || producerState === "delivered") {
    return producerState;
  }
  if (delivery.state === "delivered" || pickup.state === "handed-out") return "delivered";
  if (delivery.state === "failed" && delivery.failure?.next === "return") return "failed";
  if (pickup.state === "returned") return "failed";
  return delivery.wasCollected || pickup.hasArrived ? "handed-over" : producerState;
}

/** Whether the sums that the consumer signed are the sums of what they ordered. */
function addsUp(order: OrderPlace): boolean {
  const expected = orderTotal(order.lines, order.deliveryMinor);
  const feeMinor = "feeMinor" in order.fulfilment ? order.fulfilment.feeMinor : 0;
  return (
    order.deliveryMinor === feeMinor &&
    order.itemsMinor === expected.itemsMinor &&
    order.depositsMinor === expected.depositsMinor &&
    order.totalMinor === expected.totalMinor &&
    order.capMinor === expected.capMinor &&
    order.totalMinor <= order.capMinor
  );
}

/** The messages of the order's own thread that their senders may say; the others become problems. */
function admissible(entries: readonly Entry[], placed: Placed, problems: OrderProblem[]): Entry[] {
  const { kind } = placed.body.fulfilment;
  return entries.filter(({ from, message }) => {
    const second = message.type === "order.place" && message !== placed;
    const without =
      (kind !== "delivery" && (from === "courier" || message.type.startsWith("delivery."))) ||
      (kind !== "pickup" && (from === "point" || message.type.startsWith("pickup.")));
    const admitted = speakers[message.type].includes(from) && message.thread === placed.thread && !second && !without;
    if (!admitted) problems.push({ kind: "unexpected", from, id: message.id });
    return admitted;
  });
}

/**
 * The order that `messages` of one thread tell of, at `now` (milliseconds since 1970). `null` when the order itself is
 * not among them. Pure: the same set gives the same view in whatever order and with whatever copies.
 */
export function foldOrder(messages: readonly AuthenticMessage[], now: number): OrderView | null {
  const unique = withoutCopies(messages);
  const placed = unique.find(
    (entry): entry is AuthenticMessage<Placed> => entry.from === "consumer" && entry.message.type === "order.place",
  )?.message;
  if (placed === undefined) return null;
  const order = placed.body;
  const problems: OrderProblem[] = addsUp(order) ? [] : [{ kind: "total", from: "consumer", id: placed.id }];
  const entries = admissible(unique, placed, problems);
  for (const from of ["consumer", "producer", "courier", "point"] as const) {
    for (const channel of ["order", "delivery", "pickup"] as const) {
      problems.push(...chainProblems(chainOf(entries, from, channel)));
    }
  }

  const delivery = foldDelivery(entries);
  const pickup = foldPickup(entries);
  for (const { from, message } of [...delivery.unexpected, ...pickup.unexpected]) {
    problems.push({ kind: "unexpected", from, id: message.id });
  }
  const cameBack = delivery.failure?.next === "return" || pickup.state === "returned";
  const producer = foldProducer(order, chainOf(entries, "producer", "order"), cameBack, problems);
  const cancelRequests = entries.filter(({ message }) => message.type === "order.cancel-request");
  const settled = stateWith(delivery, pickup, producer.state);
  const lapsed = settled === "placed" && now > Date.parse(order.acceptBy);
  const presumedAt = isUnderWay(settled) ? presumedDoneAt(order) : null;
  const presumed = presumedAt !== null && now > presumedAt;
  const state = lapsed ? "lapsed" : presumed ? "delivered" : settled;
  const stopped = state === "cancelled" || state === "declined";
  const deliveryStopped = stopped && (delivery.state === "requested" || delivery.state === "accepted");
  const pickupStopped = stopped && (pickup.state === "announced" || pickup.state === "refused");

  return {
    thread: placed.thread,
    order,
    placedOn: placed.createdOn,
    state,
    delivery: deliveryStopped ? "cancelled" : delivery.state,
    pickup:
      order.fulfilment.kind === "pickup"
        ? {
            state: pickupStopped ? "cancelled" : pickup.state,
            keptUntil: pickup.keptUntil,
            ...(pickup.refusal && { refusal: pickup.refusal }),
          }
        : null,
    cancelRequested: cancelRequests.length > 0 && cancellable.has(state),
    totalMinor: producer.totalMinor,
    weights: producer.weights,
    paidMinor: paidMinorOf(order, producer.paidMinor, delivery.collectedMinor),
    ...(producer.decline && { decline: producer.decline }),
    ...(delivery.failure && { failure: delivery.failure }),
    deadline: deadlineOf(order, state, presumedAt, state === "handed-over" ? pickup.overdueAt : null),
    timeline: timelineOf(
      placed,
      [...producer.steps, ...delivery.steps, ...pickup.steps, ...cancelRequests],
      [
        ...(lapsed ? [{ at: order.acceptBy, type: "order.lapse" as const }] : []),
        ...(presumed ? [{ at: new Date(presumedAt).toISOString(), type: "order.presume" as const }] : []),
      ],
    ),
    texts: textsOf(entries),
    problems: problems.sort((a, b) => compareText(`${a.id} ${a.kind}`, `${b.id} ${b.kind}`)),
  };
}

/** What the courier took at the door is the same money that the producer books when the courier brings it. */
function paidMinorOf(order: OrderPlace, bookedMinor: number, collectedMinor: number): number {
  return order.payment.method === "at-handover" ? Math.max(bookedMinor, collectedMinor) : bookedMinor;
}

function deadlineOf(
  order: OrderPlace,
  state: OrderState,
  presumedAt: number | null,
  overdueAt: number | null,
): OrderView["deadline"] {
  if (state === "placed") return { at: order.acceptBy, then: "lapses" };
  // Past this the customer is told that it may be on its way back; that it is, the point says.
  if (overdueAt !== null) return { at: new Date(overdueAt).toISOString(), then: "goes-back" };
  if (presumedAt === null || !isUnderWay(state)) return null;
  return { at: new Date(presumedAt).toISOString(), then: "is-done" };
}

/** @param passed what came about because nobody said anything until then */
function timelineOf(
  placed: Placed,
  steps: readonly Entry[],
  passed: readonly Pick<TimelineEntry, "at" | "type">[],
): TimelineEntry[] {
  const timeline: TimelineEntry[] = [
    { at: placed.createdOn, from: "consumer", type: placed.type, id: placed.id },
    ...steps.map(({ from, message }) => ({ at: message.createdOn, from, type: message.type, id: message.id })),
  ];
  for (const each of passed) timeline.push({ ...each, from: "producer", id: placed.id });
  return timeline.sort((a, b) => compareInstants(a.at, b.at));
}

function textsOf(entries: readonly Entry[]): OrderView["texts"] {
  return entries
    .flatMap(({ from, message }) =>
      message.type === "order.text" ? [{ id: message.id, at: message.createdOn, from, text: message.body.text }] : [],
    )
    .sort((a, b) => compareInstants(a.at, b.at) || compareText(a.id, b.id) || compareText(a.text, b.text));
}
