import { expect, test } from "vitest";
import { roundOnMap, roundPins } from "../../../client/courier/round-pins.ts";
import { roundOf } from "../../../client/courier/stops.ts";
import type { Delivery } from "../../../client/core/api.ts";
import { geneva } from "../../../instances/geneva/instance.ts";
import { aDelivery } from "./deliveries.ts";

const at = (delivery: Delivery, postcode: string): Delivery => ({
  ...delivery,
  address: delivery.address && { ...delivery.address, postcode },
});
const collected = (thread: string, street: string, postcode: string) =>
  at(aDelivery(thread, { state: "collected", street }), postcode);
const pinsOf = (deliveries: readonly Delivery[], now?: string) => {
  const round = roundOf(deliveries);
  return roundPins(roundOnMap(round, round.stops.find(({ thread }) => thread === now) ?? round.stops[0]));
};

test("doors of a postcode are one pin in its middle, with the numbers that the list gives them", () => {
  const pins = pinsOf([
    collected("a", "Rue de Carouge 1", "1205"),
    collected("b", "Rue du Stand 2", "1204"),
    collected("c", "Rue Dancet 3", "1205"),
    aDelivery("d", { state: "delivered" }),
  ]);
  const plainpalais = geneva.postcodes.find(({ postcode }) => postcode === "1205");
  const pin = pins.find(({ id }) => id === "postcode 1205");
  expect([pin?.lat, pin?.lon]).toEqual([plainpalais?.lat, plainpalais?.lon]);
  // One is done; 1204 comes before 1205.
  expect(pin?.face).toEqual({ text: "3, 4" });
  expect(pin?.says).toBe("Arrêts 3, 4, par là : 1205 Plainpalais");
  expect(pins.find(({ id }) => id === "postcode 1204")?.says).toBe("Arrêt 2, par là : 1204 Vieille-Ville");
});

test("a stop chosen out of turn is the first", () => {
  const deliveries = [collected("a", "Rue A 1", "1204"), collected("b", "Rue B 2", "1227")];
  expect(pinsOf(deliveries, "b").find(({ id }) => id === "postcode 1227")?.face).toEqual({ text: "1" });
});

test("no pin says a name, a street or a phone number aloud; the streets are on its card alone", () => {
  const [pin] = pinsOf([collected("a", "Rue de Carouge 48", "1205")]);
  expect(JSON.stringify({ ...pin, card: undefined })).not.toMatch(/Carouge 48|Camille|345 67/);
});

test("what is to be fetched stands at the stall's own place", () => {
  const pins = pinsOf([aDelivery("a", { state: "accepted", parcels: 2 }), aDelivery("b", { state: "accepted" })]);
  expect(pins.map(({ says, lat }) => [says, lat])).toEqual([["Ferme des Trois Noyers, 3 colis à chercher", 46.23]]);
});

test("a forgotten address and a postcode that the instance does not know have no pin", () => {
  const forgotten = { ...aDelivery("a", { state: "collected" }), address: null };
  expect(pinsOf([forgotten, collected("b", "Rue X 1", "9999"), collected("c", "Rue Y 1", "__proto__")])).toEqual([]);
});

test("more than three doors in a postcode are a range", () => {
  const pins = pinsOf(["a", "b", "c", "d", "e"].map((thread) => collected(thread, `Rue ${thread}`, "1205")));
  expect(pins.map(({ face }) => face)).toEqual([{ text: "1…5" }]);
});
