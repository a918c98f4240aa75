import type { Holiday, Party } from "../../../crypto/protocol/exports.ts";
import { dayAfter } from "./wall-clock.ts";

type Ordering = NonNullable<Party["ordering"]>;

/** How long before it begins a holiday is announced to whoever looks at the stall, its basket or its checkout, in days. */
export const announcedDays = 21;

/** How long before it begins a holiday stands on the stall's own page, in days: whoever comes every week plans with it. */
export const foreseenDays = 56;

/** The next holiday after the one that is announced already, or the first, within {@link foreseenDays}; null without one. */
export function foreseenHoliday(ordering: Pick<Ordering, "holidays"> | undefined, day: string): Holiday | null {
  const told = announcedHoliday(ordering, day);
  const last = dayAfter(day, foreseenDays);
  const ahead = ordering?.holidays?.filter(({ from }) => from > (told?.until ?? day) && from <= last) ?? [];
  return [...ahead].sort((a, b) => (a.from < b.from ? -1 : 1))[0] ?? null;
}

/**
 * The holiday that customers have to know of on `day`: the one there is now, else the next within {@link announcedDays}.
 * Null while there is none.
 */
export function announcedHoliday(ordering: Pick<Ordering, "holidays"> | undefined, day: string): Holiday | null {
  const last = dayAfter(day, announcedDays);
  const ahead = ordering?.holidays?.filter(({ from, until }) => until >= day && from <= last) ?? [];
  return [...ahead].sort((a, b) => (a.from < b.from ? -1 : 1))[0] ?? null;
}
