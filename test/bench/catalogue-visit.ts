import { type Browser, chromium } from "playwright";
import { chromiumLaunchOptions } from "../support/chromium.ts";
import { startServer } from "../support/server-process.ts";
import { median, rounded, say } from "./figures.ts";
import { slowProcessor } from "./slow-processor.ts";

const slowdown = 4;
const slowVisitsCount = 3;
const quickVisitsCount = 8;
const watchedMilliseconds = 6_000;
/** A new window of the browser draws itself for a while, in another process of the same machine. */
const windowMilliseconds = 2_000;
/** How often the tool asks whether the answer has come: what it asks is work for the page too. */
const askedEveryMilliseconds = 200;

interface Seen {
  answer?: number;
  readonly tasks: number[];
}

interface Visit {
  readonly answerMilliseconds: number;
  /** Longest task of the page's main thread from the first answer on, its processor not slowed. */
  readonly longestTaskMilliseconds: number;
}

/** Runs in the page before its own scripts: searches once the box is on the screen, notes the first answer and long tasks. */
function watch(text: string): void {
  const seen: Seen = { tasks: [] };
  (globalThis as unknown as { seen: Seen }).seen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
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

async function visit(browser: Browser, origin: string, factor: number): Promise<Visit> {
  const context = await browser.newContext({ locale: "fr-CH", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.waitForTimeout(windowMilliseconds);
  const end = factor > 1 ? await slowProcessor(browser, factor) : null;
  try {
    await page.addInitScript(watch, "pain");
    await page.goto(origin, { waitUntil: "commit" });
    await page.waitForFunction(() => (globalThis as unknown as { seen: Seen }).seen.answer !== undefined, undefined, {
      timeout: 60_000,
      polling: askedEveryMilliseconds,
    });
    await page.waitForTimeout(factor > 1 ? 0 : watchedMilliseconds);
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
    return {
      answerMilliseconds: seen.answer ?? Number.NaN,
      longestTaskMilliseconds: Math.max(0, ...seen.tasks),
    };
  } finally {
    await end?.();
    await context.close();
  }
}

/**
 * The built shop with the whole market, on a phone's screen: its first answer to a search that is typed at once, with
 * everything that its page and worker do taking four times as long; and, at full speed, the longest time for which its
 * main thread answered nobody while the catalogue came in (0 where no task was above 50 ms: browsers tell of no shorter).
 */
export async function visitLargeShop(dataDir: string) {
  const server = await startServer({ dataDir, environment: { LOG_LEVEL: "warn" } });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const [slow, quick]: [Visit[], Visit[]] = [[], []];
    // The first warms server and browser.
    await visit(browser, server.origin, 1);
    for (let round = 0; round < quickVisitsCount; round++) {
      const unslowed = await visit(browser, server.origin, 1);
      quick.push(unslowed);
      say(`  longest task ${unslowed.longestTaskMilliseconds} ms`);
      if (round >= slowVisitsCount) continue;
      const slowed = await visit(browser, server.origin, slowdown);
      slow.push(slowed);
      say(`  first answer ${rounded(slowed.answerMilliseconds, 0)} ms, slowed down`);
    }
    return {
      visitsCount: quickVisitsCount,
      slowVisitsCount,
      cpuSlowdownFactor: slowdown,
      firstAnswerMilliseconds: rounded(median(slow.map((one) => one.answerMilliseconds)), 0),
      firstAnswerAtFullSpeedMilliseconds: rounded(median(quick.map((one) => one.answerMilliseconds)), 0),
      longestTaskMilliseconds: rounded(Math.max(...quick.map((one) => one.longestTaskMilliseconds)), 0),
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}
