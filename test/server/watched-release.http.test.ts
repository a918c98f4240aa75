import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { fromBase64url } from "../../crypto/bytes.ts";
import { logNoteKey, openCheckpoint, type OpenedCheckpoint } from "../../crypto/checkpoint.ts";
import { makeStatement, openStatement } from "../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../crypto/protocol/statements.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { formatNoteKey, type NoteKey } from "../../crypto/signed-note.ts";
import { openOperatorKeys } from "../../server/operator-keys.ts";
import { checkRelease } from "../../server/witness/check-release.ts";
import { openWatchedSite } from "../../server/witness/watched-site.ts";
import { type AlteringProxy, startAlteringProxy } from "../support/altering-proxy.ts";
import { forkLog } from "../support/forking-log.ts";
import { foundInstance } from "../support/market-statements.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// One market witnesses another, and looks whether what that serves is what its log has. Between the two is somebody who
// changes what is served, as the watched market itself could.

let watched: TestServer;
let proxy: AlteringProxy;
let clientDir: string;
let key: NoteKey;

beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), "smartketplace-client-"));
  await writeFile(join(clientDir, "index.html"), "<!doctype html><title>x</title>");
  await writeFile(join(clientDir, "main.js"), "export {};");
  proxy = await startAlteringProxy(() => watched.url);
  const ORIGIN = proxy.origin.replace("127.0.0.1", "localhost");
  watched = await startTestServer("embedded", { CLIENT_DIR: clientDir, ORIGIN });
  await foundInstance(watched);
  await vi.waitFor(async () => expect((await watched.call("release")).status).toBe(200), 20_000);
  const { log } = (await watched.call("operator")).json as { log: { origin: string; key: string } };
  key = logNoteKey(log.origin, fromBase64url(log.key));
}, 120_000);
afterEach(() => proxy.alter({}));
afterAll(async () => {
  await proxy?.close();
  await watched?.stop();
  await rm(clientDir, { recursive: true, force: true });
});

const site = () => openWatchedSite(key.name, new AbortController().signal)!;
const headNow = async (): Promise<OpenedCheckpoint> =>
  openCheckpoint(Buffer.from((await watched.call("logCheckpoint")).bytes).toString(), key.name, key);
/** Answers in the place of the market's at paths that `at` accepts. */
const instead = (at: (path: string) => Buffer | Uint8Array | number | null): void =>
  proxy.alter({
    answer: (path, answer) => {
      const made = at(path);
      if (typeof made === "number") answer.status = made;
      else if (made !== null) {
        [answer.status, answer.body] = [200, Buffer.from(made)];
        delete answer.headers["content-encoding"];
      }
    },
  });

describe("another market that watches", () => {
  let other: TestServer;
  const found = async () => (await other.call("witness")).json.watched as unknown[];
  beforeAll(async () => {
    other = await startTestServer("embedded", {}, { asked: [], watched: [formatNoteKey(key)], quorum: 0 });
  });
  afterAll(() => other.stop());

  test("is told the key of the log to watch in the form in which its file names it", async () => {
    expect((await watched.call("witness")).json).toMatchObject({ log: formatNoteKey(key), watched: [] });
  });

  test("says that the release is in the log, and since when it knows", async () => {
    await vi.waitFor(async () => expect((await found())[0]).toMatchObject({ release: "logged" }), 20_000);
    expect(await found()).toEqual([
      { origin: key.name, release: "logged", checkedOn: new Date(other.now()).toISOString().slice(0, 10) },
    ]);
    expect(other.log()).not.toContain("watch/");
  });

  test("says when it is not, to everybody and in its own log", async () => {
    instead((path) => (path === "/main.js" ? Buffer.from("alert(1)") : null));
    await other.restart();
    await vi.waitFor(async () => expect((await found())[0]).toMatchObject({ release: "files" }), 20_000);
    expect(other.log()).toContain('"code":"watch/files","msg":"a watched instance serves other files');
    expect(other.log()).not.toContain(key.name);
  });

  test("says that nothing is known of one that cannot be reached, and of one that is no market", async () => {
    const elsewhere = [logNoteKey("localhost:9/log", key.publicKey), logNoteKey("example.org/other", key.publicKey)];
    await other.restart({}, { asked: [], watched: elsewhere.map(formatNoteKey), quorum: 0 });
    await vi.waitFor(() => expect(other.log()).toContain('"code":"watch/unknown"'), 20_000);
    expect((await found()).map((one) => (one as { release: string }).release)).toEqual(["unknown", "unknown"]);
  });
});

describe("is found out", () => {
  const outcome = async (seen: OpenedCheckpoint | null = null) => checkRelease(site(), key, seen);

  test("nothing where all is as it should be, also by who has seen the log before", async () => {
    expect(await outcome()).toBe("logged");
    expect(await outcome(await headNow())).toBe("logged");
  });

  test("a release that is kept back, changed, or another statement", async () => {
    instead((path) => (path === "/release" ? 404 : null));
    expect(await outcome()).toBe("unsaid");
    const wire = Buffer.from((await watched.call("release")).bytes);
    wire[3]! ^= 1;
    instead((path) => (path === "/release" ? wire : null));
    expect(await outcome()).toBe("unsaid");
    instead((path) => (path === "/release" ? Buffer.from("x") : null));
    expect(await outcome()).toBe("unsaid");
  });

  test("one that the operator signed and did not log", async () => {
    const { statement } = openStatement((await watched.call("release")).bytes);
    const release = { ...(statement as StatementOf<"release">), revision: statement.revision + 1 };
    const { wire } = makeStatement<StatementOf<"release">>(release, openOperatorKeys(watched.dataDir).operator);
    instead((path) => (path === "/release" ? wire : null));
    expect(await outcome()).toBe("unlogged");
  });

  test("a file that is changed, or gone", async () => {
    instead((path) => (path === "/main.js" ? Buffer.from("alert(1)") : null));
    expect(await outcome()).toBe("files");
    instead((path) => (path === "/index.html" ? 404 : null));
    expect(await outcome()).toBe("files");
  });

  test("a log that is another, shorter than was cosigned, by another key, or not what it signs", async () => {
    const seen = await headNow();
    const { log } = openOperatorKeys(watched.dataDir);
    const forked = await forkLog(watched.url, log, "inserted");
    instead((path) => forked.answer(path));
    expect(await outcome(seen)).toBe("log");
    expect(await outcome()).toBe("logged");
    proxy.alter({});
    expect(await outcome({ ...seen, size: seen.size + 1000 })).toBe("log");
    const foreign = await forkLog(watched.url, signingKeyPair(), "inserted");
    instead((path) => foreign.answer(path));
    expect(await outcome()).toBe("log");
    instead((path) => (path === "/log/checkpoint" ? Buffer.from("x\n") : null));
    expect(await outcome()).toBe("log");
    instead((path) => (path.startsWith("/log/tile/entries/") ? Buffer.from([0, 9, 1]) : null));
    expect(await outcome()).toBe("log");
  });

  test("a server that names another log than the one that is watched", async () => {
    const operator = JSON.stringify((await watched.call("operator")).json);
    instead((path) => (path === "/operator" ? Buffer.from(operator.replace(/"key":"./, '"key":"_')) : null));
    expect(await outcome()).toBe("unsaid");
  });

  test("no answer, one that never ends and one that leads elsewhere are not known, and no finding", async () => {
    instead((path) => (path === "/release" ? 503 : null));
    await expect(outcome()).rejects.toMatchObject({ code: "watch/answer" });
    instead((path) => (path === "/operator" ? Buffer.alloc(5000, 32) : null));
    await expect(outcome()).rejects.toMatchObject({ code: "watch/answer" });
    proxy.alter({
      answer: (path, answer) => {
        if (path !== "/release") return;
        answer.status = 302;
        answer.headers["location"] = "/elsewhere";
      },
    });
    await expect(outcome()).rejects.toThrow();
  });
});
