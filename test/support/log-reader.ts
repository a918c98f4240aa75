import { fromBase64url } from "../../crypto/bytes.ts";
import { logNoteKey, type OpenedCheckpoint, openCheckpoint } from "../../crypto/checkpoint.ts";
import {
  consistencyPlan,
  emptyFrontier,
  extendFrontier,
  fillProof,
  frontierRoot,
  type Hash,
  inclusionPlan,
  leafHash,
  type Subtree,
  verifyConsistency,
  verifyInclusion,
} from "../../crypto/merkle.ts";
import { decodeLogEntry, type LogEntry } from "../../crypto/protocol/log-entry.ts";
import { bundlesOf, decodeBundle, hashesFromTiles, tilePath, tilesOf, widthAt } from "../../crypto/tiles.ts";

/** A log as a suspicious reader knows it after following it once more. */
export interface ReadLog {
  readonly checkpoint: OpenedCheckpoint;
  readonly entries: readonly LogEntry[];
  /** Without what the server says about itself at moments of its own: keys of tokens, the listing of a day. */
  readonly said: readonly LogEntry[];
}

/** The same hashes, each computed once: proofs of neighbours share most of theirs. */
function once(hashOf: (subtree: Subtree) => Hash): (subtree: Subtree) => Hash {
  const known = new Map<string, Hash>();
  return (subtree) => {
    const name = `${subtree.level}/${subtree.index}`;
    const hash = known.get(name) ?? hashOf(subtree);
    known.set(name, hash);
    return hash;
  };
}

/**
 * Reads a whole log over HTTP and believes nothing: entries, tiles and checkpoint must agree, every entry is proved from
 * the tiles, and the checkpoint must go on from `earlier` ones. Throws otherwise.
 * @param url of the server, without a final slash
 */
export async function readLog(url: string, earlier: readonly OpenedCheckpoint[] = []): Promise<ReadLog> {
  const get = async (path: string): Promise<Uint8Array> => {
    const response = await fetch(url + path);
    if (response.status !== 200) throw new Error(`GET ${path} was answered with ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const { log, operator } = JSON.parse(new TextDecoder().decode(await get("/operator"))) as {
    log: { origin: string; key: string };
    operator: string;
  };
  const note = new TextDecoder().decode(await get("/log/checkpoint"));
  const checkpoint = openCheckpoint(note, log.origin, logNoteKey(log.origin, fromBase64url(log.key)));
  const { size, root } = checkpoint;
  const leaves: Uint8Array[] = [];
  for (const bundle of bundlesOf(size)) {
    leaves.push(...decodeBundle(await get(`/log/${tilePath(bundle)}`), bundle.width));
  }
  const hashes = leaves.map(leafHash);
  if (!Buffer.from(frontierRoot(extendFrontier(emptyFrontier, hashes))).equals(root)) throw new Error("Another root.");
  const tiles = new Map<string, Uint8Array>();
  for (const name of tilesOf(size)) tiles.set(`${name.level}/${name.index}`, await get(`/log/${tilePath(name)}`));
  const hashOf = once(hashesFromTiles((level, index) => tiles.get(`${level}/${index}`)));
  for (const [key, tile] of tiles) {
    const [level = 0, index = 0] = key.split("/").map(Number);
    if (tile.length !== widthAt(size, level, index) * 32) throw new Error("A tile has another width.");
  }
  for (const [index, leaf] of hashes.entries()) {
    verifyInclusion({ index, leaf }, { size, root }, fillProof(inclusionPlan(index, size), hashOf));
  }
  for (const older of earlier) {
    verifyConsistency(older, checkpoint, fillProof(consistencyPlan(older.size, size), hashOf));
  }
  const entries = leaves.map(decodeLogEntry);
  return { checkpoint, entries, said: entries.filter(({ author }) => author !== operator) };
}
