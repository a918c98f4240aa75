import type { Position } from "../core/catalogue/distance.ts";
import { type Group, inOrder, type Placed } from "./grouping.ts";
import { type MapPin, pinHalf, pinHeight, slateHalf } from "./pins.ts";
import { type Box, boxAround, onScreen, type Point, type Size, type View, viewOf, widened } from "./projection.ts";
import type { Region } from "./region.ts";

/** A group that is on the screen, and where its point stands. */
export interface SeenGroup {
  readonly group: Group<MapPin>;
  readonly at: Point;
}

/** Around pins: half of one at the sides, a whole one above, the tools below. */
const around = { top: 56, sides: 40, bottom: 60 } as const;
/** The corner where the tools are, in pixels. */
const toolsCorner = { width: 150, height: 56 } as const;

/** The view of all pins that are in the region, no nearer than a level; of the region where there are none. */
export function viewOfAll(pins: readonly Placed[], region: Region, size: Size, levelMax: number): View {
  const pinned = boxAround(pins.filter((pin) => region.has(pin)).map(region.projection.toMap));
  return pinned === null
    ? viewOf(region.box, size, { top: 0, sides: 0, bottom: 0 }, levelMax)
    : viewOf(widened(pinned, 0, 1), size, around, levelMax);
}

/** The groups of which something is seen, in the order of the keyboard. */
export function groupsSeen(
  groups: readonly Group<MapPin>[],
  { toMap }: Region["projection"],
  view: View,
  { width, height }: Size,
  here: Position | null,
): readonly SeenGroup[] {
  if (width === 0) return [];
  return inOrder(groups, here)
    .map((group) => ({ group, at: onScreen(toMap(group), view) }))
    .filter(({ at: [x, y] }) => x > -pinHalf && y > 0 && x < width + pinHalf && y < height + pinHeight);
}

/** Whether a pin at a point is seen whole. */
export function isSeenWhole([x, y]: Point, { width, height }: Size): boolean {
  return x >= pinHalf && y >= pinHeight && x <= width - pinHalf && y <= height;
}

/** Pixels a letter of the line that says whose map it is, on average, and its height with the air around it. */
const creditLetter = 5.8;
const creditHeight = 24;

/**
 * Where no name can be written: under pins, under the slate of the chosen one, under the tools, under whose map it is.
 * @param credit the line that says whose map it is; "" for none
 */
export function boxesTaken(seen: readonly SeenGroup[], chosen: MapPin | null, size: Size, credit = ""): readonly Box[] {
  const pins = seen.map(({ group, at: [x, y] }): Box => {
    const half = group.members.some((pin) => pin === chosen) ? slateHalf(chosen) : pinHalf;
    return [
      [x - half, y - pinHeight],
      [x + half, y],
    ];
  });
  const tools: Box = [
    [size.width - toolsCorner.width, size.height - toolsCorner.height],
    [size.width, size.height],
  ];
  const creditBox: Box = [
    [0, size.height - creditHeight],
    [16 + credit.length * creditLetter, size.height],
  ];
  return [...pins, tools, ...(credit === "" ? [] : [creditBox])];
}
