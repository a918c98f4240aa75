import { limits } from "../../crypto/protocol/limits.ts";
import { addDays } from "../../server/days.ts";
import { defineCheck } from "../check.ts";
import { dayKeyFiles } from "../day-key-files.ts";
import type { Found } from "../finding.ts";
import { graceDays } from "../retention.ts";

const means =
  "What was acknowledged or has expired still lies in dead rows, write-ahead log and backups, and this key opens it.";
const remedy = "Start the server: it shreds at its start and once an hour. Look for copies of the key in backups.";

/** Keys of days that are past, by their names alone. */
export const shreddingPast = defineCheck({
  id: "shredding/past-days",
  asks: "keys of days that are past their retention are gone",
  needs: ["dataDir"],
  async run({ dataDir, today }) {
    const firstKept = addDays(today, -(limits.envelopeRetentionDays + graceDays));
    return dayKeyFiles(dataDir)
      .filter(({ day }) => day < firstKept)
      .map(({ path }): Found => {
        return { severity: "critical", where: path, evidence: `Its day is before ${firstKept}.`, means, remedy };
      });
  },
});

/** Keys that close nothing any more, and rows that no key closes. */
export const shreddingSettled = defineCheck({
  id: "shredding/settled-days",
  asks: "a day whose envelopes were all fetched has no key, and every envelope that waits has one",
  needs: ["database", "dataDir"],
  async run({ database, dataDir, today }) {
    const rows = await database.rows<{ day: string; waiting: number }>(
      `select received_on::text as day, count(*)::float8 as waiting from sealed_plane.inbox_envelope group by 1`,
    );
    const boards = await database.rows<{ day: string; waiting: number }>(
      `select day::text as day, count(*)::float8 as waiting from sealed_plane.board_reply group by 1`,
    );
    const keys = dayKeyFiles(dataDir);
    const waiting = new Map([
      ...rows.map(({ day, waiting }) => [`inbox ${day}`, waiting] as const),
      ...boards.map(({ day, waiting }) => [`board ${day}`, waiting] as const),
    ]);
    const settledBefore = addDays(today, -graceDays);
    const idle = keys.filter(({ use, day }) => use === "inbox" && day < settledBefore && !waiting.has(`inbox ${day}`));
    const found = idle.map(({ path }): Found => {
      return { severity: "critical", where: path, evidence: "No envelope of that day waits any more.", means, remedy };
    });
    const named = new Set(keys.map(({ use, day }) => `${use} ${day}`));
    for (const [name, count] of waiting) {
      if (named.has(name)) continue;
      found.push({
        severity: "high",
        where: `day-keys: ${name}`,
        evidence: `${count} rows wait under a key that is not there.`,
        means: "Nobody can open them: either the folder is not this server's, or they are lost before they were read.",
        remedy: "Name the data folder that the server writes to; if it is the one, restore its day-keys.",
      });
    }
    return found;
  },
});
