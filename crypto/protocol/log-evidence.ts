import { z } from "zod";
import { fromBase64url, sameBytes } from "../bytes.ts";
import { logNoteKey, openCheckpoint } from "../checkpoint.ts";
import { isCodedError } from "../coded-error.ts";
import { verifyConsistency } from "../merkle.ts";
import { openStatement } from "./signed-statement.ts";
import { base64urlOf, base64urlUpTo, logOrigin } from "./primitives.ts";
import { statementBytesMax } from "../statement.ts";
import { noteLengthMax } from "../signed-note.ts";

/**
 * Why the market is not believed. `fork`: the log signed two histories. `rollback`: it shows less than it had shown.
 * `signature`, `origin`, `malformed`: what it shows is not a checkpoint of this market's log. `withheld`: it signs what
 * it does not show. `too-large`: more than any market's log. `unwitnessed`: no witness that the market asks for saw it
 * in the last 48 hours. `substituted`: the market shows a statement that is not the log's. `outdated`: it shows an older
 * one than the log has, or hides it.
 */
export const trustRefusalReasons = [
  "fork",
  "rollback",
  "signature",
  "origin",
  "malformed",
  "withheld",
  "too-large",
  "unwitnessed",
  "substituted",
  "outdated",
] as const;
export type TrustRefusalReason = (typeof trustRefusalReasons)[number];

const hash = base64urlOf(32);
const size = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/**
 * What shows that a market's log, or its server, contradicted itself: a file that anybody can check who knows the
 * market's log key. It holds nothing of the person whose device made it but, for `mail`, one message's checkpoint.
 */
export const evidence = z.strictObject({
  v: z.literal(1),
  kind: z.literal("smartketplace/log-evidence"),
  reason: z.enum(trustRefusalReasons),
  /** When this device saw it. */
  on: z.iso.datetime(),
  /** What it means, in English and for whoever gets the file. */
  words: z.string().max(500),
  log: z.strictObject({ origin: logOrigin, key: hash }),
  /** The checkpoint that this device had verified before, as it was signed; null on a first visit. */
  known: z.string().max(noteLengthMax).nullable(),
  /** The checkpoint that contradicts it, as it was signed; null when there is none. */
  offered: z.string().max(noteLengthMax).nullable(),
  /**
   * For two histories of different length: the root that the longer one has at the shorter one's size, and the proof
   * (RFC 6962, 2.1.2) that it does.
   */
  history: z.strictObject({ rootAtShorter: hash, consistency: z.array(hash).max(128) }).nullable(),
  /** Statements that contradict the log, as they were served (signature, then JSON), and what the log has of them. */
  statements: z
    .array(
      z.strictObject({
        wire: base64urlUpTo(Math.ceil((statementBytesMax * 4) / 3)).nullable(),
        identity: z.string().max(200),
        shown: z.strictObject({ revision: z.int(), digest: hash }).nullable(),
        logged: z.strictObject({ revision: z.int(), digest: hash, index: size }).nullable(),
      }),
    )
    .max(20),
});

export type Evidence = z.infer<typeof evidence>;

/** What a piece of evidence is worth to somebody who was not there. */
export type Judgement =
  /** The log signed two histories that exclude each other: nobody but the holder of its key can have made this. */
  | "proven"
  /** Well-formed, signatures are genuine, but it shows what its maker saw and could be made up from true parts. */
  | "told"
  /** Signatures or proofs in it are wrong, or it is no such file. */
  | "worthless";

/**
 * Judges an evidence file against the log key that the reader knows the market by. Never throws for what the file says.
 * @param log origin, and Ed25519 key of 43 characters, from a source that the reader trusts; by default the file's own
 */
export function judgeEvidence(file: unknown, log?: { readonly origin: string; readonly key: string }): Judgement {
  const read = evidence.safeParse(file);
  if (!read.success) return "worthless";
  const { data } = read;
  const { origin, key } = log ?? data.log;
  if (origin !== data.log.origin || key !== data.log.key) return "worthless";
  try {
    if (!data.statements.every(isGenuine)) return "worthless";
    const noteKey = logNoteKey(origin, fromBase64url(key));
    const known = data.known === null ? null : openCheckpoint(data.known, origin, noteKey);
    if (data.reason === "signature" || data.reason === "origin" || data.offered === null) return "told";
    const offered = openCheckpoint(data.offered, origin, noteKey);
    if (data.reason !== "fork") return "told";
    if (known === null) return "worthless";
    if (known.size === offered.size) return sameBytes(known.root, offered.root) ? "worthless" : "proven";
    if (data.history === null) return "told";
    const [shorter, longer] = known.size < offered.size ? [known, offered] : [offered, known];
    const rootAtShorter = fromBase64url(data.history.rootAtShorter);
    if (shorter.size === 0 || sameBytes(rootAtShorter, shorter.root)) return "worthless";
    const proof = data.history.consistency.map((each) => fromBase64url(each));
    verifyConsistency({ size: shorter.size, root: rootAtShorter }, longer, proof);
    return "proven";
  } catch (thrown) {
    if (isCodedError(thrown)) return "worthless";
    throw thrown;
  }
}

/** Whether a statement that is in the file is signed by whom it names, and the one that it is said to be. */
function isGenuine({ wire, identity, shown }: Evidence["statements"][number]): boolean {
  if (wire === null) return true;
  const { statement, digest } = openStatement(fromBase64url(wire));
  const subject = statement.type === "instance" ? statement.author : statement.subject;
  const isNamed = identity === `${statement.type} ${statement.author} ${subject}`;
  return isNamed && shown !== null && shown.digest === digest && shown.revision === statement.revision;
}
