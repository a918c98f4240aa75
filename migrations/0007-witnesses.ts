import { type Kysely, sql } from "kysely";

/** How far this server has seen the logs of others that it watches, and the newest checkpoint of its own that others saw. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table public_plane.witnessed_log (
        origin text primary key,
        size bigint not null check (size >= 0),
        root bytea not null check (octet_length(root) = 32)
      )`,
    )
    .execute(db);
  await sql.raw(`alter table public_plane.log_checkpoint add column witnessed_note text`).execute(db);
}
