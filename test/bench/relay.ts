import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startPostgres } from "../support/databases.ts";
import { startServer } from "../support/server-process.ts";
import { foundMint } from "../support/token-payments.ts";
import { median, rounded, say } from "./figures.ts";
import type { LoadFigures } from "./relay-load.ts";

const connections = 64;
const warmingEnvelopes = 3_000;
const roundEnvelopes = 6_000;
const rounds = 7;
const ratioMin = 0.7;

const tsx = ["--import", "tsx"];
const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const execute = promisify(execFile);

/** A process under load: its origin, and how it is ended. */
export interface Target {
  readonly name: string;
  readonly origin: string;
  readonly paths: readonly string[];
  /** What each envelope is paid with, where something is. */
  readonly mint?: () => string;
  stop(): Promise<unknown>;
}

/** The bare baseline: see bare-relay.ts. */
async function startBare(environment: Readonly<Record<string, string>>): Promise<Target> {
  const child = spawn(process.execPath, [...tsx, beside("./bare-relay.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], NODE_ENV: "production", ...environment },
  });
  const port = await listening(child);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  return {
    name: "bare",
    origin: `http://127.0.0.1:${port}`,
    paths: ["/"],
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

export function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The baseline ended with code ${code}.`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      const [, port] = /listening (\d+)/.exec(chunk.toString()) ?? [];
      if (port !== undefined) resolve(port);
    });
  });
}

/** The built server, as it runs for people, with its limits by address taken off: all load comes from one. */
async function startRelay(dataDir: string, environment: Readonly<Record<string, string>>): Promise<Target> {
  const server = await startServer({ dataDir, environment: { ...environment, LOG_LEVEL: "warn", DEMO: "0" } });
  const mint = await foundMint(`http://127.0.0.1:${server.port}`, dataDir);
  // An inbox holds 20,000 envelopes: enough of them that none fills up.
  const inboxes = Array.from({ length: 16 }, () => randomBytes(32).toString("base64url"));
  return {
    name: "relay",
    origin: `http://127.0.0.1:${server.port}`,
    paths: inboxes.map((inbox) => `/relay/inboxes/${inbox}/envelopes`),
    mint: () => mint("relay"),
    stop: () => server.stop(),
  };
}

export async function load(target: Target, count: number): Promise<LoadFigures> {
  const { mint } = target;
  const tokens = mint === undefined ? [] : [await tokenFile(Array.from({ length: count }, mint))];
  const { stdout } = await execute(process.execPath, [
    ...tsx,
    beside("./relay-load.ts"),
    target.origin,
    target.paths.join(","),
    String(count),
    String(connections),
    ...tokens,
  ]);
  for (const file of tokens) await rm(file);
  const figures = JSON.parse(stdout) as LoadFigures;
  if (figures.accepted !== count) throw new Error(`Not all accepted: ${JSON.stringify(figures.otherStatuses)}`);
  return figures;
}

/** Tokens made before the load begins, for its process to read. */
async function tokenFile(tokens: readonly string[]): Promise<string> {
  const file = join(tmpdir(), `smartketplace-bench-tokens-${process.pid}-${randomBytes(8).toString("hex")}`);
  await writeFile(file, tokens.join("\n"), { mode: 0o600 });
  return file;
}

export function summary(runs: readonly LoadFigures[]) {
  const middle = (figure: (run: LoadFigures) => number) => rounded(median(runs.map(figure)));
  return {
    acceptedPerSecond: middle((run) => run.acceptedPerSecond),
    p50Milliseconds: middle((run) => run.p50Milliseconds),
    p99Milliseconds: middle((run) => run.p99Milliseconds),
    acceptedPerSecondOfEachRound: runs.map((run) => run.acceptedPerSecond),
  };
}

/** Rounds of both in turn, the first of a pair changing, so that a slow moment of the machine meets both. */
async function compare(bare: Target, relay: Target) {
  const runs = new Map<Target, LoadFigures[]>([
    [bare, []],
    [relay, []],
  ]);
  for (const target of [bare, relay]) await load(target, warmingEnvelopes);
  for (let round = 0; round < rounds; round++) {
    for (const target of round % 2 === 0 ? [bare, relay] : [relay, bare]) {
      const figures = await load(target, roundEnvelopes);
      runs.get(target)?.push(figures);
      say(`  ${target.name.padEnd(6)} ${figures.acceptedPerSecond}/s, p99 ${figures.p99Milliseconds} ms`);
    }
  }
  const bareRuns = runs.get(bare) ?? [];
  const relayRuns = runs.get(relay) ?? [];
  const ratios = relayRuns.map(
    (run, round) => run.acceptedPerSecond / (bareRuns[round]?.acceptedPerSecond ?? Number.NaN),
  );
  return { bare: summary(bareRuns), relay: summary(relayRuns), ratioRelayToBare: rounded(median(ratios)) };
}

async function onPostgres() {
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  try {
    const bare = await startBare({ DATABASE_URL: postgres.url });
    const relay = await startRelay(folder, { DATABASE_URL: postgres.url });
    const figures = await compare(bare, relay);
    await Promise.all([bare.stop(), relay.stop()]);
    return figures;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function onPglite() {
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  try {
    const bare = await startBare({ DATA_DIR: join(folder, "bare") });
    const relay = await startRelay(join(folder, "relay"), {});
    const figures = await compare(bare, relay);
    await Promise.all([bare.stop(), relay.stop()]);
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * `npm run bench -- relay`: envelopes of 4 KiB accepted per second over HTTP at 64 kept-alive connections, on PostgreSQL
 * (a cluster of its own, or a database on the server at DATABASE_URL) and on PGlite, each beside its bare baseline in the same run.
 */
export async function benchRelay() {
  say("PostgreSQL …");
  const postgresql = await onPostgres();
  say("PGlite …");
  const pglite = await onPglite();
  return {
    connectionsCount: connections,
    envelopeBytes: 4096,
    envelopesPerRoundCount: roundEnvelopes,
    postgresql,
    pglite,
    limits: { ratioRelayToBareMin: ratioMin },
  };
}
