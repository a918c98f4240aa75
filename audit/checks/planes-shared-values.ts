import type { AuditDatabase } from "../audit-database.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { type Group, groupedTables, identifyingColumns, sharedByDesign } from "../groups.ts";
import { liveColumns, quoted } from "../schema/live-columns.ts";

const namesAtOnce = 5_000;

interface NamingColumn {
  readonly table: string;
  readonly column: string;
  readonly group: Group;
  /** Whether no value stands in it twice: then nothing needs to be made distinct, which for a million is most of the work. */
  readonly unique: boolean;
}

/** Columns of bytes that name something, of every group. */
async function namingColumns(database: AuditDatabase): Promise<NamingColumn[]> {
  const live = await liveColumns(database);
  const bytes = new Set(live.filter(({ type }) => type === "bytea").map((at) => `${at.table}.${at.column}`));
  const indexed = await database.rows<{ name: string }>(
    `select n.nspname || '.' || c.relname || '.' || a.attname as name
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
     where i.indisunique and i.indisvalid and i.indnkeyatts = 1 and i.indpred is null and n.nspname like '%\\_plane'`,
  );
  const unique = new Set(indexed.map(({ name }) => name));
  return groupedTables(new Set(live.map(({ table }) => table))).flatMap(({ table, group }) =>
    identifyingColumns(table)
      .filter((column) => bytes.has(`${table}.${column}`))
      .map((column) => ({ table, column, group, unique: unique.has(`${table}.${column}`) })),
  );
}

/** A query of all values of some columns, each with the column that it stands in. */
function valuesOf(columns: readonly NamingColumn[]): string {
  return columns
    .map(
      ({ table, column, unique }) =>
        `select ${unique ? "" : "distinct "}${quoted(column)} as v, '${table}.${column}' as source
         from ${quoted(table)} where octet_length(${quoted(column)}) >= 16`,
    )
    .join(" union all ");
}

const groups: readonly Group[] = ["public", "sealed", "accounts", "spaces"];

/** Values that stand in two groups: how many, by the pair of columns. */
async function sharedPairs(database: AuditDatabase, columns: readonly NamingColumn[]) {
  const found: { readonly sources: readonly [string, string]; readonly count: number }[] = [];
  const pairs = groups.flatMap((one, index) => groups.slice(index + 1).map((other) => [one, other] as const));
  for (const pair of pairs) {
    const [these, those] = pair.map((group) => columns.filter((column) => column.group === group));
    if (these?.length === 0 || those?.length === 0) continue;
    const rows = await database.rows<{ one: string; other: string; count: number }>(
      `select a.source as one, b.source as other, count(*)::float8 as count
       from (${valuesOf(these ?? [])}) a join (${valuesOf(those ?? [])}) b using (v) group by 1, 2 order by 3 desc`,
    );
    found.push(...rows.map(({ one, other, count }) => ({ sources: [one, other] as const, count })));
  }
  return found;
}

/** Whether two columns share values as the protocol has it. */
function isByDesign(sources: readonly [string, string]): boolean {
  return sharedByDesign.some((pair) => pair.every((source) => sources.includes(source)));
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
    const columns = await namingColumns(database);
    const found = (await sharedPairs(database, columns))
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
