import { openCheckpoint, logNoteKey, signCheckpoint } from "../../crypto/checkpoint.ts";
import { fromBase64url, utf8 } from "../../crypto/bytes.ts";
import { emptyFrontier, extendFrontier, frontierRoot, leafHash } from "../../crypto/merkle.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import { bundlesOf, decodeBundle, encodeBundle, parseTilePath, tilePath } from "../../crypto/tiles.ts";

/** A log's second history: what a server that holds the log's key could show to one person alone. */
export interface ForkedLog {
  /** What stands at a path of the server, "/log/checkpoint" and "/log/tile/entries/…"; null for any other path. */
  answer(path: string): Uint8Array | null;
}

/**
 * Reads the log of a server and makes another history of it, signed by the log's own key and consistent in itself. Either
 * its last entry is of another statement, or before the last there is one that nobody else sees: then the catalogue agrees
 * with it, and nobody can tell who has not seen the other history. Or there are more entries: nobody can tell them from
 * those that the log has for everybody, until the other histories are seen.
 */
export async function forkLog(
  url: string,
  pair: SigningKeyPair,
  how: "changed" | "inserted" | readonly Uint8Array[] = "changed",
): Promise<ForkedLog> {
  const get = async (path: string): Promise<Uint8Array> => {
    const response = await fetch(url + path);
    if (!response.ok) throw new Error(`GET ${path} was answered with ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const { log } = JSON.parse(new TextDecoder().decode(await get("/operator"))) as {
    log: { origin: string; key: string };
  };
  const note = new TextDecoder().decode(await get("/log/checkpoint"));
  const { size } = openCheckpoint(note, log.origin, logNoteKey(log.origin, fromBase64url(log.key)));
  const entries: Uint8Array[] = [];
  for (const name of bundlesOf(size)) {
    entries.push(...decodeBundle(await get(`/log/${tilePath(name)}`), name.width).map((entry) => entry.slice()));
  }
  const last = entries.at(-1)!;
  if (typeof how !== "string") entries.push(...how);
  else if (how === "inserted") entries.splice(-1, 0, Uint8Array.of(255, 0));
  else last[last.length - 1]! ^= 1;
  const root = frontierRoot(extendFrontier(emptyFrontier, entries.map(leafHash)));
  const forked = utf8(signCheckpoint({ origin: log.origin, size: entries.length, root }, pair));
  return {
    answer: (path) => {
      if (path === "/log/checkpoint") return forked;
      const name = parseTilePath(path.replace(/^\/log\//, ""));
      if (name?.level !== "entries") return null;
      const bundle = entries.slice(name.index * 256, name.index * 256 + name.width);
      return bundle.length === name.width ? encodeBundle(bundle) : null;
    },
  };
}
