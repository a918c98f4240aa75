import { sql } from "kysely";
import type { Db } from "../database/open-database.ts";
import type { Payment } from "../tokens/token-keys.ts";

/** What became of a post: `repeated` for bytes that were accepted before, `spent` when its token paid for others. */
export type Posted = "new" | "repeated" | "spent";

/** What every arrival has: a digest that makes it unique, and the token that pays for it. */
export interface Arriving {
  readonly digest: Uint8Array;
  readonly payment: Payment;
}

/** An envelope, closed under the key of the day, about to be written. */
export interface InboxArrival extends Arriving {
  readonly inbox: Uint8Array;
  readonly sealed: Uint8Array;
}

export interface BoardArrival extends Arriving {
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

// Arrivals are written with one statement: first their tokens are spent, then those that were paid for are written, each
// with the digest that makes it unique. Whatever fails, a token is spent if and only if what it paid for was accepted. Of
// arrivals that have one token, in this group or at several servers at once, the first is paid for. Tokens are inserted in
// their order, so that two statements never wait for each other.
//
// The lock makes arrivals of several servers commit in the order of their cursors, so that a reader who continues after a
// cursor misses nothing.

function incomingOf(day: string, arrivals: readonly Arriving[]) {
  const digests = Buffer.concat(arrivals.map(({ digest }) => digest));
  const tokens = Buffer.concat(arrivals.map(({ payment }) => payment.token));
  const cut = sql`substring(${digests}::bytea from (i::integer - 1) * 32 + 1 for 32) as digest,
    substring(${tokens}::bytea from (i::integer - 1) * 32 + 1 for 32) as token`;
  const paidAndFresh = sql`
    paid as (
      insert into sealed_plane.spent_token (token, epoch, paid_for)
      select distinct on (token) token, epoch, digest from incoming order by token, i
      on conflict do nothing returning token, paid_for as digest
    ),
    fresh as (
      insert into sealed_plane.accepted (digest, accepted_on)
      select digest, ${day}::date from paid on conflict do nothing returning digest
    ),
    first as (select digest, min(i) as i from incoming join paid using (token, digest) join fresh using (digest) group by digest)`;
  return { cut, paidAndFresh, epochs: arrivals.map(({ payment }) => payment.epoch) };
}

/** Of each arrival what became of it. `rows` are those that were paid for. */
async function outcomesOf(
  db: Db,
  arrivals: readonly Arriving[],
  rows: readonly { i: number; fresh: boolean }[],
): Promise<Posted[]> {
  const paid = new Map(rows.map(({ i, fresh }) => [i - 1, fresh ? ("new" as const) : ("repeated" as const)]));
  const unpaid = arrivals.filter((_, index) => !paid.has(index));
  const earlier = new Map<string, Uint8Array>();
  if (unpaid.length > 0) {
    // Asked apart, since the statement above does not see what another server wrote while it waited for its turn.
    const spent = await db
      .selectFrom("sealed_plane.spent_token")
      .select(["token", "paid_for"])
      .where(
        "token",
        "in",
        unpaid.map(({ payment }) => payment.token),
      )
      .execute();
    for (const { token, paid_for } of spent) earlier.set(Buffer.from(token).toString("latin1"), paid_for);
  }
  return arrivals.map(({ digest, payment }, index) => {
    const outcome = paid.get(index);
    if (outcome !== undefined) return outcome;
    const paidFor = earlier.get(Buffer.from(payment.token).toString("latin1"));
    return paidFor !== undefined && Buffer.compare(paidFor, digest) === 0 ? "repeated" : "spent";
  });
}

/** Writes envelopes to inboxes. Returns of each what became of it, in the order of the arrivals. */
export async function insertInboxEnvelopes(db: Db, day: string, arrivals: readonly InboxArrival[]): Promise<Posted[]> {
  const sealed = arrivals.map((arrival) => arrival.sealed);
  const { from, length } = offsetsOf(sealed);
  const { cut, paidAndFresh, epochs } = incomingOf(day, arrivals);
  const { rows } = await sql<{ i: number; fresh: boolean }>`
    with turn as materialized (select pg_advisory_xact_lock(${arrivalLock})),
    incoming as materialized (
      select i::integer, part.from_byte, part.byte_length, part.epoch, ${cut},
        substring(${Buffer.concat(arrivals.map((arrival) => arrival.inbox))}::bytea from (i::integer - 1) * 32 + 1 for 32) as inbox
      from turn, unnest(${from}::integer[], ${length}::integer[], ${epochs}::date[])
        with ordinality as part (from_byte, byte_length, epoch, i)
    ),
    ${paidAndFresh},
    written as (
      insert into sealed_plane.inbox_envelope (inbox, received_on, sealed)
      select inbox, ${day}::date, substring(${Buffer.concat(sealed)}::bytea from from_byte for byte_length)
      from incoming join first using (digest, i) order by i
    )
    select i, exists (select from first where first.i = incoming.i) as fresh
    from incoming join paid using (token, digest)`.execute(db);
  return outcomesOf(db, arrivals, rows);
}

/** The same for posts on `day`'s boards. */
export async function insertBoardReplies(db: Db, day: string, arrivals: readonly BoardArrival[]): Promise<Posted[]> {
  const sealed = arrivals.map((arrival) => arrival.sealed);
  const { from, length } = offsetsOf(sealed);
  const { cut, paidAndFresh, epochs } = incomingOf(day, arrivals);
  const { rows } = await sql<{ i: number; fresh: boolean }>`
    with turn as materialized (select pg_advisory_xact_lock(${arrivalLock + 1})),
    incoming as materialized (
      select i::integer, part.bucket, part.from_byte, part.byte_length, part.epoch, ${cut}
      from turn, unnest(
        ${arrivals.map((arrival) => arrival.bucket)}::integer[], ${from}::integer[], ${length}::integer[], ${epochs}::date[]
      ) with ordinality as part (bucket, from_byte, byte_length, epoch, i)
    ),
    ${paidAndFresh},
    written as (
      insert into sealed_plane.board_reply (day, bucket, sealed)
      select ${day}::date, bucket, substring(${Buffer.concat(sealed)}::bytea from from_byte for byte_length)
      from incoming join first using (digest, i) order by i
    )
    select i, exists (select from first where first.i = incoming.i) as fresh
    from incoming join paid using (token, digest)`.execute(db);
  return outcomesOf(db, arrivals, rows);
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
