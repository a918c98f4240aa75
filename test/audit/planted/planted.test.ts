import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type AuditDatabase, readPglite, readPostgres } from "../../../audit/audit-database.ts";
import type { Check, Scope } from "../../../audit/check.ts";
import { fails } from "../../../audit/finding.ts";
import { checks } from "../../../audit/registry.ts";
import { type AuditResult, runAudit } from "../../../audit/run-audit.ts";
import { openSite } from "../../../audit/site.ts";
import { cosign, witnessNoteKey } from "../../../crypto/cosignature.ts";
import { type SigningKeyPair, signingKeyPair } from "../../../crypto/signature.ts";
import { parseNote } from "../../../crypto/signed-note.ts";
import { ready } from "../../../crypto/sodium.ts";
import { dayOf } from "../../../server/days.ts";
import { openOperatorKeys } from "../../../server/operator-keys.ts";
import { openDevice } from "../../client/core/support/people.ts";
import { type AlteringProxy, startAlteringProxy } from "../../support/altering-proxy.ts";
import { type DatabaseKind, databaseKinds } from "../../support/databases.ts";
import { fillEveryTable } from "../../support/every-table.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";
import { plantedInDatabase } from "./in-the-database.ts";
import { plantedInFiles } from "./in-files.ts";
import { plantedOnTheWay } from "./on-the-way.ts";

await ready();
const today = dayOf(Date.now());
const page = `<!doctype html><html><head><link rel="stylesheet" href="/a.css"></head><body></body></html>`;

/** A small market with something in every table, made by the server's own routes and by a real client. */
interface Audited {
  readonly kind: DatabaseKind;
  readonly dataDir: string;
  /** Runs a statement, or several in one transaction. */
  execute(statements: string | readonly string[]): Promise<void>;
  open(): Promise<AuditDatabase>;
  close(): Promise<void>;
}

async function smallMarket(kind: DatabaseKind, server: TestServer): Promise<Audited> {
  await fillEveryTable(server);
  const device = await openDevice(server.url);
  await device.market.createAccountWithCode();
  await device.close();
  const { dataDir } = server;
  const text = (statements: string | readonly string[]) =>
    typeof statements === "string" ? statements : `begin; ${statements.join("; ")}; commit`;
  if (server.postgres !== null) {
    const { url } = server.postgres;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return {
      kind,
      dataDir,
      execute: async (statements) => void (await client.query(text(statements))),
      open: () => readPostgres(url),
      close: () => client.end(),
    };
  }
  // The embedded database serves one process, and within it one who opens it: the server stops first.
  await server.running.close();
  const pglite = await PGlite.create(join(dataDir, "database"));
  return {
    kind,
    dataDir,
    execute: async (statements) => void (await pglite.exec(text(statements))),
    open: () => readPglite(pglite),
    close: () => pglite.close(),
  };
}

async function audit(these: readonly Check[], parts: Partial<Scope>, market?: Audited): Promise<AuditResult> {
  const database = market === undefined ? null : await market.open();
  try {
    const nothing = { site: null, dataDir: null, witnesses: null, say: () => undefined };
    return await runAudit(these, { ...nothing, now: Date.now(), today, ...parts, database });
  } finally {
    await database?.close();
  }
}

/** Checks by which something that fails was found. */
const failed = (result: AuditResult) => new Set(result.findings.filter(fails).map(({ check }) => check));

describe.each(databaseKinds)("an audit of a small market on %s", (kind) => {
  let server: TestServer;
  let market: Audited;
  const inData = checks.filter(({ needs }) => !needs.includes("site"));

  beforeAll(async () => {
    server = await startTestServer(kind);
    market = await smallMarket(kind, server);
  });
  afterAll(async () => {
    await market?.close();
    if (kind === "postgresql") await server?.stop();
    else await rm(market.dataDir, { recursive: true, force: true });
  });

  const whole = () => audit(inData, { dataDir: market.dataDir }, market);

  test("finds nothing that fails in it", async () => {
    const result = await whole();
    expect(result.findings.filter(fails)).toEqual([]);
    expect(result.checks.filter(({ outcome }) => outcome === "skipped")).toEqual([]);
    expect(result.passed).toBe(true);
  });

  test("says how far the order of writing joins the planes, as a notice", async () => {
    const { findings } = await whole();
    expect(findings.filter(({ check }) => check === "planes/row-order").map(({ severity }) => severity)).toContain(
      "notice",
    );
  });

  test("says that stalls number what they publish by seconds, as a notice", async () => {
    const { findings } = await whole();
    expect(
      findings.filter(({ check }) => check === "values/numbers").map(({ severity, where }) => [severity, where]),
    ).toEqual([["notice", "public_plane.statement.revision"]]);
  });

  const inDatabase = plantedInDatabase(today).filter(({ only }) => only === undefined || only === kind);
  test.each(inDatabase)("finds $name", async ({ check, plant, undo }) => {
    for (const statements of plant) await market.execute(statements);
    try {
      expect(failed(await whole())).toContain(check);
    } finally {
      for (const statements of undo) await market.execute(statements);
    }
  });

  test.each(plantedInFiles(today))("finds $name", async ({ check, plant }) => {
    const undo = plant(market.dataDir);
    try {
      expect(failed(await whole())).toContain(check);
    } finally {
      undo();
    }
  });

  test("finds nothing any more once all of it is taken out again", async () => {
    expect((await whole()).findings.filter(fails)).toEqual([]);
  });

  test("a check that cannot be made is a finding, and those after it are made", async () => {
    const broken: Check = {
      id: "test/broken",
      asks: "what no database answers",
      needs: ["database"],
      run: ({ database }) => database!.rows("select nothing from nowhere") as never,
    };
    const result = await audit([broken, ...inData], { dataDir: market.dataDir }, market);
    expect([...failed(result)]).toEqual(["test/broken"]);
    expect(result.passed).toBe(false);
  });

  if (kind === "postgresql") {
    test("says which settings a user who is no superuser may not see", async () => {
      await market.execute("create role auditor login in role pg_read_all_data");
      const url = new URL(server.postgres!.url);
      url.username = "auditor";
      const asAuditor = { ...market, open: () => readPostgres(url.href) };
      const seen = async () =>
        (await audit(inData, { dataDir: market.dataDir }, asAuditor)).findings.filter(fails).map(({ where }) => where);
      try {
        expect(await seen()).toEqual(["shared_preload_libraries", "session_preload_libraries"]);
        await market.execute("grant pg_read_all_settings to auditor");
        expect(await seen()).toEqual([]);
      } finally {
        await market.execute("drop role auditor");
      }
    });
  }

  test("nothing that it does can be seen in the database", async () => {
    const database = await market.open();
    const write = database.rows("create table private_plane.trace (x integer)");
    await expect(write).rejects.toThrow(/read-only/);
    await database.close();
  });
});

describe("an audit of what visitors get", () => {
  let server: TestServer;
  let proxy: AlteringProxy;
  let clientDir: string;
  let log: SigningKeyPair;
  const witness = signingKeyPair();
  const name = "other.example/witness";
  const witnesses = { keys: [witnessNoteKey(name, witness.publicKey)], threshold: 1 };
  const ofSite = checks.filter(({ needs }) => needs.includes("site"));
  const whole = (parts: Partial<Scope> = {}) => audit(ofSite, { site: openSite(proxy.origin), witnesses, ...parts });

  beforeAll(async () => {
    clientDir = await mkdtemp(join(tmpdir(), "smartketplace-client-"));
    await writeFile(join(clientDir, "index.html"), page);
    await writeFile(join(clientDir, "a.css"), "body{margin:0}");
    server = await startTestServer("embedded", { CLIENT_DIR: clientDir });
    await fillEveryTable(server);
    const { transparency } = server.running.app;
    await vi.waitFor(async () => expect((await server.call("release")).status).toBe(200), 20_000);
    const { note } = await transparency.checkpoint();
    await transparency.addCosignature(note, cosign(parseNote(note).text, name, witness, Math.floor(Date.now() / 1000)));
    log = openOperatorKeys(server.dataDir).log;
    proxy = await startAlteringProxy(() => server.url);
  });
  afterAll(async () => {
    await proxy?.close();
    await server?.stop();
    await rm(clientDir, { recursive: true, force: true });
  });

  test("finds nothing that fails at a proxy that changes nothing", async () => {
    const result = await whole();
    expect(result.findings).toEqual([]);
    expect(result.passed).toBe(true);
  });

  test.each(plantedOnTheWay)("finds $name", async ({ check, alteration }) => {
    proxy.alter(typeof alteration === "function" ? alteration({ log, witness, name }) : alteration);
    try {
      expect(failed(await whole())).toContain(check);
    } finally {
      proxy.alter({});
    }
  });

  test("takes a link that somebody may press for no page of a third party", async () => {
    const link = '<body><a href="https://example.org">x</a></body>';
    proxy.alter({
      answer: (path, answer) => {
        if (path === "/") answer.body = Buffer.from(page.replace("<body></body>", link));
      },
    });
    try {
      expect(failed(await whole())).not.toContain("site/pages");
    } finally {
      proxy.alter({});
    }
  });

  test("says as notices that a city asks nobody to witness its log, or requires nobody", async () => {
    const noticed = async (policy: Scope["witnesses"]) =>
      (await whole({ witnesses: policy })).findings.map(({ check, severity, where }) => [check, severity, where]);
    expect(await noticed(null)).toEqual([["log/witnessed", "notice", "witnesses.asked"]]);
    const none = { keys: witnesses.keys, threshold: 0 };
    expect(await noticed(none)).toEqual([["log/witnessed", "notice", "witnesses.quorum"]]);
  });

  test("a cosignature counts for 48 hours, and not when it is of a time to come", async () => {
    const checked = async (hours: number) => {
      const now = Date.now() + hours * 3_600_000;
      return failed(await audit(ofSite, { site: openSite(proxy.origin), witnesses, now })).has("log/witnessed");
    };
    expect([await checked(47), await checked(49), await checked(-1)]).toEqual([false, true, true]);
  });

  test("a site that does not answer is a finding of every check, not a clean result", async () => {
    const result = await audit(ofSite, { site: openSite("http://127.0.0.1:9") });
    expect(failed(result)).toEqual(new Set(ofSite.map(({ id }) => id)));
  });
});
