import type { PlaceName } from "./drawing.ts";
import { type Box, levelOf, onScreen, type Point, type Size, type View } from "./projection.ts";

/** A name where the screen has room for it. */
export interface WrittenName {
  readonly text: string;
  readonly at: Point;
  readonly water: boolean;
}

/** From which level names of each rank are written. */
const levels = { 1: 0, 2: 9.6, 3: 10.6 } as const;
/** Pixels: the letters of map.css, on average, and a line with the air around it. */
const letterWidth = 6.6;
const lineHeight = 18;
const shifts = [0, 20, -20, 40] as const;

function touches([[aLeft, aTop], [aRight, aBottom]]: Box, [[bLeft, bTop], [bRight, bBottom]]: Box): boolean {
  return aLeft < bRight && bLeft < aRight && aTop < bBottom && bTop < aBottom;
}

/** The box of a name around its middle. */
function boxOf(text: string, [x, y]: Point): Box {
  const half = (text.length * letterWidth) / 2 + 3;
  return [
    [x - half, y - lineHeight / 2],
    [x + half, y + lineHeight / 2],
  ];
}

/** The names that can be written without lying on another name, on a pin (`taken`, in pixels) or across the edge. */
export function namesThatFit(
  names: readonly PlaceName[],
  view: View,
  size: Size,
  taken: readonly Box[],
): readonly WrittenName[] {
  const level = levelOf(view);
  const full: Box[] = [...taken];
  return names.flatMap(({ text, at, rank, water }): WrittenName[] => {
    if (level < levels[rank]) return [];
    const [x, y] = onScreen(at, view);
    // The first names may stand a line lower or higher than their middle, under a pin rather than nowhere.
    for (const shift of rank === 1 ? shifts : [0]) {
      const box = boxOf(text, [x, y + shift]);
      const [[left, top], [right, bottom]] = box;
      if (left < 0 || top < 0 || right > size.width || bottom > size.height) continue;
      if (full.some((other) => touches(box, other))) continue;
      full.push(box);
      return [{ text, at: [x, y + shift], water }];
    }
    return [];
  });
}
