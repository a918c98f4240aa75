import { randomBytes } from "node:crypto";
import { toBase64url } from "../../../crypto/bytes.ts";
import { addDays } from "../../../server/days.ts";
import { newSigner, partyBody, stated } from "../../support/market-statements.ts";
import { ofTheLog } from "./in-the-log.ts";
import { ofTheSchema } from "./in-the-schema.ts";
import type { PlantedInDatabase } from "./planted-in-database.ts";

const hex = (bytes: Uint8Array) => `'\\x${Buffer.from(bytes).toString("hex")}'::bytea`;
const padded = (text: string, length: number, fill = "") =>
  hex(Buffer.concat([Buffer.from(text), Buffer.alloc(length, fill === "" ? 0 : fill)]).subarray(0, length));
const marker = () => randomBytes(32);

function envelope(sealed: string, day = "current_date"): Pick<PlantedInDatabase, "plant" | "undo"> {
  const inbox = hex(marker());
  return {
    plant: [
      `insert into sealed_plane.inbox_envelope (inbox, received_on, sealed) values (${inbox}, ${day}, ${sealed})`,
    ],
    undo: [`delete from sealed_plane.inbox_envelope where inbox = ${inbox}`],
  };
}

function account(
  more: Partial<Record<"id" | "created_on" | "epoch", string>> = {},
): Pick<PlantedInDatabase, "plant" | "undo"> {
  const { id = hex(marker()), created_on: day = "current_date", epoch = "1" } = more;
  return {
    plant: [`insert into private_plane.account (id, epoch, created_on) values (${id}, ${epoch}, ${day})`],
    undo: [`delete from private_plane.account where id = ${id}`],
  };
}

/** A text that hides among noise of the right length. */
function hidden(text: string, length: number): string {
  const bytes = randomBytes(length);
  bytes.write(text, Math.floor(length / 3), "utf8");
  return hex(bytes);
}

const street = "Jean Dupont, rue de Carouge 12, 1205";

function ofTheValues(): PlantedInDatabase[] {
  const bytes = "values/bytes";
  const [text, base64] = ["Camille Essai, rue de la Demeure 7. ".repeat(200), randomBytes(4124).toString("base64")];
  return [
    { name: "an envelope of text", check: bytes, ...envelope(padded(text, 4124)) },
    { name: "an envelope of JSON and zeros", check: bytes, ...envelope(padded(`{"street":"${street}"}`, 4124)) },
    { name: "an envelope of base64", check: bytes, ...envelope(padded(base64, 4124)) },
    { name: "an envelope of zeros", check: bytes, ...envelope(padded("", 4124)) },
    { name: "an address that hides in noise", check: bytes, ...envelope(hidden(street, 4124)) },
    { name: "an envelope of a size of its own", check: bytes, ...envelope(hex(randomBytes(4000))) },
    {
      name: "a name instead of a hash",
      check: bytes,
      plant: [`insert into sealed_plane.accepted values (${padded(street, 32)}, current_date)`],
      undo: [`delete from sealed_plane.accepted where digest = ${padded(street, 32)}`],
    },
    {
      name: "a mail address as the name of an account",
      check: bytes,
      ...account({ id: padded("camille@example.org", 32, ".") }),
    },
    {
      name: "a wrapper's key that is no key",
      check: bytes,
      plant: [
        "create table public.kept as select id, kem_public_key from private_plane.wrapper limit 1",
        `update private_plane.wrapper set kem_public_key = ${hex(Buffer.alloc(1216, 0xff))} where id = (select id from public.kept)`,
      ],
      undo: [
        "update private_plane.wrapper w set kem_public_key = k.kem_public_key from public.kept k where w.id = k.id",
        "drop table public.kept",
      ],
    },
    {
      name: "mail addresses among the words of the private plane",
      check: "values/texts",
      plant: [
        "alter table private_plane.account add column note text",
        "update private_plane.account set note = 'camille.essai@example.org'",
      ],
      undo: ["alter table private_plane.account drop column note"],
    },
    {
      name: "times among the words of the sealed plane",
      check: "values/texts",
      plant: [
        "alter table sealed_plane.inbox_envelope add column note text",
        "update sealed_plane.inbox_envelope set note = '2026-01-02T10:11:12Z'",
      ],
      undo: ["alter table sealed_plane.inbox_envelope drop column note"],
    },
    { name: "an account's epoch that is a moment", check: "values/numbers", ...account({ epoch: "1790000000" }) },
    {
      name: "an account of a day that is far away",
      check: "values/numbers",
      ...account({ created_on: "'2099-01-01'" }),
    },
    {
      name: "a statement that nobody signed",
      check: "values/statements",
      plant: [
        `insert into public_plane.statement values ('party', ${hex(Buffer.alloc(32, 7))}, 'x', 1, '2026-01-02', ${hex(marker())},
         ${padded("0".repeat(64) + '{"v":1,"phone":"+41 79 123 45 67"}', 98)})`,
      ],
      undo: [`delete from public_plane.statement where author = ${hex(Buffer.alloc(32, 7))}`],
    },
    {
      name: "a statement's day that was moved",
      check: "values/statements",
      plant: ["update public_plane.statement set issued_on = issued_on - 1 where type = 'instance'"],
      undo: ["update public_plane.statement set issued_on = issued_on + 1 where type = 'instance'"],
    },
    {
      name: "a picture with something behind it",
      check: "values/pictures",
      plant: ["update public_plane.media set content = content || 'EXIF 46.2N 6.1E'::bytea"],
      undo: ["update public_plane.media set content = substring(content from 1 for octet_length(content) - 15)"],
    },
  ];
}

function ofThePlanes(): PlantedInDatabase[] {
  const [shared, inText] = [hex(marker()), marker()];
  const author = newSigner();
  const telling = stated(author, "party", partyBody(toBase64url(inText)));
  const ownAccount = account({ id: hex(inText) });
  return [
    {
      name: "a foreign key from sessions to spaces",
      check: "planes/foreign-keys",
      plant: [
        "alter table private_plane.session add constraint far foreign key (account) references private_plane.space (id) not valid",
      ],
      undo: ["alter table private_plane.session drop constraint far"],
    },
    {
      name: "a view over two planes",
      check: "planes/foreign-keys",
      plant: [
        "create view public.who as select a.id, e.inbox from private_plane.account a, sealed_plane.inbox_envelope e",
      ],
      undo: ["drop view public.who"],
    },
    {
      name: "one name for an account and a space",
      check: "planes/shared-values",
      plant: [
        `insert into private_plane.account values (${shared}, 1, current_date)`,
        `insert into private_plane.space values (${shared}, 0, 0, 0, current_date)`,
      ],
      undo: [
        `delete from private_plane.space where id = ${shared}`,
        `delete from private_plane.account where id = ${shared}`,
      ],
    },
    {
      name: "an account's name among the digests of envelopes",
      check: "planes/shared-values",
      plant: ["insert into sealed_plane.accepted select id, current_date from private_plane.account limit 1"],
      undo: ["delete from sealed_plane.accepted where digest in (select id from private_plane.account)"],
    },
    {
      name: "an account's name in a public document",
      check: "planes/shared-values",
      plant: [
        ...ownAccount.plant,
        `insert into public_plane.statement values ('party', ${hex(author.pair.publicKey)}, '${author.name}', 1, '2026-01-02',
         ${hex(Buffer.from(telling.digest, "base64url"))}, ${hex(telling.wire)})`,
      ],
      undo: [...ownAccount.undo, `delete from public_plane.statement where author = ${hex(author.pair.publicKey)}`],
    },
    {
      name: "an account and an envelope written at once",
      check: "planes/shared-transactions",
      plant: [
        [
          `insert into private_plane.account values (${shared}, 1, current_date)`,
          `insert into sealed_plane.accepted values (${hex(randomBytes(32))}, date '2020-02-02' + 3000)`,
        ],
      ],
      undo: [
        `delete from private_plane.account where id = ${shared}`,
        "delete from sealed_plane.accepted where accepted_on = date '2020-02-02' + 3000",
      ],
    },
  ];
}

function ofForgetting(today: string): PlantedInDatabase[] {
  const long = `'${addDays(today, -20)}'`;
  const retention = "retention/days";
  const account1 = "(select id from private_plane.account limit 1)";
  const [token, digest] = [hex(marker()), hex(marker())];
  return [
    { name: "an envelope that should be forgotten", check: retention, ...envelope(hex(randomBytes(4124)), long) },
    {
      name: "a reply that should be forgotten",
      check: retention,
      plant: [
        `insert into sealed_plane.board_reply (day, bucket, sealed) values (${long}, 3, ${hex(randomBytes(4140))})`,
      ],
      undo: [`delete from sealed_plane.board_reply where day = ${long}`],
    },
    {
      name: "a digest that should be forgotten",
      check: retention,
      plant: [`insert into sealed_plane.accepted values (${digest}, ${long})`],
      undo: [`delete from sealed_plane.accepted where digest = ${digest}`],
    },
    {
      name: "a session that ended",
      check: retention,
      plant: [`insert into private_plane.session values (${token}, ${account1}, ${long})`],
      undo: [`delete from private_plane.session where token_hash = ${token}`],
    },
    {
      name: "a picture that nobody has named for a year",
      check: retention,
      plant: ["update public_plane.media set unnamed_on = unnamed_on - 365"],
      undo: ["update public_plane.media set unnamed_on = unnamed_on + 365"],
    },
    {
      name: "an envelope whose key is not there",
      check: "shredding/settled-days",
      ...envelope(hex(randomBytes(4124)), `'${addDays(today, -3)}'`),
    },
    {
      name: "copies of names in the planner's statistics",
      check: "shredding/leftovers",
      plant: [
        "alter table private_plane.wrapper alter column account set statistics 100",
        "analyze private_plane.wrapper",
      ],
      undo: [
        "alter table private_plane.wrapper alter column account set statistics 0",
        "alter table private_plane.wrapper alter column account type bytea",
      ],
    },
    {
      name: "a batch of tokens beyond the week's",
      check: "tokens/totals",
      plant: [`insert into public_plane.party_token_draw values (${token}, current_date, 99, ${digest})`],
      undo: [`delete from public_plane.party_token_draw where batch = 99`],
    },
    {
      name: "a draw of tokens that should be forgotten",
      check: retention,
      plant: [`insert into private_plane.token_draw values (${account1}, 'space', ${long}, ${digest})`],
      undo: [`delete from private_plane.token_draw where epoch = ${long}`],
    },
    { name: "an envelope that is not closed at rest", check: "shredding/at-rest", ...envelope(hex(randomBytes(4124))) },
  ];
}

function ofTheSettings(): PlantedInDatabase[] {
  const settings: readonly (readonly [string, string])[] = [
    ["log_statement", "all"],
    ["log_min_duration_statement", "0"],
    ["log_duration", "on"],
    ["log_parameter_max_length_on_error", "-1"],
  ];
  return settings.flatMap(([name, value]) => [
    {
      name: `${name} = ${value}`,
      check: "database/settings",
      plant: [
        `do 'begin execute format(''alter database %I set ${name} = ''''${value}'''''', current_database()); end'`,
      ],
      undo: [`do 'begin execute format(''alter database %I reset ${name}'', current_database()); end'`],
      only: "postgresql" as const,
    },
    {
      name: `${name} = ${value}`,
      check: "database/settings",
      plant: [`set ${name} = '${value}'`],
      undo: [`reset ${name}`],
      only: "embedded" as const,
    },
  ]);
}

/** Everything that can be planted by statements. `today` is the day of the audit. */
export function plantedInDatabase(today: string): readonly PlantedInDatabase[] {
  const all = [
    ...ofTheSchema(),
    ...ofTheValues(),
    ...ofTheLog(),
    ...ofThePlanes(),
    ...ofForgetting(today),
    ...ofTheSettings(),
  ];
  // The audit's day, not that of the database's time zone.
  const dated = (statement: string) => statement.replaceAll("current_date", `date '${today}'`);
  return all.map((planted) => ({
    ...planted,
    plant: planted.plant.map((part) => (typeof part === "string" ? dated(part) : part.map(dated))),
  }));
}
