import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditResult } from "../../audit/run-audit.ts";
import { fillEveryTable } from "../support/every-table.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs the command as people do; resolves with how it ended. */
function audit(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  return new Promise((resolve) => {
    const args = ["--import", "tsx", "audit/audit.ts", ...words];
    execFile(process.execPath, args, { cwd: root, maxBuffer: 16 * 1024 * 1024 }, (failed, out, error) => {
      resolve({ code: typeof failed?.code === "number" ? failed.code : 0, out, error });
    });
  });
}

describe("npm run audit", () => {
  let server: TestServer;
  let clientDir: string;
  beforeAll(async () => {
    clientDir = await mkdtemp(join(tmpdir(), "smartketplace-client-"));
    await writeFile(join(clientDir, "index.html"), "<!doctype html><title>x</title>");
    server = await startTestServer("postgresql", { CLIENT_DIR: clientDir });
    await fillEveryTable(server);
  });
  afterAll(async () => {
    await server.stop();
    await rm(clientDir, { recursive: true, force: true });
  });

  const everything = () => ["--database-url", server.postgres!.url, "--url", server.url, "--data-dir", server.dataDir];

  test("passes on a whole server, in words, and says how far it is on the other stream", async () => {
    const { code, out, error } = await audit(...everything());
    expect(out).toMatch(/\nPassed: \d+ checks, 0 findings, \d+ notices?\.\n$/);
    expect(out).toContain("ok  values/bytes");
    expect(error).toContain("planes/shared-values …");
    expect(code).toBe(0);
  });

  test("fails on one violation, as JSON and nothing else", async () => {
    const log = join(server.dataDir, "access.log");
    await writeFile(log, "203.0.113.9\n", { mode: 0o600 });
    const { code, out } = await audit(...everything(), "--json");
    await rm(log);
    const result = JSON.parse(out) as AuditResult;
    expect(code).toBe(1);
    expect(result.passed).toBe(false);
    expect(
      result.findings.filter(({ severity }) => severity !== "notice").map(({ check, where }) => [check, where]),
    ).toEqual([["files/declared", "access.log"]]);
    expect(out).not.toContain("203.0.113.9");
  });

  test("audits what was named, and says what it skipped", async () => {
    const { code, out } = await audit("--data-dir", server.dataDir);
    expect(code).toBe(0);
    expect(out).toMatch(/- {3}values\/bytes .*\(needs --database-url\)/);
    expect(out).toMatch(/\d+ skipped\.\n$/);
  });

  test("does not begin without a database that answers, or a folder that is there", async () => {
    const unreachable = await audit("--database-url", "postgresql://postgres:s3cret@127.0.0.1:9/none");
    expect([unreachable.code, unreachable.out]).toEqual([2, ""]);
    expect(unreachable.error).toBe("The database cannot be opened (ECONNREFUSED).\n");
    const missing = await audit("--data-dir", join(server.dataDir, "not-there"));
    expect(missing.code).toBe(2);
    expect(existsSync(join(server.dataDir, "not-there"))).toBe(false);
  });
});

describe("npm run audit on an embedded database", () => {
  test("says that a running server has it, leaves it alone, and audits it once that has stopped", async () => {
    const server = await startTestServer("embedded");
    await fillEveryTable(server);
    // This process holds the folder, as a server's would.
    const running = await audit("--data-dir", server.dataDir);
    expect([running.code, running.out]).toEqual([2, ""]);
    expect(running.error).toContain("A server is using this data folder");
    expect((await server.call("ready")).status).toBe(200);

    await server.running.close();
    const stopped = await audit("--data-dir", server.dataDir);
    expect(stopped.out).toMatch(/\nPassed: /);
    expect(stopped.code).toBe(0);
    expect(existsSync(join(server.dataDir, "server.lock"))).toBe(false);
    await rm(server.dataDir, { recursive: true, force: true });
  });
});
