import { toBase64url } from "../../crypto/bytes.ts";
import { isCodedError } from "../../crypto/coded-error.ts";
import type { Release, StatementOf } from "../../crypto/protocol/statements.ts";
import { makeStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import type { ClientFile, ClientFiles } from "../client-files.ts";
import { type Clock, dayOf } from "../days.ts";
import { callSites, type Log } from "../log.ts";
import { answered, mountRoute, type RouteMount } from "../mount-route.ts";
import { ProblemError } from "../problems.ts";
import type { Statements } from "../statements/statements.ts";
import { describeClient, readManifest } from "./client-manifest.ts";

/** The subject of every release: there is one client. */
const subject = "client";

/** The server's word on the client that it serves. */
export interface ClientRelease {
  /** The current statement; null before there is an instance that names this server's key, or a client. */
  current(): SignedStatement<StatementOf<"release">> | null;
  /** Resolves when what was begun has been said. */
  settled(): Promise<void>;
}

/**
 * Says which client this server serves, by the operator's key: at the start, when an instance comes to name that key, and
 * before a newer build is served. Nothing is said again that is said already. Throws what the database throws.
 */
export async function openRelease(parts: {
  statements: Statements;
  operator: SigningKeyPair;
  files: ClientFiles;
  clientDir: string;
  clock: Clock;
  log: Log;
}): Promise<ClientRelease> {
  const { statements, operator, files, clientDir, clock, log } = parts;
  const author = toBase64url(operator.publicKey);
  const current = () => statements.book.get("release", author, subject);

  const say = async (body: Release): Promise<void> => {
    const revision = (current()?.statement.revision ?? 0) + 1;
    const content = {
      v: 1 as const,
      type: "release" as const,
      author,
      subject,
      revision,
      issuedOn: dayOf(clock()),
      body,
    };
    await statements.accept(makeStatement<StatementOf<"release">>(content, operator).wire);
    log.info("a release of the client was said");
  };

  const renew = async (served: ReadonlyMap<string, ClientFile>): Promise<void> => {
    if (served.size === 0 || statements.book.instance()?.statement.body.operator !== author) return;
    const body = describeClient(served, readManifest(clientDir));
    const isSaid = (): boolean => JSON.stringify(current()?.statement.body) === JSON.stringify(body);
    if (isSaid()) return;
    try {
      await say(body);
    } catch (thrown) {
      if (isCodedError(thrown, "statement/malformed")) {
        log.error("a file of the client has a name, or the client a size, that no release can say");
        return;
      }
      // Another server of the same database was first: with the same word, or with that of another build.
      if (!isCodedError(thrown, "statement/old-revision")) throw thrown;
      await statements.reload(author);
      if (!isSaid()) await say(body);
    }
  };

  let last: Promise<void> = Promise.resolve();
  const inTurn = (served: ReadonlyMap<string, ClientFile>): Promise<void> => {
    const result = last.then(() => renew(served));
    last = result.catch(() => undefined);
    return result;
  };

  await inTurn(files.current());
  files.beforeServing(inTurn);
  statements.onChange(({ statement }) => {
    if (statement.type !== "instance") return;
    inTurn(files.current()).catch((thrown: unknown) => {
      log.error("the client's release was not said", { stack: callSites(thrown) });
    });
  });
  return { current, settled: () => last };
}

/** Serves the current release as it was signed. */
export function mountReleaseRoute(mount: RouteMount, release: ClientRelease): void {
  mountRoute(mount, "release", async ({ response }) => {
    const said = release.current();
    if (said === null) throw new ProblemError("request/not-found");
    response.set("Cache-Control", "no-cache").type("application/octet-stream").send(Buffer.from(said.wire));
    return answered;
  });
}
