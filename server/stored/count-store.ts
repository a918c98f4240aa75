import { sql } from "kysely";
import type { Db } from "../database/open-database.ts";

/** How many rows a table has, by its name with its schema. */
export async function countRows(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}
