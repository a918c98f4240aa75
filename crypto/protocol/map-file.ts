import { z } from "zod";
import { line } from "./primitives.ts";

/** WGS 84: longitude, latitude; a height after them is dropped. Mercator has no poles. */
const position = z
  .tuple([z.number().min(-180).max(180), z.number().min(-85).max(85)])
  .rest(z.number())
  .transform(([lon, lat]): [number, number] => [lon, lat]);
const lineOf = z.array(position).min(2).max(20_000);
const ring = z
  .array(position)
  .min(4)
  .max(20_000)
  .refine((points) => points[0]?.join() === points.at(-1)?.join(), "a ring ends where it begins");
const polygon = z.array(ring).min(1).max(200);

const geometry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: polygon }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon).min(1).max(500) }),
  z.object({ type: z.literal("LineString"), coordinates: lineOf }),
  z.object({ type: z.literal("MultiLineString"), coordinates: z.array(lineOf).min(1).max(500) }),
]);

const positionsMax = 60_000;

function positionsOf({ type, coordinates }: z.infer<typeof geometry>): number {
  if (type === "LineString") return coordinates.length;
  if (type === "MultiPolygon") return coordinates.flat().reduce((sum, points) => sum + points.length, 0);
  return coordinates.reduce((sum, points) => sum + points.length, 0);
}

/**
 * The shapes of a city's map: `instances/<name>/map.json`, a GeoJSON FeatureCollection (RFC 7946) as any map program
 * writes one. What it has besides (ids, boxes, other properties) is ignored. At most 60,000 positions in all: it is
 * one file that every device fetches. A city without the file has its pins on plain paper.
 */
export const mapFile = z
  .object({
    type: z.literal("FeatureCollection"),
    /** Whose shapes these are, shown on the map: "© OFS, swisstopo". */
    attribution: line(120),
    features: z
      .array(
        z.object({
          properties: z.object({
            /** What is drawn: a commune or quarter, one that is built up (hatched), a lake, a river. */
            kind: z.enum(["land", "town", "water", "river"]),
            /** Written on it where there is room. */
            name: line(60).optional(),
            /** 1 is written first, 3 only from near. */
            rank: z.int().min(1).max(3).optional(),
            /** Where the name stands, when the middle of the shape is not the place. */
            label: position.optional(),
          }),
          geometry,
        }),
      )
      .min(1)
      .max(3000),
  })
  .refine(
    ({ features }) => features.reduce((sum, each) => sum + positionsOf(each.geometry), 0) <= positionsMax,
    `more than ${positionsMax} positions`,
  );

export type MapFile = z.infer<typeof mapFile>;
