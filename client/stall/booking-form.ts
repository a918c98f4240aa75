import type { Agenda, Party, PickupWay, WeeklyWindow } from "../../crypto/protocol/exports.ts";
import { minorFrom, minorText, wholeFrom } from "./amounts.ts";
import type { PartyProblem } from "./party-form.ts";
import { deliveryDayFrom, firstWindow, type WindowForm, windowFormOf } from "./window-form.ts";

/** An agenda while it is being edited: everything as typed. */
export interface AgendaForm {
  readonly bookable: boolean;
  readonly agendaWindows: readonly WeeklyWindow[];
  readonly agendaStep: string;
  readonly agendaLead: string;
  readonly agendaDays: string;
  readonly agendaCapacity: string;
}

/** A pickup point that is brought to, while it is being edited. `from` of its days is when the parcels are there. */
export interface PickupWayForm {
  readonly point: string;
  readonly fee: string;
  readonly days: readonly WindowForm[];
}

/** What a pickup point says of itself, as typed. */
export interface PointForm {
  readonly keeps: readonly ("ambient" | "chilled" | "frozen")[];
  readonly keptDays: string;
}

export const emptyAgenda: AgendaForm = {
  bookable: false,
  agendaWindows: [],
  agendaStep: "30",
  agendaLead: "12",
  agendaDays: "30",
  agendaCapacity: "1",
};

/** The form of an agenda that exists, or of none. */
export function agendaFormOf(agenda: Agenda | undefined): AgendaForm {
  if (agenda === undefined) return emptyAgenda;
  return {
    bookable: true,
    agendaWindows: agenda.windows,
    agendaStep: String(agenda.stepMinutes),
    agendaLead: String(agenda.leadHours),
    agendaDays: String(agenda.daysAhead),
    agendaCapacity: String(agenda.capacity),
  };
}

/** The agenda that a form describes, null for none; what is wrong is noted by field. */
export function agendaFrom(form: AgendaForm, problems: Record<string, PartyProblem>): Agenda | null {
  if (!form.bookable) return null;
  const number = (field: keyof AgendaForm, text: string, min: number, max: number): number => {
    const value = wholeFrom(text, min, max);
    if (value === null) problems[field] = "not-a-number";
    return value ?? min;
  };
  if (form.agendaWindows.length === 0) problems["agendaWindows"] = "missing";
  if (form.agendaWindows.some(({ from, to }) => from >= to)) problems["agendaWindows"] = "times-not-rising";
  return {
    windows: [...form.agendaWindows],
    stepMinutes: number("agendaStep", form.agendaStep, 5, 240),
    leadHours: number("agendaLead", form.agendaLead, 0, 720),
    daysAhead: number("agendaDays", form.agendaDays, 1, 92),
    capacity: number("agendaCapacity", form.agendaCapacity, 1, 50),
  };
}

/** The form of a way to a point that exists. */
export function pickupWayFormOf(way: PickupWay): PickupWayForm {
  return {
    point: way.point,
    fee: way.feeMinor === 0 ? "" : minorText(way.feeMinor),
    days: way.days.map((day) => ({ ...windowFormOf(day), from: day.from, to: "24:00" })),
  };
}

/** The ways to points that forms describe; what is wrong is noted under "pickupWays/<line>". */
export function pickupWaysFrom(forms: readonly PickupWayForm[], problems: Record<string, PartyProblem>): PickupWay[] {
  return forms.flatMap((form, index): PickupWay[] => {
    const at = `pickupWays/${index}`;
    const feeMinor = form.fee.trim() === "" ? 0 : minorFrom(form.fee);
    if (feeMinor === null) problems[at] = "not-a-number";
    if (form.days.length === 0) problems[at] = "missing";
    const days = form.days.flatMap((day): PickupWay["days"] => {
      const read = deliveryDayFrom(day);
      if (typeof read === "object" && /^\d\d:\d\d$/.test(day.from)) return [{ ...read, from: day.from }];
      problems[at] = typeof read === "string" ? read : "missing";
      return [];
    });
    return problems[at] === undefined ? [{ point: form.point, feeMinor: feeMinor ?? 0, days }] : [];
  });
}

/** At which a stall says that its parcels are there, to begin with. */
const firstArrival = "11:00";

type Hours = Party["hours"];

const isOpenAfter = (hours: Hours, weekday: number, from: string): boolean =>
  (hours ?? []).some((open) => open.weekday === weekday && open.to > from);

/** The first day of the week on which a point is still open when a parcel comes at eleven; Monday where it never is. */
export function firstWayDay(hours: Hours): WindowForm {
  const weekday = [1, 2, 3, 4, 5, 6, 7].find((each) => isOpenAfter(hours, each, firstArrival));
  return { ...firstWindow, weekday: weekday ?? firstWindow.weekday, from: firstArrival, to: "24:00" };
}

/** Weekdays, ISO, in their order, on which a point is closed by the time that parcels come: nobody is offered those. */
export function closedWayDays(days: readonly WindowForm[], hours: Hours): readonly number[] {
  const weekdays = days.flatMap((day) => {
    const weekday = day.occurs === "weekly" ? day.weekday : weekdayOf(day.day);
    return weekday === null || isOpenAfter(hours, weekday, day.from) ? [] : [weekday];
  });
  return [...new Set(weekdays)].toSorted((a, b) => a - b);
}

/** ISO weekday of a date as typed; null where it is none yet. */
function weekdayOf(day: string): number | null {
  const at = new Date(`${day}T00:00:00Z`).getUTCDay();
  return Number.isNaN(at) ? null : at || 7;
}
