import type { Browser, Page } from "playwright";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of processor time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const mark = "smartketplace-visit";

/** Starts to record the works of all threads: no more than their length, so that recording costs little. */
export async function recordWorks(browser: Browser, page: Page): Promise<void> {
  await browser.startTracing(page, { categories: ["toplevel", "blink.user_timing", "__metadata"] });
}

/**
 * The longest work of the page's main thread since {@link recordWorks}, in milliseconds of processor time: what it takes by
 * itself, without what it waited for a processor that others had. Throws where the page was not recorded.
 */
export async function longestWork(browser: Browser, page: Page): Promise<number> {
  await page.evaluate((name) => void performance.mark(name), mark);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString("utf8")) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const pid = traceEvents.find(({ name }) => name === mark)?.pid;
  const main = traceEvents.find(
    (event) => event.pid === pid && event.name === "thread_name" && event.args?.name === "CrRendererMain",
  );
  const works = traceEvents.filter(
    ({ name, ph, pid: process, tid }) =>
      ph === "X" && process === main?.pid && tid === main?.tid && /\bRunTask$/.test(name),
  );
  if (works.length === 0) throw new Error("Nothing was recorded of the page's main thread.");
  return Math.max(...works.map(({ tdur = 0 }) => tdur)) / 1000;
}
