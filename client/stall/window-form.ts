import type { CollectionWindow, Cutoff, DeliveryDay, Holiday } from "../../crypto/protocol/exports.ts";
import { wholeFrom } from "./amounts.ts";
import { filled, type Texts } from "./item-form.ts";

/** A window, or a day, while it is being edited: everything as typed. */
export interface WindowForm {
  readonly occurs: "weekly" | "dated";
  /** ISO weekday, 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** YYYY-MM-DD, or "" while none was chosen. */
  readonly day: string;
  readonly from: string;
  readonly to: string;
  /** Days before, as typed; "" for the stall's hours of preparation. */
  readonly cutoffDays: string;
  readonly cutoffAt: string;
}

/** A holiday while it is being edited. */
export interface HolidayForm {
  readonly from: string;
  readonly until: string;
  readonly note: Texts;
}

export type WindowProblem = "no-date" | "times-not-rising" | "bad-cutoff" | "dates-not-rising";

/** A window that returns every Monday morning, to begin with. */
export const firstWindow: WindowForm = {
  occurs: "weekly",
  weekday: 1,
  day: "",
  from: "09:00",
  to: "12:00",
  cutoffDays: "",
  cutoffAt: "18:00",
};

/** What most likely comes next: the same on the day after the last. */
export function nextWindow(windows: readonly WindowForm[]): WindowForm {
  const last = windows.at(-1);
  if (last === undefined) return firstWindow;
  return last.occurs === "weekly" ? { ...last, weekday: (last.weekday % 7) + 1 } : { ...last, day: "" };
}

/** The form of a window, or of a delivery day, that exists. */
export function windowFormOf(window: CollectionWindow | DeliveryDay): WindowForm {
  return {
    ...firstWindow,
    ...("weekday" in window
      ? { occurs: "weekly" as const, weekday: window.weekday }
      : { occurs: "dated" as const, day: window.day }),
    ...("from" in window && { from: window.from, to: window.to }),
    ...(window.cutoff && { cutoffDays: String(window.cutoff.daysBefore), cutoffAt: window.cutoff.at }),
  };
}

const clockForm = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

function occurrenceFrom(
  form: WindowForm,
):
  | { ok: true; value: ({ weekday: number } | { day: string }) & { cutoff?: Cutoff } }
  | { ok: false; problem: WindowProblem } {
  if (form.occurs === "dated" && !/^\d{4}-\d\d-\d\d$/.test(form.day)) return { ok: false, problem: "no-date" };
  const daysBefore = form.cutoffDays === "" ? null : wholeFrom(form.cutoffDays, 0, 30);
  if (form.cutoffDays !== "" && (daysBefore === null || !clockForm.test(form.cutoffAt))) {
    return { ok: false, problem: "bad-cutoff" };
  }
  const on = form.occurs === "weekly" ? { weekday: form.weekday } : { day: form.day };
  return { ok: true, value: { ...on, ...(daysBefore !== null && { cutoff: { daysBefore, at: form.cutoffAt } }) } };
}

/** The collection window that a form describes, or what is wrong with it. */
export function collectionFrom(form: WindowForm): CollectionWindow | WindowProblem {
  if (!clockForm.test(form.from) || !clockForm.test(form.to) || form.from >= form.to) return "times-not-rising";
  const outcome = occurrenceFrom(form);
  return outcome.ok ? { ...outcome.value, from: form.from, to: form.to } : outcome.problem;
}

/** The delivery day that a form describes, or what is wrong with it. */
export function deliveryDayFrom(form: WindowForm): DeliveryDay | WindowProblem {
  const outcome = occurrenceFrom(form);
  return outcome.ok ? outcome.value : outcome.problem;
}

/** The form of a holiday that exists. */
export function holidayFormOf(holiday: Holiday): HolidayForm {
  return { from: holiday.from, until: holiday.until, note: holiday.note ?? {} };
}

/** The holiday that a form describes, or what is wrong with it. A holiday of one day needs its first only. */
export function holidayFrom(form: HolidayForm): Holiday | WindowProblem {
  if (form.from === "") return "no-date";
  const until = form.until === "" ? form.from : form.until;
  if (form.from > until) return "dates-not-rising";
  const note = filled(form.note);
  return { from: form.from, until, ...(Object.keys(note).length > 0 && { note }) };
}
