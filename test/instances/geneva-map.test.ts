import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mapFile } from "../../crypto/protocol/map-file.ts";
import { demoMarket } from "../../instances/geneva/demo/market.ts";
import { geneva } from "../../instances/geneva/instance.ts";

const source = readFileSync(new URL("../../instances/geneva/map.json", import.meta.url), "utf8");
const file = mapFile.parse(JSON.parse(source));

type Ring = readonly (readonly [number, number])[];

/** Even-odd rule. */
function isIn(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  for (const [index, [x, y]] of ring.entries()) {
    const [px, py] = ring.at(index - 1) ?? [0, 0];
    if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside;
  }
  return inside;
}

/** Names of the communes that a place lies in. */
function communesAt({ lon, lat }: { readonly lon: number; readonly lat: number }): string[] {
  return file.features.flatMap(({ properties, geometry }) => {
    if (properties.kind !== "land" && properties.kind !== "town") return [];
    const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates as Ring[]];
    return polygons.some(([outer = []]) => isIn(outer, lon, lat)) ? [properties.name ?? ""] : [];
  });
}

test("the map of Geneva is its 45 communes and the lake, with whose shapes they are", () => {
  const names = file.features.map(({ properties }) => properties.name);
  expect(new Set(names).size).toBe(46);
  expect(names).toContain("Léman");
  expect(file.attribution).toContain("swisstopo");
  // One small file that every device fetches.
  expect(source.length).toBeLessThan(40_000);
});

test("names stand on the right communes: the middle of a postcode lies in the commune of its name", () => {
  const communes = new Set(file.features.map(({ properties }) => properties.name));
  const named = geneva.postcodes.filter(({ name }) => communes.has(name));
  expect(named.length).toBeGreaterThan(30);
  for (const place of named) expect(communesAt(place), place.name).toContain(place.name);
});

test("no postcode and no stall of the demo is in the lake or outside of the canton", () => {
  for (const place of geneva.postcodes) expect(communesAt(place), place.postcode).toHaveLength(1);
  const parties = [...demoMarket.stalls, ...demoMarket.couriers, ...demoMarket.pickupPoints];
  const outside = parties.filter(({ party: { place } }) => place !== undefined && communesAt(place).length === 0);
  expect(outside.map(({ slug }) => slug)).toEqual([]);
});
