import { expect, test } from "vitest";
import { mapFile } from "../../crypto/protocol/map-file.ts";

const ring = [
  [6.1, 46.1],
  [6.2, 46.1],
  [6.2, 46.2],
  [6.1, 46.1],
];
const shape = (geometry: unknown, properties: unknown = { kind: "land" }) => ({
  type: "Feature",
  properties,
  geometry,
});
const polygon = (...rings: unknown[]) => shape({ type: "Polygon", coordinates: rings });
const file = (...features: unknown[]) => ({ type: "FeatureCollection", attribution: "© Testville", features });
const accepts = (value: unknown) => mapFile.safeParse(value).success;

test("a file as map programs write it is read, and what it has besides is left out", () => {
  const given = {
    ...file({
      ...polygon(ring.map((point) => [...point, 372])),
      id: 6621,
      bbox: [6.1, 46.1, 6.2, 46.2],
      properties: { kind: "town", name: "Genève", rank: 1, label: [6.15, 46.15], BFS_NUMMER: 6621 },
    }),
    crs: { type: "name" },
    name: "communes",
  };
  expect(mapFile.parse(given)).toEqual({
    type: "FeatureCollection",
    attribution: "© Testville",
    features: [
      {
        properties: { kind: "town", name: "Genève", rank: 1, label: [6.15, 46.15] },
        geometry: { type: "Polygon", coordinates: [ring] },
      },
    ],
  });
});

test("rivers are lines, lakes may have islands and be many", () => {
  expect(
    accepts(
      file(
        shape({ type: "LineString", coordinates: ring.slice(0, 2) }, { kind: "river", name: "Arve" }),
        shape({ type: "MultiLineString", coordinates: [ring, ring] }, { kind: "river" }),
        shape({ type: "MultiPolygon", coordinates: [[ring, ring], [ring]] }, { kind: "water" }),
      ),
    ),
  ).toBe(true);
});

test.each([
  ["nothing", null],
  ["a string", "FeatureCollection"],
  ["no shapes", file()],
  ["a shape without a geometry", file(shape(null))],
  ["a point", file(shape({ type: "Point", coordinates: [6.1, 46.1] }))],
  ["a collection in a collection", file(shape({ type: "GeometryCollection", geometries: [] }))],
  ["an unknown kind", file({ ...polygon(ring), properties: { kind: "motorway" } })],
  ["no kind", file({ ...polygon(ring), properties: {} })],
  ["metres instead of degrees", file(polygon(ring.map(([x = 0, y = 0]) => [x * 4e5, y * 2.5e4])))],
  ["latitude before longitude, out of range", file(polygon(ring.map(() => [46.2, 190])))],
  [
    "a pole",
    file(
      polygon([
        [0, 90],
        [1, 90],
        [1, 89],
        [0, 90],
      ]),
    ),
  ],
  ["not a number", file(polygon(ring.map(() => [Number.NaN, 46])))],
  ["beyond all numbers", file(polygon(ring.map(() => [6.1, Infinity])))],
  ["numbers as text", file(polygon(ring.map(([x, y]) => [String(x), String(y)])))],
  ["a position of one number", file(polygon(ring.map(([x]) => [x])))],
  ["an open ring", file(polygon([...ring.slice(0, 3), [6.3, 46.3]]))],
  ["a ring of two points", file(polygon(ring.slice(0, 2)))],
  ["a polygon without rings", file(polygon())],
  ["a name with a line break", file({ ...polygon(ring), properties: { kind: "land", name: "Ge\nnève" } })],
  ["a name too long", file({ ...polygon(ring), properties: { kind: "land", name: "x".repeat(61) } })],
  ["a rank that is none", file({ ...polygon(ring), properties: { kind: "land", rank: 0 } })],
  ["no word on whose shapes they are", { ...file(polygon(ring)), attribution: "" }],
  ["too many shapes", file(...Array.from({ length: 3001 }, () => polygon(ring)))],
  ["too long a ring", file(polygon(Array.from({ length: 20_001 }, () => [6.1, 46.1])))],
  [
    "too many positions in all",
    file(...Array.from({ length: 4 }, () => polygon(Array.from({ length: 15_001 }, () => [6.1, 46.1])))),
  ],
])("refused: %s", (_what, value) => {
  expect(accepts(value)).toBe(false);
});
