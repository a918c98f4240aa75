import { z } from "zod";
import { fromBase64url } from "../bytes.ts";
import { logNoteKey, openCheckpoint } from "../checkpoint.ts";
import { isCodedError } from "../coded-error.ts";
import { noteLengthMax } from "../signed-note.ts";
import { statementBytesMax } from "../statement.ts";
import { evidence as logEvidence, judgeEvidence, type Judgement } from "./log-evidence.ts";
import { base64urlOf, base64urlUpTo, keyName, logOrigin } from "./primitives.ts";
import { openStatement, type SignedStatement } from "./signed-statement.ts";
import type { StatementOf } from "./statements.ts";

/**
 * Why a newer version is not taken. `unsaid`: the server says of none that it serves it. `unsigned`: not by the key that
 * the market names. `log`: the market's log is not what it signs, or not what it was. `unlogged`: it is not the newest one
 * in the log. `files`: its files are not those that it names.
 */
export const releaseRefusalReasons = [
  "release/unsaid",
  "release/unsigned",
  "release/log",
  "release/unlogged",
  "release/files",
] as const;
export type ReleaseRefusalReason = (typeof releaseRefusalReasons)[number];

/** Files that are named in a piece of evidence, at most. */
export const differingMax = 200;

const digest = base64urlOf(32);

/** What shows that a newer version of the program was not the one of the market's log. */
export const releaseEvidence = z.strictObject({
  v: z.literal(1),
  kind: z.literal("smartketplace/release-evidence"),
  reason: z.enum(releaseRefusalReasons),
  /** When this device saw it. */
  on: z.iso.datetime(),
  /** What the market's own statement makes one expect: who founded it, who signs releases, and its log. */
  instance: keyName,
  operator: keyName,
  log: z.strictObject({ origin: logOrigin, key: digest }),
  /** The statement as it was served: signature, then JSON. */
  release: base64urlUpTo(Math.ceil((statementBytesMax * 4) / 3)).nullable(),
  /** The log's head when it was read; null where it was not. */
  checkpoint: z.string().max(noteLengthMax).nullable(),
  /** Why the log itself is refused, as a file of its own would say it; null while it is not. */
  logEvidence: logEvidence.nullable(),
  /** Files that were installed and are not those of the release. */
  differing: z
    .array(z.strictObject({ path: z.string().max(2048), installed: digest.nullable(), released: digest.nullable() }))
    .max(differingMax),
});

export type ReleaseEvidence = z.infer<typeof releaseEvidence>;

/** The same of a version that took over although nobody had said yes: nothing was left to be looked at. */
export const takeoverEvidence = z.strictObject({
  v: z.literal(1),
  kind: z.literal("smartketplace/release-evidence"),
  reason: z.literal("unasked"),
  on: z.iso.datetime(),
  origin: z.string().max(300),
});

/**
 * Judges such a file. What is `proven` is what its log's evidence proves; that a server served something to somebody can
 * only be `told`. Never throws for what the file says.
 * @param log origin, and Ed25519 key of 43 characters, from a source that the reader trusts; by default the file's own
 */
export function judgeReleaseEvidence(
  file: unknown,
  log?: { readonly origin: string; readonly key: string },
): Judgement {
  if (takeoverEvidence.safeParse(file).success) return "told";
  const read = releaseEvidence.safeParse(file);
  if (!read.success) return "worthless";
  const { data } = read;
  const known = log ?? data.log;
  if (known.origin !== data.log.origin || known.key !== data.log.key) return "worthless";
  try {
    if (data.checkpoint !== null) {
      openCheckpoint(data.checkpoint, known.origin, logNoteKey(known.origin, fromBase64url(known.key)));
    }
    const said = releaseIn(data);
    const isSaid = said !== null;
    const mustBeSaid = data.reason !== "release/unsaid" && data.reason !== "release/unsigned";
    if (isSaid !== mustBeSaid || !agrees(data, said)) return "worthless";
    if (data.reason !== "release/log") return "told";
    return data.logEvidence === null ? "worthless" : judgeEvidence(data.logEvidence, known);
  } catch (thrown) {
    if (isCodedError(thrown)) return "worthless";
    throw thrown;
  }
}

/** The release in the file when it is one, signed by the market's operator; null when it is something else, or none. */
function releaseIn({ release, operator }: ReleaseEvidence): SignedStatement<StatementOf<"release">> | null {
  if (release === null) return null;
  try {
    const signed = openStatement(fromBase64url(release));
    if (signed.statement.type !== "release" || signed.statement.author !== operator) return null;
    return signed as SignedStatement<StatementOf<"release">>;
  } catch (thrown) {
    if (isCodedError(thrown)) return null;
    throw thrown;
  }
}

/** Whether the file says of the release and of each differing file what the release says. */
function agrees(data: ReleaseEvidence, said: SignedStatement<StatementOf<"release">> | null): boolean {
  if (data.reason === "release/unsaid" && data.release !== null) return false;
  if ((data.reason === "release/files") !== data.differing.length > 0) return false;
  const files = new Map(said?.statement.body.files.map(({ path, digest: released }) => [path, released]));
  return data.differing.every(
    ({ path, installed, released }) => installed !== released && (files.get(path) ?? null) === released,
  );
}
