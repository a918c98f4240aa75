import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { migrateToLatest } from "./migrate.ts";
import type { Tables } from "./schema.ts";

/**
 * An empty database of the newest version that lies in memory and is gone when it is closed: what a live one is held
 * against. Takes about two seconds.
 */
export async function openInMemory(): Promise<PGlite> {
  const pglite = new PGlite();
  await pglite.waitReady;
  const config = createPgConfig(pglite);
  const pool = new pg.Pool({ ...(config as unknown as pg.PoolConfig), max: 1, idleTimeoutMillis: 0 });
  await migrateToLatest(new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }));
  return pglite;
}
