import type { DeliveryOffer, InstanceFile, Party, WeeklyWindow } from "../../../crypto/protocol/exports.ts";
import type { WindowChoice } from "../api.ts";
import { dayAfter, dayAt, instantOf, weekdayOf } from "./wall-clock.ts";

/** How many days ahead windows are offered, today included. */
export const windowDays = 10;

interface Recurring extends WeeklyWindow {
  readonly id: string;
  /** Hours before its start after which it takes nothing more. */
  readonly leadHours: number;
}

function choices(
  recurring: readonly Recurring[],
  ordering: NonNullable<Party["ordering"]>,
  instance: InstanceFile,
  now: number,
): WindowChoice[] {
  const { timeZone } = instance;
  const today = dayAt(now, timeZone);
  const closed = ordering.closedUntil !== undefined && ordering.closedUntil >= today;
  const dated: WindowChoice[] = [];
  for (let ahead = 0; ahead < windowDays; ahead++) {
    const day = dayAfter(today, ahead);
    for (const window of recurring) {
      if (window.weekday !== weekdayOf(day)) continue;
      const start = instantOf(day, window.from, timeZone);
      if (start <= now) continue;
      const orderBefore = start - window.leadHours * 3_600_000;
      dated.push({
        id: `${window.id}.${day}`,
        day,
        from: window.from,
        to: window.to,
        orderBefore: new Date(orderBefore).toISOString(),
        open: !closed && orderBefore > now,
      });
    }
  }
  return dated.sort((a, b) => `${a.day}${a.from}${a.id}`.localeCompare(`${b.day}${b.from}${b.id}`));
}

/** When customers can collect at the stall itself in the next days. Empty when it takes no orders. */
export function collectionChoices(party: Party, instance: InstanceFile, now: number): WindowChoice[] {
  const { ordering } = party;
  if (ordering === undefined) return [];
  const recurring = ordering.collection.map((window) => ({
    ...window,
    id: `c${window.weekday}-${window.from}`,
    leadHours: ordering.leadHours,
  }));
  return choices(recurring, ordering, instance, now);
}

/**
 * When a courier can bring what a party prepared: both need their time, the party to prepare and the courier to plan,
 * and the longer one counts. Slots that end after the instance's quiet hour begins are left out.
 */
export function deliveryWindows(
  party: Party,
  offer: DeliveryOffer,
  instance: InstanceFile,
  now: number,
): WindowChoice[] {
  const { ordering } = party;
  if (ordering === undefined) return [];
  const recurring = offer.slots
    .filter(({ to }) => to <= instance.policies.quietFrom)
    .map(({ id, weekday, from, to, cutoffHours }) => ({
      id,
      weekday,
      from,
      to,
      leadHours: Math.max(cutoffHours, ordering.leadHours),
    }));
  return choices(recurring, ordering, instance, now);
}
