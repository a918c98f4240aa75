import type { DataClass } from "../../server/data-map/declaration.ts";
import { tables } from "../../server/data-map/tables.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { type LiveColumn, liveColumns } from "../schema/live-columns.ts";

const numbers = ["smallint", "integer", "bigint"];
/** Types that a column of a class may have. No class has one that could hold a time of day. */
const typesOf: Readonly<Record<DataClass, readonly string[]>> = {
  public: ["text", "bytea"],
  ciphertext: ["bytea"],
  "public-key": ["bytea"],
  "blind-value": ["bytea"],
  hash: ["bytea"],
  day: ["date"],
  counter: numbers,
  operational: ["text", "character varying", "boolean", ...numbers],
};

const undeclared = (where: string, what: string): Found => ({
  severity: "critical",
  where,
  evidence: `The database has this ${what}, and the data map does not name it.`,
  means: "Something is stored about people that nobody declared: what it is, why, and for how long.",
  remedy:
    "Find out who added it and what it holds, then drop it; or declare it in server/data-map/tables.ts with a reason.",
});

const missing = (where: string, what: string): Found => ({
  severity: "high",
  where,
  evidence: `The data map names this ${what}, and the database does not have it.`,
  means: "The data map is not true of this database, or the database is of another version.",
  remedy: "Audit with the version of the program that the server runs.",
});

function ofColumn({ table, column, type }: LiveColumn): Found[] {
  const where = `${table}.${column}`;
  const declared = tables[table]?.columns[column];
  if (declared === undefined) return tables[table] === undefined ? [] : [undeclared(where, "column")];
  const allowed = typesOf[declared.class];
  if (allowed.includes(type)) return [];
  const holdsTime = /^(timestamp|time|interval)/.test(type);
  return [
    {
      severity: "critical",
      where,
      evidence: `It is declared as ${declared.class} and has the type ${type} instead of ${allowed.join(" or ")}.`,
      means: holdsTime
        ? "It can hold a time of day, and two times of day can be joined where two days cannot."
        : "It can hold things that its class does not allow.",
      remedy: "Find out who changed the type and what was written meanwhile, then change it back.",
    },
  ];
}

/** Tables and columns of the database against those of the data map. */
export const schemaAsDeclared = defineCheck({
  id: "schema/as-declared",
  asks: "every table and column is declared in the data map, with a type of its class",
  needs: ["database"],
  async run({ database }) {
    const live = await liveColumns(database);
    const liveTables = new Set(live.map(({ table }) => table));
    const liveNames = new Set(live.map(({ table, column }) => `${table}.${column}`));
    const found = live.flatMap(ofColumn);
    for (const table of liveTables) if (tables[table] === undefined) found.push(undeclared(table, "table"));
    for (const [table, { columns }] of Object.entries(tables)) {
      if (!liveTables.has(table)) found.push(missing(table, "table"));
      else {
        const gone = Object.keys(columns).filter((column) => !liveNames.has(`${table}.${column}`));
        found.push(...gone.map((column) => missing(`${table}.${column}`, "column")));
      }
    }
    return found;
  },
});
