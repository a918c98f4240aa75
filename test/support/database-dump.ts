import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";

type Query = (text: string) => Promise<readonly Record<string, unknown>[]>;

/** Every row of every table that is not the database's own, as text: bytes in hexadecimal, as PostgreSQL writes them. */
async function dump(query: Query): Promise<string> {
  const tables = await query(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`,
  );
  const parts: string[] = [];
  for (const { schema, name } of tables) {
    const rows = await query(`select t::text as row from "${String(schema)}"."${String(name)}" t`);
    parts.push(`-- ${String(schema)}.${String(name)}: ${rows.length}`, ...rows.map(({ row }) => String(row)));
  }
  return parts.join("\n");
}

/** A dump of the PostgreSQL at `url`. */
export async function dumpPostgres(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await dump(async (text) => (await client.query<Record<string, unknown>>(text)).rows);
  } finally {
    await client.end();
  }
}

/** A dump of the embedded database in a data folder whose server has stopped. */
export async function dumpEmbedded(dataDir: string): Promise<string> {
  const pglite = await PGlite.create(join(dataDir, "database"));
  try {
    return await dump(async (text) => (await pglite.query<Record<string, unknown>>(text)).rows);
  } finally {
    await pglite.close();
  }
}

/** Every file below a folder, with its bytes. */
export async function filesBelow(folder: string): Promise<{ readonly path: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => ({ path: path.slice(folder.length + 1), bytes: await readFile(path) })));
}
