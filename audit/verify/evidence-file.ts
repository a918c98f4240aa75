import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { fromBase64url, fromUtf8, toHex } from "../../crypto/bytes.ts";
import { logNoteKey, parseCheckpoint } from "../../crypto/checkpoint.ts";
import { type Evidence, evidence, judgeEvidence, type Judgement } from "../../crypto/protocol/log-evidence.ts";
import { evidenceWords } from "../../crypto/protocol/log-evidence-words.ts";
import { judgeReleaseEvidence, releaseEvidence, takeoverEvidence } from "../../crypto/protocol/release-evidence.ts";
import { formatNoteKey, parseNote } from "../../crypto/signed-note.ts";
import { ready } from "../../crypto/sodium.ts";
import { shown } from "./difference.ts";
import { releaseWords } from "./evidence-words.ts";

/** Longest file that is read: twenty statements of a MiB each, and more. */
export const evidenceBytesMax = 40 * 1024 * 1024;

/** What a file of evidence is worth, and what it says. Texts are constant, but for names, numbers, roots and days. */
export interface EvidenceVerdict {
  readonly v: 1;
  readonly kind: "log" | "release" | "unknown";
  readonly judgement: Judgement;
  readonly reason: string | null;
  /** When the device saw it, as the file says. */
  readonly on: string | null;
  /** The log that it is about, its Ed25519 key of 43 characters; null where the file names none. */
  readonly log: { readonly origin: string; readonly key: string } | null;
  /** Whether that key is the one that the reader named, and not the file's own word. */
  readonly keyIsKnown: boolean;
  /** Whom it proves something against; null unless it is proven. */
  readonly against: string | null;
  /** What it says or shows, line by line. */
  readonly says: readonly string[];
}

const kindOf = z.object({ kind: z.enum(["smartketplace/log-evidence", "smartketplace/release-evidence"]) });

const nothing: EvidenceVerdict = {
  v: 1,
  kind: "unknown",
  judgement: "worthless",
  reason: null,
  on: null,
  log: null,
  keyIsKnown: false,
  against: null,
  says: ["This is no file of evidence, or one that was changed: nothing in it can be believed."],
};

/** A file's content, parsed; `undefined` for what is no JSON text of UTF-8. Throws what the file system throws, and `RangeError` for one that is too long. */
export function readEvidenceFile(path: string): unknown {
  const about = statSync(path);
  if (!about.isFile() || about.size > evidenceBytesMax) throw new RangeError("No file of evidence is so long.");
  try {
    return JSON.parse(fromUtf8(new Uint8Array(readFileSync(path)))) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Judges a file of evidence and says what it shows. Never throws for what the file says.
 * @param key the log's Ed25519 key, 43 characters, where the reader knows it from elsewhere; null to take the file's own
 */
export async function examineEvidence(file: unknown, key: string | null): Promise<EvidenceVerdict> {
  await ready();
  const kind = kindOf.safeParse(file).data?.kind;
  if (kind === "smartketplace/log-evidence") return ofLog(file, key);
  if (kind === "smartketplace/release-evidence") return ofRelease(file, key);
  return nothing;
}

/** The key as other tools of transparency logs write it. */
const against = ({ origin, key }: { origin: string; key: string }): string =>
  `whoever holds the key of the log ${origin}: ${formatNoteKey(logNoteKey(origin, fromBase64url(key)))}`;

function ofLog(file: unknown, key: string | null): EvidenceVerdict {
  const { data } = evidence.safeParse(file);
  if (data === undefined) return { ...nothing, kind: "log" };
  const { reason, on, log } = data;
  const judgement = judgeEvidence(data, { origin: log.origin, key: key ?? log.key });
  const about = { v: 1, kind: "log", judgement, reason, on, log, keyIsKnown: key !== null } as const;
  if (judgement === "worthless") return { ...about, against: null, says: worthless(key !== null && key !== log.key) };
  const says = [evidenceWords[reason], ...heads(data), ...statementLines(data)];
  return { ...about, against: judgement === "proven" ? against(log) : null, says };
}

function ofRelease(file: unknown, key: string | null): EvidenceVerdict {
  const takeover = takeoverEvidence.safeParse(file).data;
  if (takeover !== undefined) {
    const { reason, on } = takeover;
    const about = { v: 1, kind: "release", judgement: "told", reason, on, log: null, keyIsKnown: false } as const;
    return { ...about, against: null, says: [releaseWords[reason]] };
  }
  const { data } = releaseEvidence.safeParse(file);
  if (data === undefined) return { ...nothing, kind: "release" };
  const { reason, on, log, differing, checkpoint, logEvidence } = data;
  const judgement = judgeReleaseEvidence(data, { origin: log.origin, key: key ?? log.key });
  const about = { v: 1, kind: "release", judgement, reason, on, log, keyIsKnown: key !== null } as const;
  if (judgement === "worthless") return { ...about, against: null, says: worthless(key !== null && key !== log.key) };
  const inLog = logEvidence === null ? [] : [evidenceWords[logEvidence.reason], ...heads(logEvidence)];
  const says = [
    releaseWords[reason],
    ...(checkpoint === null ? [] : [`The log's head was then: ${headOf(checkpoint)}. It is signed by the log.`]),
    ...differing.map(({ path }) => `Not the released file: ${shown(path)}`),
    ...inLog,
  ];
  return { ...about, against: judgement === "proven" ? against(log) : null, says };
}

function worthless(isOtherKey: boolean): string[] {
  return isOtherKey
    ? ["The file is about a log with another key than the one that you named."]
    : ["A signature, a proof or a claim in it is wrong: it was made up, changed or cut short."];
}

/** A signed head in words. The note was opened before. */
function headOf(note: string): string {
  const { size, root } = parseCheckpoint(parseNote(note).text);
  return `${size} entries, root ${toHex(root).slice(0, 16)}…`;
}

function heads({ known, offered, reason }: Evidence): string[] {
  const isSigned = reason !== "signature" && reason !== "origin" && reason !== "malformed";
  return [
    ...(known === null ? [] : [`Seen before, signed by the log: ${headOf(known)}.`]),
    ...(offered === null ? [] : isSigned ? [`Offered then, signed by the log: ${headOf(offered)}.`] : []),
  ];
}

function statementLines({ statements }: Evidence): string[] {
  return statements.map(({ wire, identity, shown: was, logged }) => {
    const served = was === null ? "was not shown" : `was shown as revision ${was.revision}`;
    const signed = wire === null ? "" : ", validly signed,";
    const has =
      logged === null ? "the log has none" : `the log has revision ${logged.revision} at entry ${logged.index}`;
    return `${shown(identity)} ${served}${signed} and ${has}.`;
  });
}
