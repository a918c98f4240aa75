import { CodedError } from "../../../crypto/coded-error.ts";
import type {
  DeliveryRequest,
  OrderMessageOf,
  OrderMessageType,
  OrderView,
  PickupAnnouncement,
} from "../../../crypto/protocol/exports.ts";
import { weighedTotalMinor, weightsAgree } from "../../../crypto/protocol/order-total.ts";
import type { DeskAction } from "../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";

/** One message to be written: to the customer's board, or to the inbox of courier or pickup point. */
export type Step = {
  readonly [Type in OrderMessageType]: {
    readonly to: "customer" | "courier" | "point";
    readonly type: Type;
    readonly body: OrderMessageOf<Type>["body"];
  };
}[OrderMessageType];

const coldest = ["frozen", "chilled", "ambient"] as const;

/** How what was ordered is kept, and from which age it is handed over. */
function keepingOf(
  catalogue: Catalogue,
  partyId: string,
  { order }: OrderView,
): Pick<DeliveryRequest, "temperature" | "ageMin"> {
  const classes = order.lines.map(
    (line) => catalogue.published(`${partyId}/${line.item}`)?.item.temperature ?? ("ambient" as const),
  );
  const ages = order.lines.map(({ ageMin }) => ageMin ?? 0);
  const ageMin = ages.includes(18) ? 18 : ages.includes(16) ? 16 : undefined;
  return { temperature: coldest.find((one) => classes.includes(one)) ?? "ambient", ...(ageMin && { ageMin }) };
}

function pickupAnnouncement(catalogue: Catalogue, partyId: string, view: OrderView): PickupAnnouncement | null {
  const { fulfilment, reply } = view.order;
  if (fulfilment.kind !== "pickup") return null;
  const { day, from, to, handover, tagKey } = fulfilment;
  return { parcels: 1, ...keepingOf(catalogue, partyId, view), day, from, to, handover, reply: { ...reply, tagKey } };
}

function deliveryRequest(catalogue: Catalogue, partyId: string, view: OrderView): DeliveryRequest | null {
  const { order } = view;
  if (order.fulfilment.kind !== "delivery") return null;
  const { address, day, from, to, zone } = order.fulfilment;
  return {
    address,
    replyKemPublicKey: order.reply.kemPublicKey,
    parcels: 1,
    ...keepingOf(catalogue, partyId, view),
    collectMinor: collectMinor(view, view.totalMinor),
    currency: order.currency,
    day,
    from,
    to,
    zone,
  };
}

/** What the courier is to take at the door for the producer. */
function collectMinor(view: OrderView, totalMinor: number): number {
  return view.order.payment.method === "at-handover" ? totalMinor : 0;
}

function readySteps(view: OrderView, action: Extract<DeskAction, { type: "ready" }>): Step[] {
  const { order } = view;
  const weights = action.weights.map(({ line, grams }) => ({ line, grams: [...grams] }));
  if (!weightsAgree(order.lines, weights)) {
    throw new CodedError("order/weights", "These weights do not fit the order.");
  }
  const totalMinor = weighedTotalMinor(order.lines, order.deliveryMinor, weights);
  if (totalMinor > order.capMinor) throw new CodedError("order/above-cap", "This is more than the customer agreed to.");
  const steps: Step[] = [{ to: "customer", type: "order.ready", body: { weights, totalMinor } }];
  if (order.fulfilment.kind === "delivery") {
    steps.push({ to: "courier", type: "delivery.ready", body: { collectMinor: collectMinor(view, totalMinor) } });
  }
  return steps;
}

/**
 * The messages that an action of the producer's desk comes to. Throws `order/weights` and `order/above-cap`; whether the
 * action is possible now has been decided before.
 */
export function producerSteps(catalogue: Catalogue, partyId: string, view: OrderView, action: DeskAction): Step[] {
  const text = "text" in action && action.text ? { text: action.text } : {};
  switch (action.type) {
    case "accept": {
      const request = deliveryRequest(catalogue, partyId, view);
      const steps: Step[] = [{ to: "customer", type: "order.accept", body: text }];
      if (request) steps.push({ to: "courier", type: "delivery.request", body: request });
      const announcement = pickupAnnouncement(catalogue, partyId, view);
      if (announcement) steps.push({ to: "point", type: "pickup.announce", body: announcement });
      return steps;
    }
    case "decline":
      return [{ to: "customer", type: "order.decline", body: { reason: action.reason, ...text } }];
    case "prepare":
      return [{ to: "customer", type: "order.prepare", body: {} }];
    case "ready":
      return readySteps(view, action);
    case "hand-over": {
      const checked = action.ageChecked === undefined ? {} : { ageChecked: action.ageChecked };
      return [{ to: "customer", type: "order.hand-over", body: { to: action.to, ...checked } }];
    }
    case "cancel": {
      const steps: Step[] = [{ to: "customer", type: "order.cancel", body: text }];
      const asked = view.delivery === "requested" || view.delivery === "accepted";
      if (asked) steps.push({ to: "courier", type: "delivery.cancel", body: {} });
      const announced = view.pickup?.state === "announced" || view.pickup?.state === "refused";
      if (announced) steps.push({ to: "point", type: "pickup.cancel", body: {} });
      return steps;
    }
    case "paid":
      return [{ to: "customer", type: "order.paid", body: { amountMinor: action.amountMinor } }];
  }
}
