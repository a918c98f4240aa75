import { shapes } from "virtual:instance-map";
import type { MapFile } from "../../crypto/protocol/exports.ts";

/** The city's shapes, checked at build (vite.config.ts); null where the instance has none. */
export const cityShapes = shapes as MapFile | null;
