import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { announcedHoliday, foreseenHoliday } from "../../../../client/core/catalogue/holidays.ts";
import { holidayOn } from "../../../../crypto/protocol/holiday.ts";
import { dayAfter, dayAt, instantOf, weekdayOf } from "../../../../client/core/catalogue/wall-clock.ts";
import { collectionChoices, deliveryWindows, openWindows } from "../../../../client/core/catalogue/windows.ts";
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
    const away = producer("Ferme", {
      ordering: { ...ordering, holidays: [{ from: "2026-09-20", until: "2026-09-23" }] },
    });
    expect(collectionChoices(away, geneva, morning).every(({ open }) => !open)).toBe(true);
    expect(collectionChoices(away, geneva, morning + 86_400_000).some(({ open }) => open)).toBe(true);
    expect(collectionChoices(producer("Bureau"), geneva, morning)).toEqual([]);
  });
});

describe("windows with a cut-off of their own", () => {
  const weekly = producer("Four", {
    ordering: {
      ...ordering,
      collection: [{ weekday: 5, from: "15:00", to: "18:30", cutoff: { daysBefore: 2, at: "18:00" } }],
    },
  });

  test("close at that time of day, whatever the hours of preparation", () => {
    const [first] = collectionChoices(weekly, geneva, morning);
    expect(first).toMatchObject({ day: "2026-09-25", orderBefore: "2026-09-23T16:00:00.000Z", open: true });
    expect(collectionChoices(weekly, geneva, Date.parse("2026-09-23T16:00:00Z"))[0]).toMatchObject({ open: false });
  });

  test("close at the same hour on the wall over a change of clocks", () => {
    // Clocks go back on Sunday 25 October: Tuesday 27 is an hour more than two days after Sunday, 18:00.
    const tuesday = producer("Four", {
      ordering: {
        ...ordering,
        collection: [{ weekday: 2, from: "15:00", to: "18:00", cutoff: { daysBefore: 3, at: "18:00" } }],
      },
    });
    const choices = collectionChoices(tuesday, geneva, Date.parse("2026-10-22T08:00:00Z"));
    expect(choices[0]).toMatchObject({ day: "2026-10-27", orderBefore: "2026-10-24T16:00:00.000Z" });
    expect(choices[1]).toMatchObject({ day: "2026-11-03", orderBefore: "2026-10-31T17:00:00.000Z" });
  });

  test("of two lines that say one window the later cut-off counts, also where only the other reaches so far", () => {
    const line = { weekday: 1, from: "12:00", to: "14:00" };
    const collection = [7, 0].map((daysBefore) => ({ ...line, cutoff: { daysBefore, at: "00:00" } }));
    const party = producer("Two lines", { ordering: { ...ordering, collection } });
    const offered = collectionChoices(party, geneva, Date.parse("2022-01-01T12:00:00Z"));
    expect(offered.map(({ day, orderBefore }) => [day, orderBefore])).toEqual([
      ["2022-01-03", "2022-01-02T23:00:00.000Z"],
      ["2022-01-10", "2022-01-09T23:00:00.000Z"],
      ["2022-01-17", "2022-01-16T23:00:00.000Z"],
    ]);
  });

  test("never close after they begin", () => {
    const late = producer("Four", {
      ordering: {
        ...ordering,
        collection: [{ weekday: 5, from: "09:00", to: "10:00", cutoff: { daysBefore: 0, at: "12:00" } }],
      },
    });
    expect(collectionChoices(late, geneva, morning)[0]).toMatchObject({ orderBefore: "2026-09-25T07:00:00.000Z" });
  });

  test("that come once are offered weeks ahead, and are over when their day is", () => {
    const feast = producer("Four", {
      ordering: { ...ordering, collection: [{ day: "2026-10-31", from: "08:00", to: "12:00" }] },
    });
    expect(collectionChoices(feast, geneva, morning).map(({ day }) => day)).toEqual(["2026-10-31"]);
    expect(collectionChoices(feast, geneva, Date.parse("2026-10-31T08:00:00Z"))).toEqual([]);
  });

  test("on holidays there are none; a holiday that is over, or to come, closes nothing else", () => {
    const away = producer("Four", {
      ordering: {
        ...ordering,
        holidays: [
          { from: "2026-09-25", until: "2026-09-26" },
          { from: "2026-01-01", until: "2026-01-09" },
        ],
      },
    });
    expect(collectionChoices(away, geneva, morning).map(({ day, open }) => `${day} ${open}`)).toEqual([
      "2026-10-02 true",
    ]);
  });

  test("of delivery are those days only for which the stall prepares", () => {
    const party = producer("Four", {
      ordering: {
        ...ordering,
        deliveryDays: [{ weekday: 5, cutoff: { daysBefore: 3, at: "12:00" } }, { day: "2026-09-30" }],
      },
    });
    expect(deliveryWindows(party, offer, geneva, morning).map(({ day, open }) => `${day} ${open}`)).toEqual([
      // Ordered by Tuesday noon: that was yesterday.
      "2026-09-25 false",
      "2026-09-30 true",
      "2026-10-02 true",
    ]);
  });

  test("that are wanted long before are offered for long enough", () => {
    const slow = producer("Pièce montée", { ordering: { ...ordering, leadHours: 20 * 24 } });
    expect(collectionChoices(slow, geneva, morning).some(({ open }) => open)).toBe(true);
  });
});

describe("laws, over every change of clocks", () => {
  const zones = ["Europe/Zurich", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "America/Sao_Paulo"];
  const days = fc.integer({ min: 0, max: 3650 }).map((ahead) => dayAfter("2022-01-01", ahead));
  const clocks = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
  const wall = (instant: number, timeZone: string): string =>
    new Date(instant).toLocaleString("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });

  test("an instant shows its wall time, or that time does not exist on that day", () => {
    fc.assert(
      fc.property(days, clocks, fc.constantFrom(...zones), (day, clock, timeZone) => {
        const instant = instantOf(day, clock, timeZone);
        if (wall(instant, timeZone) === `${day} ${clock}`) return true;
        // Skipped in spring: no instant within a day of it shows that time.
        for (let minutes = -180; minutes <= 180; minutes++) {
          if (wall(instant + minutes * 60_000, timeZone) === `${day} ${clock}`) return false;
        }
        return true;
      }),
      { numRuns: 300 },
    );
  });

  test("a window is open until its cut-off, to the millisecond, and is its weekday's", () => {
    const window = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      from: clocks,
      cutoff: fc.record({ daysBefore: fc.integer({ min: 0, max: 30 }), at: clocks }),
    });
    fc.assert(
      fc.property(
        days,
        clocks,
        fc.array(window, { maxLength: 6 }),
        fc.constantFrom(...zones),
        (day, clock, lines, timeZone) => {
          const collection = lines.map((line) => ({ ...line, to: "24:00" }));
          const party = producer("Four", { ordering: { ...ordering, collection } });
          const instance = { ...geneva, timeZone };
          const now = instantOf(day, clock, timeZone);
          const offered = collectionChoices(party, instance, now);
          expect(new Set(offered.map(({ id }) => id)).size).toBe(offered.length);
          for (const choice of offered) {
            const closes = Date.parse(choice.orderBefore);
            expect(choice.open).toBe(now < closes);
            expect(closes).toBeLessThanOrEqual(instantOf(choice.day, choice.from, timeZone));
            expect(collection.some(({ weekday }) => weekday === weekdayOf(choice.day))).toBe(true);
            if (!choice.open) continue;
            const openThen = (then: number): boolean | undefined =>
              collectionChoices(party, instance, then).find(({ id }) => id === choice.id)?.open;
            expect(openThen(closes - 1)).toBe(true);
            expect(openThen(closes)).not.toBe(true);
          }
          // Whatever a stall wants to know before: something is always open.
          if (collection.length > 0) expect(offered.some(({ open }) => open)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a holiday", () => {
  const ordering = {
    holidays: [
      { from: "2026-12-24", until: "2027-01-03" },
      { from: "2026-10-10", until: "2026-10-10" },
    ],
  };

  test("is on from its first day to its last", () => {
    expect(holidayOn(ordering, "2026-12-23")).toBeNull();
    expect(holidayOn(ordering, "2026-12-24")?.until).toBe("2027-01-03");
    expect(holidayOn(ordering, "2027-01-03")?.from).toBe("2026-12-24");
    expect(holidayOn(ordering, "2027-01-04")).toBeNull();
    expect(holidayOn(undefined, "2026-12-24")).toBeNull();
  });

  test("is announced three weeks before, the nearest first", () => {
    expect(announcedHoliday(ordering, "2026-09-18")).toBeNull();
    expect(announcedHoliday(ordering, "2026-09-19")?.from).toBe("2026-10-10");
    expect(announcedHoliday(ordering, "2026-12-03")?.from).toBe("2026-12-24");
    expect(announcedHoliday(ordering, "2027-01-04")).toBeNull();
  });

  test("stands on the stall's page eight weeks before, and the next one beside one that is announced or on", () => {
    expect(foreseenHoliday(ordering, "2026-08-14")).toBeNull();
    expect(foreseenHoliday(ordering, "2026-08-15")?.from).toBe("2026-10-10");
    // Announced by now: the one after it is too far away.
    expect(foreseenHoliday(ordering, "2026-09-19")).toBeNull();
    expect(foreseenHoliday(ordering, "2026-11-01")?.from).toBe("2026-12-24");
    expect(foreseenHoliday(ordering, "2026-12-03")).toBeNull();
    const three = [
      { from: "2026-12-24", until: "2027-01-03" },
      { from: "2027-02-20", until: "2027-02-28" },
    ];
    expect(foreseenHoliday({ holidays: three }, "2026-12-26")?.from).toBe("2027-02-20");
    expect(foreseenHoliday(undefined, "2026-12-26")).toBeNull();
  });
});

describe("whether anything can be ordered still", () => {
  const hour = 3_600_000;

  test("is what the windows say, at each hour of two weeks, over the night when clocks change", () => {
    const parties = [
      producer("Ferme", { ordering }),
      producer("Ferme", { ordering: { ...ordering, holidays: [{ from: "2026-10-01", until: "2026-10-27" }] } }),
      producer("Ferme", { ordering: { ...ordering, collection: [], leadHours: 200 } }),
      producer("Ferme"),
    ];
    const start = Date.parse("2026-10-20T00:00:00Z");
    let open = 0;
    for (let ahead = 0; ahead < 14 * 24; ahead += 5) {
      const now = start + ahead * hour;
      for (const party of parties) {
        const listed = [...collectionChoices(party, geneva, now), ...deliveryWindows(party, offer, geneva, now)];
        const any = listed.some((window) => window.open);
        expect(openWindows(geneva, now)(party, [offer], null)).toBe(any);
        open += any ? 1 : 0;
      }
    }
    expect(open).toBeGreaterThan(0);
    expect(
      openWindows(geneva, morning)(producer("Ferme", { ordering: { ...ordering, collection: [] } }), [], null),
    ).toBe(false);
  });

  test("a cut-off keeps its distance to the window when the clock is changed in between", () => {
    // Friday 23 October 17:00 is in summer time, Monday 26 October 09:00 in winter time: 65 hours apart, not 64.
    const monday = { ...ordering, leadHours: 65, collection: [{ weekday: 1, from: "09:00", to: "10:00" }] };
    const choice = collectionChoices(
      producer("Ferme", { ordering: monday }),
      geneva,
      Date.parse("2026-10-23T14:00:00Z"),
    );
    expect(choice[0]).toMatchObject({ day: "2026-10-26", orderBefore: "2026-10-23T15:00:00.000Z", open: true });
  });
});
