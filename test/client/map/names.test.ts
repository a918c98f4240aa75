import fc from "fast-check";
import { expect, test } from "vitest";
import type { PlaceName } from "../../../client/map/drawing.ts";
import { namesThatFit } from "../../../client/map/names.ts";
import { scaleOf, viewAround } from "../../../client/map/projection.ts";

const size = { width: 500, height: 500 };
const view = viewAround([0, 0], size, scaleOf(10));
const name = (text: string, x: number, y: number, rank: 1 | 2 | 3 = 1): PlaceName => ({
  text,
  at: [x, y],
  rank,
  water: false,
});
const texts = (names: readonly PlaceName[], taken: Parameters<typeof namesThatFit>[3] = [], seen = view) =>
  namesThatFit(names, seen, size, taken).map(({ text }) => text);

test("of two names in one place the first is written, and the second further down where it may", () => {
  expect(texts([name("Genève", 0, 0), name("Carouge", 5, 3, 2)])).toEqual(["Genève"]);
  const [, second] = namesThatFit([name("Genève", 0, 0), name("Carouge", 5, 0)], view, size, []);
  expect(second?.at).toEqual([255, 270]);
});

test("no name lies on a pin or across the edge", () => {
  expect(
    texts(
      [name("Onex", 0, 0, 2)],
      [
        [
          [240, 230],
          [280, 255],
        ],
      ],
    ),
  ).toEqual([]);
  expect(
    texts(
      [name("Onex", 0, 0, 2)],
      [
        [
          [0, 0],
          [40, 46],
        ],
      ],
    ),
  ).toEqual(["Onex"]);
  expect(texts([name("Hermance", 245, 0, 2)])).toEqual([]);
});

test("lesser names come from near", () => {
  const names = [name("Gy", 0, 0, 3)];
  expect(texts(names)).toEqual([]);
  expect(texts(names, [], viewAround([0, 0], size, scaleOf(11)))).toEqual(["Gy"]);
});

test("whatever the names are, none touches another", () => {
  const any = fc.record({
    text: fc.string({ minLength: 1, maxLength: 60 }),
    at: fc.tuple(fc.integer({ min: -260, max: 260 }), fc.integer({ min: -260, max: 260 })),
    rank: fc.constantFrom(1 as const, 2 as const),
    water: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 80 }), (names) => {
      const written = namesThatFit(names, view, size, []);
      for (const [index, one] of written.entries()) {
        for (const other of written.slice(index + 1)) {
          const apartDown = Math.abs(one.at[1] - other.at[1]) >= 18;
          const halves = (one.text.length + other.text.length) * 3.3;
          expect(apartDown || Math.abs(one.at[0] - other.at[0]) >= halves).toBe(true);
        }
      }
    }),
  );
});
