import { type Kysely, sql } from "kysely";

/**
 * The transparency log: its entries in order, the tree over them in tiles, and the newest checkpoint. A statement knows
 * its entry, so that it is shown only once the tree covers it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table public_plane.statement add column log_index bigint unique check (log_index >= 0)`,
  `create table public_plane.log_entry (
    index bigint primary key check (index >= 0),
    entry bytea not null check (octet_length(entry) <= 65535)
  )`,
  `create table public_plane.log_tile (
    level smallint not null check (level between 0 and 63),
    index bigint not null check (index >= 0),
    hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
    primary key (level, index)
  )`,
  // Hashes do not get smaller: trying only costs time.
  `alter table public_plane.log_tile alter column hashes set storage external`,
  `create table public_plane.log_checkpoint (
    id smallint primary key check (id = 1),
    origin text not null,
    size bigint not null check (size >= 0),
    root bytea not null check (octet_length(root) = 32),
    note text not null
  )`,
];
