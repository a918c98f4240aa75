import { ready } from "../../crypto/sodium.ts";
import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../crypto/protocol/statements.ts";
import { type Difference, difference, type Unknown } from "./difference.ts";
import { type ExpectedClient, type SeenClient, visitClient } from "./live-client.ts";
import { type Outcome, readInstance, readLog, type ReadLog, readRelease } from "./live-statements.ts";
import type { LocalBuild } from "./local-build.ts";
import { pageDifferences } from "./public-pages.ts";
import { openVisitor, type Visitor } from "./visitor.ts";

type Said = SignedStatement<StatementOf<"release">>;

/** What a verification came to: `differs` when one thing is not as it should be, `unknown` when one could not be told. */
export type Verdict = "same" | "differs" | "unknown";

export interface Verification {
  readonly v: 1;
  readonly origin: string;
  readonly verdict: Verdict;
  /** The key that founded the market, 43 characters, and the server's key that it names; null when they cannot be read. */
  readonly instanceKey: string | null;
  readonly operatorKey: string | null;
  readonly release: {
    readonly version: string;
    readonly commit: string | null;
    readonly revision: number;
    readonly digest: string;
  } | null;
  readonly log: { readonly origin: string; readonly size: number; readonly index: number | null } | null;
  readonly build: { readonly files: number; readonly commit: string | null } | null;
  readonly filesSeen: number;
  readonly requests: number;
  readonly differences: readonly Difference[];
  readonly unknowns: readonly Unknown[];
}

/** What is verified, and against what. */
export interface VerifyOptions {
  /** http or https, without a path. */
  readonly origin: string;
  /** Key of the instance, 43 characters, when it is known from elsewhere: a poster, a friend, an earlier time. */
  readonly instanceKey?: string | null;
  /** The client built from sources; null to compare with what the server says alone. */
  readonly build: LocalBuild | null;
}

function took<T>(outcome: Outcome<T>, differences: Difference[], unknowns: Unknown[]): T | null {
  if ("ok" in outcome) return outcome.ok;
  if ("difference" in outcome) differences.push(outcome.difference);
  else unknowns.push(outcome.unknown);
  return null;
}

/** Where the release that was said and the one in the log are not the same. */
function logDifferences(said: Said, log: ReadLog): Difference[] {
  if (log.release === null) return [difference("log", "absent", "The release that is served is not in the log.")];
  if (log.release.digest === said.digest) return [];
  const says =
    log.release.revision > said.statement.revision
      ? "The log has a newer release than the one that is served."
      : "The log has another release than the one that is served.";
  return [difference("log", "other-release", says, { expected: log.release.digest, found: said.digest })];
}

/** Where the release and a build are not the same, file by file. */
function buildDifferences(said: ExpectedClient, build: LocalBuild): Difference[] {
  const found: Difference[] = [];
  for (const [path, digest] of said.files) {
    const built = build.files.get(path);
    if (built === digest) continue;
    const what = built === undefined ? "extra" : "changed";
    const says =
      built === undefined ? "The release has a file that the build has not." : "The build has another file here.";
    found.push(difference("build", what, says, { path, expected: built ?? null, found: digest }));
  }
  for (const [path, digest] of build.files) {
    if (said.files.has(path)) continue;
    found.push(
      difference("build", "missing", "The build has a file that the release has not.", { path, expected: digest }),
    );
  }
  if (said.csp !== build.csp) {
    const more = { expected: build.csp, found: said.csp };
    found.push(difference("build", "policy", "The content policy is not the one of the sources.", more));
  }
  return found;
}

function expectedOf(said: Said): ExpectedClient {
  const { csp, files } = said.statement.body;
  return { csp, files: new Map(files.map(({ path, digest }) => [path, digest])) };
}

/**
 * Compares three clients: the one that is served, the one in the market's log, and the one that sources give. Never
 * throws for what a server does: that is a difference, or unknown.
 */
export async function verifyClient({ origin, instanceKey = null, build }: VerifyOptions): Promise<Verification> {
  await ready();
  const visitor = openVisitor(origin);
  try {
    return await verifyWith(visitor, instanceKey, build);
  } finally {
    visitor.close();
  }
}

async function verifyWith(
  visitor: Visitor,
  instanceKey: string | null,
  build: LocalBuild | null,
): Promise<Verification> {
  const differences: Difference[] = [];
  const unknowns: Unknown[] = [];
  const instance = took(await readInstance(visitor, instanceKey), differences, unknowns);
  let said = instance && took(await readRelease(visitor, instance), differences, unknowns);
  const log = instance && took(await readLog(visitor, instance), differences, unknowns);
  if (said && log?.release && log.release.digest !== said.digest) {
    // A server may have said a newer one between the two.
    const again = await readRelease(visitor, instance!);
    if ("ok" in again) said = again.ok;
  }
  if (said && log) differences.push(...logDifferences(said, log));
  const expected = said ? expectedOf(said) : build;
  if (said && build) differences.push(...buildDifferences(expectedOf(said), build));
  const seen: SeenClient =
    expected === null
      ? { files: new Map(), requests: 0, differences: [], unknowns: [] }
      : await visitClient(visitor, expected);
  if (expected === null)
    unknowns.push({ where: "live", path: null, says: "There is nothing to compare the client with." });
  differences.push(...seen.differences, ...(await pageDifferences(visitor)));
  unknowns.push(...seen.unknowns);
  const body = said?.statement.body;
  return {
    v: 1,
    origin: visitor.origin,
    verdict: differences.length > 0 ? "differs" : unknowns.length > 0 ? "unknown" : "same",
    instanceKey: instance?.statement.author ?? null,
    operatorKey: instance?.statement.body.operator ?? null,
    release:
      said && body
        ? { version: body.version, commit: body.commit, revision: said.statement.revision, digest: said.digest }
        : null,
    log: log && { origin: log.origin, size: log.size, index: log.release?.index ?? null },
    build: build && { files: build.files.size, commit: build.commit },
    filesSeen: [...seen.files.values()].filter((digest) => digest !== null).length,
    requests: seen.requests,
    differences,
    unknowns,
  };
}
