import type { OrderView, Party } from "../../../crypto/protocol/exports.ts";
import type { OrderDetail } from "../api.ts";

const dayMs = 86_400_000;
const unbilled: readonly OrderView["state"][] = ["declined", "cancelled", "lapsed"];

/**
 * What a transfer for this order needs, from the producer's public statement and the order's own reference. Null when it
 * is paid otherwise, or nothing is due.
 */
export function billOf(view: OrderView, party: Party): OrderDetail["bill"] {
  const { payment, currency } = view.order;
  const method = party.ordering?.payments.find((offered) => offered.method === "bank-transfer");
  if (payment.method !== "bank-transfer" || method?.method !== "bank-transfer") return null;
  const amountMinor = view.totalMinor - view.paidMinor;
  if (amountMinor <= 0 || unbilled.includes(view.state)) return null;
  return {
    iban: method.iban,
    creditor: method.creditor,
    amountMinor,
    currency,
    reference: payment.reference,
    dueOn: new Date(Date.parse(view.placedOn) + method.dueDays * dayMs).toISOString().slice(0, 10),
  };
}
