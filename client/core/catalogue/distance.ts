import type { InstanceFile } from "../../../crypto/protocol/exports.ts";

/** A point, WGS 84 degrees. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
}

const earthMetres = 6_371_008.8;
const radians = Math.PI / 180;

/** Metres as the crow flies (haversine), rounded to whole metres. */
export function metresBetween(a: Position, b: Position): number {
  const sinLat = Math.sin(((b.lat - a.lat) * radians) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * radians) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * sinLon * sinLon;
  return Math.round(2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** The middle of a postcode of the instance; `null` for one that it does not serve. */
export function positionOfPostcode(instance: InstanceFile, postcode: string | null): Position | null {
  return instance.postcodes.find((place) => place.postcode === postcode) ?? null;
}
