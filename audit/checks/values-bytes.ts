import { tables } from "../../server/data-map/tables.ts";
import type { AuditDatabase } from "../audit-database.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { holdsText, looksLikeKemKey, looksRandom, unevenness } from "../randomness.ts";
import { liveColumns, quoted } from "../schema/live-columns.ts";
import { fits, type Shape, shapeOf } from "../shapes.ts";

const progressEvery = 100_000;

interface Column {
  readonly name: string;
  readonly shape: Shape;
}

/** What is wrong with values of one column: how many of each kind, and the row of the first. */
class Troubles {
  readonly #counts = new Map<string, { count: number; row: string }>();

  note(trouble: string, row: Uint8Array | null): void {
    const known = this.#counts.get(trouble);
    if (known !== undefined) known.count += 1;
    else this.#counts.set(trouble, { count: 1, row: row === null ? "" : Buffer.from(row).toString("utf8") });
  }

  [Symbol.iterator]() {
    return this.#counts.entries();
  }
}

/** What is wrong with a value, or `null`. */
function troubleOf(value: Uint8Array, { lengths, look }: Shape): string | null {
  if (!fits(lengths, value.length)) return "a length that it may not have";
  if (look === "random" && looksRandom(value)) return null;
  if (look === "kem" && looksLikeKemKey(value)) return null;
  if (look === "any") return null;
  if (holdsText(value)) return "a stretch that reads like text";
  return unevenness(value) > 9 ? "bytes that are not evenly spread" : "a form that no key of its kind has";
}

function bytesColumns(table: string, present: ReadonlySet<string>): Column[] {
  return Object.entries(tables[table]?.columns ?? {}).flatMap(([name, declared]) => {
    const shape = present.has(`${table}.${name}`) ? shapeOf(table, name, declared.class) : null;
    return shape === null ? [] : [{ name, shape }];
  });
}

async function scanTable(
  database: AuditDatabase,
  table: string,
  columns: readonly Column[],
  say: (line: string) => void,
): Promise<Found[]> {
  const troubles = columns.map(() => new Troubles());
  let rows = 0;
  const names = columns.map(({ name }) => quoted(name)).join(", ");
  await database.scan(`select ctid::text, ${names} from ${quoted(table)}`, (row) => {
    columns.forEach(({ shape }, index) => {
      const value = row[index + 1];
      if (value === null || value === undefined) return;
      const trouble = troubleOf(value, shape);
      if (trouble !== null) troubles[index]!.note(trouble, row[0] ?? null);
    });
    rows += 1;
    if (rows % progressEvery === 0) say(`  ${table}: ${rows} rows`);
  });
  return columns.flatMap(({ name }, index) =>
    [...troubles[index]!].map(([trouble, { count, row }]): Found => ({
      severity: "critical",
      where: `${table}.${name}`,
      evidence: `${count} of ${rows} rows have ${trouble}; the first lies at ctid ${row}.`,
      means: "The server holds something that it, and whoever takes its disk, may be able to read.",
      remedy: "Find out which program wrote these rows, delete them, and tell those whom they concern.",
    })),
  );
}

/** Every value of every `bytea` column that may hold nothing readable, one by one. */
export const valuesBytes = defineCheck({
  id: "values/bytes",
  asks: "every ciphertext, key, hash and blind value has a length of its kind and looks like noise",
  needs: ["database"],
  async run({ database, say }) {
    const live = await liveColumns(database);
    const present = new Set(live.filter(({ type }) => type === "bytea").map((at) => `${at.table}.${at.column}`));
    const found: Found[] = [];
    for (const table of Object.keys(tables)) {
      const columns = bytesColumns(table, present);
      if (columns.length > 0) found.push(...(await scanTable(database, table, columns, say)));
    }
    return found;
  },
});
