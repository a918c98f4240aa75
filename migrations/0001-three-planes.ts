import { type Kysely, sql } from "kysely";

/** Three schemas, one a plane. No foreign key leaves its schema; a date is a day; nothing holds a time of day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...publicPlane, ...sealedPlane, ...privatePlane]) await sql.raw(statement).execute(db);
}

const publicPlane = [
  `create schema public_plane`,
  `create table public_plane.statement (
    type text not null,
    author bytea not null check (octet_length(author) = 32),
    subject text not null,
    revision bigint not null check (revision > 0),
    issued_on date not null,
    digest bytea not null unique check (octet_length(digest) = 32),
    wire bytea not null,
    primary key (author, type, subject)
  )`,
  `create table public_plane.media (
    digest bytea primary key check (octet_length(digest) = 32),
    party bytea not null check (octet_length(party) = 32),
    kind text not null check (kind in ('image/webp', 'image/avif', 'image/jpeg')),
    added_on date not null,
    content bytea not null
  )`,
  // Pictures are compressed already: trying again only costs time.
  `alter table public_plane.media alter column content set storage external`,
  `create index media_by_party on public_plane.media (party)`,
];

const sealedPlane = [
  `create schema sealed_plane`,
  `create table sealed_plane.accepted (
    digest bytea primary key check (octet_length(digest) = 32),
    accepted_on date not null
  )`,
  `create index accepted_by_day on sealed_plane.accepted using brin (accepted_on)`,
  `create table sealed_plane.inbox_envelope (
    inbox bytea not null check (octet_length(inbox) = 32),
    cursor bigint generated always as identity,
    received_on date not null,
    sealed bytea not null,
    primary key (inbox, cursor)
  )`,
  `alter table sealed_plane.inbox_envelope alter column sealed set storage external`,
  `create index inbox_envelope_by_day on sealed_plane.inbox_envelope using brin (received_on)`,
  `create table sealed_plane.board_reply (
    day date not null,
    bucket integer not null check (bucket >= 0),
    cursor bigint generated always as identity,
    sealed bytea not null,
    primary key (day, bucket, cursor)
  )`,
  `alter table sealed_plane.board_reply alter column sealed set storage external`,
];

const privatePlane = [
  `create schema private_plane`,
  `create table private_plane.account (
    id bytea primary key check (octet_length(id) = 32),
    epoch bigint not null check (epoch > 0),
    created_on date not null
  )`,
  `create table private_plane.wrapper (
    id bytea primary key check (octet_length(id) = 16),
    account bytea not null references private_plane.account (id) on delete cascade,
    kind text not null check (kind in ('passkey', 'recovery-code')),
    credential_id bytea unique,
    credential_public_key bytea,
    lookup_hash bytea unique check (octet_length(lookup_hash) = 32),
    kem_public_key bytea not null,
    wrapped_secret bytea not null,
    sealed_keyring bytea not null,
    created_on date not null,
    used_on date not null,
    check ((kind = 'passkey') = (credential_id is not null and credential_public_key is not null)),
    check ((kind = 'recovery-code') = (lookup_hash is not null))
  )`,
  `create index wrapper_by_account on private_plane.wrapper (account)`,
  `create unique index wrapper_one_code on private_plane.wrapper (account) where kind = 'recovery-code'`,
  `create table private_plane.session (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    account bytea not null references private_plane.account (id) on delete cascade,
    expires_on date not null
  )`,
  `create index session_by_account on private_plane.session (account)`,
  `create table private_plane.space (
    id bytea primary key check (octet_length(id) = 32),
    head bigint not null,
    records integer not null,
    bytes bigint not null,
    opened_on date not null
  )`,
  `create table private_plane.record (
    space bytea not null references private_plane.space (id) on delete cascade,
    id bytea not null check (octet_length(id) = 16),
    revision bigint not null check (revision > 0),
    change bigint not null,
    sealed bytea,
    primary key (space, id)
  )`,
  `alter table private_plane.record alter column sealed set storage external`,
  `create unique index record_by_change on private_plane.record (space, change)`,
];
