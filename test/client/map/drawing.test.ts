import { expect, test } from "vitest";
import type { MapFile } from "../../../crypto/protocol/exports.ts";
import { drawingOf } from "../../../client/map/drawing.ts";
import { projectionAround } from "../../../client/map/projection.ts";
import { regionOf } from "../../../client/map/region.ts";

const middle = { lat: 46.2, lon: 6.15 };
const projection = projectionAround(middle);
const square: [number, number][] = [
  [6.1, 46.15],
  [6.2, 46.15],
  [6.2, 46.25],
  [6.1, 46.25],
  [6.1, 46.15],
];
const fileOf = (...features: MapFile["features"]): MapFile => ({
  type: "FeatureCollection",
  attribution: "© test",
  features,
});
const land = (coordinates: [number, number][][]): MapFile["features"][number] => ({
  properties: { kind: "land", name: "Pré" },
  geometry: { type: "Polygon", coordinates },
});

test("a shape is filled inside, whichever way round its ring goes", () => {
  const there = drawingOf(fileOf(land([square])), projection);
  const back = drawingOf(fileOf(land([square.toReversed()])), projection);
  expect(there.shapes).toHaveLength(1);
  // The same corners, and no outline of the whole world around them.
  const corners = (d: string) => (d.match(/-?[\d.]+,-?[\d.]+/g) ?? []).toSorted();
  expect(new Set(corners(back.shapes[0]?.d ?? ""))).toEqual(new Set(corners(there.shapes[0]?.d ?? "")));
  expect(back.box).toEqual(there.box);
});

test("its name stands in its middle, or where the file says", () => {
  const [inMiddle] = drawingOf(fileOf(land([square])), projection).names;
  expect(Math.hypot(...(inMiddle?.at ?? [9, 9]))).toBeLessThan(1);
  const said = land([square]);
  const [where] = drawingOf(
    fileOf({ ...said, properties: { ...said.properties, label: [6.12, 46.24] } }),
    projection,
  ).names;
  expect(where?.at).toEqual(projection.toMap({ lon: 6.12, lat: 46.24 }));
});

test("land is drawn first, water on it, rivers last; the first names come first", () => {
  const river: MapFile["features"][number] = {
    properties: { kind: "river" },
    geometry: { type: "LineString", coordinates: [square[0]!, square[2]!] },
  };
  const water: MapFile["features"][number] = {
    properties: { kind: "water", name: "Lac", rank: 1 },
    geometry: { type: "MultiPolygon", coordinates: [[square]] },
  };
  const drawing = drawingOf(fileOf(river, water, land([square])), projection);
  expect(drawing.shapes.map(({ kind }) => kind)).toEqual(["land", "water", "river"]);
  expect(drawing.names.map(({ text }) => text)).toEqual(["Lac", "Pré"]);
});

test("shapes of no size, and water without land, leave the map as large as its postcodes", () => {
  const point = square[0]!;
  const flat = land([[point, point, point, point]]);
  const drawn = drawingOf(fileOf(flat), projection);
  expect(drawn.names.every(({ at }) => at.every(Number.isFinite))).toBe(true);
  const { region } = regionOf(
    {
      centre: middle,
      postcodes: [
        { lat: 46.1, lon: 6.0 },
        { lat: 46.3, lon: 6.3 },
      ],
    },
    fileOf({ properties: { kind: "water" }, geometry: { type: "Polygon", coordinates: [square] } }),
  );
  expect(region.has({ lat: 46.12, lon: 6.05 })).toBe(true);
});

test("without shapes the pins have plain paper, around the postcodes; a place elsewhere is not on the map", () => {
  const { region, drawing } = regionOf({ centre: middle, postcodes: [middle] }, null);
  expect(drawing.shapes).toEqual([]);
  const [[left, top], [right, bottom]] = region.box;
  expect(right - left).toBeGreaterThan(50);
  expect(bottom - top).toBeGreaterThan(50);
  expect(region.has(middle)).toBe(true);
  expect(region.has({ lat: 0, lon: 0 })).toBe(false);
  expect(region.has({ lat: 90, lon: 0 })).toBe(false);
});
