import type { WindowChoice } from "../core/api.ts";

/** The days that have a time which can still be booked, each with its times, the soonest first. */
export function openDays(times: readonly WindowChoice[]): ReadonlyMap<string, readonly WindowChoice[]> {
  const days = new Map<string, WindowChoice[]>();
  for (const time of times) {
    if (!time.open) continue;
    const known = days.get(time.day);
    if (known) known.push(time);
    else days.set(time.day, [time]);
  }
  return days;
}
