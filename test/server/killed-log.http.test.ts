import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OpenedCheckpoint } from "../../crypto/checkpoint.ts";
import { logEntryOf } from "../../crypto/protocol/log-entry.ts";
import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import { ready } from "../../crypto/sodium.ts";
import { databaseKinds, startPostgres, type TestPostgres } from "../support/databases.ts";
import { readLog } from "../support/log-reader.ts";
import { newSigner, partyBody, stated } from "../support/market-statements.ts";
import { type ServerProcess, startServer, until } from "../support/server-process.ts";

// A real server in a process of its own is killed, without a warning, while statements stream in.

const senders = 12;

describe.each(databaseKinds)("a server that is killed, on %s", (kind) => {
  let postgres: TestPostgres | null = null;
  let dataDir: string;
  let server: ServerProcess;
  beforeAll(async () => {
    await ready();
    dataDir = await mkdtemp(join(tmpdir(), "smartketplace-killed-"));
    postgres = kind === "postgresql" ? await startPostgres() : null;
    server = await start();
  });
  afterAll(async () => {
    await server.stop();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = (port?: number) =>
    startServer({
      dataDir,
      ...(port !== undefined && { port }),
      environment: { DEMO: "0", ...(postgres !== null && { DATABASE_URL: postgres.url }) },
    });

  test("leaves a log that goes on: all that it confirmed is in it once, and so is what is sent again", async () => {
    const earlier: OpenedCheckpoint[] = [];
    const confirmed = new Set<string>();
    for (const answersMax of [1, 25, 60, 61, 110]) {
      const unanswered: SignedStatement[] = [];
      let answers = 0;
      // Each goes on until it is not answered: then the server is gone, and nothing more would reach it.
      const send = async (): Promise<void> => {
        for (;;) {
          const signed = stated(newSigner(), "party", partyBody("Laiterie"));
          const status = await post(signed);
          if (status !== 201) return void unanswered.push(signed);
          answers += 1;
          confirmed.add(signed.digest);
        }
      };
      const post = ({ wire }: SignedStatement) =>
        fetch(`${server.origin}/statements`, { method: "POST", body: new Uint8Array(wire) }).then(
          ({ status }) => status,
          () => 0,
        );
      const sending = Array.from({ length: senders }, send);
      await until("statements stream in", async () => answers >= answersMax, 110);
      await server.stop("SIGKILL");
      await Promise.all(sending);
      expect(unanswered.length).toBeGreaterThan(0);

      server = await start(server.port);
      const { checkpoint, entries } = await readLog(server.origin, earlier);
      earlier.push(checkpoint);
      const digests = entries.map(({ digest }) => digest);
      expect(new Set(digests).size).toBe(digests.length);
      expect([...confirmed].filter((digest) => !digests.includes(digest))).toEqual([]);
      for (const signed of unanswered) {
        expect([200, 201]).toContain(await post(signed));
        confirmed.add(signed.digest);
      }
      const again = await readLog(server.origin, earlier);
      earlier.push(again.checkpoint);
      for (const signed of unanswered) {
        expect(again.entries.filter(({ digest }) => digest === signed.digest)).toEqual([logEntryOf(signed)]);
      }
      expect(again.entries).toHaveLength(confirmed.size);
    }
  });
});
