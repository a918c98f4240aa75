import { fromBase64url, sameBytes } from "../../crypto/bytes.ts";
import { logNoteKey, openCheckpoint } from "../../crypto/checkpoint.ts";
import { openStatement } from "../../crypto/protocol/signed-statement.ts";
import { ready } from "../../crypto/sodium.ts";
import type { AuditDatabase } from "../audit-database.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { recomputeLog } from "../log-tree.ts";

const means =
  "The log does not say what happened: an entry was changed or taken out after it was signed. Readers who follow it refuse it.";
const remedy =
  "Keep a copy of this database as evidence. Restore the log from a backup that readers' checkpoints agree with.";

function wrong(where: string, evidence: string): Found {
  return { severity: "critical", where, evidence, means, remedy };
}

/** The name and key of the log, as the instance's statement says them; `null` where none is founded. */
async function namedLog(database: AuditDatabase): Promise<{ origin: string; key: string } | null> {
  const [row] = await database.rows<{ wire: string }>(
    `select encode(wire, 'hex') as wire from public_plane.statement where type = 'instance' order by revision desc limit 1`,
  );
  if (row === undefined) return null;
  try {
    const { statement } = openStatement(new Uint8Array(Buffer.from(row.wire, "hex")));
    return statement.type === "instance" ? statement.body.log : null;
  } catch {
    return null;
  }
}

function noteTrouble(
  note: string,
  log: { origin: string; key: string },
  size: number,
  root: Uint8Array,
): string | null {
  try {
    const opened = openCheckpoint(note, log.origin, logNoteKey(log.origin, fromBase64url(log.key)));
    return opened.size === size && sameBytes(opened.root, root) ? null : "It signs another tree than its columns name.";
  } catch {
    return "Its note is not signed by the log's key that the instance names.";
  }
}

/** The whole tree from its entries: tiles, root, and the checkpoint's signature. */
export const logTree = defineCheck({
  id: "log/tree",
  asks: "entries and tiles of the transparency log come to the root that its checkpoint signs",
  needs: ["database"],
  async run({ database, say }) {
    await ready();
    const [checkpoint] = await database.rows<{ size: number; root: string; note: string }>(
      `select size::float8 as size, encode(root, 'hex') as root, note from public_plane.log_checkpoint`,
    );
    const [entries] = await database.rows<{ count: number }>(
      `select count(*)::float8 as count from public_plane.log_entry`,
    );
    const count = entries?.count ?? 0;
    const log = await namedLog(database);
    if (checkpoint === undefined) {
      return count === 0 ? [] : [wrong("public_plane.log_checkpoint", `There is none over ${count} entries.`)];
    }
    const found: Found[] = [];
    const root = Buffer.from(checkpoint.root, "hex");
    const computed = await recomputeLog(database, checkpoint.size, say);
    if (computed.root === null) {
      const evidence = `It covers ${checkpoint.size} entries; only the first ${computed.entries} are there in a row.`;
      found.push(wrong("public_plane.log_entry", evidence));
    } else if (!sameBytes(computed.root, root)) {
      found.push(wrong("public_plane.log_entry", `Its ${checkpoint.size} entries come to another root.`));
    }
    if (computed.wrongTiles > 0) {
      found.push(
        wrong("public_plane.log_tile", `${computed.wrongTiles} tiles hold other hashes than the entries make.`),
      );
    }
    const trouble = log === null ? null : noteTrouble(checkpoint.note, log, checkpoint.size, root);
    if (trouble !== null) found.push(wrong("public_plane.log_checkpoint", trouble));
    return found;
  },
});
