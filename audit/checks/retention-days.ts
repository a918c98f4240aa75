import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { graceDays, retentions } from "../retention.ts";
import { liveColumns, quoted } from "../schema/live-columns.ts";

/** Rows that are there longer than declared, all of them, in the database. */
export const retentionDays = defineCheck({
  id: "retention/days",
  asks: "nothing is kept longer than the data map says",
  needs: ["database"],
  async run({ database, today }) {
    const present = new Set(
      (await liveColumns(database))
        .filter(({ type }) => type === "date")
        .map(({ table, column }) => `${table}.${column}`),
    );
    const found: Found[] = [];
    for (const { table, column, daysMax } of retentions) {
      if (!present.has(`${table}.${column}`)) continue;
      const [row] = await database.rows<{ overdue: number; oldest: string | null }>(
        `select count(*)::float8 as overdue, min(${quoted(column)})::text as oldest from ${quoted(table)}
         where ${quoted(column)} < $1::date - ${daysMax + graceDays}`,
        [today],
      );
      if ((row?.overdue ?? 0) === 0) continue;
      found.push({
        severity: "high",
        where: `${table}.${column}`,
        evidence: `${row?.overdue} rows are older than ${daysMax} days, the oldest of ${row?.oldest}.`,
        means: "What was to be forgotten can still be handed over, and taken.",
        remedy: "Start the server: it forgets at its start and once an hour. If it runs, its log says why it does not.",
      });
    }
    return found;
  },
});
