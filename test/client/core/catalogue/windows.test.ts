import { describe, expect, test } from "vitest";
import { dayAfter, dayAt, instantOf, weekdayOf } from "../../../../client/core/catalogue/wall-clock.ts";
import { collectionChoices, deliveryWindows } from "../../../../client/core/catalogue/windows.ts";
import type { DeliveryOffer, Party } from "../../../../crypto/protocol/exports.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import { morning, producer } from "./public-plane.ts";

const zone = "Europe/Zurich";
const iso = (instant: number): string => new Date(instant).toISOString();

describe("a wall clock in Geneva", () => {
  test("is two hours ahead in summer, one in winter", () => {
    expect(iso(instantOf("2026-07-01", "17:00", zone))).toBe("2026-07-01T15:00:00.000Z");
    expect(iso(instantOf("2026-12-01", "17:00", zone))).toBe("2026-12-01T16:00:00.000Z");
  });

  test("on the nights when it is changed", () => {
    // 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00.
    expect(iso(instantOf("2026-03-29", "01:59", zone))).toBe("2026-03-29T00:59:00.000Z");
    expect(iso(instantOf("2026-03-29", "02:30", zone))).toBe("2026-03-29T01:30:00.000Z");
    expect(iso(instantOf("2026-03-29", "03:00", zone))).toBe("2026-03-29T01:00:00.000Z");
    expect(iso(instantOf("2026-10-25", "02:30", zone))).toBe("2026-10-25T00:30:00.000Z");
    expect(iso(instantOf("2026-10-25", "03:00", zone))).toBe("2026-10-25T02:00:00.000Z");
    expect(iso(instantOf("2026-10-25", "24:00", zone))).toBe("2026-10-25T23:00:00.000Z");
  });

  test("turns the day at its own midnight", () => {
    expect(dayAt(Date.parse("2026-06-30T22:30:00Z"), zone)).toBe("2026-07-01");
    expect(dayAt(Date.parse("2026-12-31T22:30:00Z"), zone)).toBe("2026-12-31");
    expect(dayAfter("2026-02-27", 2)).toBe("2026-03-01");
    expect(weekdayOf("2026-09-23")).toBe(3);
    expect(weekdayOf("2026-09-27")).toBe(7);
  });
});

const ordering: NonNullable<Party["ordering"]> = {
  acceptWithinHours: 24,
  leadHours: 20,
  collection: [{ weekday: 5, from: "15:00", to: "18:30" }],
  couriers: [],
  payments: [{ method: "at-handover", means: ["cash"] }],
};
const offer: DeliveryOffer = {
  zones: [{ id: "z", name: { fr: "Ville" }, postcodes: ["1205"], priceMinor: 650 }],
  slots: [
    { id: "fri-evening", weekday: 5, from: "17:00", to: "20:00", cutoffHours: 45 },
    { id: "wed-noon", weekday: 3, from: "12:00", to: "14:00", cutoffHours: 1 },
    { id: "late", weekday: 5, from: "21:00", to: "23:00", cutoffHours: 1 },
  ],
  temperatures: ["ambient"],
  gramsMax: 20_000,
  vat: "standard",
  vehicle: { fr: "vélo cargo" },
};

describe("windows of the next ten days", () => {
  const party = producer("Ferme", { ordering });

  test("close when the longer of both lead times has passed", () => {
    const windows = deliveryWindows(party, offer, geneva, morning);
    expect(windows.map(({ day, from, open }) => `${day} ${from} ${open}`)).toEqual([
      // Wednesday noon is in two hours, and the farm needs twenty.
      "2026-09-23 12:00 false",
      "2026-09-25 17:00 true",
      "2026-09-30 12:00 true",
      "2026-10-02 17:00 true",
    ]);
    expect(windows[1]?.orderBefore).toBe("2026-09-23T18:00:00.000Z");
    expect(new Set(windows.map(({ id }) => id)).size).toBe(windows.length);
  });

  test("of collection are the stall's own", () => {
    const windows = collectionChoices(party, geneva, morning);
    expect(windows.map(({ day }) => day)).toEqual(["2026-09-25", "2026-10-02"]);
    expect(windows[0]?.orderBefore).toBe("2026-09-24T17:00:00.000Z");
  });

  test("are listed as closed while the stall is on holiday, and are none where nothing is ordered", () => {
    const away = producer("Ferme", { ordering: { ...ordering, closedUntil: "2026-09-23" } });
    expect(collectionChoices(away, geneva, morning).every(({ open }) => !open)).toBe(true);
    expect(collectionChoices(away, geneva, morning + 86_400_000).some(({ open }) => open)).toBe(true);
    expect(collectionChoices(producer("Bureau"), geneva, morning)).toEqual([]);
  });
});
