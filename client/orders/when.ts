import { msg, str } from "@lit/localize";
import { clockText, dayShortText, dayText, inInstance, weekdayText } from "../design/format.ts";

const dayMs = 86_400_000;

/** Whole days from `from` to `to`, both YYYY-MM-DD. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / dayMs);
}

function weekdayOf(day: string): number {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday === 0 ? 7 : weekday;
}

/** A day as people say it now: "aujourd’hui", "demain", "vendredi", "vendredi 25 septembre". `day` is YYYY-MM-DD. */
export function nearDayText(day: string, now: number): string {
  const days = daysBetween(inInstance(new Date(now)).day, day);
  if (days === 0) return msg("aujourd’hui");
  if (days === 1) return msg("demain");
  if (days === -1) return msg("hier");
  return days > 1 && days < 7 ? weekdayText(weekdayOf(day)) : dayText(day);
}

/** A window in a sentence: "vendredi, entre 18 h et 19 h". */
export function windowWhenText(
  window: { readonly day: string; readonly from: string; readonly to: string },
  now: number,
): string {
  return msg(str`${nearDayText(window.day, now)}, entre ${clockText(window.from)} et ${clockText(window.to)}`);
}

/** A moment in a margin: "mer. 16 h 22", or "23 sept. 16 h 22" when it is a week away. `iso` is an instant. */
export function stampText(iso: string, now: number): string {
  const { day, clock } = inInstance(new Date(iso));
  const days = daysBetween(inInstance(new Date(now)).day, day);
  const near = days === 0 ? "" : Math.abs(days) < 7 ? weekdayText(weekdayOf(day), "short") : dayShortText(day);
  return `${near} ${clockText(clock)}`.trim();
}

/** A deadline in a sentence: "ce soir, 20 h", "demain, 12 h", "vendredi, 12 h". `iso` is an instant. */
export function deadlineText(iso: string, now: number): string {
  const { day, clock } = inInstance(new Date(iso));
  const today = daysBetween(inInstance(new Date(now)).day, day) === 0;
  if (today && clock >= "17:00") return msg(str`ce soir ${clockText(clock)}`);
  return `${nearDayText(day, now)} ${clockText(clock)}`;
}

/** Whether a moment is today: then a deadline asks for attention. */
export function isToday(iso: string, now: number): boolean {
  return inInstance(new Date(iso)).day === inInstance(new Date(now)).day;
}

/** A sentence's beginning: the first letter large. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
