import { z } from "zod";
import { day } from "./primitives.ts";
import type { Route } from "./routes.ts";

/**
 * What a witness found when it last held the client that an instance serves against that instance's log. `logged`: it is the
 * newest release there, file by file. `unlogged`: it is not. `files`: a file is another. `log`: the log does not go on from
 * what was cosigned. `unsaid`: no release is said. `unknown`: it was not checked, or could not be reached, so far.
 */
export const watchedRelease = z.strictObject({
  origin: z.string().max(300),
  release: z.enum(["logged", "unlogged", "files", "log", "unsaid", "unknown"]),
  checkedOn: day.nullable(),
});
export type WatchedRelease = z.infer<typeof watchedRelease>;

/** Routes of the transparency log (C2SP tlog-tiles) and of the witness of others' logs (C2SP tlog-witness). */
export const logRoutes = {
  /** The newest head of the transparency log: a C2SP checkpoint, with the cosignatures that it has so far. */
  logCheckpoint: { method: "GET", path: "/log/checkpoint", auth: "none", request: null, response: "bytes" },
  /** The newest checkpoint that a witness has cosigned, of the present size or an earlier one; 404 while there is none. */
  logWitnessed: { method: "GET", path: "/log/witnessed", auth: "none", request: null, response: "bytes" },
  /**
   * Verifier keys (C2SP signed-note) as the files of others name them: of this server's own log, and of what it cosigns. And
   * what it found of the releases of those that it watches.
   */
  witness: {
    method: "GET",
    path: "/witness",
    auth: "none",
    request: null,
    response: z.strictObject({
      log: z.string().max(300),
      key: z.string().max(300),
      watched: z.array(watchedRelease).max(200),
    }),
  },
  /** C2SP tlog-witness, with its statuses: 400, 403, 404, 409 with the size, 422. */
  addCheckpoint: {
    method: "POST",
    path: "/witness/add-checkpoint",
    auth: "none",
    request: "bytes",
    response: "bytes",
  },
  /** A tile of hashes or a bundle of entries by its path behind `/log/tile/` (crypto/tiles.ts). */
  logTile: { method: "GET", path: "/log/tile/*tile", auth: "none", request: null, response: "bytes" },
} as const satisfies Record<string, Route>;
