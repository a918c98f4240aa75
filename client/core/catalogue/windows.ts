import { holidayOn } from "../../../crypto/protocol/holiday.ts";
import { isFree, timesOf } from "../../../crypto/protocol/agenda.ts";
import type {
  Cutoff,
  DeliveryOffer,
  InstanceFile,
  Party,
  PickupWay,
  TakenTimes,
} from "../../../crypto/protocol/exports.ts";
import type { WindowChoice } from "../api.ts";
import { dayAfter, dayAt, instantOf, weekdayOf } from "./wall-clock.ts";

/** How many days ahead weekly windows are offered, today included; as many more as the stall wants to know before. */
export const windowDays = 10;
/** How many days ahead dated windows are offered. */
export const datedWindowDays = 60;

type Ordering = NonNullable<Party["ordering"]>;

/** A window on one day, and all that closes it before it begins. */
interface Dated {
  readonly id: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  /** Instants, milliseconds since 1970: the earliest counts. */
  readonly closings: readonly number[];
}

interface Occurring {
  readonly weekday?: number;
  readonly day?: string;
  readonly cutoff?: Cutoff | undefined;
}

const hourMs = 3_600_000;

/** Days from `today` on which something occurs, weekly within the usual reach, or on its date. */
function daysOf(of: Occurring, leadHours: number, today: string): string[] {
  const last = dayAfter(today, datedWindowDays);
  if (of.day !== undefined) return of.day >= today && of.day <= last ? [of.day] : [];
  if (of.weekday === undefined) return [];
  const reach = windowDays + (of.cutoff?.daysBefore ?? Math.floor(leadHours / 24));
  const days: string[] = [];
  for (let ahead = (of.weekday - weekdayOf(today) + 7) % 7; ahead < reach; ahead += 7)
    days.push(dayAfter(today, ahead));
  return days;
}

/** When a stall takes nothing more for a window that begins at `start`: its cut-off on the wall, else its hours before. */
function stallClosing(of: Occurring, day: string, start: number, ordering: Ordering, timeZone: string): number {
  if (of.cutoff === undefined) return start - ordering.leadHours * hourMs;
  return instantOf(dayAfter(day, -of.cutoff.daysBefore), of.cutoff.at, timeZone);
}

/** What closes windows of a stall, whichever they are. */
interface Closing {
  readonly ordering: Ordering;
  readonly timeZone: string;
  readonly now: number;
  /** Today is one of the stall's holidays: it takes nothing, for no day. */
  readonly away: boolean;
}

function closingOf(ordering: Ordering, { timeZone }: InstanceFile, now: number): Closing {
  return { ordering, timeZone, now, away: holidayOn(ordering, dayAt(now, timeZone)) !== null };
}

/** When a window begins, as an instant; null when it has begun, or falls on a holiday. */
function startOf({ day, from }: Dated, { ordering, timeZone, now }: Closing): number | null {
  const start = instantOf(day, from, timeZone);
  return start <= now || holidayOn(ordering, day) !== null ? null : start;
}

function choices(windows: Iterable<Dated>, closing: Closing): WindowChoice[] {
  const { now, away } = closing;
  return [...windows]
    .flatMap((window): WindowChoice[] => {
      const start = startOf(window, closing);
      if (start === null) return [];
      const { id, day, from, to, closings } = window;
      const orderBefore = Math.min(start, ...closings);
      return [
        { id, day, from, to, orderBefore: new Date(orderBefore).toISOString(), open: !away && orderBefore > now },
      ];
    })
    .sort((a, b) => {
      const [left, right] = [`${a.day}${a.from}${a.id}`, `${b.day}${b.from}${b.id}`];
      return left < right ? -1 : left > right ? 1 : 0;
    });
}

/** Whether any of `windows` can still be ordered for: asked of a thousand stalls at once, it looks no further than it must. */
function anyOpen(windows: Iterable<Dated>, closing: Closing): boolean {
  const { now, away } = closing;
  if (away) return false;
  for (const window of windows) {
    const start = startOf(window, closing);
    if (start !== null && Math.min(start, ...window.closings) > now) return true;
  }
  return false;
}

/**
 * The windows in which customers can collect. Lines that say the same window are one: it is offered as far ahead as the
 * farthest of them reaches, and the one that closes later counts.
 */
function* collectionDates(ordering: Ordering, { timeZone, now }: Closing): Generator<Dated> {
  const today = dayAt(now, timeZone);
  const windows = new Map<string, Ordering["collection"][number][]>();
  for (const line of ordering.collection) {
    const when = "weekday" in line ? `c${line.weekday}` : `d${line.day}`;
    const name = `${when}-${line.from}-${line.to}`;
    windows.set(name, [...(windows.get(name) ?? []), line]);
  }
  for (const lines of windows.values()) {
    const [line] = lines;
    if (line === undefined) continue;
    const { from, to } = line;
    const name = "weekday" in line ? `c${line.weekday}` : "d";
    for (const day of new Set(lines.flatMap((each) => daysOf(each, ordering.leadHours, today)))) {
      const start = instantOf(day, from, timeZone);
      const closing = Math.max(...lines.map((each) => stallClosing(each, day, start, ordering, timeZone)));
      yield { id: `${name}-${from}-${to}.${day}`, day, from, to, closings: [closing] };
    }
  }
}

/**
 * When customers can collect at the stall itself in the next days. None falls on a holiday, and none is open during one.
 * Empty when it takes no orders.
 */
export function collectionChoices(party: Party, instance: InstanceFile, now: number): WindowChoice[] {
  const { ordering } = party;
  if (ordering === undefined) return [];
  const closing = closingOf(ordering, instance, now);
  return choices(collectionDates(ordering, closing), closing);
}

const everyDay: readonly Occurring[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday }));

/** The slots of a courier on days for which a stall prepares. Those that end after the quiet hour begins are left out. */
function* deliveryDates(
  { ordering, timeZone, now }: Closing,
  offer: DeliveryOffer,
  quietFrom: string,
): Generator<Dated> {
  const today = dayAt(now, timeZone);
  const prepared = new Map<string, Occurring[]>();
  for (const occurring of ordering.deliveryDays ?? everyDay) {
    for (const day of daysOf(occurring, ordering.leadHours, today)) {
      prepared.set(day, [...(prepared.get(day) ?? []), occurring]);
    }
  }
  for (const { id, weekday, from, to, cutoffHours } of offer.slots) {
    if (to > quietFrom) continue;
    for (const [day, lines] of prepared) {
      if (weekdayOf(day) !== weekday) continue;
      const start = instantOf(day, from, timeZone);
      const stall = Math.max(...lines.map((line) => stallClosing(line, day, start, ordering, timeZone)));
      yield { id: `${id}.${day}`, day, from, to, closings: [start - cutoffHours * hourMs, stall] };
    }
  }
}

/**
 * When a courier can bring what a party prepared: both need their time, the party to prepare and the courier to plan,
 * and the longer one counts; where the party prepares on certain days only, the courier's others are left out. Slots
 * that end after the instance's quiet hour begins are left out.
 */
export function deliveryWindows(
  party: Party,
  offer: DeliveryOffer,
  instance: InstanceFile,
  now: number,
): WindowChoice[] {
  const { ordering } = party;
  if (ordering === undefined) return [];
  const closing = closingOf(ordering, instance, now);
  return choices(deliveryDates(closing, offer, instance.policies.quietFrom), closing);
}

/**
 * When what a party brings to a pickup point can be fetched there on the very day: from its coming, or the point's opening
 * after it, until the point closes. Days on which the point is closed by then are left out.
 */
export function pickupWindows(
  party: Party,
  way: PickupWay,
  point: Party,
  instance: InstanceFile,
  now: number,
): WindowChoice[] {
  const { ordering } = party;
  if (ordering === undefined) return [];
  const { timeZone } = instance;
  const today = dayAt(now, timeZone);
  const byDay = new Map<string, Dated>();
  for (const brought of way.days) {
    for (const day of daysOf(brought, ordering.leadHours, today)) {
      const open = (point.hours ?? []).filter(({ weekday, to }) => weekday === weekdayOf(day) && to > brought.from);
      if (open.length === 0) continue;
      const opens = open.map(({ from }) => from).sort()[0]!;
      const from = opens > brought.from ? opens : brought.from;
      const to = open
        .map((window) => window.to)
        .sort()
        .at(-1)!;
      const closing = stallClosing(brought, day, instantOf(day, brought.from, timeZone), ordering, timeZone);
      const known = byDay.get(day);
      if (known && (known.closings[0] ?? 0) >= closing) continue;
      byDay.set(day, { id: `p-${from}-${to}.${day}`, day, from, to, closings: [closing] });
    }
  }
  return choices(byDay.values(), closingOf(ordering, instance, now));
}

/** The free times of an agenda one by one, the soonest first: who needs only the next reckons no others. */
function* freeTimes(
  party: Party,
  minutes: number,
  taken: TakenTimes | null,
  instance: InstanceFile,
  now: number,
): Generator<WindowChoice> {
  const { ordering } = party;
  const agenda = ordering?.appointments;
  if (ordering === undefined || agenda === undefined || minutes < 1) return;
  const { timeZone } = instance;
  const today = dayAt(now, timeZone);
  const away = holidayOn(ordering, today) !== null;
  for (let ahead = 0; ahead < agenda.daysAhead; ahead++) {
    const day = dayAfter(today, ahead);
    if (holidayOn(ordering, day) !== null) continue;
    for (const { from, to } of timesOf(agenda, weekdayOf(day), minutes)) {
      if (!isFree(taken, { day, from, to }, agenda.capacity)) continue;
      const start = instantOf(day, from, timeZone);
      if (start <= now) continue;
      const orderBefore = start - agenda.leadHours * hourMs;
      const open = !away && orderBefore > now;
      yield { id: `a-${from}-${to}.${day}`, day, from, to, orderBefore: new Date(orderBefore).toISOString(), open };
    }
  }
}

/**
 * When a party can be booked for `minutes`: its free times, the soonest first, those that begin too soon as closed. Empty
 * when it keeps no agenda, or has no opening that is long enough.
 */
export function appointmentTimes(
  party: Party,
  minutes: number,
  taken: TakenTimes | null,
  instance: InstanceFile,
  now: number,
): WindowChoice[] {
  return [...freeTimes(party, minutes, taken, instance, now)];
}

/** The first of {@link appointmentTimes} that can still be booked; null when none can. */
export function nextAppointment(
  party: Party,
  minutes: number,
  taken: TakenTimes | null,
  instance: InstanceFile,
  now: number,
): WindowChoice | null {
  for (const time of freeTimes(party, minutes, taken, instance, now)) if (time.open) return time;
  return null;
}

/**
 * Tells of parties whether something can still be ordered from them in the next days, to be collected, to be brought by
 * one of `offers`, or for a time of their agenda.
 */
export function openWindows(
  instance: InstanceFile,
  now: number,
): (party: Party, offers: readonly DeliveryOffer[], taken: TakenTimes | null) => boolean {
  const { quietFrom } = instance.policies;
  return (party, offers, taken) => {
    const { ordering } = party;
    if (ordering === undefined) return false;
    const closing = closingOf(ordering, instance, now);
    return (
      anyOpen(collectionDates(ordering, closing), closing) ||
      offers.some((offer) => anyOpen(deliveryDates(closing, offer, quietFrom), closing)) ||
      nextAppointment(party, ordering.appointments?.stepMinutes ?? 0, taken, instance, now) !== null
    );
  };
}
