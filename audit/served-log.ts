import { z } from "zod";
import { fromBase64url } from "../crypto/bytes.ts";
import { logNoteKey } from "../crypto/checkpoint.ts";
import type { Hash } from "../crypto/merkle.ts";
import type { NoteKey } from "../crypto/signed-note.ts";
import { edgeFrom, edgeRoot, edgeTiles, type Tile, tilePath, tileWidth } from "../crypto/tiles.ts";
import type { Site } from "./site.ts";

const operatorForm = z.object({ log: z.object({ origin: z.string().max(300), key: z.string().length(43) }) });

/** The log's key as the site names it, whose name is the log's origin; `null` when it names none. */
export async function namedLogKey(site: Site): Promise<NoteKey | null> {
  const { status, body } = await site.ask("/operator");
  try {
    const { origin, key } = operatorForm.parse(status === 200 ? JSON.parse(body.toString("utf8")) : null).log;
    return logNoteKey(origin, fromBase64url(key));
  } catch {
    return null;
  }
}

async function servedTile(site: Site, name: { level: number; index: number; width: number }): Promise<Tile | null> {
  const at = async (width: number): Promise<Buffer | null> => {
    const { status, body } = await site.ask(`/log/${tilePath({ ...name, width })}`);
    return status === 200 && body.length === width * 32 ? body : null;
  };
  // Once a tile is full, a log need not keep the shorter ones that it was.
  const body = (await at(name.width)) ?? (name.width < tileWidth ? await at(tileWidth) : null);
  if (body === null) return null;
  return { level: name.level, index: name.index, hashes: new Uint8Array(body.subarray(0, name.width * 32)) };
}

/** The root that the tiles which the site serves come to at `size`; `null` when one is missing or of another width. */
export async function servedRoot(site: Site, size: number): Promise<Hash | null> {
  const tiles: Tile[] = [];
  for (const { level, index, width } of edgeTiles(size)) {
    if (level === "entries") continue;
    const tile = await servedTile(site, { level, index, width });
    if (tile === null) return null;
    tiles.push(tile);
  }
  return edgeRoot(edgeFrom(size, tiles));
}
