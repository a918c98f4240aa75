import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { copyRows } from "./copy-rows.ts";

/** Values of one row: bytes of a `bytea`, UTF-8 of a `text`, `null`. */
export type RawRow = readonly (Uint8Array | null)[];

/** A database that is only read, as it was at one moment. */
export interface AuditDatabase {
  readonly kind: "postgresql" | "embedded";
  /** Rows of a query whose answer is small. Numbers and days are asked for as `::text` or `::float8`: drivers differ. */
  rows<Row extends Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Hands over every row of a query, one after the other, without holding more than a few: columns must be `bytea` or
   * `text`. The bytes belong to a buffer that is used again: whoever keeps them copies them.
   */
  scan(text: string, onRow: (row: RawRow) => void): Promise<void>;
  /** Runs reading that may fail without spoiling what is read afterwards. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The moment that is looked at is that of the first query, not of `begin`. */
const begin = "begin transaction isolation level repeatable read, read only; select 1";
const embeddedRowsAtOnce = 64;

async function attempted<T>(run: (text: string) => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  await run("savepoint before_check");
  try {
    const result = await work();
    await run("release savepoint before_check");
    return result;
  } catch (thrown) {
    await run("rollback to savepoint before_check");
    throw thrown;
  }
}

/** A PostgreSQL at `url`, read in one transaction that cannot write. Throws when it cannot be reached. */
export async function readPostgres(url: string): Promise<AuditDatabase> {
  const client = new pg.Client({ connectionString: url, application_name: "audit", connectionTimeoutMillis: 10_000 });
  // A connection that breaks rejects what is asked of it; without a listener the event would end the process.
  client.on("error", () => undefined);
  await client.connect();
  await client.query("set statement_timeout = 0; set work_mem = '64MB'; set timezone = 'UTC'; set datestyle = 'ISO'");
  await client.query(begin);
  return {
    kind: "postgresql",
    async rows<Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) {
      return (await client.query<Row>(text, [...values])).rows;
    },
    scan: (text, onRow) => copyRows(client, text, onRow),
    attempt: (work) => attempted((text) => client.query(text), work),
    async close() {
      await client.query("rollback").catch(() => undefined);
      await client.end();
    },
  };
}

/** Reads an open PGlite in one transaction that cannot write. Closing ends the transaction, not the database. */
export async function readPglite(pglite: PGlite): Promise<AuditDatabase> {
  await pglite.exec("set timezone = 'UTC'; set datestyle = 'ISO'");
  await pglite.exec(begin);
  const utf8 = new TextEncoder();
  const raw = (value: unknown): Uint8Array | null => {
    if (value === null || value instanceof Uint8Array) return value;
    if (typeof value !== "string") throw new TypeError("A scanned column is neither bytea nor text.");
    return utf8.encode(value);
  };
  return {
    kind: "embedded",
    async rows<Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) {
      return (await pglite.query<Row>(text, [...values])).rows;
    },
    async scan(text, onRow) {
      await pglite.exec(`declare audited no scroll cursor for ${text}`);
      for (;;) {
        const fetched = await pglite.query<unknown[]>(`fetch ${embeddedRowsAtOnce} from audited`, [], {
          rowMode: "array",
        });
        for (const row of fetched.rows) onRow(row.map(raw));
        if (fetched.rows.length < embeddedRowsAtOnce) break;
      }
      await pglite.exec("close audited");
    },
    attempt: (work) => attempted((text) => pglite.exec(text), work),
    async close() {
      await pglite.exec("rollback");
    },
  };
}

/** The embedded database of a data folder that no server has open: the caller holds its lock. */
export async function readEmbedded(dataDir: string): Promise<AuditDatabase> {
  const pglite = await PGlite.create(join(dataDir, "database"));
  const database = await readPglite(pglite);
  return {
    ...database,
    async close() {
      await database.close();
      await pglite.close();
    },
  };
}
