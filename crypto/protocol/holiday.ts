import type { Holiday, Party } from "./exports.ts";

/** The holiday that `day` (YYYY-MM-DD) is part of, first and last day included, or null. */
export function holidayOn(
  ordering: Pick<NonNullable<Party["ordering"]>, "holidays"> | undefined,
  day: string,
): Holiday | null {
  return ordering?.holidays?.find(({ from, until }) => from <= day && day <= until) ?? null;
}
