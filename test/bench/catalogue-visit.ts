import { constants, setPriority } from "node:os";
import { setTimeout as passing } from "node:timers/promises";
import { type Browser, chromium } from "playwright";
import { chromiumLaunchOptions } from "../support/chromium.ts";
import { startServer } from "../support/server-process.ts";
import { type BarePage, type Drawn, drawnBy, openBarePage } from "./bare-visit.ts";
import { median, rounded, say } from "./figures.ts";
import { longestWork, recordWorks } from "./main-thread.ts";
import { openQuietPage, type QuietPage } from "./quiet-page.ts";
import { slowProcessor } from "./slow-processor.ts";

const slowdown = 4;
const slowVisitsCount = 7;
const quickVisitsCount = 12;
const stayingVisitsCount = 6;
const recordedVisitsCount = 6;
/** After the first answer; who asks nothing is watched until the whole market is there. */
const watchedMilliseconds = 6_000;
const stayingMilliseconds = 10_000;
/** A new window of the browser draws itself for a while, in another process of the same machine. */
const windowMilliseconds = 2_000;
/** How often the tool asks whether the answer has come: what it asks is work for the page too. */
const askedEveryMilliseconds = 200;
const answerMillisecondsMax = 60_000;

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
}

/**
 * Runs in the page before its own scripts and notes long tasks. Where there is something to look for, searches for it once
 * the box is on the screen, and notes the first answer.
 */
function watch(text: string | null): void {
  const seen: Seen = { tasks: [] };
  (globalThis as unknown as { seen: Seen }).seen = seen;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    seen.paint ??= list.getEntriesByName("first-contentful-paint")[0]?.startTime;
  }).observe({ type: "paint", buffered: true });
  if (text === null) return;
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
  readonly path?: string;
  /** What is looked for; null for somebody who stays on the page. */
  readonly text?: string | null;
  /** How many times slower the page's processor is. */
  readonly factor?: number;
  /** What is done with the page before it is closed. */
  readonly look?: (page: QuietPage) => Promise<void>;
}

async function answered(page: QuietPage): Promise<void> {
  for (let waited = 0; waited < answerMillisecondsMax; waited += askedEveryMilliseconds) {
    await passing(askedEveryMilliseconds);
    if (await page.evaluate("globalThis.seen?.answer !== undefined")) return;
  }
  throw new Error("No answer came.");
}

async function visit(browser: Browser, origin: string, manner: Manner = {}): Promise<Visit> {
  const { path = "/", text = "pain", factor = 1, look } = manner;
  const page = await openQuietPage(browser);
  await passing(windowMilliseconds);
  const end = factor > 1 ? await slowProcessor(browser, factor) : null;
  try {
    await page.before(`(${watch.toString()})(${JSON.stringify(text)})`);
    await page.goto(origin + path);
    if (text !== null) await answered(page);
    await passing(text === null ? stayingMilliseconds : factor > 1 ? 0 : watchedMilliseconds);
    const seen = (await page.evaluate("seen")) as Seen;
    await look?.(page);
    const { answer = Number.NaN, paint = Number.NaN } = seen;
    if (Number.isNaN(paint)) throw new Error("The first screen was not painted.");
    const longest = (from: number): number =>
      Math.max(0, ...seen.tasks.filter(({ startTime }) => startTime >= from).map(({ duration }) => duration));
    return {
      answerMilliseconds: answer,
      longestTaskMilliseconds: longest(paint),
      longestTaskOfAllMilliseconds: longest(0),
    };
  } finally {
    await end?.();
    await page.close();
  }
}

/** The longest work by the processor, in milliseconds, of a visit that is recorded, which costs a little. */
async function recordedVisit(browser: Browser, origin: string): Promise<number> {
  const context = await browser.newContext({ locale: "fr-CH", viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    await page.waitForTimeout(windowMilliseconds);
    await page.addInitScript(watch, "pain");
    await recordWorks(browser, page);
    await page.goto(origin, { waitUntil: "commit" });
    await page.waitForFunction(() => (globalThis as unknown as { seen: Seen }).seen.answer !== undefined, undefined, {
      timeout: answerMillisecondsMax,
      polling: askedEveryMilliseconds,
    });
    await page.waitForTimeout(watchedMilliseconds);
    return await longestWork(browser, page);
  } finally {
    await context.close();
  }
}

/** One visit after the other, each told of. */
async function visits<T>(count: number, make: () => Promise<T>, told: (one: T) => string): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) {
    const one = await make();
    say(`  ${told(one)}`);
    made.push(one);
  }
  return made;
}

function tasksOf(made: readonly Visit[]) {
  return {
    visitsCount: made.length,
    longestTaskMilliseconds: rounded(Math.max(...made.map((one) => one.longestTaskMilliseconds)), 0),
    longestTaskOfAllMilliseconds: rounded(Math.max(...made.map((one) => one.longestTaskOfAllMilliseconds)), 0),
    visitsWithLongTaskCount: made.filter((one) => one.longestTaskMilliseconds > 50).length,
  };
}

/**
 * The built shop with the whole market, on a phone's screen. Its first answer to a search that is typed at once, with
 * everything that its page and worker do taking four times as long. At full speed, for how long its main thread answered
 * nobody while the catalogue came in, for who searches at once, who stays on the front page and who opens the page of all
 * stalls: from the first contentful paint on, as Total Blocking Time has it, by the clock (0 where no task was above 50 ms:
 * browsers tell of no shorter), which counts what it waited for a processor of this machine; and of who searches also by
 * the processor, which is the page's own doing, and in turn with a bare page that draws the same by no script of ours. The
 * server gives way to all others: it would be another machine.
 */
export async function visitLargeShop(dataDir: string) {
  const server = await startServer({ dataDir, environment: { LOG_LEVEL: "warn" } });
  const browser = await chromium.launch(chromiumLaunchOptions());
  let bare: BarePage | null = null;
  const quick = (
    what: string,
    count: number,
    { origin = server.origin, ...manner }: Manner & { origin?: string } = {},
  ) =>
    visits(
      count,
      () => visit(browser, origin, manner),
      ({ longestTaskMilliseconds: longest, longestTaskOfAllMilliseconds: ofAll }) =>
        `${what}: longest task ${longest} ms, ${ofAll} with what comes before the first screen`,
    );
  try {
    if (server.pid !== undefined) setPriority(server.pid, constants.priority.PRIORITY_LOW);
    // The first warms server and browser, and shows what the bare page is to draw.
    const drawn: Drawn[] = [];
    const warm = await visit(browser, server.origin, { look: async (page) => void drawn.push(await drawnBy(page)) });
    bare = await openBarePage(drawn[0]!, warm.answerMilliseconds, watchedMilliseconds);
    const slow = await visits(
      slowVisitsCount,
      () => visit(browser, server.origin, { factor: slowdown }),
      ({ answerMilliseconds }) => `first answer ${rounded(answerMilliseconds, 0)} ms, slowed down`,
    );
    const searching: Visit[] = [];
    const bareVisits: Visit[] = [];
    while (searching.length < quickVisitsCount) {
      searching.push(...(await quick("search", 1)));
      bareVisits.push(...(await quick("bare page beside it", 1, { origin: bare.origin, text: null })));
    }
    const front = await quick("front page", stayingVisitsCount, { text: null });
    const stalls = await quick("all stalls", stayingVisitsCount, { path: "/stalls", text: null });
    const works = await visits(
      recordedVisitsCount,
      () => recordedVisit(browser, server.origin),
      (milliseconds) => `longest work ${rounded(milliseconds, 0)} ms of the processor`,
    );
    return {
      slowVisitsCount,
      cpuSlowdownFactor: slowdown,
      firstAnswerMilliseconds: rounded(median(slow.map((one) => one.answerMilliseconds)), 0),
      firstAnswerAtFullSpeedMilliseconds: rounded(median(searching.map((one) => one.answerMilliseconds)), 0),
      ...tasksOf(searching),
      barePage: tasksOf(bareVisits),
      frontPage: tasksOf(front),
      allStalls: tasksOf(stalls),
      recordedVisitsCount,
      longestWorkMilliseconds: rounded(Math.max(...works), 0),
    };
  } finally {
    await bare?.close();
    await browser.close();
    await server.stop();
  }
}
