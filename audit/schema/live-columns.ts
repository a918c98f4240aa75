import type { AuditDatabase } from "../audit-database.ts";

/** A column as the database has it. */
export interface LiveColumn {
  /** `schema.table`. */
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Columns of every table and view that is not PostgreSQL's own. */
export function liveColumns(database: Pick<AuditDatabase, "rows">): Promise<LiveColumn[]> {
  return database.rows<{ table: string; column: string; type: string }>(
    `select n.nspname || '.' || c.relname as "table", a.attname::text as "column", format_type(a.atttypid, null) as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'v', 'm', 'f', 'p') and a.attnum > 0 and not a.attisdropped
       and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
     order by 1, a.attnum`,
  );
}

/** A declared table and column that the database has, ready to be put into a query. */
export function quoted(table: string): string {
  return table
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
}
