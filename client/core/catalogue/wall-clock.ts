const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What a clock on the wall of `timeZone` shows at an instant, as if it were UTC, in milliseconds. */
function wallMs(instant: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const at = (name: string): number => parts[name] ?? 0;
  return Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second"));
}

/**
 * Remembers what `reckon` finds, by `key`: a thousand stalls have the same few hours on the same ten days, and dates and
 * Intl are slow. What is remembered is bounded.
 */
function remembered<V>(reckon: (key: string) => V): (key: string) => V {
  const known = new Map<string, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      if (known.size >= rememberedMax) known.clear();
      known.set(key, (value = reckon(key)));
    }
    return value;
  };
}

const rememberedMax = 4096;

const dayOf = remembered((key) => {
  const [instant = "", timeZone = ""] = key.split(" ");
  return new Date(wallMs(Number(instant), timeZone)).toISOString().slice(0, 10);
});

/** The calendar day in `timeZone` at an instant (milliseconds since 1970), YYYY-MM-DD. */
export function dayAt(instant: number, timeZone: string): string {
  return dayOf(`${instant} ${timeZone}`);
}

const laterDay = remembered((key) => {
  const [day = "", days = ""] = key.split(" ");
  return new Date(Date.parse(`${day}T00:00:00Z`) + Number(days) * 86_400_000).toISOString().slice(0, 10);
});

/** `days` later on the calendar. */
export function dayAfter(day: string, days: number): string {
  return laterDay(`${day} ${days}`);
}

/** ISO weekday of a day: 1 Monday … 7 Sunday. */
export const weekdayOf: (day: string) => number = remembered((day) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7);

const instantAt = remembered((key) => {
  const [day = "", clock = "", timeZone = ""] = key.split(" ");
  return reckoned(day, clock, timeZone);
});

/**
 * The instant, in milliseconds since 1970, at which a wall clock of `timeZone` shows `clock` (HH:MM, up to 24:00) on
 * `day`. A time that spring skips is read as the same time of the offset before, so an hour later; one that autumn
 * repeats is its first.
 */
export function instantOf(day: string, clock: string, timeZone: string): number {
  return instantAt(`${day} ${clock} ${timeZone}`);
}

function reckoned(day: string, clock: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  const wall = Date.parse(`${day}T00:00:00Z`) + (hours * 60 + minutes) * 60_000;
  const offsetAround = (instant: number): number => wallMs(instant, timeZone) - instant;
  const dayMs = 86_400_000;
  const [before, after] = [offsetAround(wall - dayMs), offsetAround(wall + dayMs)];
  const early = wall - before;
  if (offsetAround(early) === before) return early;
  const late = wall - after;
  return offsetAround(late) === after ? late : early;
}
