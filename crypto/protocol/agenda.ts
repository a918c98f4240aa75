import type { Agenda, TakenTimes } from "./statements.ts";

// Times on the wall
//
// An agenda is kept by the clock on the instance's wall: 14:00 is 14:00 whatever the offset. An hour that autumn repeats
// counts once, and one that spring skips is nobody's.

/** A stretch of one day on the wall, HH:MM to HH:MM; 24:00 is the end of a day. */
export interface Span {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

/** A stretch that is not free, and how many places of it are gone: one where it does not say. */
export interface TakenSpan extends Span {
  readonly places?: number;
}

/** Minutes since midnight of a clock, HH:MM. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

/** The clock that shows `minutes` since midnight, 0 to 1440. */
export function clockAt(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The coarsest grid on which every time of an agenda begins: the less fine, the less it tells of how long one is. */
export function cellMinutesOf({ stepMinutes, windows }: Agenda): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  return windows.reduce((grid, { from }) => common(grid, minutesOf(from)), stepMinutes);
}

/** The times of `minutes` that an agenda has on one weekday (ISO, 1 Monday … 7 Sunday), taken or not, the earliest first. */
export function timesOf(agenda: Agenda, weekday: number, minutes: number): { from: string; to: string }[] {
  const starts = new Set<number>();
  for (const window of agenda.windows) {
    if (window.weekday !== weekday) continue;
    const last = minutesOf(window.to) - minutes;
    for (let start = minutesOf(window.from); start <= last; start += agenda.stepMinutes) starts.add(start);
  }
  return [...starts].sort((a, b) => a - b).map((start) => ({ from: clockAt(start), to: clockAt(start + minutes) }));
}

/** What is public of appointments: in each cell of the grid that they touch, how many. Days before `today` are left out. */
export function takenTimesOf(spans: readonly TakenSpan[], cellMinutes: number, today: string): TakenTimes {
  const days: Record<string, Record<string, number>> = {};
  const inOrder = spans.filter(({ day }) => day >= today).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  for (const { day, from, to, places = 1 } of inOrder) {
    const cells = (days[day] ??= {});
    const first = Math.floor(minutesOf(from) / cellMinutes) * cellMinutes;
    for (let start = first; start < minutesOf(to); start += cellMinutes) {
      const clock = clockAt(start);
      cells[clock] = (cells[clock] ?? 0) + places;
    }
  }
  for (const [day, cells] of Object.entries(days)) {
    // The same appointments are the same bytes, in whatever order they were accepted.
    days[day] = Object.fromEntries(Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return { cellMinutes, days };
}

/** Whether one more fits: in every cell that `span` touches there are fewer than `capacity`. */
export function isFree(taken: TakenTimes | null, span: Span, capacity: number): boolean {
  const cells = Object.entries(taken?.days[span.day] ?? {});
  const [from, to] = [minutesOf(span.from), minutesOf(span.to)];
  return cells.every(([clock, count]) => {
    const start = minutesOf(clock);
    const apart = start >= to || start + (taken?.cellMinutes ?? 0) <= from;
    return apart || count < capacity;
  });
}
