import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { parseTilePath } from "../../crypto/tiles.ts";
import { bestEncoding, type Encoding } from "../content-encoding.ts";
import { mountRoute, type RouteMount } from "../mount-route.ts";
import { ProblemError } from "../problems.ts";
import type { TransparencyLog } from "./transparency-log.ts";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** A tile or bundle of one width never changes. */
const forEver = "public, max-age=31536000, immutable";

async function encoded(bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  if (encoding === "gzip") return gzipped(bytes);
  return encoding === "br" ? brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }) : bytes;
}

/** The log as C2SP tlog-tiles has it, below `/log`. */
export function mountLogRoutes(mount: RouteMount, log: TransparencyLog): void {
  mountRoute(mount, "logCheckpoint", async ({ response }) => {
    const { note } = await log.checkpoint();
    response.set("Cache-Control", "no-cache").type("text/plain; charset=utf-8").send(note);
  });

  mountRoute(mount, "logWitnessed", async ({ response }) => {
    const { witnessedNote } = await log.checkpoint();
    if (witnessedNote === null) throw new ProblemError("request/not-found");
    response.set("Cache-Control", "no-cache").type("text/plain; charset=utf-8").send(witnessedNote);
  });

  mountRoute(mount, "logTile", async ({ params, request, response }) => {
    const name = parseTilePath(`tile/${params["tile"]}`);
    const bytes = name === null ? null : await log.tile(name);
    if (name === null || bytes === null) throw new ProblemError("request/not-found");
    response.set("Cache-Control", forEver).type("application/octet-stream");
    // Authors and subjects repeat, hashes do not.
    const encoding = name.level === "entries" ? bestEncoding(request) : "identity";
    if (name.level === "entries") response.vary("Accept-Encoding");
    if (encoding !== "identity") response.set("Content-Encoding", encoding);
    response.send(Buffer.from(await encoded(bytes, encoding)));
  });
}
