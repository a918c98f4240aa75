import { expect, test } from "vitest";
import { opening } from "../../../client/shop/opening-hours.ts";

const hours = [
  { weekday: 3, from: "15:00", to: "18:30" },
  { weekday: 6, from: "08:00", to: "13:00" },
];

test("a door says until when it is open, else when it opens next", () => {
  // 25 November 2026 was a Wednesday; Geneva is one hour ahead of UTC.
  expect(opening(hours, new Date("2026-11-25T15:00:00Z"))).toEqual({
    open: true,
    text: "Ouvert jusqu’à 18\u00a0h\u00a030",
  });
  expect(opening(hours, new Date("2026-11-25T10:00:00Z"))).toEqual({ open: false, text: "Ouvre à 15\u00a0h" });
  expect(opening(hours, new Date("2026-11-25T17:30:00Z"))).toEqual({ open: false, text: "Ouvre samedi à 8\u00a0h" });
  expect(opening(hours, new Date("2026-11-27T10:00:00Z"))).toEqual({ open: false, text: "Ouvre demain à 8\u00a0h" });
});

test("a stall without hours says nothing, one open one day a week names it a week ahead", () => {
  expect(opening(undefined)).toBeNull();
  expect(opening([])).toBeNull();
  expect(opening(hours.slice(0, 1), new Date("2026-11-25T18:00:00Z"))?.text).toBe(
    "Ouvre mercredi prochain à 15\u00a0h",
  );
});
