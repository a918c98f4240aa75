import { describe, expect, test } from "vitest";
import {
  agendaFormOf,
  agendaFrom,
  closedWayDays,
  emptyAgenda,
  firstWayDay,
  pickupWayFormOf,
  pickupWaysFrom,
} from "../../../client/stall/booking-form.ts";
import type { PartyProblem } from "../../../client/stall/party-form.ts";
import { firstWindow } from "../../../client/stall/window-form.ts";
import { goldenMarketStatements } from "../../vectors/golden-content.ts";

const [said] = goldenMarketStatements("A".repeat(43));
const ordering = said?.type === "party" ? said.body.ordering! : null!;

describe("an agenda in a form", () => {
  test("comes out as it went in, or not at all where none is kept", () => {
    const problems: Record<string, PartyProblem> = {};
    expect(agendaFrom(agendaFormOf(ordering.appointments), problems)).toEqual(ordering.appointments);
    expect(agendaFrom(agendaFormOf(undefined), problems)).toBeNull();
    expect(problems).toEqual({});
  });

  test.each([
    ["agendaWindows", { agendaWindows: [] }, "missing"],
    ["agendaWindows", { agendaWindows: [{ weekday: 1, from: "12:00", to: "09:00" }] }, "times-not-rising"],
    ["agendaStep", { agendaStep: "4" }, "not-a-number"],
    ["agendaStep", { agendaStep: "1e2" }, "not-a-number"],
    ["agendaCapacity", { agendaCapacity: "0" }, "not-a-number"],
    ["agendaDays", { agendaDays: "93" }, "not-a-number"],
    ["agendaLead", { agendaLead: "-1" }, "not-a-number"],
  ] as const)("says what is wrong with %s", (field, change, problem) => {
    const problems: Record<string, PartyProblem> = {};
    agendaFrom({ ...agendaFormOf(ordering.appointments), ...change }, problems);
    expect(problems).toEqual({ [field]: problem });
  });

  test("that is switched off is none, whatever stands in it", () => {
    const problems: Record<string, PartyProblem> = {};
    expect(agendaFrom({ ...emptyAgenda, agendaStep: "nonsense" }, problems)).toBeNull();
    expect(problems).toEqual({});
  });
});

describe("ways to pickup points in a form", () => {
  test("come out as they went in", () => {
    const problems: Record<string, PartyProblem> = {};
    expect(pickupWaysFrom(ordering.pickupPoints!.map(pickupWayFormOf), problems)).toEqual(ordering.pickupPoints);
    expect(problems).toEqual({});
  });

  test.each([
    [{ days: [] }, "missing"],
    [{ fee: "two" }, "not-a-number"],
    [{ days: [{ ...firstWindow, occurs: "dated" as const, day: "" }] }, "no-date"],
    [{ days: [{ ...firstWindow, from: "" }] }, "missing"],
  ])("say what is wrong: %j", (change, problem) => {
    const problems: Record<string, PartyProblem> = {};
    const [way] = ordering.pickupPoints!.map(pickupWayFormOf);
    expect(pickupWaysFrom([{ ...way!, ...change }], problems)).toEqual([]);
    expect(problems).toEqual({ "pickupWays/0": problem });
  });

  const shop = [
    { weekday: 2, from: "08:00", to: "18:30" },
    { weekday: 6, from: "08:00", to: "11:00" },
    { weekday: 6, from: "14:00", to: "17:00" },
  ];

  test("begin on a day on which the point is open, whatever its hours", () => {
    expect(firstWayDay(shop)).toMatchObject({ occurs: "weekly", weekday: 2, from: "11:00", to: "24:00" });
    // Until eleven only: nobody could fetch what comes at eleven.
    expect(firstWayDay([{ weekday: 3, from: "08:00", to: "11:00" }])).toMatchObject({ weekday: 1 });
    expect(firstWayDay([])).toMatchObject({ weekday: 1 });
    expect(firstWayDay(undefined)).toMatchObject({ weekday: 1 });
  });

  test("say on which days the point is closed by the time that parcels come, each once", () => {
    const on = (weekday: number, from: string) => ({ ...firstWindow, weekday, from });
    const dated = (day: string, from = "10:00") => ({ ...firstWindow, occurs: "dated" as const, day, from });
    expect(closedWayDays([on(2, "18:29"), on(6, "16:59")], shop)).toEqual([]);
    expect(closedWayDays([on(7, "09:00"), on(2, "18:30"), on(7, "10:00")], shop)).toEqual([2, 7]);
    // A Tuesday, a Sunday; none chosen yet, and none that there is.
    expect(closedWayDays([dated("2026-12-01"), dated("2026-12-06"), dated(""), dated("2026-13-40")], shop)).toEqual([
      7,
    ]);
    expect(closedWayDays([on(2, "09:00")], undefined)).toEqual([2]);
    expect(closedWayDays([], shop)).toEqual([]);
  });
});
