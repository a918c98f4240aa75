import { expect, test } from "vitest";
import { deliveryOffer } from "../../../crypto/protocol/statements.ts";
import { freshId, offerFormOf, offerFrom, postcodesFrom } from "../../../client/courier/offer-form.ts";

const known = new Set(["1201", "1202", "1205"]);
const filled = {
  ...offerFormOf(null, "standard"),
  zones: [{ id: "zone-1", name: "Ville", postcodes: "1201, 1202 1202", price: "7" }],
  vehicle: { fr: "vélo-cargo" },
};

test("an offer is what was filled in, each postcode once", () => {
  const outcome = offerFrom(filled, known, "fr");
  if (outcome.kind === "problems") throw new Error(JSON.stringify(outcome.problems));
  expect(deliveryOffer.parse(outcome.offer)).toMatchObject({
    zones: [{ id: "zone-1", name: { fr: "Ville" }, postcodes: ["1201", "1202"], priceMinor: 700 }],
    gramsMax: 40_000,
  });
  expect(offerFrom(offerFormOf(outcome.offer, "standard"), known, "fr")).toEqual(outcome);
});

test("a postcode of elsewhere, a slot that ends before it begins, a price that is none are named", () => {
  const outcome = offerFrom(
    {
      ...filled,
      zones: [{ id: "zone-1", name: "Ville", postcodes: "1201 8001", price: "sept" }],
      slots: [{ id: "s", weekday: 1, from: "19:00", to: "17:00", cutoffHours: "6" }],
      temperatures: [],
    },
    known,
    "fr",
  );
  expect(outcome).toEqual({
    kind: "problems",
    problems: {
      "zones/0/postcodes": { unknown: ["8001"] },
      "zones/0/price": "not-an-amount",
      "slots/0/window": "not-a-window",
      temperatures: "missing",
    },
  });
});

test("an id is never given twice", () => {
  expect(postcodesFrom(" 1201;1202 , 1201 ")).toEqual(["1201", "1202"]);
  expect(freshId("zone", [{ id: "zone-2" }])).toBe("zone-3");
  expect(freshId("zone", [])).toBe("zone-1");
});
