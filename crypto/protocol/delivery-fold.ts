import { chainOf } from "./order-chain.ts";
import type { AuthenticMessage, FailReason, OrderMessageType } from "./order-messages.ts";

export type DeliveryState =
  | "none"
  | "requested"
  | "accepted"
  | "refused"
  | "collected"
  | "delivered"
  | "failed"
  | "cancelled";

/** Why a delivery failed, and whether the courier tries again or brings the goods back. */
export interface DeliveryFailure {
  readonly reason: FailReason;
  readonly next: "retry" | "return";
  readonly text?: string | undefined;
}

/** A delivery as everyone who holds the same messages sees it. */
export interface DeliveryView {
  readonly state: DeliveryState;
  /** Whether the courier ever had the goods: they left the producer, whatever came after. */
  readonly wasCollected: boolean;
  /** Whether the producer said that the parcels can be collected. */
  readonly ready: boolean;
  /** How often delivery failed so far. */
  readonly failures: number;
  /** The last failure; absent once delivered. */
  readonly failure?: DeliveryFailure;
  /** What the courier took at the door, in minor units. */
  readonly collectedMinor: number;
  /** How the handover was proven; absent until delivered. */
  readonly proof?: "code" | "none";
  /** The courier's messages that moved the delivery on, in the order they were sent. */
  readonly steps: readonly AuthenticMessage[];
  /** Messages that have no place where they stand. */
  readonly unexpected: readonly AuthenticMessage[];
}

/** From which states each of the courier's messages moves the delivery on. */
const moves: Partial<Record<OrderMessageType, { from: readonly DeliveryState[]; to: DeliveryState }>> = {
  "delivery.accept": { from: ["none", "requested", "refused"], to: "accepted" },
  "delivery.refuse": { from: ["none", "requested", "accepted"], to: "refused" },
  "delivery.collect": { from: ["accepted", "failed"], to: "collected" },
  "delivery.deliver": { from: ["collected", "failed"], to: "delivered" },
  "delivery.fail": { from: ["collected", "failed"], to: "failed" },
};

/**
 * The delivery that `messages` of one thread tell of. The courier's own chain is the authority: a cancellation by the
 * producer counts only while the courier has not collected. A failure with `next: "return"` is the end; after `"retry"`
 * the courier may deliver, fail again, or collect again. Pure, and independent of arrival.
 */
export function foldDelivery(messages: readonly AuthenticMessage[]): DeliveryView {
  const asked = chainOf(messages, "producer", "delivery");
  let state: DeliveryState = asked.some(({ message }) => message.type === "delivery.request") ? "requested" : "none";
  let failures = 0;
  let failure: DeliveryFailure | undefined;
  let collectedMinor = 0;
  let proof: DeliveryView["proof"];
  const steps: AuthenticMessage[] = [];
  const unexpected: AuthenticMessage[] = [];

  for (const each of chainOf(messages, "courier", "delivery")) {
    const { message } = each;
    const move = moves[message.type];
    const returned = state === "failed" && failure?.next === "return";
    if (move === undefined || !move.from.includes(state) || returned) {
      unexpected.push(each);
      continue;
    }
    state = move.to;
    steps.push(each);
    if (message.type === "delivery.fail") {
      failures += 1;
      failure = message.body;
    }
    if (message.type === "delivery.deliver") {
      failure = undefined;
      collectedMinor = message.body.collectedMinor;
      proof = message.body.proof;
    }
  }

  const cancelled = asked.some(({ message }) => message.type === "delivery.cancel");
  if (cancelled && (state === "requested" || state === "accepted")) state = "cancelled";
  return {
    state,
    wasCollected: steps.some(({ message }) => message.type === "delivery.collect"),
    ready: asked.some(({ message }) => message.type === "delivery.ready"),
    failures,
    ...(failure && { failure }),
    collectedMinor,
    ...(proof && { proof }),
    steps,
    unexpected,
  };
}
