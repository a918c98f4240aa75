import { expect, test } from "vitest";
import { offerDigest, orderedMinutes } from "../../../../client/core/orders/ordered-minutes.ts";
import type { Item } from "../../../../crypto/protocol/exports.ts";

const hire = {
  id: "velo",
  name: { fr: "Vélo cargo" },
  service: { durationMinutes: 7 * 1440, place: "at-stall" },
  variants: [{ id: "v", priceMinor: 9000 }],
} as unknown as Item;
const shown = (item: Item | null) => ({ published: () => (item ? { item, stock: {} } : null) });

test("a line says how long it is hired for, as it was ordered and not as it is offered by now", () => {
  const line = { item: "velo", offer: offerDigest(hire) };
  expect(orderedMinutes(shown(hire), "party", [line])).toEqual([7 * 1440]);
  const shorter = { ...hire, service: { ...hire.service!, durationMinutes: 1440 } };
  expect(orderedMinutes(shown(shorter), "party", [line])).toEqual([null]);
  expect(orderedMinutes(shown(null), "party", [line])).toEqual([null]);
  const { service: _, ...bread } = hire;
  expect(orderedMinutes(shown(bread), "party", [{ item: "velo", offer: offerDigest(bread) }])).toEqual([null]);
});
