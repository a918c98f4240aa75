import { join } from "node:path";
import { envelopeKeyId } from "../../crypto/envelope.ts";
import { replyTagBytes } from "../../crypto/protocol/reply-board.ts";
import { type DayKeys, openDayKeys } from "../../server/relay/day-keys.ts";
import type { AuditDatabase } from "../audit-database.ts";
import { defineCheck } from "../check.ts";
import { dayKeyFiles } from "../day-key-files.ts";
import type { Found } from "../finding.ts";

/** Rows of each table that are opened: a sample, for opening all would be reading all mail's covers. */
const sampleMax = 200;

const sources = [
  { table: "sealed_plane.inbox_envelope", day: "received_on", use: "inbox", tagBytes: 0 },
  { table: "sealed_plane.board_reply", day: "day", use: "board", tagBytes: replyTagBytes },
] as const;

/** How many of a sample's rows are not closed under the key of their day, and how many were looked at. */
async function notClosed(database: AuditDatabase, source: (typeof sources)[number], keys: DayKeys, held: Set<string>) {
  let looked = 0;
  let open = 0;
  const { table, day, use, tagBytes } = source;
  await database.scan(
    `select ${day}::text, sealed from ${table} order by cursor desc limit ${sampleMax}`,
    ([dayBytes, sealed]) => {
      const ofDay = Buffer.from(dayBytes ?? []).toString("utf8");
      if (!sealed || !held.has(`${use} ${ofDay}`)) return;
      looked += 1;
      const content = keys.open(use, ofDay, sealed);
      // Once the closing at rest is off there must be an envelope: still ciphertext, in its outer form.
      if (content === null || envelopeKeyId(content.subarray(tagBytes)) === null) open += 1;
    },
  );
  return { looked, open };
}

/** Whether what waits is closed under the key of its day, so that shredding the key shreds it. */
export const shreddingAtRest = defineCheck({
  id: "shredding/at-rest",
  asks: `envelopes lie closed under the key of their day, so that its shredding shreds them (newest ${sampleMax} of each table)`,
  needs: ["database", "dataDir"],
  async run({ database, dataDir }) {
    const files = dayKeyFiles(dataDir);
    if (files.length === 0) return [];
    const held = new Set(files.map(({ use, day }) => `${use} ${day}`));
    const keys = openDayKeys(join(dataDir, "day-keys"));
    const found: Found[] = [];
    for (const source of sources) {
      const { looked, open } = await notClosed(database, source, keys, held);
      if (open === 0) continue;
      found.push({
        severity: "critical",
        where: `${source.table}.sealed`,
        evidence: `${open} of ${looked} rows do not open under the key of their day to an envelope.`,
        means:
          "They stay readable to their recipient's key in dead rows, write-ahead log and backups, whatever is shredded.",
        remedy: "Find out which program wrote them. What lies in backups already can only be deleted there.",
      });
    }
    return found;
  },
});
