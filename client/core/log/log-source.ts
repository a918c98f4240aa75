import { fromUtf8 } from "../../../crypto/bytes.ts";
import { decodeBundle, tilePath, tileWidth, type TileName } from "../../../crypto/tiles.ts";
import { noteLengthMax } from "../../../crypto/signed-note.ts";
import { statusOf } from "../network-problem.ts";
import type { Transport } from "../platform.ts";

/** Where the log's checkpoint and entries come from. Both throw what the transport throws. */
export interface LogSource {
  /** The newest checkpoint's note. */
  checkpoint(): Promise<string>;
  /** The note of the newest checkpoint that somebody cosigned: publishing waits for no witness. Null while there is none. */
  witnessed(): Promise<string | null>;
  /** The entries of a bundle that must hold exactly `name.width`. Throws `tiles/malformed`. */
  entries(name: TileName): Promise<readonly Uint8Array[]>;
}

/** Largest bundle that is read: 256 entries of up to a KiB. Entries of today are 136 bytes at most. */
const bundleBytesMax = tileWidth * (2 + 1024);

/**
 * The log at its server. What is asked for depends on sizes alone, the one that this device saw last and the one that the
 * log has now: never on what a person looked at, bought or wrote.
 */
export function logSource(transport: Pick<Transport, "request">): LogSource {
  const read = (name: TileName): Promise<Uint8Array> => {
    const tile = tilePath(name).replace(/^tile\//, "");
    return transport.request("logTile", { params: { tile }, bytesMax: bundleBytesMax });
  };
  return {
    checkpoint: async () => fromUtf8(await transport.request("logCheckpoint", { bytesMax: noteLengthMax })),
    witnessed: async () => {
      try {
        return fromUtf8(await transport.request("logWitnessed", { bytesMax: noteLengthMax }));
      } catch (thrown) {
        if (statusOf(thrown) === 404) return null;
        throw thrown;
      }
    },
    entries: async (name) => {
      try {
        return decodeBundle(await read(name), name.width);
      } catch (thrown) {
        // A partial bundle may be gone once the full one is there (tlog-tiles, "Partial Tiles").
        if (name.width === tileWidth || statusOf(thrown) !== 404) throw thrown;
        return decodeBundle(await read({ ...name, width: tileWidth }), tileWidth).slice(0, name.width);
      }
    },
  };
}
