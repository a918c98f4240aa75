import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { request } from "undici";
import type { CatalogueWire } from "../../crypto/protocol/routes.ts";
import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { ReadFigures } from "./catalogue-load.ts";
import { median, rounded, say } from "./figures.ts";

const connections = 64;
const roundAnswers = 4_000;
const rounds = 7;
const tsx = ["--import", "tsx"];
const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The list of packs, as a reader gets it. */
export async function listOf(origin: string): Promise<CatalogueWire> {
  return (await (await fetch(`${origin}/catalogue`)).json()) as CatalogueWire;
}

/** Where a pack lies. */
export const packPath = (digest: string): string => `/catalogue/packs/${digest}`;

/** Bytes of packs in one encoding, as they cross the wire. */
export async function wireBytes(origin: string, digests: readonly string[], encoding: "br" | "gzip" | "identity") {
  let bytes = 0;
  for (const digest of digests) {
    const answer = await request(origin + packPath(digest), { headers: { "accept-encoding": encoding } });
    bytes += (await answer.body.arrayBuffer()).byteLength;
  }
  return bytes;
}

/** Posts statements, a few at a time. Throws when the server refuses one. */
export async function post(origin: string, statements: readonly SignedStatement[], atOnce = 8): Promise<void> {
  const waiting = [...statements];
  const lane = async () => {
    for (let signed = waiting.shift(); signed !== undefined; signed = waiting.shift()) {
      const answer = await fetch(`${origin}/statements`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: signed.wire as Uint8Array<ArrayBuffer>,
      });
      if (answer.status !== 201) throw new Error(`Refused: ${await answer.text()}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

async function startBare(origin: string, paths: readonly string[]) {
  const child = spawn(process.execPath, [...tsx, beside("./bare-files.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], NODE_ENV: "production", ORIGIN: origin },
  });
  child.stdin.end(paths.join("\n"));
  const ended = once(child, "exit");
  const [line] = (await Promise.race([once(child.stdout, "data"), ended])) as [unknown];
  const [, port] = /listening (\d+)/.exec(String(line)) ?? [];
  if (port === undefined) throw new Error("The baseline did not start.");
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

async function load(origin: string, paths: readonly string[]): Promise<ReadFigures> {
  const child = spawn(
    process.execPath,
    [...tsx, beside("./catalogue-load.ts"), origin, String(roundAnswers), String(connections)],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  child.stdin.end(paths.join("\n"));
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "exit")) as [number];
  if (code !== 0) throw new Error("The load could not be made.");
  return JSON.parse(output) as ReadFigures;
}

function summary(runs: readonly ReadFigures[], packs: number) {
  const middle = (figure: (run: ReadFigures) => number, digits = 2) => rounded(median(runs.map(figure)), digits);
  return {
    packsPerSecond: middle((run) => run.answersPerSecond, 0),
    wholeCataloguesPerSecond: middle((run) => run.answersPerSecond / packs),
    megabytesPerSecond: middle((run) => run.megabytesPerSecond, 0),
    p50Milliseconds: middle((run) => run.p50Milliseconds),
    p99Milliseconds: middle((run) => run.p99Milliseconds),
  };
}

/**
 * All packs, compressed, at 64 kept-alive connections: from the server and from the bare baseline in turn, the first of a
 * pair changing, so that a slow moment of the machine meets both.
 */
export async function compareServing(origin: string) {
  const paths = (await listOf(origin)).packs.map(({ digest }) => packPath(digest));
  const bare = await startBare(origin, paths);
  try {
    const [ours, theirs]: [ReadFigures[], ReadFigures[]] = [[], []];
    for (const target of [origin, bare.origin]) await load(target, paths);
    for (let round = 0; round < rounds; round++) {
      for (const target of round % 2 === 0 ? [origin, bare.origin] : [bare.origin, origin]) {
        const figures = await load(target, paths);
        (target === origin ? ours : theirs).push(figures);
        say(`  ${target === origin ? "server" : "bare  "} ${figures.answersPerSecond} packs/s`);
      }
    }
    const ratios = ours.map((run, round) => run.answersPerSecond / (theirs[round]?.answersPerSecond ?? Number.NaN));
    return {
      connectionsCount: connections,
      packsPerRoundCount: roundAnswers,
      server: summary(ours, paths.length),
      bare: summary(theirs, paths.length),
      ratioServerToBare: rounded(median(ratios), 3),
      ratioOfEachRound: ratios.map((ratio) => rounded(ratio)),
    };
  } finally {
    await bare.stop();
  }
}
