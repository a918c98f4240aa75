import { limits } from "../../crypto/protocol/limits.ts";
import { tables } from "../../server/data-map/tables.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { liveColumns, quoted } from "../schema/live-columns.ts";

/** Days may be ahead of this machine's: of a session 30, of a statement 2. */
const daysAheadMax: Readonly<Record<string, number>> = { "private_plane.session.expires_on": 31 };
const otherDaysAheadMax = 2;
/** Nothing here was made before. */
const firstDay = "2020-01-01";

/** Seconds and milliseconds since 1970 of the years 2020 to 2100: a count that is one of these is a moment. */
const moments = [
  [1_577_836_800, 4_102_444_800],
  [1_577_836_800_000, 4_102_444_800_000],
  [1_577_836_800_000_000, 4_102_444_800_000_000],
] as const;

/** Counts that are moments, as the data map says of them. */
const declaredMoments: Readonly<Record<string, Pick<Found, "means" | "remedy">>> = {
  "public_plane.statement.revision": {
    means:
      "Programs of stalls number what they publish by the second in which they sign it, so that several devices need not " +
      "agree. Whoever follows the catalogue sees that moment as it passes; here it stays until the next revision: when somebody " +
      "at this stall was at work, and with a stock list when something was sold.",
    remedy: "Nothing here: it is in what the stall signed. SECURITY.md says so.",
  },
};

/** What a count can reach. Numbers of envelopes and replies grow for ever, one by one; nothing else does. */
const countMax: Readonly<Record<string, number>> = {
  "private_plane.account.epoch": 1_000_000,
  "private_plane.space.records": limits.recordsPerSpaceMax,
  "private_plane.space.bytes": limits.spaceBytesMax,
  "sealed_plane.board_reply.bucket": 65_536,
};

/** Days and counts of all rows, in the database. */
export const valuesNumbers = defineCheck({
  id: "values/numbers",
  asks: "days are days that have come, and no count is a moment in disguise",
  needs: ["database"],
  async run({ database, today }) {
    const found: Found[] = [];
    for (const { table, column, type } of await liveColumns(database)) {
      const declared = tables[table]?.columns[column];
      const where = `${table}.${column}`;
      if (declared?.class === "day" && type === "date") {
        const ahead = daysAheadMax[where] ?? otherDaysAheadMax;
        const [row] = await database.rows<{ wrong: number }>(
          `select count(*)::float8 as wrong from ${quoted(table)}
           where ${quoted(column)} < '${firstDay}' or ${quoted(column)} > $1::date + ${ahead}`,
          [today],
        );
        if ((row?.wrong ?? 0) > 0) {
          found.push({
            severity: "high",
            where,
            evidence: `${row?.wrong} rows have a day before ${firstDay} or more than ${ahead} days ahead.`,
            means: "What is counted from that day is kept too long, or the day says something else than a day.",
            remedy: "Look at the clocks of the servers; correct or delete these rows.",
          });
        }
      }
      if (declared?.class !== "counter" || !["smallint", "integer", "bigint"].includes(type)) continue;
      const isMoment = moments.map(([from, to]) => `${quoted(column)} between ${from} and ${to}`).join(" or ");
      const tooHigh = countMax[where] === undefined ? "false" : `${quoted(column)} > ${countMax[where]}`;
      const [row] = await database.rows<{ moments: number; high: number; negative: number }>(
        `select count(*) filter (where ${isMoment})::float8 as moments, count(*) filter (where ${tooHigh})::float8 as high,
           count(*) filter (where ${quoted(column)} < 0)::float8 as negative from ${quoted(table)}`,
      );
      const impossible = (row?.high ?? 0) + (row?.negative ?? 0);
      if (impossible + (row?.moments ?? 0) === 0) continue;
      const declaredMoment = declaredMoments[where];
      if (declaredMoment !== undefined && impossible === 0) {
        const evidence = `${row?.moments} rows hold seconds since 1970.`;
        found.push({ severity: "notice", where, evidence, ...declaredMoment });
        continue;
      }
      found.push({
        severity: (row?.moments ?? 0) > 0 ? "critical" : "high",
        where,
        evidence: `${row?.moments} rows hold what reads as seconds since 1970, ${row?.high} more than can be, ${row?.negative} less than 0.`,
        means: "A count that is a moment joins what days keep apart.",
        remedy: "Find out which program writes it, and set these rows back to counts.",
      });
    }
    return found;
  },
});
