import { fromUtf8, toBase64url } from "../../crypto/bytes.ts";
import { type OpenedCheckpoint, openCheckpoint } from "../../crypto/checkpoint.ts";
import { CodedError, isCodedError } from "../../crypto/coded-error.ts";
import { digestName } from "../../crypto/hash.ts";
import { emptyRoot, type TreeHead } from "../../crypto/merkle.ts";
import { decodeLogEntry, type LogEntry } from "../../crypto/protocol/log-entry.ts";
import { replayLog } from "../../crypto/protocol/replay-log.ts";
import { routes } from "../../crypto/protocol/routes.ts";
import { openStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../crypto/protocol/statements.ts";
import { type NoteKey, noteLengthMax } from "../../crypto/signed-note.ts";
import { statementBytesMax } from "../../crypto/statement.ts";
import type { WatchedSite } from "./watched-site.ts";

/**
 * What a watched instance's release came to. `logged`: it is the newest in the log, and its files are served. `unlogged`: it
 * is not in the log, or not the newest there. `files`: a file that is served is another, or missing. `log`: the log does not
 * go on from what this witness has cosigned, or is not what its key signs. `unsaid`: no release is said, or by no key that
 * the instance names.
 */
export type ReleaseOutcome = "logged" | "unlogged" | "files" | "log" | "unsaid";

/** A log of more entries is not read; some 120 MB. */
const entriesMax = 1_000_000;
const fileBytesMax = 16 * 1024 * 1024;
const clientBytesMax = 128 * 1024 * 1024;
const lanes = 4;

type Said = SignedStatement<StatementOf<"release">>;

async function operatorOf(site: WatchedSite, key: NoteKey): Promise<string | null> {
  const bytes = await site.get("/operator", 4096);
  if (bytes === null) return null;
  try {
    const { operator, log } = routes.operator.response.parse(JSON.parse(fromUtf8(bytes)));
    return log.origin === key.name && log.key === toBase64url(key.publicKey) ? operator : null;
  } catch {
    return null;
  }
}

async function releaseOf(site: WatchedSite, operator: string): Promise<Said | null> {
  const wire = await site.get("/release", statementBytesMax);
  if (wire === null) return null;
  try {
    const signed = openStatement(wire);
    return signed.statement.type === "release" && signed.statement.author === operator ? (signed as Said) : null;
  } catch (thrown) {
    // One of a newer version is no finding: this server is the one that is behind.
    if (isCodedError(thrown, "statement/version") || !isCodedError(thrown)) throw thrown;
    return null;
  }
}

/**
 * The digest of the newest release of `operator` in the log, null for none, and whether there are entries that a newer
 * version of this program made; `log` for a log that is not believed.
 */
async function loggedRelease(
  site: WatchedSite,
  key: NoteKey,
  seen: TreeHead,
  operator: string,
): Promise<{ readonly digest: string | null; readonly hasNewer: boolean } | "log"> {
  const note = await site.get("/log/checkpoint", noteLengthMax);
  let head: OpenedCheckpoint;
  try {
    head = openCheckpoint(fromUtf8(note ?? new Uint8Array()), key.name, key);
  } catch (thrown) {
    if (!isCodedError(thrown)) throw thrown;
    return "log";
  }
  if (head.size > entriesMax) return "log";
  let newest: { readonly revision: number; readonly digest: string } | null = null;
  let hasNewer = false;
  const visit = (bytes: Uint8Array): void => {
    const entry = readEntry(bytes);
    if (entry === "newer") {
      hasNewer = true;
      return;
    }
    const isRelease = entry.type === "release" && entry.author === operator && entry.subject === "client";
    if (isRelease && entry.revision > (newest?.revision ?? 0)) newest = entry;
  };
  try {
    if ((await replayLog(head, seen, (name) => site.entries(name), visit)) !== "agrees") return "log";
  } catch (thrown) {
    if (isCodedError(thrown, "tiles/malformed") || isCodedError(thrown, "log-entry/malformed")) return "log";
    throw thrown;
  }
  return { hasNewer, digest: (newest as { readonly digest: string } | null)?.digest ?? null };
}

function readEntry(bytes: Uint8Array): LogEntry | "newer" {
  try {
    return decodeLogEntry(bytes);
  } catch (thrown) {
    if (isCodedError(thrown, "log-entry/version")) return "newer";
    throw thrown;
  }
}

/** Whether each file of the release is served as it says. Throws what the site throws. */
async function servesAll(site: WatchedSite, { statement }: Said): Promise<boolean> {
  const { files } = statement.body;
  let bytes = 0;
  let next = 0;
  let wrong = false;
  const lane = async (): Promise<void> => {
    for (let file = files[next++]; file !== undefined && !wrong; file = files[next++]) {
      const content = await site.get(file.path, Math.min(fileBytesMax, clientBytesMax - bytes));
      bytes += content?.length ?? 0;
      if (content === null || digestName(content) !== file.digest) wrong = true;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return !wrong;
}

/**
 * Holds what a watched instance serves against its log, as a visitor gets both. Throws what the network throws, and what
 * only a newer version of this program could read: then nothing is known.
 * @param key of its log, as this server's policy names it
 * @param seen the newest tree of it that this server has cosigned, read before; null for none
 */
export async function checkRelease(site: WatchedSite, key: NoteKey, seen: TreeHead | null): Promise<ReleaseOutcome> {
  const operator = await operatorOf(site, key);
  if (operator === null) return "unsaid";
  const earlier = seen ?? { size: 0, root: emptyRoot };
  // A newer one may be said between the two questions: then the second time they agree.
  for (let attempt = 0; attempt < 2; attempt++) {
    const said = await releaseOf(site, operator);
    if (said === null) return "unsaid";
    const logged = await loggedRelease(site, key, earlier, operator);
    if (logged === "log") return "log";
    if (logged.digest === said.digest) return (await servesAll(site, said)) ? "logged" : "files";
    if (logged.hasNewer) throw new CodedError("log-entry/version", "A log has entries that this version cannot read.");
  }
  return "unlogged";
}
