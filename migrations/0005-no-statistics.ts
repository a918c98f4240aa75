import { type Kysely, sql } from "kysely";

/**
 * The planner's statistics keep copies of values, commonest ones and a sample of all, in pg_statistic, where no deletion
 * reaches them. None are gathered of what names an account, a space or an envelope, or is theirs; every query about one goes
 * by a primary key or a unique index, which the planner knows without them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, columns] of Object.entries(withoutStatistics)) {
    const changes = columns.flatMap((column) => [
      `alter column ${column} set statistics 0`,
      // The same type again: drops what was gathered before.
      `alter column ${column} type bytea`,
    ]);
    await sql.raw(`alter table ${table} ${changes.join(", ")}`).execute(db);
  }
}

const withoutStatistics: Readonly<Record<string, readonly string[]>> = {
  "sealed_plane.accepted": ["digest"],
  "sealed_plane.inbox_envelope": ["inbox", "sealed"],
  "sealed_plane.board_reply": ["sealed"],
  "sealed_plane.spent_token": ["token", "paid_for"],
  "private_plane.spent_token": ["token"],
  "private_plane.token_draw": ["account", "request"],
  "private_plane.account": ["id"],
  "private_plane.wrapper": [
    "id",
    "account",
    "credential_id",
    "credential_public_key",
    "lookup_hash",
    "kem_public_key",
    "wrapped_secret",
    "sealed_keyring",
  ],
  "private_plane.session": ["token_hash", "account"],
  "private_plane.space": ["id"],
  "private_plane.record": ["space", "id", "sealed"],
};
