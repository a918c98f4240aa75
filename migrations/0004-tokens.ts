import { type Kysely, sql } from "kysely";

/** Who drew a batch, and which tokens were spent: in different planes, and nothing in one names anything of the other. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table sealed_plane.spent_token (
    token bytea primary key check (octet_length(token) = 32),
    epoch date not null,
    paid_for bytea not null check (octet_length(paid_for) = 32)
  )`,
  `create index spent_token_by_epoch on sealed_plane.spent_token using brin (epoch)`,
  `create table private_plane.spent_token (
    token bytea primary key check (octet_length(token) = 32),
    epoch date not null
  )`,
  `create table private_plane.token_draw (
    account bytea not null references private_plane.account (id) on delete cascade,
    purpose text not null check (purpose in ('relay', 'space')),
    epoch date not null,
    request bytea not null check (octet_length(request) = 32),
    primary key (account, purpose, epoch)
  )`,
  `create table public_plane.party_token_draw (
    party bytea not null check (octet_length(party) = 32),
    epoch date not null,
    batch integer not null check (batch >= 0),
    request bytea not null check (octet_length(request) = 32),
    primary key (party, epoch, batch)
  )`,
];
