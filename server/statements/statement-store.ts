import { type Selectable, sql, type Transaction } from "kysely";
import { isLogged, loggedTypes } from "../../crypto/protocol/log-entry.ts";
import type { Db } from "../database/open-database.ts";
import type { Tables } from "../database/schema.ts";
import { appendEntries, lockSequence, readCheckpointSize } from "../transparency/log-store.ts";

/** A statement as stored. Author and digest as their names, 43 characters. */
export interface StoredStatement {
  readonly type: string;
  readonly author: string;
  readonly subject: string;
  readonly revision: number;
  readonly issuedOn: string;
  readonly digest: string;
  readonly wire: Uint8Array;
}

/** A statement with its entry of the log; null for one of a type that is not in it. */
export interface LoggableStatement extends StoredStatement {
  readonly entry: Uint8Array | null;
}

const rowsPerRead = 500;

/**
 * Every current statement, or one author's, in the order of their identities, a page at a time: a large catalogue is
 * never held twice. Of those that are in the log only what the newest checkpoint covers.
 */
export async function* readStatements(db: Db, author?: string): AsyncGenerator<StoredStatement> {
  const integrated = await readCheckpointSize(db);
  let after: { author: Uint8Array; type: string; subject: string } | null = null;
  for (;;) {
    let query = db
      .selectFrom("public_plane.statement")
      .selectAll()
      .orderBy("author")
      .orderBy("type")
      .orderBy("subject")
      .limit(rowsPerRead);
    if (author !== undefined) query = query.where("author", "=", Buffer.from(author, "base64url"));
    if (after !== null) {
      query = query.where(sql<boolean>`(author, type, subject) > (${after.author}, ${after.type}, ${after.subject})`);
    }
    const rows = await query.execute();
    for (const row of rows) {
      const isShown = row.log_index === null ? !isLogged(row.type) : row.log_index < integrated;
      if (isShown) yield storedOf(row);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsPerRead) return;
    after = last;
  }
}

/** The statement that founds the instance whose key is `author`, or any when that is not known; `null` for none. */
export async function readInstanceStatement(db: Db, author: string | null): Promise<StoredStatement | null> {
  let query = db.selectFrom("public_plane.statement").selectAll().where("type", "=", "instance");
  if (author !== null) query = query.where("author", "=", Buffer.from(author, "base64url"));
  const row = await query.executeTakeFirst();
  return row === undefined ? null : storedOf(row);
}

function storedOf(row: Selectable<Tables["public_plane.statement"]>): StoredStatement {
  return {
    type: row.type,
    author: Buffer.from(row.author).toString("base64url"),
    subject: row.subject,
    revision: row.revision,
    issuedOn: row.issued_on,
    digest: Buffer.from(row.digest).toString("base64url"),
    wire: row.wire,
  };
}

/** What became of a statement: `same` when these very bytes were there already, `older` when a newer revision was. */
export type Written = "written" | "same" | "older";

/**
 * Writes statements, of different identities, each over an older revision of its own, and in the same transaction an entry
 * of the log for each that has one. What is written is pending until the log has integrated it.
 */
export async function writeStatements(db: Db, statements: readonly LoggableStatement[]): Promise<Written[]> {
  if (statements.every(({ entry }) => entry === null)) return upsert(db, statements);
  return db.transaction().execute(async (transaction) => {
    await lockSequence(transaction);
    const outcomes = await upsert(transaction, statements);
    await enter(
      transaction,
      statements.filter((_, at) => outcomes[at] === "written"),
    );
    return outcomes;
  });
}

/** Gives statements that were there before the log their entries, by type, author and subject. Returns how many. */
export async function enterUnlogged(db: Db, entryOf: (stored: StoredStatement) => Uint8Array | null): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    await lockSequence(transaction);
    const rows = await transaction
      .selectFrom("public_plane.statement")
      .selectAll()
      .where("type", "in", Object.keys(loggedTypes))
      .where("log_index", "is", null)
      .execute();
    const order = (type: string) => (isLogged(type) ? loggedTypes[type] : 0);
    const loggable = rows
      .map(storedOf)
      .map((stored) => ({ ...stored, entry: entryOf(stored) }))
      .toSorted(
        (a, b) => order(a.type) - order(b.type) || compareText(a.author, b.author) || compareText(a.subject, b.subject),
      );
    for (let at = 0; at < loggable.length; at += rowsPerRead) {
      await enter(transaction, loggable.slice(at, at + rowsPerRead));
    }
    return loggable.length;
  });
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function enter(transaction: Transaction<Tables>, statements: readonly LoggableStatement[]): Promise<void> {
  const logged = statements.flatMap(({ digest, entry }) => (entry === null ? [] : [{ digest, entry }]));
  if (logged.length === 0) return;
  const first = await appendEntries(
    transaction,
    logged.map(({ entry }) => entry),
  );
  const digests = logged.map(({ digest }) => Buffer.from(digest, "base64url"));
  await sql`
    update public_plane.statement set log_index = ${first}::bigint + named.place - 1
    from unnest(${digests}::bytea[]) with ordinality as named (digest, place)
    where statement.digest = named.digest`.execute(transaction);
}

async function upsert(db: Db | Transaction<Tables>, statements: readonly StoredStatement[]): Promise<Written[]> {
  const rows = statements.map((statement) => ({
    type: statement.type,
    author: Buffer.from(statement.author, "base64url"),
    subject: statement.subject,
    revision: statement.revision,
    issued_on: statement.issuedOn,
    digest: Buffer.from(statement.digest, "base64url"),
    wire: statement.wire,
    log_index: null,
  }));
  const written = await db
    .insertInto("public_plane.statement")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["author", "type", "subject"])
        .doUpdateSet((update) => ({
          revision: update.ref("excluded.revision"),
          issued_on: update.ref("excluded.issued_on"),
          digest: update.ref("excluded.digest"),
          wire: update.ref("excluded.wire"),
          log_index: null,
        }))
        .where(sql<boolean>`statement.revision < excluded.revision`),
    )
    .returning("digest")
    .execute();
  const digests = new Set(written.map(({ digest }) => Buffer.from(digest).toString("base64url")));
  const rest = statements.filter(({ digest }) => !digests.has(digest));
  const there = rest.length === 0 ? new Set<string>() : await digestsThere(db, rest);
  return statements.map(({ digest }) => (digests.has(digest) ? "written" : there.has(digest) ? "same" : "older"));
}

/** Which of these very bytes are current. */
async function digestsThere(
  db: Db | Transaction<Tables>,
  statements: readonly StoredStatement[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("public_plane.statement")
    .select("digest")
    .where(
      "digest",
      "in",
      statements.map(({ digest }) => Buffer.from(digest, "base64url")),
    )
    .execute();
  return new Set(rows.map(({ digest }) => Buffer.from(digest).toString("base64url")));
}
