import { foldOrder, type OrderView } from "../../crypto/protocol/order-fold.ts";
import type { AuthenticMessage, OrderPlace } from "../../crypto/protocol/order-messages.ts";
import { acceptBy, order, request, story, weighing } from "./an-order.ts";

export const beforeDeadline = Date.parse(acceptBy);
export const afterDeadline = beforeDeadline + 1;

export function view(messages: readonly AuthenticMessage[], now = beforeDeadline): OrderView {
  const folded = foldOrder(messages, now);
  if (folded === null) throw new Error("The order is not among its messages.");
  return folded;
}

export const problems = (messages: readonly AuthenticMessage[]) =>
  view(messages).problems.map(({ kind, from }) => `${from} ${kind}`);

/** An order up to where the courier has the goods. */
export function collected(place: OrderPlace = order()) {
  const told = story(place);
  told.say("producer", "order.accept", {}, 10);
  told.say("producer", "delivery.request", request, 11);
  told.say("courier", "delivery.accept", {}, 20);
  told.say("producer", "order.prepare", {}, 30);
  told.say("producer", "order.ready", weighing(place, 1200), 40);
  told.say("producer", "delivery.ready", { collectMinor: 9660 }, 41);
  told.say("courier", "delivery.collect", {}, 50);
  return told;
}
