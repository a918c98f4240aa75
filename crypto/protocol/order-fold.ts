import { digestName } from "../hash.ts";
import { utf8 } from "../bytes.ts";
import type {
  AuthenticMessage,
  DeclineReason,
  FailReason,
  OrderMessage,
  OrderMessageType,
  OrderPlace,
  Role,
} from "./order-messages.ts";
import { orderTotal, weighedTotalMinor } from "./order-total.ts";

/**
 * placed → accepted → preparing → ready → handed-over → delivered; or declined, cancelled, lapsed, failed.
 * The producer's own chain of messages is the authority on the order, the courier's on the delivery, so the same set of
 * messages gives the same state on every device, in whatever order it arrived.
 */
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

export type DeliveryState =
  | "none"
  | "requested"
  | "accepted"
  | "refused"
  | "collected"
  | "delivered"
  | "failed"
  | "cancelled";

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
  readonly cancelRequested: boolean;
  /** What is due now: the estimate until it is weighed, then the weighed total. */
  readonly totalMinor: number;
  readonly weights: readonly { readonly line: number; readonly grams: readonly number[] }[];
  readonly paidMinor: number;
  readonly decline?: { readonly reason: DeclineReason; readonly text?: string | undefined };
  readonly failure?: {
    readonly reason: FailReason;
    readonly next: "retry" | "return";
    readonly text?: string | undefined;
  };
  /** The next deadline of this state and what happens when it passes; null when nothing is awaited. */
  readonly deadline: { readonly at: string; readonly then: "lapses" } | null;
  readonly timeline: readonly TimelineEntry[];
  readonly texts: readonly { readonly id: string; readonly at: string; readonly from: Role; readonly text: string }[];
  /** What the messages have wrong with them: shown, and never acted on. */
  readonly problems: readonly OrderProblem[];
}

export interface OrderProblem {
  readonly kind: "gap" | "fork" | "unexpected" | "total";
  readonly from: Role;
  readonly id: string;
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
const producerMoves: Partial<Record<OrderMessageType, { from: readonly OrderState[]; to: OrderState }>> = {
  "order.accept": { from: ["placed"], to: "accepted" },
  "order.decline": { from: ["placed"], to: "declined" },
  "order.cancel": { from: ["placed", "accepted", "preparing", "ready"], to: "cancelled" },
  "order.prepare": { from: ["accepted"], to: "preparing" },
  "order.ready": { from: ["accepted", "preparing"], to: "ready" },
  "order.hand-over": { from: ["ready"], to: "handed-over" },
};

const courierMoves: Partial<Record<OrderMessageType, { from: readonly DeliveryState[]; to: DeliveryState }>> = {
  "delivery.accept": { from: ["none", "requested"], to: "accepted" },
  "delivery.refuse": { from: ["none", "requested"], to: "refused" },
  "delivery.collect": { from: ["accepted", "failed"], to: "collected" },
  "delivery.deliver": { from: ["collected"], to: "delivered" },
  "delivery.fail": { from: ["collected"], to: "failed" },
};

/** Messages of one sender in the order they were sent, without copies; what is missing or contradicts is reported. */
function chainOf(messages: readonly AuthenticMessage[], from: Role, problems: OrderProblem[]): AuthenticMessage[] {
  const bySeq = new Map<number, AuthenticMessage>();
  for (const candidate of messages) {
    if (candidate.from !== from) continue;
    const known = bySeq.get(candidate.message.seq);
    if (known === undefined) bySeq.set(candidate.message.seq, candidate);
    else if (known.json !== candidate.json) {
      problems.push({ kind: "fork", from, id: candidate.message.id });
      // The same choice on every device, whatever arrived first.
      if (candidate.json < known.json) bySeq.set(candidate.message.seq, candidate);
    }
  }
  const chain = [...bySeq.values()].sort((a, b) => a.message.seq - b.message.seq);
  chain.forEach((current, index) => {
    const previous = chain[index - 1];
    const contiguous = current.message.seq === (previous ? previous.message.seq + 1 : 0);
    const linked = !contiguous || current.message.prev === (previous ? digestName(utf8(previous.json)) : null);
    if (!contiguous || !linked) problems.push({ kind: linked ? "gap" : "fork", from, id: current.message.id });
  });
  return chain;
}

/**
 * The order that `messages` of one thread tell of, at `now` (milliseconds since 1970). `null` when the order itself is
 * not among them. Pure: the same set gives the same view in whatever order and with whatever copies.
 */
export function foldOrder(messages: readonly AuthenticMessage[], now: number): OrderView | null {
  const problems: OrderProblem[] = [];
  const allowed = messages.filter(({ from, message }) => {
    const may = speakers[message.type].includes(from);
    if (!may) problems.push({ kind: "unexpected", from, id: message.id });
    return may;
  });
  const consumer = chainOf(allowed, "consumer", problems);
  const first = consumer.find(({ message }) => message.type === "order.place");
  if (first === undefined || first.message.type !== "order.place") return null;
  const placed = first.message;
  const order = placed.body;
  const producer = chainOf(allowed, "producer", problems);
  const courier = chainOf(allowed, "courier", problems);

  const expected = orderTotal(order.lines, order.deliveryMinor);
  if (expected.totalMinor !== order.totalMinor || expected.capMinor !== order.capMinor) {
    problems.push({ kind: "total", from: "consumer", id: placed.id });
  }

  const timeline: TimelineEntry[] = [{ at: placed.createdOn, from: "consumer", type: "order.place", id: placed.id }];
  const note = (from: Role, message: OrderMessage): void => {
    timeline.push({ at: message.createdOn, from, type: message.type, id: message.id });
  };
  const unexpected = (from: Role, message: OrderMessage): void => {
    problems.push({ kind: "unexpected", from, id: message.id });
  };

  let state: OrderState = "placed";
  let delivery: DeliveryState = "none";
  let totalMinor = order.totalMinor;
  let weights: OrderView["weights"] = [];
  let paidMinor = 0;
  let decline: OrderView["decline"];
  let failure: OrderView["failure"];

  for (const { message } of producer) {
    const move = producerMoves[message.type];
    if (move !== undefined) {
      const late = message.type === "order.accept" && message.createdOn > order.acceptBy;
      if (!move.from.includes(state) || late) {
        unexpected("producer", message);
        continue;
      }
      if (message.type === "order.ready") {
        const weighedMinor = weighedTotalMinor(order.lines, order.deliveryMinor, message.body.weights);
        if (weighedMinor !== message.body.totalMinor || weighedMinor > order.capMinor) {
          problems.push({ kind: "total", from: "producer", id: message.id });
          continue;
        }
        totalMinor = weighedMinor;
        weights = message.body.weights;
      }
      if (message.type === "order.decline") decline = message.body;
      state = move.to;
      note("producer", message);
      if (message.type === "order.hand-over" && message.body.to === "customer") state = "delivered";
    } else if (message.type === "order.paid") {
      paidMinor += message.body.amountMinor;
      note("producer", message);
    } else if (message.type === "delivery.request") {
      if (delivery === "none") delivery = "requested";
    } else if (message.type === "delivery.cancel") {
      delivery = "cancelled";
    }
  }

  for (const { message } of courier) {
    const move = courierMoves[message.type];
    if (move === undefined) continue;
    if (!move.from.includes(delivery)) {
      unexpected("courier", message);
      continue;
    }
    delivery = move.to;
    note("courier", message);
    if (message.type === "delivery.deliver") {
      failure = undefined;
      // What the courier took at the door is money the producer will receive: paid, as far as the customer goes.
      if (order.payment.method === "at-handover") paidMinor += message.body.collectedMinor;
    }
    if (message.type === "delivery.fail") failure = message.body;
  }

  const ended = state === "declined" || state === "cancelled";
  if (!ended && delivery === "collected" && state === "ready") state = "handed-over";
  if (!ended && delivery === "delivered") state = "delivered";
  if (!ended && delivery === "failed" && failure?.next === "return") state = "failed";
  if (state === "placed" && now > Date.parse(order.acceptBy)) {
    state = "lapsed";
    timeline.push({ at: order.acceptBy, from: "producer", type: "order.lapse", id: placed.id });
  }

  const cancelRequests = consumer.filter(({ message }) => message.type === "order.cancel-request");
  for (const { message } of cancelRequests) note("consumer", message);
  const texts = allowed
    .filter((candidate, index) => allowed.findIndex((other) => other.message.id === candidate.message.id) === index)
    .flatMap(({ from, message }) =>
      message.type === "order.text" ? [{ id: message.id, at: message.createdOn, from, text: message.body.text }] : [],
    )
    .sort((a, b) => (a.at === b.at ? compare(a.id, b.id) : compare(a.at, b.at)));

  return {
    thread: placed.thread,
    order,
    placedOn: placed.createdOn,
    state,
    delivery,
    cancelRequested: cancelRequests.length > 0 && state !== "cancelled",
    totalMinor,
    weights,
    paidMinor,
    ...(decline && { decline }),
    ...(failure && { failure }),
    deadline: state === "placed" ? { at: order.acceptBy, then: "lapses" } : null,
    timeline: timeline.sort((a, b) => compare(a.at, b.at)),
    texts,
    problems: problems.sort((a, b) => compare(a.id + a.kind, b.id + b.kind)),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
