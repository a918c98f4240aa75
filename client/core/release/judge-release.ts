import { toBase64url } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { digestName } from "../../../crypto/hash.ts";
import { identityOf } from "../../../crypto/protocol/log-entry.ts";
import { differingMax, type ReleaseEvidence } from "../../../crypto/protocol/release-evidence.ts";
import { openStatement, type SignedStatement } from "../../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../../crypto/protocol/statements.ts";
import type { InstalledFile, ReleaseRefusalReason, ReleaseVerdict } from "../api.ts";
import { statementBytesMax } from "../../../crypto/statement.ts";
import { statusOf } from "../network-problem.ts";
import type { Trust } from "../log/trust.ts";
import type { Transport } from "../platform.ts";

/** The file that the browser fetches by itself, and no list of a service worker names. */
const workerPath = "/service-worker.js";
/** What the judgement needs of where it is made: all of it from the client that is in use, none from the newer one. */
export interface JudgeParts {
  readonly transport: Transport;
  /** The log as this device follows it: what it has seen before counts. */
  readonly trust: Pick<Trust, "ask">;
  /** The market's own statement, as this device has verified it; null before it came. */
  readonly instance: StatementOf<"instance"> | null;
  readonly now: () => number;
}

/** What was looked at, as far as it went: what evidence is made of. */
interface Looked {
  release: Uint8Array | null;
  checkpoint: string | null;
  logEvidence: ReleaseEvidence["logEvidence"];
  differing: readonly { readonly path: string; readonly installed: string | null; readonly released: string | null }[];
}

class Refused extends CodedError<ReleaseRefusalReason> {}

function refuse(reason: ReleaseRefusalReason): never {
  throw new Refused(reason, "A newer version of the program is refused.");
}

/** The release that the server says it serves now, by the key that the market names. */
async function saidRelease(
  { transport }: JudgeParts,
  operator: string,
  looked: Looked,
): Promise<SignedStatement<StatementOf<"release">>> {
  const wire = await transport.request("release").catch((thrown: unknown) => {
    if (statusOf(thrown) === 404) refuse("release/unsaid");
    throw thrown;
  });
  looked.release = wire;
  let signed: SignedStatement;
  try {
    signed = openStatement(wire);
  } catch {
    refuse("release/unsigned");
  }
  if (signed.statement.type !== "release" || signed.statement.author !== operator) refuse("release/unsigned");
  return signed as SignedStatement<StatementOf<"release">>;
}

/**
 * The log is asked by who follows it: one that is shorter than before, or another, is refused here as everywhere, with the
 * evidence of it. Throws what the network throws, and `log-entry/version` where the log may say what cannot be read here.
 */
async function requireLogged(
  { trust }: JudgeParts,
  signed: SignedStatement<StatementOf<"release">>,
  looked: Looked,
): Promise<void> {
  const asked = await trust.ask();
  if (asked.outcome === "refused") {
    looked.logEvidence = asked.refusal.evidence;
    refuse("release/log");
  }
  looked.checkpoint = asked.note;
  if (asked.replica.newest(identityOf(signed.statement))?.digest === signed.digest) return;
  if (asked.replica.newerEntries > 0) {
    throw new CodedError("log-entry/version", "The log has entries that this version cannot read.");
  }
  refuse("release/unlogged");
}

async function requireFiles(
  { transport }: JudgeParts,
  signed: SignedStatement<StatementOf<"release">>,
  installed: readonly InstalledFile[],
  looked: Looked,
): Promise<void> {
  const released = new Map(signed.statement.body.files.map(({ path, digest }) => [path, digest]));
  const worker = await transport.request("serviceWorker").catch((thrown: unknown) => {
    if (statusOf(thrown) === 404) return null;
    throw thrown;
  });
  const found = [...installed, { path: workerPath, digest: worker === null ? null : digestName(worker) }];
  looked.differing = found
    .filter(({ path, digest }) => released.get(path) !== digest)
    .slice(0, differingMax)
    .map(({ path, digest }) => ({ path, installed: digest, released: released.get(path) ?? null }));
  if (looked.differing.length > 0) refuse("release/files");
}

/**
 * Judges the newer client that the server offers: its release must be signed by the key that this device knows the server
 * by, be the newest in the market's log, and name each file that was installed, and the service worker, as they are.
 * Throws what the network throws: then nothing is known, and it can be asked again.
 * @param installed what the newer service worker has put by; empty to judge what is offered without that
 */
export async function judgeRelease(parts: JudgeParts, installed: readonly InstalledFile[]): Promise<ReleaseVerdict> {
  const { instance } = parts;
  if (instance === null) throw new CodedError("network/offline", "The market's own statement is not here yet.");
  const looked: Looked = { release: null, checkpoint: null, logEvidence: null, differing: [] };
  try {
    const signed = await saidRelease(parts, instance.body.operator, looked);
    await requireLogged(parts, signed, looked);
    await requireFiles(parts, signed, installed, looked);
    return { taken: true, version: signed.statement.body.version };
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown;
    return { taken: false, reason: thrown.code, evidence: evidenceOf(parts, instance, thrown.code, looked) };
  }
}

/** A file to pass on: what was offered, signed as it came, and what the market's own statement makes one expect. */
function evidenceOf(
  { now }: JudgeParts,
  { author, body }: StatementOf<"instance">,
  reason: ReleaseRefusalReason,
  looked: Looked,
): string {
  const evidence: ReleaseEvidence = {
    v: 1,
    kind: "smartketplace/release-evidence",
    reason,
    on: new Date(now()).toISOString(),
    instance: author,
    operator: body.operator,
    log: body.log,
    // What is longer than any statement shows nothing that its absence does not.
    release: looked.release === null || looked.release.length > statementBytesMax ? null : toBase64url(looked.release),
    checkpoint: looked.checkpoint,
    logEvidence: looked.logEvidence,
    differing: [...looked.differing],
  };
  return JSON.stringify(evidence, null, 1);
}
