import type { OrderView, Party } from "../../../crypto/protocol/exports.ts";
import type { OrderDetail } from "../api.ts";
import { dayAfter, dayAt } from "../catalogue/wall-clock.ts";

const unbilled: readonly OrderView["state"][] = ["declined", "cancelled", "lapsed"];
const beforeWeighing: readonly OrderView["state"][] = ["placed", "accepted", "preparing"];

/** Whether something of it is still to be weighed: what is due is an estimate until then. */
export function awaitsWeighing(view: OrderView): boolean {
  const weighed = new Set(view.weights.map(({ line }) => line));
  return (
    beforeWeighing.includes(view.state) &&
    view.order.lines.some((line, index) => line.weighed !== undefined && !weighed.has(index))
  );
}

/**
 * What a transfer for this order needs, from the producer's public statement and the order's own reference. Null when it
 * is paid otherwise, or nothing is due, or its sum is still an estimate: a bank would be told to pay another one.
 */
export function billOf(view: OrderView, party: Party, timeZone: string): OrderDetail["bill"] {
  const { payment, currency } = view.order;
  const method = party.ordering?.payments.find((offered) => offered.method === "bank-transfer");
  if (payment.method !== "bank-transfer" || method?.method !== "bank-transfer") return null;
  const amountMinor = view.totalMinor - view.paidMinor;
  if (amountMinor <= 0 || unbilled.includes(view.state) || awaitsWeighing(view)) return null;
  return {
    iban: method.iban,
    creditor: method.creditor,
    amountMinor,
    currency,
    reference: payment.reference,
    dueOn: dayAfter(dayAt(Date.parse(view.placedOn), timeZone), method.dueDays),
  };
}
