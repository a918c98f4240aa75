import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cellMinutesOf,
  clockAt,
  isFree,
  minutesOf,
  type Span,
  takenTimesOf,
  timesOf,
} from "../../crypto/protocol/agenda.ts";
import type { Agenda } from "../../crypto/protocol/exports.ts";
import { stock } from "../../crypto/protocol/statements.ts";

const day = "2026-03-03";
const agenda: Agenda = {
  windows: [
    { weekday: 2, from: "09:00", to: "12:00" },
    { weekday: 2, from: "13:30", to: "15:00" },
    { weekday: 3, from: "09:00", to: "10:00" },
  ],
  stepMinutes: 30,
  leadHours: 2,
  daysAhead: 30,
  capacity: 1,
};
const span = (from: string, to: string, on = day): Span => ({ day: on, from, to });

describe("the times of an agenda", () => {
  test("begin at each step of an opening, and end within it", () => {
    expect(timesOf(agenda, 2, 90).map(({ from, to }) => `${from}-${to}`)).toEqual([
      "09:00-10:30",
      "09:30-11:00",
      "10:00-11:30",
      "10:30-12:00",
      "13:30-15:00",
    ]);
    expect(timesOf(agenda, 1, 30)).toEqual([]);
    expect(timesOf(agenda, 3, 61)).toEqual([]);
    expect(timesOf({ ...agenda, windows: [{ weekday: 7, from: "23:00", to: "24:00" }] }, 7, 60)).toEqual([
      { from: "23:00", to: "24:00" },
    ]);
  });

  test("are each there once where openings overlap", () => {
    const twice = { ...agenda, windows: [...agenda.windows, { weekday: 2, from: "09:00", to: "10:00" }] };
    expect(timesOf(twice, 2, 30)).toEqual(timesOf(agenda, 2, 30));
  });

  test("lie on a grid that is as coarse as it can be", () => {
    expect(cellMinutesOf(agenda)).toBe(30);
    expect(cellMinutesOf({ ...agenda, windows: [{ weekday: 2, from: "09:15", to: "12:00" }] })).toBe(15);
    expect(cellMinutesOf({ ...agenda, stepMinutes: 45, windows: [{ weekday: 2, from: "09:00", to: "12:00" }] })).toBe(
      45,
    );
    expect(cellMinutesOf({ ...agenda, windows: [{ weekday: 2, from: "09:07", to: "12:00" }] })).toBe(1);
  });
});

describe("what is said of taken times", () => {
  test("is a count by cell: neither where one appointment ends, nor which of two is the longer", () => {
    const two = takenTimesOf([span("09:00", "09:45"), span("09:30", "10:00")], 30, day);
    expect(two).toEqual({ cellMinutes: 30, days: { [day]: { "09:00": 1, "09:30": 2 } } });
    expect(takenTimesOf([span("09:30", "10:00"), span("09:00", "10:00")], 30, day)).toEqual(two);
    expect(takenTimesOf([span("09:00", "09:30"), span("09:30", "10:00"), span("09:30", "10:00")], 30, day)).toEqual(
      two,
    );
  });

  test("is the same text in whatever order things were accepted, and says nothing of days that are over", () => {
    const spans = [
      span("10:00", "11:00"),
      span("09:00", "09:30"),
      span("09:00", "10:00", "2026-03-09"),
      span("08:00", "09:00", "2026-03-02"),
    ];
    const said = JSON.stringify(takenTimesOf(spans, 30, day));
    expect(JSON.stringify(takenTimesOf([...spans].reverse(), 30, day))).toBe(said);
    expect(said).not.toContain("2026-03-02");
  });

  test("a closed time takes as many places as it says", () => {
    const taken = takenTimesOf([{ ...span("09:00", "10:00"), places: 3 }], 60, day);
    expect(isFree(taken, span("09:30", "10:00"), 3)).toBe(false);
    expect(isFree(taken, span("09:30", "10:00"), 4)).toBe(true);
    expect(isFree(taken, span("10:00", "10:30"), 1)).toBe(true);
    expect(isFree(null, span("09:00", "10:00"), 1)).toBe(true);
  });
});

describe("whatever was booked", () => {
  const anyAgenda = fc.record({
    stepMinutes: fc.integer({ min: 5, max: 120 }),
    capacity: fc.integer({ min: 1, max: 4 }),
    from: fc.integer({ min: 0, max: 600 }),
    length: fc.integer({ min: 60, max: 700 }),
  });

  test("taking what is free never makes more at once than there are places, and every time taken is on the wire", () => {
    fc.assert(
      fc.property(anyAgenda, fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 5, max: 200 }))), (made, wishes) => {
        const { stepMinutes, capacity, from, length } = made;
        const own: Agenda = {
          ...agenda,
          stepMinutes,
          capacity,
          windows: [{ weekday: 2, from: clockAt(from), to: clockAt(from + length) }],
        };
        const cell = cellMinutesOf(own);
        const booked: Span[] = [];
        for (const [pick, minutes] of wishes) {
          const taken = takenTimesOf(booked, cell, day);
          expect(stock.safeParse({ levels: {}, taken }).success).toBe(true);
          const free = timesOf(own, 2, minutes).filter((time) => isFree(taken, { day, ...time }, capacity));
          const time = free[pick % Math.max(1, free.length)];
          if (time !== undefined) booked.push({ day, ...time });
        }
        for (let minute = 0; minute < 1440; minute++) {
          const at = booked.filter((each) => minutesOf(each.from) <= minute && minute < minutesOf(each.to));
          expect(at.length).toBeLessThanOrEqual(capacity);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("with one place, what does not overlap in steps of the agenda does not stand in each other's way", () => {
    const times = timesOf(agenda, 2, 30);
    for (const one of times) {
      const taken = takenTimesOf([{ day, ...one }], cellMinutesOf(agenda), day);
      const others = times.filter((time) => isFree(taken, { day, ...time }, 1));
      expect(others).toEqual(times.filter(({ from }) => from !== one.from));
    }
  });
});
