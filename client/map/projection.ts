import { geoMercator } from "d3-geo";
import type { Position } from "../core/catalogue/distance.ts";

/** A point of the flat map, in units: pixels of a screen at {@link baseLevel}, from the map's middle; y goes down. */
export type Point = readonly [x: number, y: number];

/** Where the map stands on the screen: a point is seen at `x + k · point`, in pixels. */
export interface View {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Two corners of the flat map. */
export type Box = readonly [min: Point, max: Point];

/** The level of nearness, as in the tiles of other maps (each is twice the one before), at which `k` is 1. */
export const baseLevel = 10;
/** Pixels of the whole world at level 0. */
const worldPixels = 512;

/** From places of the world to points of the flat map, Mercator, and back. */
export interface Projection {
  readonly toMap: (place: Position) => Point;
  readonly toPlace: (point: Point) => Position;
}

/** A flat map around a middle. */
export function projectionAround(middle: Position): Projection {
  const mercator = geoMercator()
    .scale((worldPixels * 2 ** baseLevel) / (2 * Math.PI))
    .center([middle.lon, middle.lat])
    .translate([0, 0]);
  return {
    toMap: ({ lat, lon }) => mercator([lon, lat]) ?? [0, 0],
    toPlace: ([x, y]) => {
      const [lon, lat] = mercator.invert?.([x, y]) ?? [middle.lon, middle.lat];
      return { lat, lon };
    },
  };
}

/** Where a point of the map is on the screen. */
export function onScreen([x, y]: Point, view: View): Point {
  return [view.x + view.k * x, view.y + view.k * y];
}

/** The level of nearness of a view. */
export function levelOf(view: Pick<View, "k">): number {
  return baseLevel + Math.log2(view.k);
}

/** The `k` of a level of nearness. */
export function scaleOf(level: number): number {
  return 2 ** (level - baseLevel);
}

/** The smallest box around points; null without any. */
export function boxAround(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [
    [Math.min(...xs), Math.min(...ys)],
    [Math.max(...xs), Math.max(...ys)],
  ];
}

/** A box, wider by a part of its size and by at least `least` units on each side. */
export function widened([[left, top], [right, bottom]]: Box, part: number, least: number): Box {
  const dx = Math.max(least, (right - left) * part);
  const dy = Math.max(least, (bottom - top) * part);
  return [
    [left - dx, top - dy],
    [right + dx, bottom + dy],
  ];
}

/** Whether a point lies in a box. */
export function inside([x, y]: Point, [[left, top], [right, bottom]]: Box): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** What is to stay free around what a screen shows, in pixels. */
export interface Margins {
  readonly top: number;
  readonly sides: number;
  readonly bottom: number;
}

/** The view in which a box fills a screen but for its margins, no nearer than a level. */
export function viewOf(box: Box, size: Size, margins: Margins, levelMax: number): View {
  const [[left, top], [right, bottom]] = box;
  const across = Math.max(1, size.width - 2 * margins.sides) / Math.max(right - left, 1e-9);
  const down = Math.max(1, size.height - margins.top - margins.bottom) / Math.max(bottom - top, 1e-9);
  const k = Math.min(across, down, scaleOf(levelMax));
  const { x, y } = viewAround([(left + right) / 2, (top + bottom) / 2], size, k);
  return { k, x, y: y + (margins.top - margins.bottom) / 2 };
}

/** The view at a nearness in which a point is the middle of the screen. */
export function viewAround([x, y]: Point, size: Size, k: number): View {
  return { k, x: size.width / 2 - k * x, y: size.height / 2 - k * y };
}
