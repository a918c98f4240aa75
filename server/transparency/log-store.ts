import { sql, type Transaction } from "kysely";
import type { Tile, TileName } from "../../crypto/tiles.ts";
import type { Db } from "../database/open-database.ts";
import type { Tables } from "../database/schema.ts";

/** Chosen once: all servers of one database take entries in one after the other. "SPlog" in ASCII. */
const sequencingLock = 0x53_50_6c_6f_67;

/** The head of the tree as it is kept. `note` is the signed checkpoint, with the cosignatures that came. */
export interface StoredCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  /** The newest note that has a cosignature; null before the first. */
  readonly witnessedNote: string | null;
}

/** A leaf of the log at its place. */
export interface StoredEntry {
  readonly index: number;
  readonly entry: Uint8Array;
}

/** Waits until this transaction alone may append entries; the lock goes with the transaction. */
export async function lockSequence(transaction: Transaction<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sequencingLock}::bigint)`.execute(transaction);
}

/** Appends entries; returns the index of the first. Only under {@link lockSequence}. */
export async function appendEntries(transaction: Transaction<Tables>, entries: readonly Uint8Array[]): Promise<number> {
  const { last } = await transaction
    .selectFrom("public_plane.log_entry")
    .select((select) => select.fn.max<number | null>("index").as("last"))
    .executeTakeFirstOrThrow();
  const first = last === null ? 0 : last + 1;
  await transaction
    .insertInto("public_plane.log_entry")
    .values(entries.map((entry, at) => ({ index: first + at, entry })))
    .execute();
  return first;
}

/** Entries from index `from` on, at most `countMax`, in order. */
export async function readEntries(db: Db, from: number, countMax: number): Promise<StoredEntry[]> {
  return db
    .selectFrom("public_plane.log_entry")
    .select(["index", "entry"])
    .where("index", ">=", from)
    .where("index", "<", from + countMax)
    .orderBy("index")
    .execute();
}

/** The tiles named, each cut to the width asked for: what is kept may be wider already. Absent ones are left out. */
export async function readTiles(db: Db, names: readonly TileName[]): Promise<Tile[]> {
  const hashTiles = names.filter((name): name is TileName & { level: number } => name.level !== "entries");
  if (hashTiles.length === 0) return [];
  const rows = await db
    .selectFrom("public_plane.log_tile")
    .selectAll()
    .where((where) => where.or(hashTiles.map(({ level, index }) => where.and({ level, index }))))
    .execute();
  return hashTiles.flatMap(({ level, index, width }) => {
    const row = rows.find((each) => each.level === level && each.index === index);
    if (row === undefined || row.hashes.length < width * 32) return [];
    return [{ level, index, hashes: new Uint8Array(row.hashes).subarray(0, width * 32) }];
  });
}

/** Keeps tiles; one that is there and at least as wide stays as it is, for a tile only ever grows. */
export async function writeTiles(db: Db, tiles: readonly Tile[]): Promise<void> {
  await db
    .insertInto("public_plane.log_tile")
    .values(tiles.map(({ level, index, hashes }) => ({ level, index, hashes })))
    .onConflict((conflict) =>
      conflict
        .columns(["level", "index"])
        .doUpdateSet((update) => ({ hashes: update.ref("excluded.hashes") }))
        .where(sql<boolean>`octet_length(log_tile.hashes) < octet_length(excluded.hashes)`),
    )
    .execute();
}

/** The checkpoint; `null` before the first. */
export async function readCheckpoint(db: Db): Promise<StoredCheckpoint | null> {
  const row = await db.selectFrom("public_plane.log_checkpoint").selectAll().executeTakeFirst();
  if (row === undefined) return null;
  return { origin: row.origin, size: row.size, root: row.root, note: row.note, witnessedNote: row.witnessed_note };
}

/** How many entries the checkpoint covers; 0 before the first. */
export async function readCheckpointSize(db: Db): Promise<number> {
  const row = await db.selectFrom("public_plane.log_checkpoint").select("size").executeTakeFirst();
  return row?.size ?? 0;
}

const theRow = 1;

/**
 * Keeps a checkpoint of more entries than the one before. Returns whether it was: not when another server is further, or
 * has named the log otherwise.
 */
export async function writeCheckpoint(db: Db, checkpoint: Omit<StoredCheckpoint, "witnessedNote">): Promise<boolean> {
  const { origin, size, root, note } = checkpoint;
  const written = await db
    .insertInto("public_plane.log_checkpoint")
    .values({ id: theRow, origin, size, root, note, witnessed_note: null })
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet({ size, root, note })
        .where("public_plane.log_checkpoint.size", "<", size)
        .where("public_plane.log_checkpoint.origin", "=", origin),
    )
    .returning("size")
    .executeTakeFirst();
  return written !== undefined;
}

/** Puts another note over the tree that is kept, if it still has the note expected: under a new key or name of the log. */
export async function replaceNote(
  db: Db,
  expected: StoredCheckpoint,
  replacement: { readonly origin: string; readonly note: string },
): Promise<void> {
  await db
    .updateTable("public_plane.log_checkpoint")
    .set(replacement)
    .where("size", "=", expected.size)
    .where("note", "=", expected.note)
    .execute();
}

/** Keeps notes that have a further cosignature, if those there are still the ones expected. Returns whether they were. */
export async function keepWitnessed(
  db: Db,
  expected: StoredCheckpoint,
  notes: { readonly note: string; readonly witnessedNote: string },
): Promise<boolean> {
  const kept = await db
    .updateTable("public_plane.log_checkpoint")
    .set({ note: notes.note, witnessed_note: notes.witnessedNote })
    .where("note", "=", expected.note)
    .where("witnessed_note", "is not distinct from", expected.witnessedNote)
    .returning("size")
    .executeTakeFirst();
  return kept !== undefined;
}
