import { type Kysely, sql } from "kysely";

/** What the catalogue showed on a day, of which the log has the hash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table public_plane.catalogue_listing (
        digest bytea primary key check (octet_length(digest) = 32),
        made_on date not null,
        listing bytea not null
      )`,
    )
    .execute(db);
}
