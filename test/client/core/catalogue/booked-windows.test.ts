import { describe, expect, test } from "vitest";
import {
  appointmentTimes,
  nextAppointment,
  openWindows,
  pickupWindows,
} from "../../../../client/core/catalogue/windows.ts";
import { weekdayOf } from "../../../../client/core/catalogue/wall-clock.ts";
import type { Party } from "../../../../crypto/protocol/exports.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import { morning, producer } from "./public-plane.ts";

const ordering: NonNullable<Party["ordering"]> = {
  acceptWithinHours: 24,
  leadHours: 20,
  collection: [{ weekday: 5, from: "15:00", to: "18:30" }],
  couriers: [],
  payments: [{ method: "at-handover", means: ["cash"] }],
};
describe("times of an agenda", () => {
  const agenda = {
    windows: [{ weekday: 7, from: "01:00", to: "05:00" }],
    stepMinutes: 60,
    leadHours: 2,
    daysAhead: 30,
    capacity: 1,
  };
  const booked = producer("Atelier", { ordering: { ...ordering, appointments: agenda } });
  const at = (iso: string): number => Date.parse(iso);

  test("are kept by the clock on the wall over the nights when it is changed", () => {
    const [first] = appointmentTimes(booked, 60, null, geneva, at("2026-03-28T12:00:00Z"));
    expect(first).toMatchObject({ day: "2026-03-29", from: "01:00", orderBefore: "2026-03-28T22:00:00.000Z" });
    const autumn = appointmentTimes(booked, 60, null, geneva, at("2026-10-24T12:00:00Z"));
    expect(autumn.filter(({ day }) => day === "2026-10-25").map(({ from }) => from)).toEqual([
      "01:00",
      "02:00",
      "03:00",
      "04:00",
    ]);
    expect(autumn[3]).toMatchObject({ orderBefore: "2026-10-25T01:00:00.000Z" });
  });

  test("end with the reach of the agenda, are closed when they are too soon, and leave out holidays", () => {
    const near = { ...booked, ordering: { ...booked.ordering!, appointments: { ...agenda, daysAhead: 8 } } };
    const now = at("2026-03-01T00:30:00Z");
    const times = appointmentTimes(near, 60, null, geneva, now);
    expect(new Set(times.map(({ day }) => day))).toEqual(new Set(["2026-03-01", "2026-03-08"]));
    // It is half past one in Geneva: what has begun is gone, what begins within two hours is closed.
    expect(times.slice(0, 3).map(({ from, open }) => [from, open])).toEqual([
      ["02:00", false],
      ["03:00", false],
      ["04:00", true],
    ]);
    const away = { ...near, ordering: { ...near.ordering, holidays: [{ from: "2026-03-08", until: "2026-03-09" }] } };
    expect(new Set(appointmentTimes(away, 60, null, geneva, now).map(({ day }) => day))).toEqual(
      new Set(["2026-03-01"]),
    );
  });

  test("that are taken are gone; the next one is found without reckoning the others", () => {
    const now = at("2026-03-07T12:00:00Z");
    const taken = { cellMinutes: 60, days: { "2026-03-08": { "01:00": 1, "02:00": 1 } } };
    expect(nextAppointment(booked, 60, taken, geneva, now)).toMatchObject({ day: "2026-03-08", from: "03:00" });
    expect(nextAppointment(booked, 180, taken, geneva, now)).toMatchObject({ day: "2026-03-15", from: "01:00" });
    expect(nextAppointment(booked, 241, null, geneva, now)).toBeNull();
    expect(nextAppointment(producer("Ferme", { ordering }), 60, null, geneva, now)).toBeNull();
    expect(openWindows(geneva, now)({ ...booked, ordering: { ...booked.ordering!, collection: [] } }, [], taken)).toBe(
      true,
    );
  });
});

describe("days at a pickup point", () => {
  const point = {
    ...producer("Kiosque"),
    kind: "pickup-point" as const,
    hours: [{ weekday: 5, from: "10:00", to: "19:00" }],
  };
  const way = {
    point: "p",
    feeMinor: 0,
    days: [
      { weekday: 5, from: "08:00", cutoff: { daysBefore: 1, at: "18:00" } },
      { weekday: 6, from: "08:00" },
      { weekday: 5, from: "20:00" },
    ],
  };

  test("are those on which the point is open after the parcels have come; the cut-off is the stall's", () => {
    const windows = pickupWindows(
      producer("Ferme", { ordering }),
      way,
      point,
      geneva,
      Date.parse("2026-10-20T08:00:00Z"),
    );
    expect(windows[0]).toMatchObject({
      day: "2026-10-23",
      from: "10:00",
      to: "19:00",
      orderBefore: "2026-10-22T16:00:00.000Z",
      open: true,
    });
    expect(new Set(windows.map(({ day }) => weekdayOf(day)))).toEqual(new Set([5]));
    expect(new Set(windows.map(({ day }) => day)).size).toBe(windows.length);
    expect(pickupWindows(producer("Ferme"), way, point, geneva, morning)).toEqual([]);
    expect(pickupWindows(producer("Ferme", { ordering }), way, { ...point, hours: [] }, geneva, morning)).toEqual([]);
  });
});
