import { compareInstants, type OrderProblem } from "./order-chain.ts";
import type { OrderState, OrderView } from "./order-fold.ts";
import type { AuthenticMessage, OrderMessage, OrderMessageType, OrderPlace } from "./order-messages.ts";
import { weighedTotalMinor, weightsAgree } from "./order-total.ts";

const dayMs = 86_400_000;

/** Whether an order was accepted and is still with the producer. */
export function isUnderWay(state: OrderState): boolean {
  return state === "accepted" || state === "preparing" || state === "ready";
}

/** From which states each of the producer's messages moves the order on. Anything else is a problem, and ignored. */
const moves: Partial<Record<OrderMessageType, { from: readonly OrderState[]; to: OrderState }>> = {
  "order.accept": { from: ["placed"], to: "accepted" },
  "order.decline": { from: ["placed"], to: "declined" },
  "order.cancel": { from: ["placed", "accepted", "preparing", "ready"], to: "cancelled" },
  "order.prepare": { from: ["accepted"], to: "preparing" },
  "order.ready": { from: ["accepted", "preparing"], to: "ready" },
  "order.hand-over": { from: ["ready"], to: "handed-over" },
};

/** What the producer's own chain makes of the order. */
export interface ProducerSide {
  state: OrderState;
  totalMinor: number;
  weights: OrderView["weights"];
  paidMinor: number;
  decline?: NonNullable<OrderView["decline"]>;
  readonly steps: AuthenticMessage[];
}

/**
 * When an appointment is taken to have taken place, in milliseconds since 1970: two whole days after its own, by UTC, so
 * that it depends on no time zone. Null for what is no appointment.
 */
export function presumedDoneAt({ fulfilment }: OrderPlace): number | null {
  return fulfilment.kind === "appointment" ? Date.parse(fulfilment.day) + 3 * dayMs : null;
}

/** Whether `message` may move an order on from `state`. Goods that came back can be handed over, or cancelled, again. */
function mayMove(message: OrderMessage, state: OrderState, order: OrderPlace, cameBack: boolean): boolean {
  if (message.type === "order.accept" && compareInstants(message.createdOn, order.acceptBy) > 0) return false;
  const to = message.type === "order.hand-over" ? message.body.to : null;
  if (to === "courier" && order.fulfilment.kind !== "delivery") return false;
  if (to === "point" && order.fulfilment.kind !== "pickup") return false;
  const presumedAt = presumedDoneAt(order);
  if (message.type === "order.cancel" && presumedAt !== null && Date.parse(message.createdOn) > presumedAt)
    return false;
  if (message.type === "order.hand-over" && presumedAt !== null) {
    const weighed = order.lines.some((line) => line.weighed !== undefined);
    return weighed ? state === "ready" : isUnderWay(state);
  }
  if (moves[message.type]!.from.includes(state)) return true;
  const again = message.type === "order.cancel" || to === "customer";
  return again && cameBack && state === "handed-over";
}

/**
 * What the producer's `chain` makes of `order`; what has no place in it is added to `problems`.
 * @param cameBack whether courier or pickup point gave the goods back to the producer
 */
export function foldProducer(
  order: OrderPlace,
  chain: readonly AuthenticMessage[],
  cameBack: boolean,
  problems: OrderProblem[],
): ProducerSide {
  const side: ProducerSide = { state: "placed", totalMinor: order.totalMinor, weights: [], paidMinor: 0, steps: [] };
  for (const entry of chain) {
    const { message } = entry;
    if (message.type === "order.paid") {
      side.paidMinor += message.body.amountMinor;
      side.steps.push(entry);
    }
    const move = moves[message.type];
    if (move === undefined) continue;
    if (!mayMove(message, side.state, order, cameBack)) {
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
