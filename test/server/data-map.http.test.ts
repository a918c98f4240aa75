import { deflateRawSync } from "node:zlib";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { utf8 } from "../../crypto/bytes.ts";
import { routes } from "../../crypto/protocol/routes.ts";
import { dataMap, fieldNamesOf, undeclaredFields } from "../../server/data-map/data-map.ts";
import type { DataClass } from "../../server/data-map/declaration.ts";
import { tables } from "../../server/data-map/tables.ts";
import { createLog, logFieldNames } from "../../server/log.ts";
import { databaseKinds } from "../support/databases.ts";
import { fillEveryTable } from "../support/every-table.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

/** Whether bytes look like what no one can read: they hold nothing that a compressor finds, and are not text. */
function looksRandom(bytes: Uint8Array): boolean {
  const distinct = new Set(bytes).size;
  // 72 random bytes hold about 63 different ones, 256 about 162.
  const distinctMin = bytes.length >= 256 ? 120 : bytes.length / 2;
  return distinct >= distinctMin && deflateRawSync(bytes).length >= bytes.length;
}

const bytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

/** What a value of each class may look like. */
const classTests: Record<DataClass, (value: unknown) => boolean> = {
  public: (value) => typeof value === "string" || bytes(value),
  ciphertext: (value) => bytes(value) && looksRandom(value),
  // Ed25519 and X-Wing keys, and COSE keys of passkeys: P-256 has 77 bytes, RSA some hundred.
  "public-key": (value) => bytes(value) && (value.length === 32 || value.length === 1216 || value.length >= 42),
  "blind-value": (value) => bytes(value) && value.length >= 16 && value.length <= 1024 && looksRandom(value),
  hash: (value) => bytes(value) && value.length === 32 && looksRandom(value),
  day: (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value),
  counter: (value) => typeof value === "number" && Number.isSafeInteger(value),
  operational: (value) => typeof value === "string" || typeof value === "number",
};

describe.each(databaseKinds)("the data map against the live tables on %s", (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
    await fillEveryTable(server);
  });
  afterAll(() => server.stop());

  const liveColumns = async () => {
    const { rows } = await sql<{ table: string; column: string; type: string }>`
      select table_schema || '.' || table_name as table, column_name as column, data_type as type
      from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')`.execute(
      server.running.database.db,
    );
    return rows;
  };

  test("every column is declared, and everything declared is a column", async () => {
    const live = (await liveColumns()).map(({ table, column }) => `${table}.${column}`);
    const declared = Object.entries(tables).flatMap(([table, { columns }]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    );
    expect(live.sort()).toEqual(declared.sort());
  });

  test("no column can hold a time of day", async () => {
    expect((await liveColumns()).filter(({ type }) => /time/.test(type))).toEqual([]);
  });

  test("a table lies in the schema of its plane, and no foreign key leaves it", async () => {
    for (const [table, { plane }] of Object.entries(tables)) {
      expect(table.startsWith(plane === null ? "public." : `${plane}_plane.`)).toBe(true);
    }
    const { rows } = await sql<{ from: string; to: string }>`
      select source.nspname as from, target.nspname as to from pg_constraint
      join pg_class source_table on source_table.oid = conrelid join pg_namespace source on source.oid = source_table.relnamespace
      join pg_class target_table on target_table.oid = confrelid join pg_namespace target on target.oid = target_table.relnamespace
      where contype = 'f'`.execute(server.running.database.db);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((key) => key.from !== key.to)).toEqual([]);
  });

  test.each(Object.entries(tables).filter(([, { plane }]) => plane !== null))(
    "values of %s look like the class that is declared for them",
    async (table, { columns }) => {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.raw(table)}`.execute(
        server.running.database.db,
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const [column, { class: dataClass }] of Object.entries(columns)) {
        const values = rows.map((row) => row[column]).filter((value) => value !== null);
        expect(values.length).toBeGreaterThan(0);
        expect([column, values.filter((value) => !classTests[dataClass](value))]).toEqual([column, []]);
      }
    },
  );

  test("it is served where anyone finds it", async () => {
    const answer = await server.call("dataMap");
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual(JSON.parse(JSON.stringify(dataMap())));
  });

  test("a line of the log holds declared fields only", async () => {
    const lines = server.log().trim().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    const names = new Set(lines.flatMap((line) => Object.keys(JSON.parse(line) as object)));
    expect([...names].filter((name) => !(name in dataMap().logFields))).toEqual([]);
  });
});

describe("the data map against the code", () => {
  test("every field of every route is declared", () => {
    expect(undeclaredFields()).toEqual([]);
  });

  test("every declared field of a route is in its schemas", () => {
    const surplus = Object.entries(dataMap().routes).map(([name, { fields }]) => {
      const known = fieldNamesOf(routes[name as keyof typeof routes]);
      return [name, Object.keys(fields).length - known.length];
    });
    expect(surplus.filter(([, difference]) => difference !== 0)).toEqual([]);
  });

  test("a field that a schema gains is found", () => {
    const route = {
      ...routes.account,
      response: z.strictObject({ wrappers: z.array(z.object({ email: z.string() })) }),
    };
    expect(fieldNamesOf(route)).toEqual(["response.wrappers[].email"]);
    const nested = { ...routes.register, query: z.strictObject({ from: z.string() }), path: "/x/:who" };
    expect(fieldNamesOf(nested)).toContain("query.from");
    expect(fieldNamesOf(nested)).toContain("path.who");
  });

  test("the log drops a field that is not on its list, whatever it is handed", () => {
    let written = "";
    const log = createLog("info", { write: (line: string) => void (written += line) });
    log.info("hello", { code: "x", address: "203.0.113.9", path: "/relay" } as never);
    expect(Object.keys(JSON.parse(written) as object).sort()).toEqual(["code", "level", "msg", "time"]);
    expect(Object.keys(dataMap().logFields).sort()).toEqual(["level", "msg", "time", ...logFieldNames].sort());
  });

  test("text is not taken for ciphertext, nor a moment for a day", () => {
    expect(classTests.ciphertext(utf8("rue de Carouge 12, sonnez deux fois s'il vous plaît. ".repeat(8)))).toBe(false);
    expect(classTests.ciphertext(Buffer.alloc(256))).toBe(false);
    expect(classTests.day("2026-01-02T10:00:00Z")).toBe(false);
  });
});
