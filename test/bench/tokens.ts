import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { chromium } from "playwright";
import { build } from "vite";
import { decodeIssuerKey } from "../../crypto/tokens/issuer-key.ts";
import { readTokenRequests } from "../../crypto/tokens/token.ts";
import { signBlind } from "../../server/tokens/blind-signature.ts";
import { type IssuerSecret, openIssuerKeys } from "../../server/tokens/issuer-keys.ts";
import { chromiumLaunchOptions } from "../support/chromium.ts";
import { startPostgres } from "../support/databases.ts";
import { openMint } from "../support/token-payments.ts";
import { batchTokens, type BlindingFigures, measureBlinding } from "./blinding.ts";
import { median, rounded, say } from "./figures.ts";
import { listening, load, summary, type Target } from "./relay.ts";
import type { LoadFigures } from "./relay-load.ts";

const rounds = 5;
const roundEnvelopes = 4_000;
const warmingEnvelopes = 2_000;
const slowerMax = 0.15;
const issuedTokens = 1_000;

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));

function clientSummary({ blindMilliseconds, finishMilliseconds }: BlindingFigures) {
  const blind = median(blindMilliseconds);
  const finish = median(finishMilliseconds);
  return {
    blindMilliseconds: rounded(blind, 3),
    finishMilliseconds: rounded(finish, 3),
    batchTokensCount: batchTokens,
    batchMilliseconds: rounded((blind + finish) * batchTokens, 1),
  };
}

const issuing = (key: IssuerSecret) => (requests: readonly Uint8Array[]) =>
  Promise.all(
    requests.map(async (request) => {
      const [asked] = readTokenRequests(request, 1);
      return signBlind(key.secret, key.publicKey, asked!.blindedMessage);
    }),
  );

/** What the library takes that tests check ours against. */
async function withLibrary() {
  const suite = RSABSSA.SHA384.PSS.Deterministic();
  const publicExponent = Uint8Array.of(1, 0, 1);
  const { publicKey } = await RSABSSA.SHA384.generateKey({ modulusLength: 2048, publicExponent });
  const message = new Uint8Array(randomBytes(98));
  const times: number[] = [];
  for (let index = 0; index < 20; index++) {
    const started = performance.now();
    await suite.blind(publicKey, message);
    times.push(performance.now() - started);
  }
  return { blindMilliseconds: rounded(median(times)) };
}

async function inChromium(key: IssuerSecret): Promise<BlindingFigures> {
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const rolldownOptions = { input: beside("./blinding-page.ts"), output: { entryFileNames: "page.js" } };
    const root = fileURLToPath(new URL(".", import.meta.url));
    await build({ configFile: false, logLevel: "error", root, build: { outDir: folder, rolldownOptions } });
    const page = await browser.newPage();
    const sign = issuing(key);
    await page.exposeFunction("publishedKey", () => [...key.published]);
    await page.exposeFunction("signRequests", async (requests: number[][]) => {
      const signatures = await sign(requests.map((request) => Uint8Array.from(request)));
      return signatures.map((signature) => [...signature]);
    });
    await page.addScriptTag({ type: "module", content: await readFile(join(folder, "page.js"), "utf8") });
    return await page.evaluate(() =>
      (globalThis as unknown as { measureBlinding: () => Promise<BlindingFigures> }).measureBlinding(),
    );
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function issuance(key: IssuerSecret) {
  const { modulus } = decodeIssuerKey(key.published);
  const message = () => {
    const bytes = new Uint8Array(randomBytes(256));
    bytes[0] = 0;
    return bytes;
  };
  const messages = Array.from({ length: issuedTokens }, message);
  const started = performance.now();
  for (const one of messages) await signBlind(key.secret, key.publicKey, one);
  const seconds = (performance.now() - started) / 1000;
  return { issuedPerSecondOnOneCore: rounded(issuedTokens / seconds, 0), modulusBits: modulus.toString(2).length };
}

async function startVariant(variant: "with" | "without", dataDir: string, databaseUrl?: string): Promise<Target> {
  const more = databaseUrl === undefined ? [] : [databaseUrl];
  const child = spawn(process.execPath, ["--import", "tsx", beside("./token-relay.ts"), variant, dataDir, ...more], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], NODE_ENV: "production" },
  });
  const port = await listening(child);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const inboxes = Array.from({ length: 16 }, () => randomBytes(32).toString("base64url"));
  const mint = openMint(dataDir, Date.now);
  return {
    name: variant,
    origin: `http://127.0.0.1:${port}`,
    paths: inboxes.map((inbox) => `/relay/inboxes/${inbox}/envelopes`),
    mint: () => mint("relay"),
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** Rounds of both in turn, the first of a pair changing, so that a slow moment of the machine meets both. */
async function sideBySide(paid: Target, unpaid: Target) {
  const runs = new Map<Target, LoadFigures[]>([
    [paid, []],
    [unpaid, []],
  ]);
  for (const target of [paid, unpaid]) await load(target, warmingEnvelopes);
  for (let round = 0; round < rounds; round++) {
    for (const target of round % 2 === 0 ? [paid, unpaid] : [unpaid, paid]) {
      const figures = await load(target, roundEnvelopes);
      runs.get(target)?.push(figures);
      say(`  ${target.name.padEnd(7)} ${figures.acceptedPerSecond}/s, p99 ${figures.p99Milliseconds} ms`);
    }
  }
  const [withTokens, without] = [runs.get(paid) ?? [], runs.get(unpaid) ?? []];
  const ratios = withTokens.map(
    (run, round) => run.acceptedPerSecond / (without[round]?.acceptedPerSecond ?? Number.NaN),
  );
  return { withTokens: summary(withTokens), without: summary(without), slower: rounded(1 - median(ratios), 3) };
}

async function compareOn(databaseUrls: readonly [string, string] | null) {
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  try {
    const paid = await startVariant("with", join(folder, "with"), databaseUrls?.[0]);
    const unpaid = await startVariant("without", join(folder, "without"), databaseUrls?.[1]);
    const figures = await sideBySide(paid, unpaid);
    await Promise.all([paid.stop(), unpaid.stop()]);
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function onPostgres() {
  const clusters = [await startPostgres(), await startPostgres()] as const;
  try {
    return await compareOn([clusters[0].url, clusters[1].url]);
  } finally {
    await Promise.all(clusters.map((cluster) => cluster.stop()));
  }
}

/**
 * `npm run bench -- tokens`: blinding and finishing in Node and in Chromium, issuing, and the relay with and without tokens
 * side by side in one run, each on a database of its own.
 */
export async function benchTokens() {
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  try {
    const key = await openIssuerKeys(join(folder, "token-keys")).getOrMake("relay", "2026-01-05");
    say("Blinding and finishing in Node …");
    const node = await measureBlinding(decodeIssuerKey(key.published), issuing(key));
    say("Blinding and finishing in Chromium …");
    const page = await inChromium(key);
    const result = {
      node: clientSummary(node),
      chromium: clientSummary(page),
      library: await withLibrary(),
      issuing: await issuance(key),
    };
    say("PostgreSQL …");
    const postgresql = await onPostgres();
    say("PGlite …");
    const pglite = await compareOn(null);
    return { ...result, relay: { postgresql, pglite }, limits: { slowerMax } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
