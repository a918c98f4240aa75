import { readFileSync, writeFileSync } from "node:fs";
import type { Geometry, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { mapFile } from "../../crypto/protocol/map-file.ts";

// Makes instances/geneva/map.json of the shapes of `swiss-maps` (BSD-3-Clause; 52 MB, so it is no dependency):
//
//   npm pack swiss-maps@4.7.0 && tar xzf swiss-maps-4.7.0.tgz
//   npx tsx test/support/geneva-map.ts package/2026/ch-combined.json
//
// The 45 communes of the canton and the lake, rounded to 4 decimals of a degree (the source lies on a grid of 9 m).
// The source has numbers only; names and ranks are below.

/** Communes by the number of the Federal Statistical Office, with the rank of their names. */
const communes: Readonly<Record<number, readonly [name: string, rank: 1 | 2 | 3]>> = {
  6601: ["Aire-la-Ville", 3],
  6602: ["Anières", 3],
  6603: ["Avully", 3],
  6604: ["Avusy", 3],
  6605: ["Bardonnex", 3],
  6606: ["Bellevue", 3],
  6607: ["Bernex", 2],
  6608: ["Carouge", 1],
  6609: ["Cartigny", 3],
  6610: ["Céligny", 2],
  6611: ["Chancy", 2],
  6612: ["Chêne-Bougeries", 2],
  6613: ["Chêne-Bourg", 3],
  6614: ["Choulex", 3],
  6615: ["Collex-Bossy", 2],
  6616: ["Collonge-Bellerive", 2],
  6617: ["Cologny", 3],
  6618: ["Confignon", 3],
  6619: ["Corsier", 3],
  6620: ["Dardagny", 2],
  6621: ["Genève", 1],
  6622: ["Genthod", 3],
  6623: ["Le Grand-Saconnex", 2],
  6624: ["Gy", 3],
  6625: ["Hermance", 2],
  6626: ["Jussy", 2],
  6627: ["Laconnex", 3],
  6628: ["Lancy", 1],
  6629: ["Meinier", 2],
  6630: ["Meyrin", 1],
  6631: ["Onex", 2],
  6632: ["Perly-Certoux", 3],
  6633: ["Plan-les-Ouates", 2],
  6634: ["Pregny-Chambésy", 3],
  6635: ["Presinge", 3],
  6636: ["Puplinge", 3],
  6637: ["Russin", 3],
  6638: ["Satigny", 2],
  6639: ["Soral", 3],
  6640: ["Thônex", 2],
  6641: ["Troinex", 3],
  6642: ["Vandœuvres", 3],
  6643: ["Vernier", 1],
  6644: ["Versoix", 1],
  6645: ["Veyrier", 2],
};
const builtUp = new Set([6608, 6612, 6613, 6621, 6623, 6628, 6630, 6631, 6640, 6643]);
const lake = 9757;

const rounded = ([lon = 0, lat = 0]: Position): [number, number] => [
  Math.round(lon * 1e4) / 1e4,
  Math.round(lat * 1e4) / 1e4,
];

/** A ring without the points that rounding made the same. */
function ringOf(points: readonly Position[]): [number, number][] {
  return points.map(rounded).filter((point, index, all) => index === 0 || point.join() !== all[index - 1]?.join());
}

function shapeOf(geometry: Geometry): Polygon | MultiPolygon {
  if (geometry.type === "Polygon") return { type: "Polygon", coordinates: geometry.coordinates.map(ringOf) };
  if (geometry.type !== "MultiPolygon") throw new Error(`A shape of the source is a ${geometry.type}.`);
  return { type: "MultiPolygon", coordinates: geometry.coordinates.map((polygon) => polygon.map(ringOf)) };
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("Say where ch-combined.json of swiss-maps lies.");
const topology = JSON.parse(readFileSync(source, "utf8")) as Topology<
  Record<"municipalities" | "lakes", GeometryCollection>
>;
const shapes = (name: "municipalities" | "lakes") => feature(topology, topology.objects[name]).features;

const features = [
  ...shapes("municipalities").flatMap(({ id, geometry }) => {
    const [name, rank] = communes[Number(id)] ?? [];
    if (name === undefined) return [];
    const kind = builtUp.has(Number(id)) ? "town" : "land";
    return [{ type: "Feature", properties: { kind, name, rank }, geometry: shapeOf(geometry) }];
  }),
  ...shapes("lakes")
    .filter(({ id }) => Number(id) === lake)
    .map(({ geometry }) => ({
      type: "Feature",
      properties: { kind: "water", name: "Léman", rank: 1, label: [6.197, 46.288] },
      geometry: shapeOf(geometry),
    })),
];
if (features.length !== Object.keys(communes).length + 1) throw new Error("The source lacks a commune or the lake.");

const made = {
  type: "FeatureCollection",
  attribution: "© OFS ThemaKart, swisstopo",
  madeOf: "swiss-maps 4.7.0 (BSD-3-Clause), 2026/ch-combined.json, by test/support/geneva-map.ts",
  features,
};
mapFile.parse(made);
// A shape a line: a change of one shows as one.
const lines = made.features.map((each) => JSON.stringify(each)).join(",\n");
const head = JSON.stringify({ ...made, features: undefined }).slice(0, -1);
writeFileSync(new URL("../../instances/geneva/map.json", import.meta.url), `${head},"features":[\n${lines}\n]}\n`);
