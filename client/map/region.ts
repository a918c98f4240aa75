import type { MapFile } from "../../crypto/protocol/exports.ts";
import type { Position } from "../core/catalogue/distance.ts";
import { instance } from "../instance.ts";
import { type Drawing, drawingOf } from "./drawing.ts";
import { type Box, boxAround, inside, type Projection, projectionAround, widened } from "./projection.ts";

/** The part of the world that an instance is about, flat. */
export interface Region {
  readonly projection: Projection;
  /** What the map shows when it shows all: the city's land, or its postcodes where it has no shapes. */
  readonly box: Box;
  /** How far it can be moved. */
  readonly wide: Box;
  /** Whether a place is on the map; one elsewhere would make the city a dot. */
  readonly has: (place: Position) => boolean;
}

/** Units of the flat map: about two kilometres, for an instance of one postcode. */
const least = 40;

/** The region of a city of these postcodes, with or without shapes. */
export function regionOf(
  city: { readonly centre: Position; readonly postcodes: readonly Position[] },
  file: MapFile | null,
): { readonly region: Region; readonly drawing: Drawing } {
  const projection = projectionAround(city.centre);
  const drawing = file === null ? { shapes: [], names: [], box: null } : drawingOf(file, projection);
  const served = boxAround([city.centre, ...city.postcodes].map(projection.toMap));
  const box =
    drawing.box ??
    widened(
      served ?? [
        [0, 0],
        [0, 0],
      ],
      0.05,
      least,
    );
  const wide = widened(box, 0.35, least);
  return { region: { projection, box, wide, has: (place) => inside(projection.toMap(place), wide) }, drawing };
}

/**
 * Whether a place is no more than the middle of its postcode: that is where a stall stands that gave no place of its own,
 * and a map must not look as if it knew better.
 */
export function isAboutThere({ lat, lon }: Position): boolean {
  return instance.postcodes.some((each) => each.lat === lat && each.lon === lon);
}
