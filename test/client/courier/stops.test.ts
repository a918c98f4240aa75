import { expect, test } from "vitest";
import type { Delivery } from "../../../client/core/api.ts";
import { roundOf } from "../../../client/courier/stops.ts";
import { aDelivery } from "./deliveries.ts";

const threads = (deliveries: readonly Delivery[]): string[] => deliveries.map(({ thread }) => thread);

test("a request waits, an accepted one is fetched, a collected one is a stop, a delivered one is done", () => {
  const round = roundOf([
    aDelivery("a", { state: "requested" }),
    aDelivery("b", { state: "accepted" }),
    aDelivery("c", { state: "collected" }),
    aDelivery("d", { state: "delivered" }),
    aDelivery("e", { state: "refused" }),
  ]);
  expect(threads(round.requests)).toEqual(["a"]);
  expect(round.collections.flatMap(({ deliveries }) => threads(deliveries))).toEqual(["b"]);
  expect(threads(round.stops)).toEqual(["c"]);
  expect(threads(round.done)).toEqual(["d"]);
});

test("stops go by their window, then street by street", () => {
  const round = roundOf([
    aDelivery("late", { state: "collected", from: "19:00" }),
    aDelivery("far", { state: "collected", street: "Rue de Lyon 77" }),
    aDelivery("near", { state: "collected", street: "Boulevard Carl-Vogt 30" }),
  ]);
  expect(threads(round.stops)).toEqual(["near", "far", "late"]);
});

test("several parcels of one stall are one thing to fetch", () => {
  const round = roundOf([
    aDelivery("a", { state: "accepted", ready: true, parcels: 2 }),
    aDelivery("b", { state: "accepted" }),
    aDelivery("c", { state: "accepted", producerId: "q".repeat(43) }),
  ]);
  expect(round.collections.map(({ parcels, ready }) => [parcels, ready])).toEqual([
    [3, 1],
    [1, 0],
  ]);
});

test("a failed stop stays to be tried again, one that goes back is done", () => {
  const again = aDelivery("again", { state: "failed", next: "retry" });
  const back = aDelivery("back", { state: "failed", next: "return" });
  const round = roundOf([again, back]);
  expect(threads(round.stops)).toEqual(["again"]);
  expect(threads(round.done)).toEqual(["back"]);
});

test("who was not there is tried again after everyone else", () => {
  const round = roundOf([
    aDelivery("missed", { state: "failed", next: "retry", from: "09:00" }),
    aDelivery("evening", { state: "collected", from: "19:00" }),
  ]);
  expect(threads(round.stops)).toEqual(["evening", "missed"]);
});
