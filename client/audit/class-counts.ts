import type { DataClassName, StoredOverview } from "../core/audit/audit-views.ts";

/** How many values of a kind the database holds: rows of each table, times its fields of that kind. */
export interface ClassCount {
  readonly name: DataClassName;
  readonly fields: number;
  /** Null while the server does not count. */
  readonly values: number | null;
}

/** Kinds in the order in which one asks after them: what is closed first, what everybody reads last. */
const order: readonly DataClassName[] = [
  "ciphertext",
  "blind-value",
  "hash",
  "public-key",
  "day",
  "counter",
  "operational",
  "public",
];

/** Totals by kind of value over all tables; kinds that no table has are left out. */
export function classCounts({ tables, countedAt }: Pick<StoredOverview, "tables" | "countedAt">): ClassCount[] {
  return order.flatMap((name) => {
    let [fields, values] = [0, 0];
    for (const table of tables) {
      const own = table.fields.filter((field) => field.class === name).length;
      fields += own;
      values += own * (table.rows ?? 0);
    }
    return fields === 0 ? [] : [{ name, fields, values: countedAt === null ? null : values }];
  });
}
