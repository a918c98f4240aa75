import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStatement } from "../../crypto/protocol/signed-statement.ts";
import type { Release, StatementOf } from "../../crypto/protocol/statements.ts";
import { contentSecurityPolicy } from "../../server/security-headers.ts";
import { databaseKinds } from "../support/databases.ts";
import { foundInstance, newSigner, stated } from "../support/market-statements.ts";
import { until } from "../support/server-process.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const digestOf = (content: string) => createHash("sha256").update(content).digest("base64url");

describe.each(databaseKinds)("the release of a server on %s", (kind) => {
  let folder: string;
  let server: TestServer;
  const clientDir = () => join(folder, "client");
  const put = (path: string, content: string) => writeFileSync(join(clientDir(), path), content);
  const page = (title: string) => `<!doctype html><title>${title}</title>`;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "smartketplace-client-"));
    mkdirSync(join(clientDir(), "assets"), { recursive: true });
    put("index.html", page("shop"));
    put("assets/main-B4xK9aQz.js", "export {};");
    put("assets/main-B4xK9aQz.js.br", "not what it says");
    put("secret.pem", "not a file of a client");
    server = await startTestServer(kind, { CLIENT_DIR: clientDir() });
  });
  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the server says now, its signature verified. */
  const said = async (): Promise<StatementOf<"release">> => {
    const answer = await server.call("release");
    expect(answer.status).toBe(200);
    const { statement } = openStatement(answer.bytes);
    if (statement.type !== "release") throw new Error("This is no release.");
    expect(statement.author).toBe((await server.call("operator")).json.operator);
    return statement;
  };

  /** A finished build, as build.mjs leaves one. */
  const manifest = (content: Partial<Release>) => {
    const draft = join(folder, "draft.json");
    writeFileSync(draft, JSON.stringify(content));
    renameSync(draft, join(folder, "client.release.json"));
  };

  test("there is none before an instance names this server's key, then it is what is served, file by file", async () => {
    expect((await server.call("release")).code).toBe("request/not-found");
    await foundInstance(server);
    await until("the release is said", async () => (await server.call("release")).status === 200);
    const { body, subject, revision } = await said();
    expect([subject, revision]).toEqual(["client", 1]);
    expect(body).toEqual({
      version: "unknown",
      commit: null,
      csp: contentSecurityPolicy,
      files: [
        { path: "/assets/main-B4xK9aQz.js", digest: digestOf("export {};") },
        { path: "/index.html", digest: digestOf(page("shop")) },
      ],
    });
    const headers = await fetch(`${server.url}/`, { headers: { accept: "text/html" } }).then(
      (answer) => answer.headers,
    );
    expect(headers.get("content-security-policy")).toBe(body.csp);
    const packs = (await server.call("catalogue")).json.packs as { digest: string }[];
    for (const { digest } of packs) {
      const pack = Buffer.from((await server.call("pack", { params: { digest } })).bytes).toString("latin1");
      expect(pack).not.toContain('"release"');
    }
  });

  const some = [{ path: "/index.html", digest: digestOf("something else") }];

  test("the same client again is the same statement; a changed file, version or commit is a new one", async () => {
    await foundInstance(server);
    await until("the release is said", async () => (await server.call("release")).status === 200);
    const first = (await server.call("release")).bytes;
    await server.restart();
    expect((await server.call("release")).bytes).toEqual(first);

    const { files } = (await said()).body;
    const commit = "0123456789abcdef0123456789abcdef01234567";
    manifest({ version: "1.2.3", commit, csp: contentSecurityPolicy, files });
    await server.restart();
    expect(await said()).toMatchObject({ revision: 2, body: { version: "1.2.3", commit, files } });

    put("index.html", page("another"));
    await server.restart();
    const changed = await said();
    expect(changed).toMatchObject({ revision: 3, body: { version: "1.2.3", commit: null } });
    expect(changed.body.files[1]).toEqual({ path: "/index.html", digest: digestOf(page("another")) });

    await server.restart({ CLIENT_DIR: join(folder, "nothing") });
    expect(await said()).toEqual(changed);
  });

  test.each([
    ["not JSON", "{"],
    ["another form", JSON.stringify({ version: "1", commit: "abc", csp: "", files: [] })],
    [
      "a file twice",
      JSON.stringify({
        version: "1",
        commit: null,
        csp: "x",
        files: [1, 1].map(() => ({ path: "/a", digest: digestOf("") })),
      }),
    ],
  ])("a manifest that is %s is not believed", async (_what, text) => {
    writeFileSync(join(folder, "client.release.json"), text);
    await server.restart();
    await foundInstance(server);
    await until("the release is said", async () => (await server.call("release")).status === 200);
    expect((await said()).body).toMatchObject({ version: "unknown", commit: null });
  });

  test("a newer build is served once it is finished and said, and not before", async () => {
    manifest({ version: "1.0.0", commit: null, csp: contentSecurityPolicy, files: some });
    await server.restart();
    await foundInstance(server);
    await until("the release is said", async () => (await server.call("release")).status === 200);
    const served = () => fetch(`${server.url}/`, { headers: { accept: "text/html" } }).then((answer) => answer.text());
    put("index.html", page("newer"));
    utimesSync(join(clientDir(), "index.html"), new Date(), new Date(Date.now() + 60_000));
    expect(await served()).toBe(page("shop"));
    expect((await said()).revision).toBe(1);
    manifest({ version: "2.0.0", commit: null, csp: contentSecurityPolicy, files: some });
    await until("the newer build is served", async () => {
      const text = await served();
      if (text === page("newer")) expect((await said()).body.version).toBe("2.0.0");
      return text === page("newer");
    });
    expect((await said()).body.files[1]?.digest).toBe(digestOf(page("newer")));
  });

  test("nobody else can say one, nor this server for an instance that names another's key", async () => {
    const { send } = await foundInstance(server);
    await until("the release is said", async () => (await server.call("release")).status === 200);
    const stranger = newSigner();
    const { body } = await said();
    expect((await send(stated(stranger, "release", body, { subject: "client", revision: 9 }))).code).toBe(
      "statement/not-allowed",
    );
    expect((await said()).revision).toBe(1);
  });

  test("a file whose name no release can say is not said, and the log says so", async () => {
    put("a b.js", "export {};");
    await server.restart();
    await foundInstance(server);
    await until("it is logged", async () => server.log().includes("no release can say"));
    expect((await server.call("release")).code).toBe("request/not-found");
  });
});
