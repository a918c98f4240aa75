import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { tablesByGroup, transactionsOf } from "../transactions.ts";

/** A transaction of more rows than the server ever writes at once is a restored dump, and says nothing of who wrote when. */
const serverRowsMax = 1_000;

/** Rows of two groups that one transaction wrote, over all rows. */
export const planesSharedTransactions = defineCheck({
  id: "planes/shared-transactions",
  asks: "no transaction wrote rows of two planes, nor of an account and a space",
  needs: ["database"],
  async run({ database }) {
    const parts = [...(await tablesByGroup(database))].flatMap(([group, tables]) =>
      tables.map(
        (table) =>
          `select x, '${group}' as plane, '${table}' as source, count(*) as written from (${transactionsOf(table)}) t group by x`,
      ),
    );
    const rows = await database.rows<{ sources: string; transactions: number }>(
      `select sources, count(*)::float8 as transactions from (
         select string_agg(distinct source, ' and ') as sources from (${parts.join(" union all ")}) t
         group by x having count(distinct plane) > 1 and sum(written) <= ${serverRowsMax}
       ) s group by sources order by 2 desc limit 100`,
    );
    return rows.map(({ sources, transactions }): Found => ({
      severity: "high",
      where: sources,
      evidence: `${transactions} transaction${transactions === 1 ? "" : "s"} wrote rows of both.`,
      means: "Whoever reads the database knows by the transaction's number (xmin) that these rows belong together.",
      remedy:
        "The server writes each plane in transactions of its own: find out who wrote these. After a restore in one " +
        "transaction, restore again without --single-transaction.",
    }));
  },
});
