import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBuild } from "../../audit/verify/local-build.ts";
import { verifyClient } from "../../audit/verify/verify-client.ts";
import { clientFiles } from "../support/a-market.ts";
import { databaseKinds } from "../support/databases.ts";
import { foundInstance } from "../support/market-statements.ts";
import { until } from "../support/server-process.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// The whole way: a server that says and logs what it serves, and somebody who verifies it from outside.

describe.each(databaseKinds)("a market on %s, verified from outside", (kind) => {
  let folder: string;
  let server: TestServer;
  const put = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const verified = async () => verifyClient({ origin: server.url, build: await readBuild(folder) });

  beforeAll(async () => {
    folder = join(mkdtempSync(join(tmpdir(), "smartketplace-verify-")), "client");
    for (const [path, content] of Object.entries(clientFiles)) put(path, content);
    server = await startTestServer(kind, { CLIENT_DIR: folder, PAGES_PER_MINUTE: "0" });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  test("cannot be told before it is founded", async () => {
    const { verdict, differences, filesSeen } = await verified();
    expect({ verdict, differences, filesSeen }).toEqual({
      verdict: "unknown",
      differences: [],
      filesSeen: Object.keys(clientFiles).length,
    });
  });

  test("is the same once it is, also after a restart and in the midst of what others say", async () => {
    const founded = await foundInstance(server);
    await until("the release is said", async () => (await server.call("release")).status === 200);
    await until("the catalogue is there", async () => (await server.call("catalogue")).json.instance !== null);
    const first = await verified();
    expect([first.differences, first.unknowns]).toEqual([[], []]);
    expect(first).toMatchObject({ verdict: "same", instanceKey: founded.instance.name, release: { revision: 1 } });
    expect(first.log!.index).toBeLessThan(first.log!.size);
    for (let index = 0; index < 10; index++) await founded.newParty(`Ferme ${index}`);
    await server.restart();
    const second = await verified();
    expect(second).toMatchObject({ verdict: "same", release: { revision: 1 }, log: { index: first.log!.index } });
    // The server adds keys of its own beside.
    expect(second.log!.size).toBeGreaterThanOrEqual(first.log!.size + 20);
  });

  test("is the same with a newer client, which the log has as well; and differs from a build that has something else", async () => {
    put("/icon.svg", `<svg xmlns="http://www.w3.org/2000/svg"><title>newer</title></svg>`);
    await server.restart();
    expect(await verified()).toMatchObject({ verdict: "same", release: { revision: 2 } });
    put("/icon.svg", "<svg>another</svg>");
    const { verdict, differences } = await verified();
    expect(verdict).toBe("differs");
    expect(differences).toMatchObject([{ where: "build", what: "changed", path: "/icon.svg" }]);
  });
});
