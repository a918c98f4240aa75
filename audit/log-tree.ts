import { sameBytes } from "../crypto/bytes.ts";
import { emptyFrontier, extendFrontier, frontierRoot, type Hash, leafHash } from "../crypto/merkle.ts";
import { edgeFrom, growTiles, widthAt } from "../crypto/tiles.ts";
import type { AuditDatabase } from "./audit-database.ts";

/** Entries that are read and hashed at once: whole tiles of the lowest level. */
const entriesAtOnce = 1024;

/** The log of a database, computed anew from its entries. */
export interface RecomputedLog {
  /** The root over the first `size` entries; `null` when there are fewer, or a gap among them. */
  readonly root: Hash | null;
  /** Entries in a row from the first on. */
  readonly entries: number;
  /** Stored tiles that hold something else than the entries make of them, or too little. */
  readonly wrongTiles: number;
}

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, "hex"));

/** Reads the entries in order, page after page, and holds the stored tiles against what they must be at `size`. */
export async function recomputeLog(
  database: AuditDatabase,
  size: number,
  say: (line: string) => void,
): Promise<RecomputedLog> {
  let edge = edgeFrom(0, []);
  let frontier = emptyFrontier;
  let wrongTiles = 0;
  while (edge.size < size) {
    const count = Math.min(entriesAtOnce, size - edge.size);
    const rows = await database.rows<{ at: number; entry: string }>(
      `select index::float8 as at, encode(entry, 'hex') as entry from public_plane.log_entry
       where index >= $1::text::bigint and index < $2::text::bigint order by index`,
      [String(edge.size), String(edge.size + count)],
    );
    if (rows.length !== count) return { root: null, entries: edge.size + rows.length, wrongTiles };
    const leaves = rows.map(({ entry }) => leafHash(bytesOf(entry)));
    const grown = growTiles(edge, leaves);
    frontier = extendFrontier(frontier, leaves);
    for (const { level, index, hashes } of grown.changed) {
      const [row] = await database.rows<{ hashes: string }>(
        `select encode(hashes, 'hex') as hashes from public_plane.log_tile where level = $1::text::smallint and index = $2::text::bigint`,
        [String(level), String(index)],
      );
      const stored = bytesOf(row?.hashes ?? "");
      // What is kept may be wider already; what it holds further right is looked at when its turn comes.
      const wide = stored.length >= widthAt(size, level, index) * 32;
      if (!wide || !sameBytes(stored.subarray(0, hashes.length), hashes)) wrongTiles += 1;
    }
    edge = grown.edge;
    if (edge.size % 102_400 === 0) say(`  public_plane.log_entry: ${edge.size} rows`);
  }
  return { root: frontierRoot(frontier), entries: edge.size, wrongTiles };
}
