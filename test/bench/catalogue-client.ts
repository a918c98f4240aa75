import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright";
import { build } from "vite";
import { chromiumLaunchOptions } from "../support/chromium.ts";
import { startServer } from "../support/server-process.ts";
import { keystrokes, queries } from "./catalogue-queries.ts";
import type { SearchFigures, StepFigures, VisitFigures } from "./catalogue-worker.ts";
import { median, percentile, rounded, say } from "./figures.ts";

const queriesCount = 500;
/** What the visitor types into the empty shop. */
const searchedAtOnce = "pain";

/** As many of the queries, spread over all languages. */
export const typedQueries: readonly string[] = queries.filter(
  (_, index) =>
    Math.floor((index * queriesCount) / queries.length) !== Math.floor(((index + 1) * queriesCount) / queries.length),
);

/** Builds the page and its worker as Vite builds the shop. */
async function buildPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL(".", import.meta.url)),
    worker: { format: "es" },
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: fileURLToPath(new URL("./catalogue-page.ts", import.meta.url)),
        output: { entryFileNames: "page.js" },
      },
    },
  });
  await writeFile(join(folder, "index.html"), '<!doctype html><body><script type="module" src="/page.js"></script>');
}

type Asked = typeof globalThis & { ask(question: unknown): Promise<unknown>; memoryBytes(): Promise<number> };

async function openPage(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => "ask" in globalThis);
  return page;
}

const ask = <T>(page: Page, question: unknown): Promise<T> =>
  page.evaluate((asked) => (globalThis as Asked).ask(asked), question) as Promise<T>;

function milliseconds(values: readonly number[]) {
  return {
    p50Milliseconds: rounded(median(values)),
    p95Milliseconds: rounded(percentile(values, 0.95)),
    p99Milliseconds: rounded(percentile(values, 0.99)),
    slowestMilliseconds: rounded(Math.max(...values), 1),
  };
}

const whole = <T extends object>(figures: T): Record<keyof T, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, rounded(value as number, 1)])) as Record<
    keyof T,
    number
  >;

async function measuredIn(context: BrowserContext, origin: string) {
  const empty = await openPage(context, origin);
  const emptyBytes = await empty.evaluate(() => (globalThis as Asked).memoryBytes());
  say("  cold …");
  const cold = await ask<VisitFigures>(empty, { visit: searchedAtOnce });
  say("  typing …");
  const typed = keystrokes(typedQueries);
  const { searchMilliseconds, suggestMilliseconds } = await ask<SearchFigures>(empty, { type: typed });
  say("  memory …");
  const fullBytes = await empty.evaluate(() => (globalThis as Asked).memoryBytes());
  await empty.close();
  say("  warm …");
  const kept = await openPage(context, origin);
  const warm = await ask<VisitFigures>(kept, { visit: searchedAtOnce });
  await kept.close();
  say("  step by step …");
  const alone = await openPage(context, origin);
  const steps = await ask<StepFigures>(alone, { steps: true });
  await alone.close();
  return {
    queriesCount: typedQueries.length,
    keystrokesCount: typed.length,
    cold: whole(cold),
    warm: whole(warm),
    steps: whole(steps),
    memoryMegabytes: rounded((fullBytes - emptyBytes) / 1e6, 1),
    searchPerKeystroke: milliseconds(searchMilliseconds),
    suggestPerKeystroke: milliseconds(suggestMilliseconds),
  };
}

/** The core's catalogue in a worker of Chromium, over the built server that holds the market in `dataDir`. */
export async function measureClient(dataDir: string) {
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    await buildPage(folder);
    const server = await startServer({ dataDir, environment: { LOG_LEVEL: "warn", CLIENT_DIR: folder } });
    try {
      return await measuredIn(await browser.newContext(), server.origin);
    } finally {
      await server.stop();
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
