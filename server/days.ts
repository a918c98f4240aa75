/** A source of the present moment, milliseconds; tests hand in their own. */
export type Clock = () => number;

/** The UTC day of a moment, YYYY-MM-DD: the finest time that is ever stored. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** The day `days` later (earlier when negative). */
export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000);
}
