import { sql } from "kysely";
import type { Db } from "../database/open-database.ts";

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

const rowsPerRead = 500;

/**
 * Every current statement, or one author's, in the order of their identities, a page at a time: a large catalogue is
 * never held twice.
 */
export async function* readStatements(db: Db, author?: string): AsyncGenerator<StoredStatement> {
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
      yield {
        type: row.type,
        author: Buffer.from(row.author).toString("base64url"),
        subject: row.subject,
        revision: row.revision,
        issuedOn: row.issued_on,
        digest: Buffer.from(row.digest).toString("base64url"),
        wire: row.wire,
      };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsPerRead) return;
    after = last;
  }
}

/** Writes a statement over an older revision of its own. Returns whether it was: not when a newer one is there. */
export async function writeStatement(db: Db, statement: StoredStatement): Promise<boolean> {
  const row = {
    type: statement.type,
    author: Buffer.from(statement.author, "base64url"),
    subject: statement.subject,
    revision: statement.revision,
    issued_on: statement.issuedOn,
    digest: Buffer.from(statement.digest, "base64url"),
    wire: statement.wire,
  };
  const written = await db
    .insertInto("public_plane.statement")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["author", "type", "subject"])
        .doUpdateSet({ revision: row.revision, issued_on: row.issued_on, digest: row.digest, wire: row.wire })
        .where("public_plane.statement.revision", "<", row.revision),
    )
    .returning("revision")
    .executeTakeFirst();
  return written !== undefined;
}
