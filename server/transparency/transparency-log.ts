import { exactly, sameBytes } from "../../crypto/bytes.ts";
import { logNoteKey, openCheckpoint, signCheckpoint } from "../../crypto/checkpoint.ts";
import { CodedError } from "../../crypto/coded-error.ts";
import { consistencyPlan, fillProof, type Hash, leafHash } from "../../crypto/merkle.ts";
import { decodeLogEntry } from "../../crypto/protocol/log-entry.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import type { NoteKey, NoteSignature } from "../../crypto/signed-note.ts";
import {
  edgeFrom,
  edgeRoot,
  edgeTiles,
  encodeBundle,
  growTiles,
  hashesFromTiles,
  type TileEdge,
  type TileName,
  tilesFor,
  tileWidth,
  widthAt,
} from "../../crypto/tiles.ts";
import { withCosignature } from "./cosigned-notes.ts";
import type { Db } from "../database/open-database.ts";
import {
  readCheckpoint,
  readEntries,
  readTiles,
  replaceNote,
  type StoredCheckpoint,
  type StoredEntry,
  writeCheckpoint,
  writeTiles,
  keepWitnessed,
} from "./log-store.ts";

// Words of this room. Pending: an entry that is committed, with its statement, and that no checkpoint covers yet.
// Integrated: covered by a stored checkpoint, and so by stored tiles.

/** The transparency log over its part of the database. Several servers may have one at once. */
export interface TransparencyLog {
  /**
   * Integrates every entry that is pending when it is called: tiles are committed first, then a checkpoint over them is
   * signed and committed. What was interrupted anywhere goes on with the next call, of any server, and comes to the same
   * tiles. Returns how many entries are integrated, and whose statements were since this server last looked. Throws `log/damaged` rather than sign what contradicts an earlier
   * checkpoint.
   */
  integrate(): Promise<{ readonly size: number; readonly authors: ReadonlySet<string> }>;
  /** The newest checkpoint. Its origin is for good once the log has an entry. */
  checkpoint(): Promise<StoredCheckpoint>;
  /** The key of this log as readers know it. */
  key(origin: string): NoteKey;
  /** That the tree of `newSize` entries goes on from that of `oldSize`. Throws `tiles/missing` beyond the checkpoint. */
  consistencyProof(oldSize: number, newSize: number): Promise<Hash[]>;
  /** Keeps a cosignature of `note`, which was the newest checkpoint when a witness was asked. */
  addCosignature(note: string, cosignature: NoteSignature): Promise<void>;
  /** A tile or bundle of the tree that the checkpoint covers; `null` for one that it does not have at this width. */
  tile(name: TileName): Promise<Uint8Array | null>;
}

/** One checkpoint covers at most this many new entries, so that hashing them holds nobody up for long. */
const entriesPerCheckpointMax = 1024;

/**
 * Opens the log and integrates what an earlier process left pending.
 * @param origin the name of a log that has no entries yet
 */
export async function openTransparencyLog(parts: {
  readonly db: Db;
  readonly key: SigningKeyPair;
  readonly origin: string;
}): Promise<TransparencyLog> {
  const { db, key } = parts;
  const sign = (origin: string, size: number, root: Hash) => signCheckpoint({ origin, size, root }, key);
  const kept = await readCheckpoint(db);
  if (kept !== null) {
    // Until the first entry the log is called as people reach the shop.
    const origin = kept.size === 0 ? parts.origin : kept.origin;
    if (!isSigned(kept, origin, key.publicKey)) {
      await replaceNote(db, kept, { origin, note: sign(origin, kept.size, exactly(kept.root, 32)) });
    }
  }

  let known: TileEdge = edgeFrom(0, []);
  const edgeOf = async (stored: StoredCheckpoint | null): Promise<TileEdge> => {
    if (stored === null) return edgeFrom(0, []);
    const edge =
      known.size === stored.size ? known : edgeFrom(stored.size, await readTiles(db, edgeTiles(stored.size)));
    if (!sameBytes(edgeRoot(edge), stored.root)) throw damaged();
    return edge;
  };

  /** One checkpoint further; `null` when there is nothing to integrate. */
  const step = async (stored: StoredCheckpoint | null): Promise<StoredEntry[] | null> => {
    const size = stored?.size ?? 0;
    const rows = await readEntries(db, size, entriesPerCheckpointMax);
    if (rows.length === 0 && stored !== null) return null;
    if (rows.some(({ index }, at) => index !== size + at)) throw damaged();
    const { edge, changed } = growTiles(
      await edgeOf(stored),
      rows.map(({ entry }) => leafHash(entry)),
    );
    if (changed.length > 0) await writeTiles(db, changed);
    const root = edgeRoot(edge);
    // Only now: a signed checkpoint whose tiles could be lost would be a promise that nobody can keep.
    const origin = stored?.origin ?? parts.origin;
    await writeCheckpoint(db, { origin, size: edge.size, root, note: sign(origin, edge.size, root) });
    known = edge;
    return rows;
  };

  let covered = kept?.size ?? 0;
  const integrate = async (): Promise<{ size: number; authors: Set<string> }> => {
    const authors = new Set<string>();
    for (;;) {
      const stored = await readCheckpoint(db);
      const size = stored?.size ?? 0;
      for (const author of await authorsBetween(covered, size)) authors.add(author);
      covered = Math.max(covered, size);
      const rows = await step(stored);
      if (rows === null) return { size: covered, authors };
      for (const { entry } of rows) authors.add(authorOf(entry));
    }
  };

  /** Whose entries other servers integrated meanwhile. */
  const authorsBetween = async (from: number, to: number): Promise<string[]> => {
    const entries = from < to ? await readEntries(db, from, to - from) : [];
    return entries.map(({ entry }) => authorOf(entry));
  };

  // Also when nothing is pending: what it would sign next must go on from what was signed.
  if (kept !== null) known = await edgeOf(kept);
  await integrate();
  const current = async (): Promise<StoredCheckpoint> => {
    const stored = await readCheckpoint(db);
    if (stored === null) throw damaged();
    covered = Math.max(covered, stored.size);
    return stored;
  };

  return {
    integrate,
    checkpoint: current,
    key: (origin) => logNoteKey(origin, key.publicKey),
    async consistencyProof(oldSize, newSize) {
      const plan = consistencyPlan(oldSize, newSize);
      const tiles = await readTiles(db, tilesFor(plan, newSize));
      return fillProof(
        plan,
        hashesFromTiles((level, index) => tiles.find((tile) => tile.level === level && tile.index === index)?.hashes),
      );
    },
    async addCosignature(note, cosignature) {
      let isKept = false;
      while (!isKept) {
        const stored = await current();
        const notes = withCosignature(stored, note, cosignature);
        isKept = notes === null || (await keepWitnessed(db, stored, notes));
      }
    },
    async tile(name) {
      const { level, index, width } = name;
      if (width > widthAt(covered, level, index)) await current();
      if (width > widthAt(covered, level, index)) return null;
      if (level !== "entries") return (await readTiles(db, [name]))[0]?.hashes ?? null;
      const entries = await readEntries(db, index * tileWidth, width);
      return entries.length === width ? encodeBundle(entries.map(({ entry }) => entry)) : null;
    },
  };
}

function isSigned({ note }: StoredCheckpoint, origin: string, publicKey: Uint8Array): boolean {
  try {
    openCheckpoint(note, origin, logNoteKey(origin, publicKey));
    return true;
  } catch {
    return false;
  }
}

function authorOf(entry: Uint8Array): string {
  return decodeLogEntry(new Uint8Array(entry)).author;
}

function damaged(): CodedError {
  return new CodedError("log/damaged", "The transparency log in the database contradicts itself.");
}
