import { CodedError } from "../../crypto/coded-error.ts";
import { decodeBundle, tilePath, tileWidth, type TileName } from "../../crypto/tiles.ts";

/** How long one answer may take. */
const answerMs = 20_000;
const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
const logName = /^([^/]+)\/log$/;

/** Another instance, asked as any visitor asks it. */
export interface WatchedSite {
  /**
   * What stands at a path; null for a 404. Throws `watch/answer` for another status or more than `bytesMax`, and what `fetch`
   * throws when it cannot be reached within twenty seconds.
   */
  get(path: string, bytesMax: number): Promise<Uint8Array | null>;
  /** The entries of a bundle of its log. Throws what {@link get} throws, and `tiles/malformed`. */
  entries(name: TileName): Promise<readonly Uint8Array[]>;
}

/**
 * The instance whose log is named so: "market.example/log" is at https://market.example, and at this machine without TLS.
 * Null for the log of another kind of service, which says of no release that it serves it.
 * @param closing ends what is asked when this server closes
 */
export function openWatchedSite(logOrigin: string, closing: AbortSignal): WatchedSite | null {
  const host = logName.exec(logOrigin)?.[1];
  if (host === undefined) return null;
  const base = `${loopback.test(host) ? "http" : "https"}://${host}`;

  const get: WatchedSite["get"] = async (path, bytesMax) => {
    const response = await fetch(`${base}${path}`, {
      headers: { accept: path.endsWith(".html") ? "text/html" : "*/*" },
      redirect: "error",
      signal: AbortSignal.any([AbortSignal.timeout(answerMs), closing]),
    });
    if (response.status === 404) {
      await response.body?.cancel();
      return null;
    }
    if (response.status !== 200) {
      await response.body?.cancel();
      throw unexpected();
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > bytesMax) throw unexpected();
      chunks.push(chunk as Uint8Array);
    }
    return new Uint8Array(Buffer.concat(chunks));
  };

  return {
    get,
    async entries(name) {
      const bytesMax = tileWidth * (2 + 1024);
      const partial = await get(`/log/${tilePath(name)}`, bytesMax);
      if (partial !== null) return decodeBundle(partial, name.width);
      // A partial bundle may be gone once the full one is there (tlog-tiles, "Partial Tiles").
      const full =
        name.width < tileWidth ? await get(`/log/${tilePath({ ...name, width: tileWidth })}`, bytesMax) : null;
      if (full === null) throw unexpected();
      return decodeBundle(full, tileWidth).slice(0, name.width);
    },
  };
}

function unexpected(): CodedError {
  return new CodedError("watch/answer", "A watched instance answered with something else.");
}
