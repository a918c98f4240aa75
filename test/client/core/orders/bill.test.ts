import { expect, test } from "vitest";
import type { Party } from "../../../../crypto/protocol/exports.ts";
import { foldOrder } from "../../../../crypto/protocol/order-fold.ts";
import { billOf } from "../../../../client/core/orders/bill.ts";
import { collection, line, order, placedOn, story, weighing } from "../../../protocol/an-order.ts";

// IBAN from the examples of ISO 13616, reference from those of ISO 11649.
const party: Party = {
  kind: "producer",
  name: "Ferme des Essais",
  trade: { fr: "ferme" },
  place: { street: "Chemin des Prés 1", postcode: "1254", town: "Jussy", lat: 46.238, lon: 6.274 },
  since: "2026-01-01",
  ordering: {
    acceptWithinHours: 24,
    leadHours: 1,
    collection: [],
    couriers: [],
    payments: [
      {
        method: "bank-transfer",
        iban: "CH9300762011623852957",
        creditor: { name: "Ferme", street: "Chemin", postcode: "1254", town: "Jussy", country: "CH" },
        dueDays: 10,
      },
    ],
  },
};
const payment = { method: "bank-transfer", reference: "RF18539007547034" } as const;

function billNow(told: ReturnType<typeof story>, timeZone = "Europe/Zurich") {
  const view = foldOrder(told.messages, Date.parse(placedOn) + 60_000);
  if (view === null) throw new Error("the story has no order");
  return billOf(view, party, timeZone);
}

test("goods with a price of their own are billed from the beginning, and no longer once they are refused", () => {
  const told = story(order({ lines: [line()], fulfilment: collection, payment }));
  expect(billNow(told)).toMatchObject({ amountMinor: 1380, reference: payment.reference, dueOn: "2026-03-12" });
  // The day is the one on which it was placed here: in the middle of the Pacific it was still the one before.
  expect(billNow(told, "Pacific/Pago_Pago")).toMatchObject({ dueOn: "2026-03-11" });
  told.say("producer", "order.decline", { reason: "sold-out" }, 10);
  expect(billNow(told)).toBeNull();
});

test("what is weighed is billed once it was weighed, and for what it weighs", () => {
  const place = order({ fulfilment: collection, payment });
  const told = story(place);
  expect(billNow(told)).toBeNull();
  told.say("producer", "order.accept", {}, 10);
  told.say("producer", "order.prepare", {}, 20);
  expect(billNow(told)).toBeNull();
  const weighed = weighing(place, 1250);
  told.say("producer", "order.ready", weighed, 60);
  expect(billNow(told)).toMatchObject({ amountMinor: weighed.totalMinor });
});
