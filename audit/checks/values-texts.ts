import { tables } from "../../server/data-map/tables.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { liveColumns, quoted } from "../schema/live-columns.ts";

/** Texts that a column may hold, each in full; a column of another plane without a line here may hold none. */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  "private_plane.token_draw.purpose": ["relay", "space"],
  "private_plane.wrapper.kind": ["passkey", "recovery-code"],
};

/** What nobody may find in a text of the sealed or the private plane, as regular expressions of PostgreSQL. */
const patterns = {
  "an e-mail address": String.raw`[[:alnum:]._%+-]+@[[:alnum:]-]+\.[[:alpha:]]{2,}`,
  "a phone number": String.raw`(\+|00)[0-9][0-9 ./()-]{7,}[0-9]|\m0[0-9]{1,2}[ ./-]?[0-9]{3}[ ./-]?[0-9]{2}[ ./-]?[0-9]{2}\M`,
  "a time of day": String.raw`\m[0-2]?[0-9]:[0-5][0-9]`,
  "an IP address": String.raw`\m[0-9]{1,3}(\.[0-9]{1,3}){3}\M`,
} as const;

/** Texts beside the public plane, all rows, in the database. */
export const valuesTexts = defineCheck({
  id: "values/texts",
  asks: "texts of the sealed and the private plane are words of this program: no name, mail, phone, time or address",
  needs: ["database"],
  async run({ database }) {
    const found: Found[] = [];
    for (const { table, column, type } of await liveColumns(database)) {
      const isText = /^(text|character|json|citext|xml|inet|cidr)/.test(type) || type.endsWith("[]");
      if (!isText || tables[table]?.plane === null || table.startsWith("public_plane.")) continue;
      const where = `${table}.${column}`;
      const text = `${quoted(column)}::text`;
      const words = wordsOf[where] ?? [];
      const conditions = Object.entries(patterns).map(
        ([, pattern], index) => `count(*) filter (where ${text} ~ '${pattern}')::float8 as p${index}`,
      );
      const [row = {}] = await database.rows<Record<string, number>>(
        `select count(*) filter (where not (${text} = any($1::text[])))::float8 as other, ${conditions.join(", ")}
         from ${quoted(table)}`,
        [words],
      );
      const kinds = Object.keys(patterns).filter((_, index) => (row[`p${index}`] ?? 0) > 0);
      if ((row["other"] ?? 0) === 0) continue;
      found.push({
        severity: "critical",
        where,
        evidence: `${row["other"]} rows hold a text that this program does not write${kinds.length > 0 ? `, some with ${kinds.join(", ")}` : ""}.`,
        means: "Something readable lies in a plane that is to hold nothing readable.",
        remedy: "Find out which program wrote it, delete it, and tell those whom it concerns.",
      });
    }
    return found;
  },
});
