import { type Kysely, sql } from "kysely";

/**
 * A picture is kept in two sizes under one name. Nothing was released before: pictures of one size, which nobody names any
 * more, go.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `delete from public_plane.media`,
  `alter table public_plane.media
    add column thumbnail bytea not null,
    add column content_hash bytea not null check (octet_length(content_hash) = 32),
    add column unnamed_on date`,
  `alter table public_plane.media alter column thumbnail set storage external`,
];
