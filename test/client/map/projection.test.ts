import fc from "fast-check";
import { expect, test } from "vitest";
import { metresBetween } from "../../../client/core/catalogue/distance.ts";
import {
  baseLevel,
  boxAround,
  inside,
  levelOf,
  onScreen,
  projectionAround,
  scaleOf,
  viewAround,
  viewOf,
  widened,
} from "../../../client/map/projection.ts";

const geneva = { lat: 46.2018, lon: 6.1466 };
const place = fc.record({
  lat: fc.double({ min: -80, max: 80, noNaN: true }),
  lon: fc.double({ min: -170, max: 170, noNaN: true }),
});

test("the middle is at nought; east is right and north is up", () => {
  const { toMap } = projectionAround(geneva);
  const [x, y] = toMap(geneva);
  expect(Math.hypot(x, y)).toBeLessThan(1e-6);
  expect(toMap({ ...geneva, lon: 6.2 })[0]).toBeGreaterThan(0);
  expect(toMap({ ...geneva, lat: 46.3 })[1]).toBeLessThan(0);
});

test("a place comes back from the map as it went", () => {
  const { toMap, toPlace } = projectionAround(geneva);
  fc.assert(
    fc.property(place, (given) => {
      const back = toPlace(toMap(given));
      expect(back.lat).toBeCloseTo(given.lat, 6);
      expect(back.lon).toBeCloseTo(given.lon, 6);
    }),
  );
});

test("ten kilometres are as long on the map in every direction, and as long as the level says", () => {
  const { toMap } = projectionAround(geneva);
  const north = { lat: geneva.lat + 0.09, lon: geneva.lon };
  const east = { lat: geneva.lat, lon: geneva.lon + 0.13 };
  const unitsPerMetre = ([x, y]: readonly [number, number], metres: number) => Math.hypot(x, y) / metres;
  const up = unitsPerMetre(toMap(north), metresBetween(geneva, north));
  const right = unitsPerMetre(toMap(east), metresBetween(geneva, east));
  expect(up / right).toBeCloseTo(1, 2);
  // At level 10 the equator of 40,075 km is 512 · 2^10 pixels long; at this latitude a kilometre is longer.
  const expected = (512 * 2 ** baseLevel) / 40_075_017 / Math.cos((geneva.lat * Math.PI) / 180);
  expect(right / expected).toBeCloseTo(1, 2);
});

test("a level and its scale are the same said twice", () => {
  for (const level of [0, 9.3, 10, 16]) expect(levelOf({ k: scaleOf(level) })).toBeCloseTo(level, 9);
});

test("a view of a box shows all of it inside its margins, and no nearer than it may", () => {
  const margins = { top: 56, sides: 40, bottom: 60 };
  const size = { width: 400, height: 500 };
  const corner = fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }));
  fc.assert(
    fc.property(corner, corner, (one, other) => {
      const box = boxAround([one, other]) ?? [one, other];
      const view = viewOf(box, size, margins, 12);
      expect(levelOf(view)).toBeLessThanOrEqual(12 + 1e-9);
      for (const corner of box) {
        const [x, y] = onScreen(corner, view);
        expect(x).toBeGreaterThanOrEqual(40 - 0.001);
        expect(x).toBeLessThanOrEqual(360 + 0.001);
        expect(y).toBeGreaterThanOrEqual(56 - 0.001);
        expect(y).toBeLessThanOrEqual(440 + 0.001);
      }
    }),
  );
});

test("a screen smaller than its margins still has a view", () => {
  const view = viewOf(
    [
      [0, 0],
      [10, 10],
    ],
    { width: 20, height: 20 },
    { top: 56, sides: 40, bottom: 60 },
    12,
  );
  expect([view.k, view.x, view.y].every(Number.isFinite)).toBe(true);
  expect(view.k).toBeGreaterThan(0);
});

test("a view around a point has it in the middle", () => {
  const view = viewAround([12, -7], { width: 300, height: 200 }, 3);
  expect(onScreen([12, -7], view)).toEqual([150, 100]);
});

test("a box is widened on each side by its part, or by the least", () => {
  expect(
    widened(
      [
        [0, 0],
        [100, 10],
      ],
      0.1,
      5,
    ),
  ).toEqual([
    [-10, -5],
    [110, 15],
  ]);
  expect(boxAround([])).toBeNull();
  expect(
    inside(
      [5, 5],
      [
        [0, 0],
        [10, 10],
      ],
    ),
  ).toBe(true);
  expect(
    inside(
      [5, 11],
      [
        [0, 0],
        [10, 10],
      ],
    ),
  ).toBe(false);
});
