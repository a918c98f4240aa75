import type { TokenPurpose } from "./statements.ts";

// Weeks of tokens, as server and clients count them. An epoch is named by its Monday, UTC.

const dayMs = 86_400_000;
/** The first of January 1970 was a Thursday. */
const mondayOffsetDays = 3;

/** A calendar day of a moment in milliseconds, UTC. */
function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** The epoch of a moment, milliseconds: its Monday, YYYY-MM-DD. */
export function epochOf(now: number): string {
  const day = Math.floor(now / dayMs);
  return dayOf((day - ((day + mondayOffsetDays) % 7)) * dayMs);
}

/** When an epoch begins, milliseconds. */
export function epochStart(epoch: string): number {
  return Date.parse(`${epoch}T00:00:00Z`);
}

/** The epoch after, or with -1 before. */
export function neighbourEpoch(epoch: string, weeks: 1 | -1): string {
  return dayOf(epochStart(epoch) + weeks * 7 * dayMs);
}

/** The last day on which an epoch's tokens are spent: the Sunday of the week after. */
export function epochLastDay(epoch: string): string {
  return dayOf(epochStart(epoch) + 13 * dayMs);
}

/** Tokens of one batch of an account: always drawn whole, so that a draw says nothing of what is needed. */
export const accountBatch: Readonly<Record<TokenPurpose, number>> = { relay: 64, space: 8 };
/** Tokens for the relay in one batch of a party, and how many batches it may draw a week. */
export const partyBatch = 200;
export const partyBatchesMax = 10;
/** A key is published this long before its epoch begins, so that it is known everywhere by then. */
export const announcedMs = 12 * 3_600_000;
/** Keys of one purpose that are live at a time: this week's and last week's. */
export const liveKeysMax = 2;
