import type { Party } from "../../crypto/protocol/exports.ts";

/** The last day (YYYY-MM-DD) of the holiday that a stall has on `today`; `undefined` when it has none. */
export function closedUntil({ ordering }: Party, today: string): string | undefined {
  return ordering?.holidays?.find(({ from, until }) => from <= today && today <= until)?.until;
}
