import { defineCheck } from "../check.ts";
import type { Found, Severity } from "../finding.ts";
import { schemaAsMigrated } from "../schema/as-migrated.ts";
import { describeSchema, type SchemaObject } from "../schema/describe-schema.ts";

/** What can copy, keep or send data elsewhere, beyond being a second place for it. */
const meanings: Readonly<Record<string, string>> = {
  trigger: "It runs at every change, sees what is written, and may copy it elsewhere.",
  rule: "It runs beside what the server asks for, and may copy it elsewhere.",
  function: "It can be called by triggers and indexes, and may copy what it is given.",
  "event trigger": "It runs when tables change, and may change more.",
  publication: "Every change of its tables can be followed from outside, with the moment of each.",
  "foreign server": "Data can be read from here by another database, or written to it.",
  extension: "It brings code of others into the database; some keep every statement, or the time of each.",
  index: "It keeps a second copy of what it covers, and of what it computes from it.",
  "statistics object": "PostgreSQL keeps the commonest values of its columns, also after the rows are gone.",
  schema: "It is a place beside the three planes.",
};

const severityOf = (kind: string): Severity =>
  ["constraint", "type", "language"].includes(kind) ? "high" : "critical";

const nameOf = ({ kind, name }: SchemaObject) => `${kind} ${name}`;

function grouped(objects: readonly SchemaObject[]): Map<string, string> {
  return new Map(objects.map((object) => [nameOf(object), object.detail]));
}

function surplus({ kind, name }: SchemaObject): Found {
  return {
    severity: severityOf(kind),
    where: `${kind} ${name}`,
    evidence: "The migrations of this version do not make it.",
    means: meanings[kind] ?? "Something is stored, or computed from what is stored, that no migration made.",
    remedy: "Find out who made it and what it kept, then drop it. What it copied elsewhere stays there.",
  };
}

/** Everything made in the database against what this version's migrations make. */
export const schemaAsMigratedCheck = defineCheck({
  id: "schema/as-migrated",
  asks: "the database has what the migrations make and nothing else: no view, trigger, function, index, extension",
  needs: ["database"],
  async run({ database }) {
    const [live, made] = [await describeSchema(database), await schemaAsMigrated()];
    const [liveByName, madeByName] = [grouped(live), grouped(made)];
    const found = live.filter((object) => !madeByName.has(nameOf(object))).map(surplus);
    for (const [name, detail] of madeByName) {
      const has = liveByName.get(name);
      if (has === undefined) {
        found.push({
          severity: "high",
          where: name,
          evidence: "The migrations of this version make it, and it is not there.",
          means: "What it ensures, of lengths, of uniqueness or of deletion, is not ensured.",
          remedy: "Audit with the version that the server runs; if it is this one, make it again as in migrations/.",
        });
      } else if (has !== detail) {
        found.push({
          severity: "high",
          where: name,
          evidence: "It is not as the migrations of this version make it.",
          means: "A type, a default, a constraint or a definition was changed by hand.",
          remedy: "Compare it with migrations/ and change it back.",
        });
      }
    }
    return found;
  },
});
