import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toBase64url } from "../../crypto/bytes.ts";
import { signRequest } from "../../crypto/request-signature.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { readSettings, SettingsError } from "../../server/settings.ts";
import { startPostgres } from "../support/databases.ts";
import { foundMint } from "../support/token-payments.ts";
import { tokenHeader } from "../../crypto/tokens/token-header.ts";
import { envelopeOf, framesOf } from "../support/envelopes.ts";
import { readEvents } from "../support/event-reader.ts";
import { runToEnd, startFromSource } from "../support/source-server.ts";

describe("settings", () => {
  test("have defaults that run on a laptop", () => {
    expect(readSettings({})).toMatchObject({
      port: 8080,
      host: "127.0.0.1",
      origin: "http://localhost:8080",
      rpId: "localhost",
      dataDir: "./data",
    });
    expect(readSettings({ ORIGIN: "https://market.example/" })).toMatchObject({
      origin: "https://market.example",
      rpId: "market.example",
    });
  });

  test.each([
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["ORIGIN", "shop.test"],
    ["ORIGIN", "https://shop.test/path"],
    ["DATABASE_URL", "mysql://user:secret@host/db"],
    ["INSTANCE_KEY", "short"],
    ["LOG_LEVEL", "loud"],
    ["TRUST_PROXY", "-1"],
    ["DEMO", "yes"],
    ["RELAY_PER_MINUTE", "many"],
  ])("%s=%s is refused by name, without repeating the value", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`${name} must be `));
    expect(() => readSettings({ [name]: value })).not.toThrow(new RegExp(value));
  });
});

describe("a server in a process of its own", () => {
  let dataDir: string;
  beforeEach(async () => {
    await ready();
    dataDir = mkdtempSync(join(tmpdir(), "smartketplace-start-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  test("says what is wrong with its settings and ends", async () => {
    const { code, output } = await runToEnd({ PORT: "x", DATABASE_URL: "mysql://user:secret@host/db" });
    expect(code).toBe(1);
    expect(output).toContain("PORT must be a port number");
    expect(output).toContain("DATABASE_URL must be");
    expect(output).not.toContain("secret");
    expect(output).not.toContain("    at ");
  });

  test("says that an embedded database is not for real use, and refuses a second server on it", async () => {
    const first = await startFromSource({ DATA_DIR: dataDir });
    expect(first.output()).toContain("a power cut can cost the last data written");
    const second = await runToEnd({ DATA_DIR: dataDir, PORT: "0" });
    expect(second.code).toBe(1);
    expect(second.output).toMatch(/Another server \(process \d+\) is using this data folder/);
    expect((await fetch(`${first.url}/ready`)).status).toBe(200);
    expect(await first.end("SIGTERM")).toBe(0);
    const third = await startFromSource({ DATA_DIR: dataDir });
    expect(await third.end("SIGINT")).toBe(0);
  });

  test("says that PostgreSQL cannot be reached, without its password", async () => {
    const { code, output } = await runToEnd({ DATA_DIR: dataDir, DATABASE_URL: "postgresql://u:secret@127.0.0.1:1/x" });
    expect(code).toBe(1);
    expect(output).toContain("DATABASE_URL reachable");
    expect(output).not.toContain("secret");
  });

  test("ends streams when it is told to end, and does not wait for their readers", async () => {
    const server = await startFromSource({ DATA_DIR: dataDir });
    const readers = await Promise.all(Array.from({ length: 5 }, () => readEvents(`${server.url}/catalogue/events`)));
    await Promise.all(readers.map((reader) => reader.until(1)));
    // How: closing.http.test.ts.
    expect(await server.end("SIGTERM")).toBe(0);
    await Promise.all(readers.map((reader) => reader.ended));
  });

  test.each(["embedded", "postgresql"])(
    "killed in the middle of many envelopes on %s: all that it confirmed are there, none twice",
    async (kind) => {
      const postgres = kind === "postgresql" ? await startPostgres() : null;
      const environment = { DATA_DIR: dataDir, ...(postgres !== null && { DATABASE_URL: postgres.url }) };
      const pair = signingKeyPair();
      const path = `/relay/inboxes/${toBase64url(pair.publicKey)}/envelopes`;
      const first = await startFromSource(environment);
      const mint = await foundMint(first.url, dataDir);
      const sent = Array.from({ length: 400 }, () => envelopeOf());
      const tokens = new Map(sent.map((envelope) => [envelope, tokenHeader(mint("relay"))]));
      const post = async (url: string, body: Buffer) => {
        const headers = { authorization: tokens.get(body)! };
        return (await fetch(url + path, { method: "POST", body: new Uint8Array(body), headers })).status;
      };
      const confirmed = new Set<Buffer>();
      let next = 0;
      const sendInTurn = async (): Promise<void> => {
        for (let envelope = sent[next++]; envelope !== undefined; envelope = sent[next++]) {
          if ((await post(first.url, envelope).catch(() => 0)) !== 201) return;
          confirmed.add(envelope);
          // Well into the flood, without any warning.
          if (confirmed.size === 120) void first.end("SIGKILL");
        }
      };
      await Promise.all(Array.from({ length: 16 }, sendInTurn));
      expect(confirmed.size).toBeGreaterThanOrEqual(120);
      expect(confirmed.size).toBeLessThan(400);

      const second = await startFromSource(environment);
      const statuses = await Promise.all(sent.map((envelope) => post(second.url, envelope)));
      expect(sent.filter((envelope, index) => confirmed.has(envelope) && statuses[index] !== 200)).toEqual([]);
      const stored: Buffer[] = [];
      for (let after = 0; ;) {
        const query = `${path}?after=${after}`;
        const request = { method: "GET", path: query, body: new Uint8Array() };
        const headers = { authorization: signRequest(request, pair, Date.now() / 1000) };
        const page = framesOf(new Uint8Array(await (await fetch(second.url + query, { headers })).arrayBuffer()));
        if (page.length === 0) break;
        stored.push(...page.map(({ content }) => content));
        after = page.at(-1)!.cursor;
      }
      const names = (envelopes: Iterable<Buffer>) => [...envelopes].map((one) => one.toString("base64")).sort();
      expect(names(stored)).toEqual(names(sent));
      expect(await second.end("SIGTERM")).toBe(0);
      await postgres?.stop();
    },
    60_000,
  );

  test("takes over the lock of a process that is gone", async () => {
    writeFileSync(join(dataDir, "server.lock"), "999999999 1\n");
    const server = await startFromSource({ DATA_DIR: dataDir });
    expect(await server.end("SIGTERM")).toBe(0);
  });
});
