import { type Migration, Migrator } from "kysely";
import { migrations } from "../../migrations/all.ts";
import type { Db } from "./open-database.ts";

/**
 * Brings the database to the newest version. Kysely holds a PostgreSQL advisory lock meanwhile, so that several servers
 * may start at once. Throws the first failing migration's error: nothing runs on a half-made schema.
 */
export async function migrateToLatest(db: Db): Promise<void> {
  const provider = { getMigrations: async (): Promise<Record<string, Migration>> => migrations };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error("A migration failed.", { cause: error });
}
