import { sql } from "kysely";
import { fromBase64url } from "../../crypto/bytes.ts";
import type { Db } from "../../server/database/open-database.ts";

const planes = ["public_plane", "sealed_plane", "private_plane"];

/** Of one table: rows now, and how many were ever written, changed and deleted. */
interface TableState {
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/** What the server's database holds at a moment, in numbers, by `schema.table`. */
export type DatabaseState = ReadonlyMap<string, TableState>;

/**
 * Rows are counted. That some came and went meanwhile is known from PostgreSQL's own counters, which the next query
 * sees once they have been flushed.
 */
export async function databaseState(db: Db): Promise<DatabaseState> {
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows: tables } = await sql<{ name: string; inserted: number; updated: number; deleted: number }>`
    select schemaname || '.' || relname as name, n_tup_ins as inserted, n_tup_upd as updated, n_tup_del as deleted
    from pg_stat_user_tables where schemaname in (${sql.join(planes)}) order by 1`.execute(db);
  const state = new Map<string, TableState>();
  for (const { name, ...counters } of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(db);
    state.set(name, { ...counters, rows: rows[0]?.count ?? 0 });
  }
  return state;
}

/** Tables in which anything happened between two moments; `rowsLeft` is how many more rows there are at the end. */
export function tableFigures(before: DatabaseState, after: DatabaseState) {
  const changed = [...after].flatMap(([table, now]) => {
    const then = before.get(table) ?? { rows: 0, inserted: 0, updated: 0, deleted: 0 };
    const figures = {
      rowsInserted: now.inserted - then.inserted,
      rowsUpdated: now.updated - then.updated,
      rowsDeleted: now.deleted - then.deleted,
      rowsLeft: now.rows - then.rows,
    };
    return Object.values(figures).every((figure) => figure === 0) ? [] : [[table, figures] as const];
  });
  return Object.fromEntries(changed);
}

/** Rows, by table, in which one of the keys stands in some column of bytes. Keys are 43 characters each; at least one. */
export async function rowsNaming(db: Db, keys: readonly string[]): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string; columns: string[] }>`
    select table_schema || '.' || table_name as name, array_agg(column_name::text) as columns
    from information_schema.columns
    where table_schema in (${sql.join(planes)}) and data_type = 'bytea' group by 1 order by 1`.execute(db);
  const values = keys.map((key) => Buffer.from(fromBase64url(key)));
  const found: Record<string, number> = {};
  for (const { name, columns } of tables) {
    const named = columns.map((column) => sql`${sql.ref(column)} in (${sql.join(values)})`);
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(name)} where ${sql.join(named, sql` or `)}`.execute(db);
    found[name] = rows[0]?.count ?? 0;
  }
  return found;
}

/** What the server keeps of some spaces together: records, their bytes, and how often they were changed. */
export interface SpacesState {
  readonly records: number;
  readonly bytes: number;
  readonly changes: number;
}

/** Adds up what stands in the rows of spaces. `ids` are their names, 43 characters each; at least one. */
export async function spacesState(db: Db, ids: readonly string[]): Promise<SpacesState> {
  const names = ids.map((id) => Buffer.from(fromBase64url(id)));
  const { rows } = await sql<SpacesState>`
    select coalesce(sum(records), 0) as records, coalesce(sum(bytes), 0) as bytes, coalesce(sum(head), 0) as changes
    from private_plane.space where id in (${sql.join(names)})`.execute(db);
  return rows[0]!;
}

/** Columns of some tables that hold a time, each with its type, and the finest time of such types: null where there is none. */
export async function storedTimes(db: Db, tables: readonly string[]) {
  const { rows } = await sql<{ column: string; type: string }>`
    select table_schema || '.' || table_name || '.' || column_name as column, data_type as type
    from information_schema.columns
    where table_schema || '.' || table_name in (${sql.join(tables)})
      and (data_type = 'date' or data_type like 'time%' or data_type = 'interval') order by 1`.execute(db);
  const finest = rows.every(({ type }) => type === "date") ? "day" : "microsecond";
  return {
    finestStoredTime: rows.length === 0 ? null : finest,
    timeColumns: Object.fromEntries(rows.map(({ column, type }) => [column, type])),
  };
}
