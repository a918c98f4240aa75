import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Pool } from "undici";
import { ready } from "../../crypto/sodium.ts";
import { geneva } from "../../instances/geneva/instance.ts";
import { items, newSigner, partyBody, type Signer, stated } from "../support/market-statements.ts";
import { serverIdentity } from "../support/server-identity.ts";
import { startServer } from "../support/server-process.ts";
import { openMint } from "../support/token-payments.ts";
import { percentile, median, rounded, say } from "./figures.ts";
import type { LoadFigures } from "./relay-load.ts";

const partiesCount = 1_000;
const itemsPerParty = 50;
const crawlConnections = 8;
const pagesPerRound = 3_000;
const rounds = 5;
const envelopesPerRound = 2_000;
const relayConnections = 8;

const execute = promisify(execFile);
const loadFile = fileURLToPath(new URL("./relay-load.ts", import.meta.url));

/** Founds an instance and fills it through the public protocol; returns the names of its producers. */
async function fill(origin: string): Promise<readonly string[]> {
  const pool = new Pool(origin, { connections: 8 });
  const post = async (body: Uint8Array): Promise<void> => {
    const answer = await pool.request({ path: "/statements", method: "POST", body });
    await answer.body.dump();
    if (answer.statusCode !== 201) throw new Error(`A statement was refused: ${answer.statusCode}`);
  };
  const [instance, steward] = [newSigner(), newSigner()];
  const body = { name: "Genève", stewards: [steward.name], replyBuckets: 1, ...(await serverIdentity(origin)) };
  await post(stated(instance, "instance", body).wire);
  const leaves = geneva.categories.map(({ path }) => path);
  const stall = async (index: number): Promise<Signer> => {
    const party = newSigner();
    await post(stated(party, "party", partyBody(`Étal ${index}`)).wire);
    const judgement = { status: "accredited" as const, labels: [], keyCompared: true };
    await post(stated(steward, "accreditation", judgement, { subject: party.name }).wire);
    const goods = items(itemsPerParty, "Article", 300).map((item, at) => ({
      ...item,
      category: leaves[(index + at) % leaves.length] ?? "food",
    }));
    await post(stated(party, "shelf", { name: { fr: "Tout" }, items: goods }, { subject: "a" }).wire);
    return party;
  };
  const signers: Signer[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < partiesCount; index = next++) signers.push(await stall(index));
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  await pool.close();
  return signers.map(({ name }) => name);
}

/** Asks for `count` pages of items over kept-alive connections, each another one, or until `stopped`. */
async function crawl(origin: string, parties: readonly string[], count: number, stopped = () => false) {
  const pool = new Pool(origin, { connections: crawlConnections, pipelining: 1 });
  const milliseconds: number[] = [];
  let bytes = 0;
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count && !stopped(); index = next++) {
      const party = parties[index % parties.length] ?? "";
      const item = Math.floor(index / parties.length) % itemsPerParty;
      const began = performance.now();
      const answer = await pool.request({
        path: `/p/fr/item/${party}/item-${item}`,
        method: "GET",
        headers: { "accept-encoding": "gzip" },
      });
      bytes += (await answer.body.arrayBuffer()).byteLength;
      if (answer.statusCode !== 200) throw new Error(`A page was refused: ${answer.statusCode}`);
      milliseconds.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: crawlConnections }, lane));
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  return {
    pagesPerSecond: milliseconds.length / seconds,
    p99Milliseconds: percentile(milliseconds, 0.99),
    bytesPerPage: bytes / milliseconds.length,
  };
}

/** A load on the relay, each envelope paid with a token made before it begins. `dataDir` is the server's. */
async function relayLoad(origin: string, dataDir: string): Promise<LoadFigures> {
  const path = `/relay/inboxes/${randomBytes(32).toString("base64url")}/envelopes`;
  const mint = openMint(dataDir, Date.now, new URL(origin).host);
  const tokens = join(dataDir, `bench-tokens-${randomBytes(8).toString("hex")}`);
  await writeFile(tokens, Array.from({ length: envelopesPerRound }, () => mint("relay")).join("\n"), { mode: 0o600 });
  const { stdout } = await execute(process.execPath, [
    ...["--import", "tsx", loadFile, origin, path],
    ...[String(envelopesPerRound), String(relayConnections), tokens],
  ]);
  await rm(tokens);
  return JSON.parse(stdout) as LoadFigures;
}

async function timed(origin: string, path: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(origin + path, { headers: { accept: "text/html" } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${answer.status} at ${path}`);
  return performance.now() - began;
}

/**
 * `npm run bench -- pages`: public pages of 1,000 producers with 50,000 items, each asked for once by a crawler of eight
 * connections, and the relay with and without that crawler beside it, in the same run on the embedded database.
 */
export async function benchPages() {
  await ready();
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  const server = await startServer({ dataDir: folder, environment: { LOG_LEVEL: "warn", DEMO: "0" } });
  const { origin } = server;
  try {
    say(`Filling a market of ${partiesCount * itemsPerParty} items …`);
    const parties = await fill(origin);
    const firstListMilliseconds = await timed(origin, "/p/fr/category/food");
    say("Crawling …");
    await crawl(origin, parties, pagesPerRound);
    const crawls: Awaited<ReturnType<typeof crawl>>[] = [];
    for (let round = 0; round < rounds; round++) crawls.push(await crawl(origin, parties, pagesPerRound));
    const listMilliseconds = await timed(origin, "/p/fr/category/food");
    const sitemapPartMilliseconds = await timed(origin, "/sitemap/fr/3.xml");
    say("The relay, alone and beside a crawler …");
    await relayLoad(origin, folder);
    const alone: LoadFigures[] = [];
    const beside: LoadFigures[] = [];
    for (let round = 0; round < rounds; round++) {
      alone.push(await relayLoad(origin, folder));
      let stopped = false;
      const crawling = crawl(origin, parties, Number.MAX_SAFE_INTEGER, () => stopped);
      beside.push(await relayLoad(origin, folder));
      stopped = true;
      await crawling;
    }
    const middle = (runs: readonly LoadFigures[]) => ({
      acceptedPerSecond: rounded(median(runs.map((run) => run.acceptedPerSecond))),
      p99Milliseconds: rounded(median(runs.map((run) => run.p99Milliseconds))),
    });
    return {
      itemsCount: partiesCount * itemsPerParty,
      crawlConnectionsCount: crawlConnections,
      firstListMilliseconds: rounded(firstListMilliseconds),
      listMilliseconds: rounded(listMilliseconds),
      sitemapPartMilliseconds: rounded(sitemapPartMilliseconds),
      pagesPerSecond: rounded(median(crawls.map((run) => run.pagesPerSecond))),
      pageP99Milliseconds: rounded(median(crawls.map((run) => run.p99Milliseconds))),
      gzippedBytesPerPage: Math.round(median(crawls.map((run) => run.bytesPerPage))),
      relayAlone: middle(alone),
      relayBesideCrawler: middle(beside),
      ratioRelayBesideCrawlerToAlone: rounded(
        median(beside.map((run, round) => run.acceptedPerSecond / (alone[round]?.acceptedPerSecond ?? Number.NaN))),
      ),
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
