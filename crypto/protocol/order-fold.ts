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
  OrderMessage,
  OrderMessageOf,
  OrderMessageType,
  OrderPlace,
  Role,
} from "./order-messages.ts";
import { orderTotal, weighedTotalMinor, weightsAgree } from "./order-total.ts";

export type { DeliveryState } from "./delivery-fold.ts";
export type { OrderProblem } from "./order-chain.ts";

// Who decides
//
// placed → accepted → preparing → ready → handed-over → delivered; or declined, cancelled, lapsed, failed.
// The producer's own chain is the authority on the order, the courier's on the delivery: the same set of messages gives
// the same view on every device, in whatever order it arrived. `declined`, `cancelled` and `delivered` are ends. `lapsed`
// is what shows while no acceptance made in time has arrived; `failed` rests until the producer hands over or cancels.
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
  readonly type: OrderMessageType | "order.lapse";
  readonly id: string;
}

/** An order as everyone who holds the same messages sees it at the same moment. */
export interface OrderView {
  readonly thread: string;
  readonly order: OrderPlace;
  readonly placedOn: string;
  readonly state: OrderState;
  readonly delivery: DeliveryState;
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
  readonly deadline: { readonly at: string; readonly then: "lapses" } | null;
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
};

/** From which states each of the producer's messages moves the order on. Anything else is a problem, and ignored. */
const moves: Partial<Record<OrderMessageType, { from: readonly OrderState[]; to: OrderState }>> = {
  "order.accept": { from: ["placed"], to: "accepted" },
  "order.decline": { from: ["placed"], to: "declined" },
  "order.cancel": { from: ["placed", "accepted", "preparing", "ready"], to: "cancelled" },
  "order.prepare": { from: ["accepted"], to: "preparing" },
  "order.ready": { from: ["accepted", "preparing"], to: "ready" },
  "order.hand-over": { from: ["ready"], to: "handed-over" },
};

const cancellable: ReadonlySet<OrderState> = new Set(["placed", "accepted", "preparing", "ready"]);

type Placed = OrderMessageOf<"order.place">;
type Entry = AuthenticMessage;

/** What the producer's own chain makes of the order. */
interface ProducerSide {
  state: OrderState;
  totalMinor: number;
  weights: OrderView["weights"];
  paidMinor: number;
  decline?: NonNullable<OrderView["decline"]>;
  readonly steps: Entry[];
}

/** Whether `message` may move an order on from `state`. Goods that came back can be handed over, or cancelled, again. */
function mayMove(message: OrderMessage, state: OrderState, order: OrderPlace, delivery: DeliveryView): boolean {
  if (message.type === "order.accept" && compareInstants(message.createdOn, order.acceptBy) > 0) return false;
  const toCourier = message.type === "order.hand-over" && message.body.to === "courier";
  if (toCourier && order.fulfilment.kind !== "delivery") return false;
  if (moves[message.type]!.from.includes(state)) return true;
  const cameBack = delivery.failure?.next === "return" && state === "handed-over";
  return cameBack && (message.type === "order.cancel" || (message.type === "order.hand-over" && !toCourier));
}

function foldProducer(order: OrderPlace, chain: readonly Entry[], delivery: DeliveryView, problems: OrderProblem[]) {
  const side: ProducerSide = { state: "placed", totalMinor: order.totalMinor, weights: [], paidMinor: 0, steps: [] };
  for (const entry of chain) {
    const { message } = entry;
    if (message.type === "order.paid") {
      side.paidMinor += message.body.amountMinor;
      side.steps.push(entry);
    }
    const move = moves[message.type];
    if (move === undefined) continue;
    if (!mayMove(message, side.state, order, delivery)) {
      problems.push({ kind: "unexpected", from: "producer", id: message.id });
      continue;
    }
    if (message.type === "order.ready") {
      const { weights } = message.body;
      const weighedMinor = weighedTotalMinor(order.lines, order.deliveryMinor, weights);
      const agreed = weightsAgree(order.lines, weights) && weighedMinor <= order.capMinor;
      if (!agreed || weighedMinor !== message.body.totalMinor) {
        problems.push({ kind: "total", from: "producer", id: message.id });
        continue;
      }
      side.totalMinor = weighedMinor;
      side.weights = weights;
    }
    if (message.type === "order.decline") side.decline = message.body;
    side.state = message.type === "order.hand-over" && message.body.to === "customer" ? "delivered" : move.to;
    side.steps.push(entry);
  }
  return side;
}

/** The order's state once what the courier did is added to what the producer said. */
function stateWith(delivery: DeliveryView, producerState: OrderState): OrderState {
  if (producerState === "declined" || producerState === "cancelled" || producerState === "delivered") {
    return producerState;
  }
  if (delivery.state === "delivered") return "delivered";
  if (delivery.state === "failed" && delivery.failure?.next === "return") return "failed";
  return delivery.wasCollected ? "handed-over" : producerState;
}

/** Whether the sums that the consumer signed are the sums of what they ordered. */
function addsUp(order: OrderPlace): boolean {
  const expected = orderTotal(order.lines, order.deliveryMinor);
  const feeMinor = order.fulfilment.kind === "delivery" ? order.fulfilment.feeMinor : 0;
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
  const delivered = placed.body.fulfilment.kind === "delivery";
  return entries.filter(({ from, message }) => {
    const second = message.type === "order.place" && message !== placed;
    const courierWithout = !delivered && (from === "courier" || message.type.startsWith("delivery."));
    const admitted =
      speakers[message.type].includes(from) && message.thread === placed.thread && !second && !courierWithout;
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
  for (const from of ["consumer", "producer", "courier"] as const) {
    for (const channel of ["order", "delivery"] as const) {
      problems.push(...chainProblems(chainOf(entries, from, channel)));
    }
  }

  const delivery = foldDelivery(entries);
  for (const { from, message } of delivery.unexpected) problems.push({ kind: "unexpected", from, id: message.id });
  const producer = foldProducer(order, chainOf(entries, "producer", "order"), delivery, problems);
  const cancelRequests = entries.filter(({ message }) => message.type === "order.cancel-request");
  const settled = stateWith(delivery, producer.state);
  const lapsed = settled === "placed" && now > Date.parse(order.acceptBy);
  const state = lapsed ? "lapsed" : settled;
  const stopped = state === "cancelled" || state === "declined";
  const deliveryStopped = stopped && (delivery.state === "requested" || delivery.state === "accepted");

  return {
    thread: placed.thread,
    order,
    placedOn: placed.createdOn,
    state,
    delivery: deliveryStopped ? "cancelled" : delivery.state,
    cancelRequested: cancelRequests.length > 0 && cancellable.has(state),
    totalMinor: producer.totalMinor,
    weights: producer.weights,
    paidMinor: paidMinorOf(order, producer.paidMinor, delivery.collectedMinor),
    ...(producer.decline && { decline: producer.decline }),
    ...(delivery.failure && { failure: delivery.failure }),
    deadline: state === "placed" ? { at: order.acceptBy, then: "lapses" } : null,
    timeline: timelineOf(placed, [...producer.steps, ...delivery.steps, ...cancelRequests], lapsed),
    texts: textsOf(entries),
    problems: problems.sort((a, b) => compareText(`${a.id} ${a.kind}`, `${b.id} ${b.kind}`)),
  };
}

/** What the courier took at the door is the same money that the producer books when the courier brings it. */
function paidMinorOf(order: OrderPlace, bookedMinor: number, collectedMinor: number): number {
  return order.payment.method === "at-handover" ? Math.max(bookedMinor, collectedMinor) : bookedMinor;
}

function timelineOf(placed: Placed, steps: readonly Entry[], lapsed: boolean): TimelineEntry[] {
  const timeline: TimelineEntry[] = [
    { at: placed.createdOn, from: "consumer", type: placed.type, id: placed.id },
    ...steps.map(({ from, message }) => ({ at: message.createdOn, from, type: message.type, id: message.id })),
  ];
  if (lapsed) timeline.push({ at: placed.body.acceptBy, from: "producer", type: "order.lapse", id: placed.id });
  return timeline.sort((a, b) => compareInstants(a.at, b.at));
}

function textsOf(entries: readonly Entry[]): OrderView["texts"] {
  return entries
    .flatMap(({ from, message }) =>
      message.type === "order.text" ? [{ id: message.id, at: message.createdOn, from, text: message.body.text }] : [],
    )
    .sort((a, b) => compareInstants(a.at, b.at) || compareText(a.id, b.id) || compareText(a.text, b.text));
}
