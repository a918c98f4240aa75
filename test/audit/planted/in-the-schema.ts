import type { PlantedInDatabase } from "./planted-in-database.ts";

/** What somebody made beside what the migrations make, or took away. */
export function ofTheSchema(): PlantedInDatabase[] {
  const asDeclared = "schema/as-declared";
  const asMigrated = "schema/as-migrated";
  return [
    {
      name: "a table of visits",
      check: asDeclared,
      plant: ["create table private_plane.visit (account bytea, page text)"],
      undo: ["drop table private_plane.visit"],
    },
    {
      name: "a column for mail addresses",
      check: asDeclared,
      plant: ["alter table private_plane.account add column email text"],
      undo: ["alter table private_plane.account drop column email"],
    },
    {
      name: "a column that is gone",
      check: asDeclared,
      plant: ["alter table public_plane.media rename column unnamed_on to idle_on"],
      undo: ["alter table public_plane.media rename column idle_on to unnamed_on"],
    },
    {
      name: "a day that became a moment",
      check: asDeclared,
      plant: ["alter table private_plane.account alter column created_on type timestamptz"],
      undo: ["alter table private_plane.account alter column created_on type date"],
    },
    {
      name: "a schema of its own",
      check: asMigrated,
      plant: ["create schema analytics"],
      undo: ["drop schema analytics"],
    },
    {
      name: "a view",
      check: asMigrated,
      plant: ["create view public.people as select id, created_on from private_plane.account"],
      undo: ["drop view public.people"],
    },
    {
      name: "a function",
      check: asMigrated,
      plant: ["create function public.copy() returns trigger language plpgsql as 'begin return new; end'"],
      undo: ["drop function public.copy()"],
    },
    {
      name: "a trigger that sees every envelope",
      check: asMigrated,
      plant: [
        "create function sealed_plane.seen() returns trigger language plpgsql as 'begin return new; end'",
        "create trigger seen before insert on sealed_plane.inbox_envelope for each row execute function sealed_plane.seen()",
      ],
      undo: ["drop trigger seen on sealed_plane.inbox_envelope", "drop function sealed_plane.seen()"],
    },
    {
      name: "a rule that copies",
      check: asMigrated,
      plant: ["create rule copying as on insert to private_plane.account do also notify copied"],
      undo: ["drop rule copying on private_plane.account"],
    },
    {
      name: "an index over an expression",
      check: asMigrated,
      plant: ["create index early on private_plane.record (left(encode(id, 'hex'), 4))"],
      undo: ["drop index private_plane.early"],
    },
    {
      name: "a counter of visits",
      check: asMigrated,
      plant: ["create sequence private_plane.visits"],
      undo: ["drop sequence private_plane.visits"],
    },
    {
      name: "a publication of every change",
      check: asMigrated,
      plant: ["create publication everything for table private_plane.account"],
      undo: ["drop publication everything"],
    },
    {
      name: "statistics that keep values",
      check: asMigrated,
      plant: ["create statistics private_plane.kept (mcv) on account, created_on from private_plane.wrapper"],
      undo: ["drop statistics private_plane.kept"],
    },
    {
      name: "a default that knows the time",
      check: asMigrated,
      plant: ["alter table private_plane.space alter column head set default extract(epoch from now())::bigint"],
      undo: ["alter table private_plane.space alter column head drop default"],
    },
    {
      name: "a constraint that was taken away",
      check: asMigrated,
      plant: ["alter table sealed_plane.accepted drop constraint accepted_digest_check"],
      undo: [
        "alter table sealed_plane.accepted add constraint accepted_digest_check check (octet_length(digest) = 32)",
      ],
    },
    {
      name: "an index that was taken away",
      check: asMigrated,
      plant: ["drop index private_plane.wrapper_one_code"],
      undo: ["create unique index wrapper_one_code on private_plane.wrapper (account) where kind = 'recovery-code'"],
    },
  ];
}
