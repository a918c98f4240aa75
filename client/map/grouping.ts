import type { Position } from "../core/catalogue/distance.ts";
import { levelOf, type Point, type Projection, scaleOf } from "./projection.ts";

/** What can stand on the map: a name of its own and a place. */
export interface Placed extends Position {
  readonly id: string;
}

/** One pin, or several that would lie on each other. It stands where its first pin does. */
export interface Group<T extends Placed> extends Position {
  /** The same as long as the same pins are in it. */
  readonly key: string;
  readonly members: readonly T[];
  /** The level from which it falls into smaller groups; null for one pin, and for pins that never part. */
  readonly partsAt: number | null;
}

/** The nearest that the map goes: a street across the screen. */
export const nearestLevel = 16;
/** Pixels within which a pin joins another: what a pin with its count takes up. */
const apart = { across: 44, down: 54 } as const;
/** Groups are worked out for each half level, and hold up to the next: coming nearer only makes room. */
const steps = 2;

/** How far two points are from standing apart: at a `k` of one by this number they do. */
function closeness([x, y]: Point, [otherX, otherY]: Point): number {
  return Math.max(Math.abs(x - otherX) / apart.across, Math.abs(y - otherY) / apart.down);
}

/**
 * How pins are grouped at each level of nearness. A pin joins the first earlier one that it would overlap, else it stands
 * for itself: so no two groups overlap, whatever the pins. (Clustering by means, as libraries do it, has no such bound:
 * a mean may drift onto its neighbour. And a stall's pin stays at a stall's door.)
 */
export function grouping<T extends Placed>(
  pins: readonly T[],
  { toMap }: Pick<Projection, "toMap">,
): (level: number) => readonly Group<T>[] {
  const points = pins.map(toMap);
  const known = new Map<number, readonly Group<T>[]>();

  const groupsAt = (level: number): readonly Group<T>[] => {
    const k = scaleOf(level);
    const groups: { readonly first: Point; readonly members: T[]; furthest: number }[] = [];
    for (const [index, pin] of pins.entries()) {
      const point = points[index] as Point;
      const group = groups.find(({ first }) => closeness(first, point) * k < 1);
      if (group === undefined) groups.push({ first: point, members: [pin], furthest: 0 });
      else {
        group.members.push(pin);
        group.furthest = Math.max(group.furthest, closeness(group.first, point));
      }
    }
    return groups.map(({ members, furthest }) => {
      const first = members[0] as T;
      const parts = furthest === 0 ? Infinity : Math.ceil(levelOf({ k: 1 / furthest }) + 1e-9);
      return {
        key: members.length === 1 ? first.id : `${first.id} +${members.length - 1}`,
        lat: first.lat,
        lon: first.lon,
        members,
        partsAt: parts > nearestLevel ? null : parts,
      };
    });
  };

  return (level) => {
    const step = Math.floor(Math.min(nearestLevel, Math.max(0, level)) * steps) / steps;
    const groups = known.get(step) ?? groupsAt(step);
    known.set(step, groups);
    return groups;
  };
}

/** The group that a pin is in. */
export function groupWith<T extends Placed>(groups: readonly Group<T>[], id: string): Group<T> | undefined {
  return groups.find(({ members }) => members.some((pin) => pin.id === id));
}

/** The level, from a given one on, at which a pin stands alone, or where no group of it parts any more. */
export function levelAlone<T extends Placed>(
  groupsAt: (level: number) => readonly Group<T>[],
  from: number,
  id: string,
): number {
  for (let level = Math.ceil(from); level < nearestLevel; level += 1) {
    if ((groupWith(groupsAt(level), id)?.partsAt ?? null) === null) return level;
  }
  return nearestLevel;
}

/**
 * The order in which the keyboard goes through groups: the nearest first where one's own place is known, else as one
 * reads, by rows from the north, in each from the west.
 */
export function inOrder<T extends Placed>(groups: readonly Group<T>[], here: Position | null): readonly Group<T>[] {
  if (here === null) {
    const row = (group: Position): number => Math.round(group.lat * 50);
    return groups.toSorted((a, b) => row(b) - row(a) || a.lon - b.lon);
  }
  // Degrees of longitude are shorter than those of latitude, the more so the further north.
  const shorter = Math.cos((here.lat * Math.PI) / 180);
  const away = (group: Position): number => Math.hypot(group.lat - here.lat, (group.lon - here.lon) * shorter);
  return groups.toSorted((a, b) => away(a) - away(b));
}
