import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KyselyPlugin, UnknownRow, QueryResult, RootOperationNode } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logEntryOf } from "../../crypto/protocol/log-entry.ts";
import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { Db } from "../../server/database/open-database.ts";
import { createLog } from "../../server/log.ts";
import { openOperatorKeys } from "../../server/operator-keys.ts";
import { openInstanceKey } from "../../server/statements/instance-key.ts";
import { openStatements, type Statements } from "../../server/statements/statements.ts";
import { openLog } from "../../server/transparency/open-log.ts";
import { databaseKinds } from "../support/databases.ts";
import { readLog } from "../support/log-reader.ts";
import { newSigner, partyBody, stated } from "../support/market-statements.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// A server that stops at any step between a statement's arrival and its answer leaves a log that goes on: nothing that was
// confirmed is missing, nothing is shown that is not in the log, nothing is in it twice.

/** Fails the query number `at`, counted from its making, before it reaches the database or after it was done there. */
function interruption(at: number, moment: "before" | "after"): { plugin: KyselyPlugin; happened(): boolean } {
  let count = 0;
  let happened = false;
  const interrupt = (): void => {
    happened = true;
    throw new Error("The server stopped here.");
  };
  // Once it has stopped, nothing that it would have done happens.
  const plugin: KyselyPlugin = {
    transformQuery({ node }): RootOperationNode {
      if (moment === "before") count += 1;
      if (happened || (moment === "before" && count >= at)) interrupt();
      return node;
    },
    async transformResult({ result }): Promise<QueryResult<UnknownRow>> {
      if (moment === "after") count += 1;
      if (happened || (moment === "after" && count >= at)) interrupt();
      return result;
    },
  };
  return { plugin, happened: () => happened };
}

describe.each(databaseKinds)("a server that stops at any step, on %s", (kind) => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    server = await startTestServer(kind);
    folder = await mkdtemp(join(tmpdir(), "smartketplace-interrupted-"));
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** What a process has that works on the database of the test's server. */
  const open = async (db: Db): Promise<Statements> => {
    const instanceKey = openInstanceKey(folder, undefined);
    const operatorKeys = openOperatorKeys(server.dataDir);
    const transparency = await openLog({ db, instanceKey, operatorKeys, origin: "http://localhost:8080" });
    return openStatements({
      db,
      clock: Date.now,
      instanceKey,
      transparency,
      operatorKeys,
      log: createLog("silent"),
    });
  };
  const newcomers = (): SignedStatement[] =>
    Array.from({ length: 3 }, () => {
      const party = newSigner();
      return stated(party, "party", partyBody("Arrivée"));
    });
  const isShown = (statements: Statements, { statement }: SignedStatement): boolean =>
    statements.book.get("party", statement.author, statement.author) !== null;

  test.each(["before", "after"] as const)("%s its query is done, whichever it is", async (moment) => {
    const { db } = server.running.database;
    const earlier = [(await readLog(server.url)).checkpoint];
    let stops = 0;
    for (let at = 1; ; at++) {
      const { plugin, happened } = interruption(at, moment);
      const dying = await open(db);
      const said = newcomers();
      await dying.close();
      const working = await openOn(db.withPlugin(plugin), open);
      const answers = await Promise.allSettled(
        working === null ? [] : said.map((signed) => working.accept(signed.wire)),
      );
      const confirmed = said.filter((_, index) => answers[index]?.status === "fulfilled");
      await working?.close();

      // The next process on the same data.
      const next = await open(db);
      const { checkpoint, entries } = await readLog(server.url, earlier);
      earlier.push(checkpoint);
      const digests = entries.map(({ digest }) => digest);
      expect(new Set(digests).size).toBe(digests.length);
      for (const signed of confirmed) expect(digests).toContain(signed.digest);
      for (const signed of said) expect(isShown(next, signed)).toBe(digests.includes(signed.digest));
      // Whoever was not answered sends the same bytes again.
      for (const signed of said) await next.accept(signed.wire);
      const whole = await readLog(server.url, earlier);
      earlier.push(whole.checkpoint);
      for (const signed of said) {
        expect(whole.entries.filter(({ digest }) => digest === signed.digest)).toEqual([logEntryOf(signed)]);
        expect(isShown(next, signed)).toBe(true);
      }
      await next.close();
      if (!happened()) break;
      stops += 1;
    }
    // Opening reads and writes too: each of those steps is one of these.
    expect(stops).toBeGreaterThan(15);
  });

  test("a statement that could not be integrated is shown, without being sent again, once the log can be written", async () => {
    const { db } = server.running.database;
    let broken = false;
    const plugin: KyselyPlugin = {
      transformQuery({ node }) {
        if (broken && JSON.stringify(node).includes("log_tile")) throw new Error("The disk is full.");
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const statements = await open(db.withPlugin(plugin));
    const shown = new Promise<SignedStatement>((resolve) => statements.onChange(resolve));
    const [signed] = newcomers();
    broken = true;
    await expect(statements.accept(signed!.wire)).rejects.toThrow("disk");
    expect(isShown(statements, signed!)).toBe(false);
    broken = false;
    expect((await shown).digest).toBe(signed!.digest);
    expect((await readLog(server.url)).said.at(-1)).toEqual(logEntryOf(signed!));
    await statements.close();
  });
});

/** `null` when the process stops while it opens. */
async function openOn(db: Db, open: (db: Db) => Promise<Statements>): Promise<Statements | null> {
  return open(db).catch(() => null);
}
