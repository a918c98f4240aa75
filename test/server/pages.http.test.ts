import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentSecurityPolicy } from "../../server/security-headers.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const html = { accept: "text/html,*/*" };

describe("pages, files and headers", () => {
  let server: TestServer;
  let clientDir: string;
  const index = () => join(clientDir, "index.html");
  beforeAll(async () => {
    clientDir = mkdtempSync(join(tmpdir(), "smartketplace-client-"));
    mkdirSync(join(clientDir, "assets"));
    writeFileSync(index(), "<!doctype html><title>shop</title>");
    writeFileSync(join(clientDir, "assets", "main-B4xK9aQz.js"), "export {};");
    writeFileSync(join(clientDir, "assets", "main-B4xK9aQz.js.br"), brotliCompressSync("export {};"));
    writeFileSync(join(clientDir, "service-worker.js"), "self;");
    writeFileSync(join(clientDir, "secret.pem"), "not a file of a client");
    server = await startTestServer("embedded", { CLIENT_DIR: clientDir });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(clientDir, { recursive: true, force: true });
  });
  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

  test.each(["/", "/search", "/item/abc/def", "/orders/x", "/me", "/desk/abc/orders"])(
    "%s is the client's page, not to be kept",
    async (path) => {
      const answer = await get(path, html);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      expect(await answer.text()).toContain("shop");
    },
  );

  test("a page carries the exact policy and gives nothing away", async () => {
    const { headers } = await get("/", html);
    expect(headers.get("content-security-policy")).toBe(contentSecurityPolicy);
    expect(contentSecurityPolicy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=(self)");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("strict-transport-security")).toBeNull();
  });

  test("where the origin is https, browsers are told to stay there", async () => {
    await server.restart({ ORIGIN: "https://market.example" });
    const { headers } = await get("/", html);
    expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
    await server.restart();
  });

  test("a hashed file is kept for ever and comes compressed; the service worker is asked for again", async () => {
    const asset = await get("/assets/main-B4xK9aQz.js", { "accept-encoding": "br" });
    expect(asset.headers.get("content-encoding")).toBe("br");
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(await asset.text()).toBe("export {};");
    const worker = await get("/service-worker.js");
    expect(worker.headers.get("cache-control")).toBe("no-cache");
    const etag = worker.headers.get("etag") ?? "";
    expect((await get("/service-worker.js", { "if-none-match": etag })).status).toBe(304);
  });

  test.each([
    "/assets/missing-AAAAAAAA.js",
    "/../package.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/secret.pem",
    "/.env",
    "/demo.json",
    "/Health",
    "/health/",
  ])("%s is not there", async (path) => {
    const answer = await get(path);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, "request/not-found"]);
  });

  test("a new build is served without a restart", async () => {
    writeFileSync(index(), "<!doctype html><title>newer</title>");
    utimesSync(index(), new Date(), new Date(Date.now() + 5_000));
    await expect.poll(async () => (await get("/", html)).text()).toContain("newer");
  });

  test("the demo's links are served only where the operator says so", async () => {
    writeFileSync(join(server.dataDir, "demo-links.json"), '{"links":[]}');
    expect((await get("/demo.json")).status).toBe(404);
    await server.restart({ DEMO: "1" });
    expect(await (await get("/demo.json")).json()).toEqual({ links: [] });
  });

  test("health and readiness answer", async () => {
    expect((await server.call("health")).json).toEqual({ status: "ok" });
    expect((await server.call("ready")).json).toEqual({ status: "ok" });
  });

  test("what no one knows how to answer is a problem, and echoes nothing", async () => {
    const answer = await fetch(`${server.url}/relay/inboxes/<script>alert(1)</script>`, { method: "PATCH" });
    const text = await answer.text();
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(text).not.toContain("script");
    const bad = await get("/spaces/%E0%A4%A/records");
    expect(bad.status).toBe(400);
    expect(await bad.text()).not.toContain("%E0");
  });
});
