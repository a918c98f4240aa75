import { sql } from "kysely";
import type { Db } from "../database/open-database.ts";

/** An envelope, closed under the key of the day, about to be written. */
export interface InboxArrival {
  readonly digest: Uint8Array;
  readonly inbox: Uint8Array;
  readonly sealed: Uint8Array;
}

export interface BoardArrival {
  readonly digest: Uint8Array;
  readonly bucket: number;
  readonly sealed: Uint8Array;
}

/** A stored row: `day` names the key that it is closed under. */
export interface StoredEnvelope {
  readonly cursor: number;
  readonly day: string;
  readonly sealed: Uint8Array;
}

const pageBytesMax = 4 * 1024 * 1024;
/** Any number, the same in every server of one database: see the lock below. */
const arrivalLock = 7_301_953;

/**
 * Arrays travel as one byte string each, cut in the database by offsets: half the bytes of an array of bytea, and nothing
 * to escape.
 */
function offsetsOf(parts: readonly Uint8Array[]): { from: number[]; length: number[] } {
  let next = 1;
  const from = parts.map((part) => {
    const start = next;
    next += part.length;
    return start;
  });
  return { from, length: parts.map((part) => part.length) };
}

/**
 * Writes envelopes to inboxes with one statement, each with the digest that makes it unique. Returns which were new; the
 * others were accepted before and nothing is written for them. Digests of one call must differ.
 *
 * The lock makes arrivals of several servers commit in the order of their cursors, so that a reader who continues after
 * a cursor misses nothing.
 */
export async function insertInboxEnvelopes(db: Db, day: string, arrivals: readonly InboxArrival[]): Promise<boolean[]> {
  const sealed = arrivals.map((arrival) => arrival.sealed);
  const { from, length } = offsetsOf(sealed);
  const { rows } = await sql<{ i: number }>`
    with turn as materialized (select pg_advisory_xact_lock(${arrivalLock})),
    incoming as materialized (
      select i::integer, part.from_byte, part.byte_length,
        substring(${Buffer.concat(arrivals.map((arrival) => arrival.digest))}::bytea from (i::integer - 1) * 32 + 1 for 32) as digest,
        substring(${Buffer.concat(arrivals.map((arrival) => arrival.inbox))}::bytea from (i::integer - 1) * 32 + 1 for 32) as inbox
      from turn, unnest(${from}::integer[], ${length}::integer[]) with ordinality as part (from_byte, byte_length, i)
    ),
    fresh as (
      insert into sealed_plane.accepted (digest, accepted_on)
      select digest, ${day}::date from incoming on conflict do nothing returning digest
    ),
    written as (
      insert into sealed_plane.inbox_envelope (inbox, received_on, sealed)
      select inbox, ${day}::date, substring(${Buffer.concat(sealed)}::bytea from from_byte for byte_length)
      from incoming join fresh using (digest) order by i
    )
    select i from incoming join fresh using (digest)`.execute(db);
  return outcomes(arrivals.length, rows);
}

/** The same for posts on `day`'s boards. */
export async function insertBoardReplies(db: Db, day: string, arrivals: readonly BoardArrival[]): Promise<boolean[]> {
  const sealed = arrivals.map((arrival) => arrival.sealed);
  const { from, length } = offsetsOf(sealed);
  const { rows } = await sql<{ i: number }>`
    with turn as materialized (select pg_advisory_xact_lock(${arrivalLock + 1})),
    incoming as materialized (
      select i::integer, part.bucket, part.from_byte, part.byte_length,
        substring(${Buffer.concat(arrivals.map((arrival) => arrival.digest))}::bytea from (i::integer - 1) * 32 + 1 for 32) as digest
      from turn, unnest(${arrivals.map((arrival) => arrival.bucket)}::integer[], ${from}::integer[], ${length}::integer[])
        with ordinality as part (bucket, from_byte, byte_length, i)
    ),
    fresh as (
      insert into sealed_plane.accepted (digest, accepted_on)
      select digest, ${day}::date from incoming on conflict do nothing returning digest
    ),
    written as (
      insert into sealed_plane.board_reply (day, bucket, sealed)
      select ${day}::date, bucket, substring(${Buffer.concat(sealed)}::bytea from from_byte for byte_length)
      from incoming join fresh using (digest) order by i
    )
    select i from incoming join fresh using (digest)`.execute(db);
  return outcomes(arrivals.length, rows);
}

function outcomes(count: number, rows: readonly { i: number }[]): boolean[] {
  const fresh = new Set(rows.map((row) => row.i));
  return Array.from({ length: count }, (_, index) => fresh.has(index + 1));
}

/** Cursors of a page: as many as fit `pageBytesMax`, at least one. */
function fitting(rows: readonly { cursor: number; bytes: number }[]): number[] {
  let bytes = 0;
  const cursors: number[] = [];
  for (const row of rows) {
    bytes += row.bytes;
    if (cursors.length > 0 && bytes > pageBytesMax) break;
    cursors.push(row.cursor);
  }
  return cursors;
}

/** An inbox's envelopes after a cursor, oldest first, at most `rowsMax` and 4 MiB. */
export async function listInbox(db: Db, inbox: Uint8Array, after: number, rowsMax: number): Promise<StoredEnvelope[]> {
  const sizes = await db
    .selectFrom("sealed_plane.inbox_envelope")
    .select(["cursor", sql<number>`octet_length(sealed)`.as("bytes")])
    .where("inbox", "=", inbox)
    .where("cursor", ">", after)
    .orderBy("cursor")
    .limit(rowsMax)
    .execute();
  if (sizes.length === 0) return [];
  return db
    .selectFrom("sealed_plane.inbox_envelope")
    .select(["cursor", "received_on as day", "sealed"])
    .where("inbox", "=", inbox)
    .where("cursor", "in", fitting(sizes))
    .orderBy("cursor")
    .execute();
}

/** A board's posts after a cursor, oldest first, at most `rowsMax` and 4 MiB. */
export async function listBoard(
  db: Db,
  day: string,
  bucket: number,
  after: number,
  rowsMax: number,
): Promise<StoredEnvelope[]> {
  const sizes = await db
    .selectFrom("sealed_plane.board_reply")
    .select(["cursor", sql<number>`octet_length(sealed)`.as("bytes")])
    .where("day", "=", day)
    .where("bucket", "=", bucket)
    .where("cursor", ">", after)
    .orderBy("cursor")
    .limit(rowsMax)
    .execute();
  if (sizes.length === 0) return [];
  return db
    .selectFrom("sealed_plane.board_reply")
    .select(["cursor", "day", "sealed"])
    .where("day", "=", day)
    .where("bucket", "=", bucket)
    .where("cursor", "in", fitting(sizes))
    .orderBy("cursor")
    .execute();
}

/** Deletes acknowledged envelopes; returns how many there were. */
export async function deleteFromInbox(db: Db, inbox: Uint8Array, cursors: readonly number[]): Promise<number> {
  const deleted = await db
    .deleteFrom("sealed_plane.inbox_envelope")
    .where("inbox", "=", inbox)
    .where("cursor", "in", cursors)
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

/** How many envelopes wait in an inbox, counted no further than `countMax`. */
export async function countInbox(db: Db, inbox: Uint8Array, countMax: number): Promise<number> {
  const row = await db
    .selectFrom((from) =>
      from
        .selectFrom("sealed_plane.inbox_envelope")
        .select("cursor")
        .where("inbox", "=", inbox)
        .limit(countMax)
        .as("waiting"),
    )
    .select((count) => count.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Deletes what came before `firstKeptDay`, and the digests that made it unique. */
export async function deleteExpired(db: Db, firstKeptDay: string): Promise<void> {
  await db.deleteFrom("sealed_plane.inbox_envelope").where("received_on", "<", firstKeptDay).execute();
  await db.deleteFrom("sealed_plane.board_reply").where("day", "<", firstKeptDay).execute();
  await db.deleteFrom("sealed_plane.accepted").where("accepted_on", "<", firstKeptDay).execute();
}

/** Whether any envelope of a day still waits in an inbox. */
export async function hasInboxEnvelopes(db: Db, day: string): Promise<boolean> {
  const row = await db
    .selectFrom("sealed_plane.inbox_envelope")
    .select("cursor")
    .where("received_on", "=", day)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
