import "./map.ts";
import { hereOf, partyPins } from "./party-pins.ts";
import { isAboutThere } from "./region.ts";

/** All that a page needs of the map, in one chunk: nothing of it is loaded before a map is on the screen. */
export const mapParts = { hereOf, partyPins, isAboutThere } as const;

export type MapParts = typeof mapParts;
