import fc from "fast-check";
import { expect, test } from "vitest";
import { grouping, groupWith, inOrder, levelAlone, nearestLevel } from "../../../client/map/grouping.ts";
import { onScreen, projectionAround, scaleOf } from "../../../client/map/projection.ts";

const projection = projectionAround({ lat: 46.2, lon: 6.15 });
const carouge = { lat: 46.1828, lon: 6.1401 };
const pins = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z]{1,8}$/),
    lat: fc.double({ min: 46.13, max: 46.37, noNaN: true }),
    lon: fc.double({ min: 5.95, max: 6.31, noNaN: true }),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
);

test("at every level each pin is in exactly one group", () => {
  fc.assert(
    fc.property(pins, fc.integer({ min: 0, max: 20 }), (given, level) => {
      const members = grouping(given, projection)(level).flatMap((group) => group.members.map(({ id }) => id));
      expect(members.toSorted()).toEqual(given.map(({ id }) => id).toSorted());
    }),
  );
});

test("no two groups overlap at any level, nor up to the next half", () => {
  const nearness = fc.double({ min: 6, max: nearestLevel, noNaN: true });
  fc.assert(
    fc.property(pins, nearness, (given, level) => {
      const view = { k: scaleOf(level), x: 0, y: 0 };
      const seen = grouping(given, projection)(level).map((group) => onScreen(projection.toMap(group), view));
      for (const [index, [x, y]] of seen.entries()) {
        for (const [otherX, otherY] of seen.slice(index + 1)) {
          expect(Math.abs(x - otherX) > 43.9 || Math.abs(y - otherY) > 53.9).toBe(true);
        }
      }
    }),
  );
});

test("a group stands where its first pin does, and pins keep the order of the list in it", () => {
  fc.assert(
    fc.property(pins, (given) => {
      for (const { members, lat, lon } of grouping(given, projection)(9)) {
        expect([lat, lon]).toEqual([members[0]?.lat, members[0]?.lon]);
        const places = members.map((pin) => given.indexOf(pin));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }
    }),
  );
});

test("a group says at which level it parts, and there it does", () => {
  fc.assert(
    fc.property(pins, (given) => {
      const groupsAt = grouping(given, projection);
      for (const group of groupsAt(10)) {
        if (group.partsAt === null) continue;
        const after = group.members.map(({ id }) => groupWith(groupsAt(group.partsAt ?? 0), id)?.key);
        expect(new Set(after).size).toBeGreaterThan(1);
      }
    }),
  );
});

test("stalls at one address never part: they are one group at every level", () => {
  const same = ["a", "b", "c"].map((id) => ({ id, ...carouge }));
  for (const level of [4, 10, nearestLevel, 30]) {
    const groups = grouping(same, projection)(level);
    expect(groups.map(({ members, partsAt }) => [members.length, partsAt])).toEqual([[3, null]]);
    expect(groups[0]?.members.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  }
  expect(levelAlone(grouping(same, projection), 9, "b")).toBe(9);
});

test("a pin among others stands alone from some level on", () => {
  const groupsAt = grouping(
    [
      { id: "a", ...carouge },
      { id: "b", lat: carouge.lat + 0.004, lon: carouge.lon },
    ],
    projection,
  );
  const level = levelAlone(groupsAt, 8, "a");
  expect(groupWith(groupsAt(8), "a")?.members).toHaveLength(2);
  expect(groupWith(groupsAt(level), "a")?.members).toHaveLength(1);
  expect(level).toBeLessThan(nearestLevel);
});

test("the keyboard goes from the nearest on, or as one reads", () => {
  const at = (id: string, lat: number, lon: number) => ({ id, lat, lon });
  const groups = grouping(
    [at("south", 46.15, 6.1), at("north-east", 46.3, 6.2), at("north-west", 46.3, 6.05)],
    projection,
  )(14);
  const names = (here: { lat: number; lon: number } | null) => inOrder(groups, here).map(({ key }) => key);
  expect(names(null)).toEqual(["north-west", "north-east", "south"]);
  expect(names({ lat: 46.15, lon: 6.1 })[0]).toBe("south");
  expect(names({ lat: 46.3, lon: 6.2 })).toEqual(["north-east", "north-west", "south"]);
});

test("a thousand stalls in one place, at the poles and at no place at all do no harm", () => {
  const crowd = Array.from({ length: 1000 }, (_each, index) => ({ id: String(index), ...carouge }));
  const odd = [
    { id: "pole", lat: 90, lon: 0 },
    { id: "south pole", lat: -90, lon: 180 },
    { id: "null island", lat: 0, lon: 0 },
  ];
  const groups = grouping([...crowd, ...odd], projection)(10);
  expect(groups.every(({ lat, lon }) => Number.isFinite(lat) && Number.isFinite(lon))).toBe(true);
  expect(groupWith(groups, "7")?.members).toHaveLength(1000);
  expect(grouping([], projection)(10)).toEqual([]);
});
