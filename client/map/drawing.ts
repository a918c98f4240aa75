import { geoPath, geoTransform } from "d3-geo";
import type { MapFile } from "../../crypto/protocol/exports.ts";
import { type Box, boxAround, type Point, type Projection } from "./projection.ts";

type Kind = MapFile["features"][number]["properties"]["kind"];

/** A shape as SVG draws it: the `d` of a path in units of the flat map. */
export interface Shape {
  readonly kind: Kind;
  readonly d: string;
}

/** A name to be written on the map. */
export interface PlaceName {
  readonly text: string;
  readonly at: Point;
  readonly rank: 1 | 2 | 3;
  readonly water: boolean;
}

/** A city's shapes, ready to be drawn. */
export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly names: readonly PlaceName[];
  /** Around all that is land; null where there is none. */
  readonly box: Box | null;
}

const order: Readonly<Record<Kind, number>> = { land: 0, town: 1, water: 2, river: 3 };

/**
 * Draws shapes flat. On a plane, not on the sphere: which way round a ring goes does not matter, so that files of every
 * program are filled inside, not outside.
 */
export function drawingOf(file: MapFile, projection: Projection): Drawing {
  const flat = geoTransform({
    point(lon, lat) {
      const [x, y] = projection.toMap({ lon, lat });
      this.stream.point(x, y);
    },
  });
  const path = geoPath(flat).digits(2);
  const features = file.features.toSorted((a, b) => order[a.properties.kind] - order[b.properties.kind]);
  const shapes = features.flatMap(({ properties: { kind }, geometry }): Shape[] => {
    const d = path(geometry);
    return d === null ? [] : [{ kind, d }];
  });
  const names = features.flatMap(({ properties: { name, rank = 3, label, kind }, geometry }): PlaceName[] => {
    if (name === undefined) return [];
    const at = label === undefined ? path.centroid(geometry) : projection.toMap({ lon: label[0], lat: label[1] });
    return at.every(Number.isFinite) ? [{ text: name, at, rank: rank as 1 | 2 | 3, water: kind === "water" }] : [];
  });
  const corners = features
    .filter(({ properties: { kind } }) => kind === "land" || kind === "town")
    .flatMap(({ geometry }): Point[] => path.bounds(geometry))
    .filter((point) => point.every(Number.isFinite));
  return { shapes, names: names.toSorted((a, b) => a.rank - b.rank), box: boxAround(corners) };
}
