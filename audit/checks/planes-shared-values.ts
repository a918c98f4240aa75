import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { groupedTables, groupOf, identifyingColumns, sharedByDesign } from "../groups.ts";
import { liveColumns, quoted } from "../schema/live-columns.ts";

const rowsMax = 1000;
const namesAtOnce = 5_000;

function isByDesign(sources: readonly string[]): boolean {
  const groups = new Set(sources.map((source) => groupOf(source.slice(0, source.lastIndexOf(".")))));
  if (groups.size < 2) return true;
  // Whatever stands in one group by design may also stand in other columns of the public plane.
  return (
    [...groups].every((group) => group === "public" || group === "sealed") &&
    sources
      .filter((source) => source.startsWith("sealed"))
      .every((source) => sharedByDesign.some(([sealed, open]) => sealed === source && sources.includes(open)))
  );
}

function shared(sources: readonly string[], count: number): Found {
  return {
    severity: "critical",
    where: sources.join(" = "),
    evidence: `${count} value${count === 1 ? " stands" : "s stand"} in all of these columns.`,
    means: "Whoever reads the database joins two planes by it: the rows on both sides belong to one person.",
    remedy: "Find out which program wrote the value twice; delete one side, and give the other a new name.",
  };
}

/** Values that stand in two groups of tables: all rows, in the database. */
export const planesSharedValues = defineCheck({
  id: "planes/shared-values",
  asks: "no key, hash or blind value stands in two planes, nor in an account and a space",
  needs: ["database"],
  async run({ database, say }) {
    const live = await liveColumns(database);
    const bytes = new Set(live.filter(({ type }) => type === "bytea").map((at) => `${at.table}.${at.column}`));
    const columns = groupedTables(new Set(live.map(({ table }) => table))).flatMap(({ table }) =>
      identifyingColumns(table)
        .filter((column) => bytes.has(`${table}.${column}`))
        .map((column) => ({ table, column, group: groupOf(table)! })),
    );
    const parts = columns.map(
      ({ table, column, group }) =>
        `select distinct ${quoted(column)} as v, '${table}.${column}' as source, '${group}' as plane
         from ${quoted(table)} where octet_length(${quoted(column)}) >= 16`,
    );
    const rows = await database.rows<{ sources: string; count: number }>(
      `select sources, count(*)::float8 as count from (
         select string_agg(source, ' ' order by source) as sources from (${parts.join(" union all ")}) held
         group by v having count(distinct plane) > 1
       ) joined group by sources order by 2 desc limit ${rowsMax}`,
    );
    const found = rows
      .map(({ sources, count }) => ({ sources: sources.split(" "), count }))
      .filter(({ sources }) => !isByDesign(sources))
      .map(({ sources, count }) => shared(sources, count));

    // The same value as the text of a name inside a public document.
    const secret = columns.filter(({ group }) => group === "accounts" || group === "spaces");
    const lookUp = async (names: readonly string[]) => {
      for (const { table, column } of secret) {
        const [row] = await database.rows<{ count: number }>(
          `select count(distinct ${quoted(column)})::float8 as count from ${quoted(table)}
           where ${quoted(column)} = any(select decode(n, 'hex') from unnest($1::text[]) n)`,
          [names],
        );
        if ((row?.count ?? 0) > 0) {
          found.push(shared([`${table}.${column}`, "public_plane.statement.wire (as text)"], row?.count ?? 0));
        }
      }
    };
    say("  names in public documents");
    let names = new Set<string>();
    const batches: string[][] = [];
    await database.scan(`select wire from public_plane.statement`, ([wire]) => {
      const text = Buffer.from(wire ?? []).toString("latin1", 64);
      for (const [name] of text.matchAll(/(?<![\w-])(?:[\w-]{43}|[\w-]{22})(?![\w-])/g)) {
        names.add(Buffer.from(name, "base64url").toString("hex"));
      }
      if (names.size < namesAtOnce) return;
      batches.push([...names]);
      names = new Set();
    });
    for (const batch of [...batches, [...names]]) await lookUp(batch);
    return found;
  },
});
