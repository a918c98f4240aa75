import { msg, str } from "@lit/localize";
import type { WeeklyWindow } from "../../crypto/protocol/exports.ts";
import { clockText, inInstance, weekdayText } from "../design/format.ts";

type Moment = Pick<ReturnType<typeof inInstance>, "clock" | "weekday">;

/** What a stall's door says: open and until when, or when it opens next. Null where no hours are given. */
export interface Opening {
  readonly open: boolean;
  readonly text: string;
}

/** Whether a door is open at a time (HH:MM) of a weekday (ISO) of the instance. */
export function isOpen(hours: readonly WeeklyWindow[], moment: Moment): boolean {
  return openWindow(hours, moment) !== undefined;
}

function openWindow(hours: readonly WeeklyWindow[], { clock, weekday }: Moment): WeeklyWindow | undefined {
  return hours.find((window) => window.weekday === weekday && window.from <= clock && clock < window.to);
}

/** Reads the weekly hours at a moment, in the instance's time zone. */
export function opening(hours: readonly WeeklyWindow[] | undefined, moment = new Date()): Opening | null {
  if (hours === undefined || hours.length === 0) return null;
  const { clock, weekday } = inInstance(moment);
  const now = openWindow(hours, { clock, weekday });
  if (now !== undefined) return { open: true, text: msg(str`Ouvert jusqu’à ${clockText(now.to)}`) };
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = ((weekday - 1 + ahead) % 7) + 1;
    const next = hours
      .filter((window) => window.weekday === day && (ahead > 0 || window.from > clock))
      .toSorted((a, b) => a.from.localeCompare(b.from))[0];
    if (next === undefined) continue;
    const from = clockText(next.from);
    if (ahead === 0) return { open: false, text: msg(str`Ouvre à ${from}`) };
    if (ahead === 1) return { open: false, text: msg(str`Ouvre demain à ${from}`) };
    // The same day of the week, and over for today.
    if (ahead === 7) return { open: false, text: msg(str`Ouvre ${weekdayText(day)} prochain à ${from}`) };
    return { open: false, text: msg(str`Ouvre ${weekdayText(day)} à ${from}`) };
  }
  return null;
}
