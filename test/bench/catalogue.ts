import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ready } from "../../crypto/sodium.ts";
import { serverIdentity } from "../support/server-identity.ts";
import { startServer } from "../support/server-process.ts";
import { measureDay, measurePublishing } from "./catalogue-changes.ts";
import { measureClient } from "./catalogue-client.ts";
import { generateMarket } from "./catalogue-market.ts";
import { compareServing, listOf, post, wireBytes } from "./catalogue-serving.ts";
import { visitLargeShop } from "./catalogue-visit.ts";
import { rounded, say } from "./figures.ts";

const stallsCount = 1_000;
const itemsCount = 50_000;
const environment = { LOG_LEVEL: "warn", DEMO: "0" };

/** A server that has the whole market, as if it had been running for long: started on what it kept. */
async function startFilled(dataDir: string) {
  const filling = await startServer({ dataDir, environment });
  say("Making the market …");
  const market = generateMarket(stallsCount, itemsCount, await serverIdentity(filling.origin));
  say("Filling the server …");
  const [founding, rest] = [market.statements.slice(0, 2), market.statements.slice(2)];
  await post(filling.origin, founding, 1);
  const started = performance.now();
  await post(filling.origin, rest);
  say(`  ${market.statements.length} statements in ${rounded((performance.now() - started) / 1000, 1)} s`);
  await filling.stop();
  const restarted = performance.now();
  const server = await startServer({ dataDir, environment });
  return { market, server, startSeconds: rounded((performance.now() - restarted) / 1000, 1) };
}

async function measureServer(dataDir: string) {
  const { market, server, startSeconds } = await startFilled(dataDir);
  try {
    const { packs } = await listOf(server.origin);
    const digests = packs.map(({ digest }) => digest);
    const fullBytes = await wireBytes(server.origin, digests, "br");
    const full = {
      packsCount: packs.length,
      statementsCount: market.statements.length,
      uncompressedBytes: await wireBytes(server.origin, digests, "identity"),
      gzipBytes: await wireBytes(server.origin, digests, "gzip"),
      brotliBytes: fullBytes,
    };
    say("Serving it, beside bare node:http …");
    const serving = await compareServing(server.origin);
    say("A typical day …");
    const day = await measureDay(server.origin, market);
    say("Publishing …");
    const publishing = await measurePublishing(server.origin, market);
    return {
      wordsOfSamples: market.withSamples,
      startSeconds,
      full,
      serving,
      day: { ...day, ratioToFull: rounded(day.brotliBytes / fullBytes, 3) },
      publishing,
    };
  } finally {
    await server.stop();
  }
}

/**
 * `npm run bench -- catalogue`: a generated market of 1,000 stalls and 50,000 items. What serving it costs beside bare
 * node:http, what a reader downloads at first and after a day, how soon a change is there; in Chromium how soon it can be
 * searched, how quickly each letter is answered, and what the shop's page feels of it on a processor slowed down.
 */
export async function benchCatalogue() {
  await ready();
  const dataDir = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  try {
    const server = await measureServer(dataDir);
    say("In Chromium …");
    const client = await measureClient(dataDir);
    say("A visit on a slow device …");
    const slowVisit = await visitLargeShop(dataDir);
    return {
      stallsCount,
      itemsCount,
      server,
      client,
      slowVisit,
      limits: {
        ratioServerToBareMin: 0.9,
        publishingMillisecondsMax: 1000,
        searchP95MillisecondsMax: 10,
        firstAnswerOnSlowDeviceMillisecondsMax: 2000,
        longestTaskMillisecondsMax: 50,
      },
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
