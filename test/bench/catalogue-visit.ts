import { constants, setPriority } from "node:os";
import { type Browser, chromium } from "playwright";
import { chromiumLaunchOptions } from "../support/chromium.ts";
import { startServer } from "../support/server-process.ts";
import { median, rounded, say } from "./figures.ts";
import { longestWork, recordWorks } from "./main-thread.ts";
import { slowProcessor } from "./slow-processor.ts";

const slowdown = 4;
const slowVisitsCount = 7;
const quickVisitsCount = 12;
const recordedVisitsCount = 6;
const watchedMilliseconds = 6_000;
/** A new window of the browser draws itself for a while, in another process of the same machine. */
const windowMilliseconds = 2_000;
/** How often the tool asks whether the answer has come: what it asks is work for the page too. */
const askedEveryMilliseconds = 200;

interface Seen {
  answer?: number;
  /** When the first screen stood. */
  paint?: number | undefined;
  readonly tasks: { readonly startTime: number; readonly duration: number }[];
}

interface Visit {
  readonly answerMilliseconds: number;
  /** Longest task of the page's main thread from its first screen on, its processor not slowed. */
  readonly longestTaskMilliseconds: number;
  /** The same with what came before it: the browser opens the document, and the first screen is laid out. */
  readonly longestTaskOfAllMilliseconds: number;
  /** Longest work of it by the processor, where works were recorded; else 0. */
  readonly longestWorkMilliseconds: number;
}

/** Runs in the page before its own scripts: searches once the box is on the screen, notes the first answer and long tasks. */
function watch(text: string): void {
  const seen: Seen = { tasks: [] };
  (globalThis as unknown as { seen: Seen }).seen = seen;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    seen.paint ??= list.getEntriesByName("first-contentful-paint")[0]?.startTime;
  }).observe({ type: "paint", buffered: true });
  let asked = false;
  const looking = setInterval(() => {
    const input = document.querySelector<HTMLInputElement>("sp-app:not([data-waiting]) .search input");
    if (input !== null && !asked) {
      asked = true;
      requestAnimationFrame(() =>
        setTimeout(() => {
          input.value = text;
          input.form?.requestSubmit();
        }),
      );
    }
    if (document.querySelector("sp-search-page sp-item-card h3") === null) return;
    seen.answer ??= performance.now();
    clearInterval(looking);
  }, 10);
}

interface Manner {
  /** How many times slower the page's processor is. */
  readonly factor?: number;
  /** Whether works are recorded, which costs a little. */
  readonly recorded?: boolean;
}

async function visit(browser: Browser, origin: string, { factor = 1, recorded = false }: Manner = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: "fr-CH", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.waitForTimeout(windowMilliseconds);
  const end = factor > 1 ? await slowProcessor(browser, factor) : null;
  try {
    await page.addInitScript(watch, "pain");
    if (recorded) await recordWorks(browser, page);
    await page.goto(origin, { waitUntil: "commit" });
    await page.waitForFunction(() => (globalThis as unknown as { seen: Seen }).seen.answer !== undefined, undefined, {
      timeout: 60_000,
      polling: askedEveryMilliseconds,
    });
    await page.waitForTimeout(factor > 1 ? 0 : watchedMilliseconds);
    const longestWorkMilliseconds = recorded ? await longestWork(browser, page) : 0;
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
    const { answer = Number.NaN, paint = Number.NaN } = seen;
    if (Number.isNaN(paint)) throw new Error("The first screen was not painted.");
    const longest = (from: number): number =>
      Math.max(0, ...seen.tasks.filter(({ startTime }) => startTime >= from).map(({ duration }) => duration));
    return {
      answerMilliseconds: answer,
      longestTaskMilliseconds: longest(paint),
      longestTaskOfAllMilliseconds: longest(0),
      longestWorkMilliseconds,
    };
  } finally {
    await end?.();
    await context.close();
  }
}

/** One visit after the other, each told of. */
async function visits(count: number, make: () => Promise<Visit>, told: (one: Visit) => string): Promise<Visit[]> {
  const made: Visit[] = [];
  while (made.length < count) {
    const one = await make();
    say(`  ${told(one)}`);
    made.push(one);
  }
  return made;
}

/**
 * The built shop with the whole market, on a phone's screen. Its first answer to a search that is typed at once, with
 * everything that its page and worker do taking four times as long. At full speed, for how long its main thread answered
 * nobody while the catalogue came in, from the first contentful paint on, as Total Blocking Time has it: by the clock (0
 * where no task was above 50 ms: browsers tell of no shorter), which counts what it waited for a processor of this machine,
 * and by the processor, which is the page's own doing. The server gives way to all others: it would be another machine.
 */
export async function visitLargeShop(dataDir: string) {
  const server = await startServer({ dataDir, environment: { LOG_LEVEL: "warn" } });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    if (server.pid !== undefined) setPriority(server.pid, constants.priority.PRIORITY_LOW);
    // The first warms server and browser.
    await visit(browser, server.origin);
    const slow = await visits(
      slowVisitsCount,
      () => visit(browser, server.origin, { factor: slowdown }),
      ({ answerMilliseconds }) => `first answer ${rounded(answerMilliseconds, 0)} ms, slowed down`,
    );
    const quick = await visits(
      quickVisitsCount,
      () => visit(browser, server.origin),
      ({ longestTaskMilliseconds, longestTaskOfAllMilliseconds }) =>
        `longest task ${longestTaskMilliseconds} ms, ${longestTaskOfAllMilliseconds} with what comes before the first screen`,
    );
    const recorded = await visits(
      recordedVisitsCount,
      () => visit(browser, server.origin, { recorded: true }),
      ({ longestWorkMilliseconds }) => `longest work ${rounded(longestWorkMilliseconds, 0)} ms of the processor`,
    );
    return {
      visitsCount: quickVisitsCount,
      slowVisitsCount,
      recordedVisitsCount,
      cpuSlowdownFactor: slowdown,
      firstAnswerMilliseconds: rounded(median(slow.map((one) => one.answerMilliseconds)), 0),
      firstAnswerAtFullSpeedMilliseconds: rounded(median(quick.map((one) => one.answerMilliseconds)), 0),
      longestTaskMilliseconds: rounded(Math.max(...quick.map((one) => one.longestTaskMilliseconds)), 0),
      longestTaskOfAllMilliseconds: rounded(Math.max(...quick.map((one) => one.longestTaskOfAllMilliseconds)), 0),
      visitsWithLongTaskCount: quick.filter((one) => one.longestTaskMilliseconds > 50).length,
      longestWorkMilliseconds: rounded(Math.max(...recorded.map((one) => one.longestWorkMilliseconds)), 0),
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}
