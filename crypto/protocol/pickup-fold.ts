import { chainOf } from "./order-chain.ts";
import type { AuthenticMessage, OrderMessageType } from "./order-messages.ts";

export type PickupState = "none" | "announced" | "refused" | "arrived" | "handed-out" | "returned" | "cancelled";

/** A parcel's way over a pickup point as everyone who holds the same messages sees it. */
export interface PickupProgress {
  readonly state: PickupState;
  /** The last day on which it can be fetched; null before it is there. */
  readonly keptUntil: string | null;
  /** When it can no longer be fetched, in milliseconds since 1970; null unless it lies there. */
  readonly overdueAt: number | null;
  /** Whether the point ever had it: it left the producer, whatever came after. */
  readonly hasArrived: boolean;
  /** What the point said when it could not take it. */
  readonly refusal?: { readonly text?: string | undefined };
  /** The point's messages that moved it on, in the order they were sent. */
  readonly steps: readonly AuthenticMessage[];
  /** Messages that have no place where they stand. */
  readonly unexpected: readonly AuthenticMessage[];
}

/** From which states each of the point's messages moves a parcel on. */
const moves: Partial<Record<OrderMessageType, { from: readonly PickupState[]; to: PickupState }>> = {
  "pickup.refuse": { from: ["none", "announced"], to: "refused" },
  // A parcel that stands on the counter is there, whatever was said before.
  "pickup.arrive": { from: ["none", "announced", "refused"], to: "arrived" },
  "pickup.hand-out": { from: ["arrived"], to: "handed-out" },
  "pickup.return": { from: ["arrived"], to: "returned" },
};

/**
 * From when on a parcel kept until `day` (YYYY-MM-DD) is overdue: the end of the day after it, by UTC, which is past the
 * day's end in every time zone.
 */
export function overdueAt(day: string): number {
  return Date.parse(day) + 2 * 86_400_000;
}

/**
 * The way over a pickup point that `messages` of one thread tell of. The point's own chain is the authority: a
 * cancellation by the producer counts only while the parcel has not come. Pure, and independent of arrival.
 */
export function foldPickup(messages: readonly AuthenticMessage[]): PickupProgress {
  const asked = chainOf(messages, "producer", "pickup");
  let state: PickupState = asked.some(({ message }) => message.type === "pickup.announce") ? "announced" : "none";
  let keptUntil: string | null = null;
  let refusal: PickupProgress["refusal"];
  const steps: AuthenticMessage[] = [];
  const unexpected: AuthenticMessage[] = [];

  for (const each of chainOf(messages, "point", "pickup")) {
    const { message } = each;
    const move = moves[message.type];
    if (move === undefined || !move.from.includes(state)) {
      unexpected.push(each);
      continue;
    }
    state = move.to;
    steps.push(each);
    if (message.type === "pickup.refuse") refusal = message.body;
    if (message.type === "pickup.arrive") {
      refusal = undefined;
      keptUntil = message.body.keptUntil;
    }
  }

  const cancelled = asked.some(({ message }) => message.type === "pickup.cancel");
  if (cancelled && (state === "announced" || state === "refused")) state = "cancelled";
  return {
    state,
    keptUntil,
    overdueAt: state === "arrived" && keptUntil !== null ? overdueAt(keptUntil) : null,
    hasArrived: steps.some(({ message }) => message.type === "pickup.arrive"),
    ...(refusal && { refusal }),
    steps,
    unexpected,
  };
}
