import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright";
import type { CatalogueWire } from "../../crypto/protocol/routes.ts";
import { chromiumLaunchOptions } from "../support/chromium.ts";
import { startServer, type ServerProcess } from "../support/server-process.ts";
import { root } from "../tidy/tracked-files.ts";
import { median, rounded, say } from "./figures.ts";
import { type ShopVisit, visitShop } from "./shop-visit.ts";
import { slowNetwork } from "./slow-network.ts";

const visitsPerKind = 3;
const cpuSlowdown = 4;
/** "Slow 4G". */
const network = { roundTripMilliseconds: 150, downKilobitsPerSecond: 1600, upKilobitsPerSecond: 750 };
const execute = promisify(execFile);

/** The built server with the whole demo in it. */
async function startWithDemo(dataDir: string): Promise<ServerProcess> {
  const server = await startServer({ dataDir, environment: { LOG_LEVEL: "warn", DEMO: "1" } });
  await execute(process.execPath, [join(root, "dist/node/client/agent/seed-demo.js")], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(server.port),
      ORIGIN: server.origin,
      DATA_DIR: dataDir,
    },
  });
  return server;
}

async function served(origin: string) {
  const { packs } = (await (await fetch(`${origin}/catalogue`)).json()) as CatalogueWire;
  return {
    packsCount: packs.length,
    statementsCount: packs.reduce((sum, pack) => sum + pack.statements, 0),
    packsUncompressedBytes: packs.reduce((sum, pack) => sum + pack.bytes, 0),
  };
}

function middle(visits: readonly ShopVisit[], figure: (visit: ShopVisit) => number | null, digits = 0): number {
  return rounded(median(visits.map((visit) => figure(visit) ?? Number.NaN)), digits);
}

/** One visit over a line of its own: what an earlier visitor left half fetched would stand in this one's way. */
async function visitOver(browser: Browser, port: number, searches: boolean): Promise<ShopVisit> {
  const slow = await slowNetwork(port, network);
  try {
    return await visitShop(browser, slow.origin, { cpuSlowdown, searches });
  } finally {
    await slow.close();
  }
}

/** Visits that look and visits that search in turn, each with an empty cache. The first pair warms server and browser. */
async function visits(port: number) {
  const browser = await chromium.launch(chromiumLaunchOptions());
  const looking: ShopVisit[] = [];
  const searching: ShopVisit[] = [];
  try {
    for (let round = 0; round <= visitsPerKind; round++) {
      const looked = await visitOver(browser, port, false);
      const searched = await visitOver(browser, port, true);
      const line = [looked.readableMilliseconds, looked.frameMilliseconds, looked.firstCardsMilliseconds ?? Number.NaN];
      const figures = [...line, searched.usableMilliseconds ?? Number.NaN].map((figure) => `${rounded(figure, 0)} ms`);
      say(`  ${figures.join(", ")}, shift ${rounded(looked.layoutShift, 3)} and ${rounded(searched.layoutShift, 3)}`);
      if (round === 0) continue;
      looking.push(looked);
      searching.push(searched);
    }
  } finally {
    await browser.close();
  }
  return { looking, searching };
}

/**
 * `npm run bench -- shop`: the front page on a phone's first visit, in Chromium with its processor slowed down (its page;
 * workers run at full speed) and a slow network between it and the built server with the demo. Medians of three visits.
 */
export async function benchShop() {
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  say("Making the demo …");
  const server = await startWithDemo(folder);
  try {
    say("Visits: readable, frame, first cards, search answered; layout shift of looking and of searching …");
    const { looking, searching } = await visits(server.port);
    return {
      cpuSlowdownFactor: cpuSlowdown,
      network,
      visitsCount: visitsPerKind,
      ...(await served(server.origin)),
      readableMilliseconds: middle(looking, (visit) => visit.readableMilliseconds),
      frameMilliseconds: middle(looking, (visit) => visit.frameMilliseconds),
      usableMilliseconds: middle(searching, (visit) => visit.usableMilliseconds),
      firstCardsMilliseconds: middle(looking, (visit) => visit.firstCardsMilliseconds),
      scriptBeforeFirstCardsBytes: middle(looking, (visit) => visit.scriptBytes),
      scriptBeforeUsableBytes: middle(searching, (visit) => visit.scriptBytes),
      layoutShift: middle(looking, (visit) => visit.layoutShift, 4),
      layoutShiftOfSearch: middle(searching, (visit) => visit.layoutShift, 4),
      limits: { readableMillisecondsMax: 1500, usableMillisecondsMax: 2500, layoutShiftMax: 0.02 },
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
