import type { AuditDatabase } from "./audit-database.ts";
import { type Group, groupedTables } from "./groups.ts";
import { liveColumns, quoted } from "./schema/live-columns.ts";

// Order of writing
//
// PostgreSQL keeps in every row the number of the transaction that wrote it (xmin), and transactions are numbered one
// after the other over the whole database. So the rows of all planes stand in one order, whatever their columns say.

/** Tables of each group that the database has. */
export async function tablesByGroup(database: AuditDatabase): Promise<Map<Group, string[]>> {
  const present = new Set((await liveColumns(database)).map(({ table }) => table));
  const tables = new Map<Group, string[]>();
  for (const { table, group } of groupedTables(present)) tables.set(group, [...(tables.get(group) ?? []), table]);
  return tables;
}

/** Numbers of a table's writing transactions; those of a restored or upgraded cluster (0 to 2) say nothing. */
export function transactionsOf(table: string): string {
  return `select xmin::text::bigint as x from ${quoted(table)} where xmin::text::bigint > 2`;
}
