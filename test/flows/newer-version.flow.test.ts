import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { makeStatement, openStatement } from "../../crypto/protocol/signed-statement.ts";
import type { Release, StatementOf } from "../../crypto/protocol/statements.ts";
import { openOperatorKeys } from "../../server/operator-keys.ts";
import { type AlteringProxy, type PassingAnswer, startAlteringProxy } from "../support/altering-proxy.ts";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { until } from "../support/server-process.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import { root } from "../tidy/tracked-files.ts";

// Ariane has the shop on her device. Newer versions are offered to her: one that the market's log has, and others.

let folder = "";
let market: SmallMarket;
let proxy: AlteringProxy;
let browser: Browser;
let phone: Device;
let page: Page;

const clientDir = () => join(folder, "client");
const read = (path: string) => readFileSync(join(clientDir(), path), "utf8");
const refusal = () => page.getByRole("alert").filter({ hasText: "n’est pas dans le journal public" });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "smartketplace-version-"));
  cpSync(join(root, "dist/client"), clientDir(), { recursive: true });
  cpSync(join(root, "dist/client.release.json"), join(folder, "client.release.json"));
  [market, browser] = await Promise.all([
    openSmallMarket({ environment: { CLIENT_DIR: clientDir() } }),
    launchBrowser(),
  ]);
  proxy = await startAlteringProxy(() => `http://127.0.0.1:${market.server.port}`);
  phone = await newDevice(browser, proxy.origin, { screen: "phone" });
  page = phone.page;
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([phone], task.name);
  proxy?.alter({});
});
afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await market?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A version that differs by a remark in one script: that script, and a service worker that names it anew. */
function versionWith(remark: string): { readonly script: string; readonly worker: string } {
  const script = `${read("early.js")}\n// ${remark}\n`;
  const revision = createHash("md5").update(script).digest("hex");
  const entry = /\{[^{}]*early\.js[^{}]*\}/;
  const worker = read("service-worker.js").replace(entry, (one) => one.replace(/[0-9a-f]{32}/, revision));
  if (worker === read("service-worker.js")) throw new Error("The service worker does not name the script.");
  return { script, worker };
}

/** Serves plain text in place of what comes. */
function instead(answer: PassingAnswer, text: string): void {
  answer.body = Buffer.from(text);
  answer.status = 200;
  delete answer.headers["content-encoding"];
  delete answer.headers["etag"];
}

/** Serves another version to this device alone. */
function serveOther({ script, worker }: { script: string; worker: string }, release?: Uint8Array): void {
  proxy.alter({
    request: (headers) => void delete headers["if-none-match"],
    answer: (path, answer) => {
      if (path.startsWith("/early.js")) instead(answer, script);
      if (path === "/service-worker.js") instead(answer, worker);
      if (path === "/release" && release !== undefined) answer.body = Buffer.from(release);
    },
  });
}

/** The page is loaded by the service worker of the version in use, which is followed. */
async function openPage(): Promise<void> {
  await page.goto("/");
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");
  await page.goto("/");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.getByRole("heading", { level: 1, name: "Ce qui se fait par ici." }).waitFor();
}

const look = () =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
  });
/** What the script says that the device has: asked for as a page does, so that the service worker answers. */
const inUse = () => page.evaluate(() => fetch("/early.js").then((answer) => answer.text()));
const waitingState = () =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return { waiting: registration?.waiting ?? null, installing: registration?.installing ?? null };
  });
/** Everything that is kept of the client, for a word in it. */
const keptWith = (word: string) =>
  page.evaluate(async (wanted) => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request))?.text();
        if (text?.includes(wanted) === true) found.push(request.url);
      }
    }
    return found;
  }, word);

/** Builds a newer version, as an operator does: the server says it, logs it and serves it. */
async function publish(remark: string): Promise<void> {
  const { script, worker } = versionWith(remark);
  for (const [path, text] of [
    ["early.js", script],
    ["service-worker.js", worker],
  ] as const) {
    writeFileSync(join(clientDir(), path), text);
    for (const copy of ["br", "gz"]) rmSync(join(clientDir(), `${path}.${copy}`), { force: true });
  }
  const file = join(folder, "client.release.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Release;
  const digest = (path: string) =>
    createHash("sha256")
      .update(readFileSync(join(clientDir(), path)))
      .digest("base64url");
  const files = manifest.files.map(({ path }) => ({ path, digest: digest(path) }));
  writeFileSync(join(folder, "draft"), JSON.stringify({ ...manifest, version: remark.slice(0, 40), files }));
  renameSync(join(folder, "draft"), file);
  await until("the newer version is served", async () =>
    fetch(`${proxy.origin}/early.js`).then(async (answer) => (await answer.text()).includes(remark)),
  );
}

/** Looks for a newer version, and says yes to it. */
async function takeOffered(remark: string): Promise<void> {
  await look();
  await page.getByText("Une nouvelle version est prête.").waitFor();
  // Until she says so, what she has stays.
  expect(await inUse()).not.toContain(remark);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "L’utiliser" }).click()]);
  await expect.poll(inUse).toContain(remark);
  expect(await refusal().count()).toBe(0);
}

test("a version that the server says and its log has is taken when she says so", async () => {
  await openPage();
  await publish("the second version");
  await takeOffered("the second version");
});

test("another version, which the server does not say, is not taken; she is told, and keeps the proof", async () => {
  await openPage();
  serveOther(versionWith("send the keys to somebody"));
  await look().catch(() => undefined);
  await refusal().waitFor();
  expect(await waitingState()).toEqual({ waiting: null, installing: null });
  expect(await inUse()).not.toContain("somebody");
  expect(await keptWith("send the keys to somebody")).toEqual([]);

  await page.getByText("Pourquoi, et que faire ?").click();
  await page.getByText("Vous gardez la version que vous avez", { exact: false }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Garder la preuve" }).click(),
  ]);
  const evidence = JSON.parse(readFileSync(await download.path(), "utf8")) as Record<string, unknown>;
  expect(evidence).toMatchObject({ v: 1, kind: "smartketplace/release-evidence", reason: "release/files" });
  const differing = evidence["differing"] as { path: string }[];
  expect(differing.map(({ path }) => path).sort()).toEqual(["/early.js", "/service-worker.js"]);

  // Opened again, with the server still at it: the same version, and she is told again.
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Ce qui se fait par ici." }).waitFor();
  expect(await inUse()).not.toContain("somebody");
});

test("one that the operator signed for her alone, and did not put into the log, is not taken either", async () => {
  await openPage();
  const other = versionWith("signed for one person");
  const wire = await fetch(`${proxy.origin}/release`).then((answer) => answer.arrayBuffer());
  const said = openStatement(new Uint8Array(wire)).statement as StatementOf<"release">;
  const texts = new Map([
    ["/early.js", other.script],
    ["/service-worker.js", other.worker],
  ]);
  const files = said.body.files.map(({ path, digest }) => {
    const text = texts.get(path);
    return { path, digest: text === undefined ? digest : createHash("sha256").update(text).digest("base64url") };
  });
  const { operator } = openOperatorKeys(market.dataDir);
  const forHer = makeStatement({ ...said, revision: said.revision + 1, body: { ...said.body, files } }, operator);
  serveOther(other, forHer.wire);
  await look().catch(() => undefined);
  await refusal().waitFor();
  await page.getByText("Pourquoi, et que faire ?").click();
  await page
    .getByText("n’est pas celle que le journal public de ce marché a inscrite en dernier", { exact: false })
    .waitFor();
  expect(await inUse()).not.toContain("one person");
  expect(await keptWith("signed for one person")).toEqual([]);
});

test("after all that, a version that is in the log is taken as before", async () => {
  await openPage();
  expect(await inUse()).toContain("the second version");
  expect(await refusal().count()).toBe(0);
  await publish("the third version");
  await takeOffered("the third version");
});

test("a service worker that asks nobody and takes over cannot be kept out, but she is told to stop", async () => {
  await openPage();
  const worker = `addEventListener("install", () => skipWaiting()); addEventListener("activate", (event) => event.waitUntil(clients.claim()));`;
  serveOther({ script: read("early.js"), worker });
  await look().catch(() => undefined);
  await refusal().waitFor();
  await page.getByText("Pourquoi, et que faire ?").click();
  await page.getByText("n’ouvrez plus ce marché sur cet appareil", { exact: false }).waitFor();
});
