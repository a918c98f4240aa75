import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { diskRoom } from "./disk-room.ts";
import type { Tables } from "./schema.ts";

export type Db = Kysely<Tables>;

/** An open database: PostgreSQL, or PGlite in the data folder, behind the same `pg` pool and the same Kysely. */
export interface Database {
  readonly kind: "postgresql" | "embedded";
  readonly db: Db;
  /** Whether something may be written; `false` while the disk of an embedded database is nearly full. */
  readonly hasRoom: () => boolean;
  /** Called when the database has stopped for good and only a new process can open it again. */
  onLost(listener: () => void): void;
  /** Whether it answers a query now. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

const { INT8, DATE, NUMERIC } = pg.types.builtins;

/** bigint and sums as numbers (none here exceeds 2^53), a date as the day it is, never as a moment in some time zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: Parameters<typeof pg.types.getTypeParser>[0], format?: "text" | "binary") => {
    if (format !== "binary" && (id === INT8 || id === NUMERIC)) return Number;
    if (format !== "binary" && id === DATE) return (day: string) => day;
    return pg.types.getTypeParser(id, format ?? "text");
  }) as pg.CustomTypesConfig["getTypeParser"],
};

function overPool(
  pool: pg.Pool,
  rest: Pick<Database, "kind" | "hasRoom" | "onLost">,
  closed: () => Promise<void>,
): Database {
  // A connection that breaks is replaced at its next use, and what was under way on it rejects; without listeners, on the
  // pool for idle ones and on each for those in use, the event would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    ...rest,
    db,
    async answers() {
      try {
        await sql`select 1`.execute(db);
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      await db.destroy();
      await closed();
    },
  };
}

/** PostgreSQL ≥ 15 at `url`. Connects at the first query. */
export function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types,
    connectionTimeoutMillis: 5_000,
    application_name: "smartketplace",
  });
  return overPool(pool, { kind: "postgresql", hasRoom: () => true, onLost: () => undefined }, async () => undefined);
}

/**
 * PGlite in `<dataDir>/database`. It has one connection, so the pool holds one and keeps it. Only one process may have
 * it open: see `data-folder-lock.ts`. At least `reserveBytes` of its disk stay free: see `disk-room.ts`. `onRoom` is
 * told when they are no longer, and when they are again.
 */
export async function openEmbedded(
  dataDir: string,
  reserveBytes: number,
  onRoom: (room: boolean) => void,
): Promise<Database> {
  const folder = join(dataDir, "database");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pglite = new PGlite(folder);
  await pglite.waitReady;
  // The shape that node-postgres asks of a connection is met by PGlite's, though not named in the pool's types.
  const config = createPgConfig(pglite);
  const pool = new pg.Pool({ ...(config as unknown as pg.PoolConfig), max: 1, idleTimeoutMillis: 0, types });
  const listeners: (() => void)[] = [];
  let lost = false;
  const rest = {
    kind: "embedded",
    hasRoom: diskRoom(dataDir, reserveBytes, onRoom),
    onLost: (listener: () => void) => void listeners.push(listener),
  } as const;
  // After a PANIC the WebAssembly instance answers nothing any more.
  config.connection.on("errorMessage", (message: { severity?: string }) => {
    if (message.severity !== "PANIC") return;
    lost = true;
    for (const listener of listeners) listener();
  });
  return overPool(pool, rest, async () => {
    if (!lost) await pglite.close();
  });
}
