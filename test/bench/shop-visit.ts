import type { Browser, Request } from "playwright";

/** What a visitor with an empty cache sees of the shop's front page, and when. Milliseconds count from the navigation. */
export interface ShopVisit {
  /** First contentful paint. */
  readonly readableMilliseconds: number;
  /** The page's own search box has taken the place of the written one. */
  readonly frameMilliseconds: number;
  /** A search typed at once shows its first result. `null` on a visit that did not search. */
  readonly usableMilliseconds: number | null;
  /** The first item card stands on the front page. `null` on a visit that searched. */
  readonly firstCardsMilliseconds: number | null;
  /** Sum of all layout shifts until everything stood still; no unit. */
  readonly layoutShift: number;
  /** Body bytes, as sent, of every script that had come when the search answered, or the first card stood. */
  readonly scriptBytes: number;
}

interface Seen {
  frame?: number;
  cards?: number;
  usable?: number;
  shift: number;
}

/** Runs in the page before its own scripts: notes when what is waited for stands there. */
function watch(searches: boolean): void {
  const seen: Seen = { shift: 0 };
  (globalThis as unknown as { seen: Seen }).seen = seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
      if (!entry.hadRecentInput) seen.shift += entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
  // An anonymous function: what tsx adds to named ones is not there in the page.
  const looking = setInterval(() => {
    const input = document.querySelector<HTMLInputElement>("sp-app:not([data-waiting]) .search input");
    if (input !== null && seen.frame === undefined) {
      seen.frame = performance.now();
      if (searches) {
        input.value = "e";
        input.form?.requestSubmit();
      }
    }
    if (document.querySelector("sp-home-page sp-item-card h3") !== null) seen.cards ??= performance.now();
    if (document.querySelector("sp-search-page sp-item-card h3") !== null) seen.usable ??= performance.now();
    if ((searches ? seen.usable : seen.cards) !== undefined) clearInterval(looking);
  }, 10);
}

/** Time after the last thing that is waited for, in which late layout shifts still count. */
const stillMilliseconds = 4000;

/** One visit to `origin` as a phone with `cpuSlowdown` times less speed. `searches`: types a letter instead of looking. */
export async function visitShop(
  browser: Browser,
  origin: string,
  settings: { readonly cpuSlowdown: number; readonly searches: boolean },
): Promise<ShopVisit> {
  const context = await browser.newContext({
    locale: "fr-CH",
    timezoneId: "Europe/Zurich",
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
  });
  try {
    const scripts = new Map<string, number>();
    const finished = async (request: Request): Promise<void> => {
      const path = new URL(request.url()).pathname;
      if (!path.endsWith(".js") || path === "/service-worker.js") return;
      const { responseBodySize } = await request.sizes();
      scripts.set(path, Math.max(responseBodySize, scripts.get(path) ?? 0));
    };
    context.on("requestfinished", (request) => void finished(request).catch(() => undefined));
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: settings.cpuSlowdown });
    await page.addInitScript(watch, settings.searches);
    await page.goto(origin, { waitUntil: "commit" });
    const wanted: "usable" | "cards" = settings.searches ? "usable" : "cards";
    await page.waitForFunction((key) => (globalThis as unknown as { seen: Seen }).seen[key] !== undefined, wanted, {
      timeout: 60_000,
    });
    const scriptBytes = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
    await page.waitForTimeout(settings.searches ? 0 : stillMilliseconds);
    const { seen, readable } = await page.evaluate(() => ({
      seen: (globalThis as unknown as { seen: Seen }).seen,
      readable: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    }));
    return {
      readableMilliseconds: readable,
      frameMilliseconds: seen.frame ?? Number.NaN,
      usableMilliseconds: seen.usable ?? null,
      firstCardsMilliseconds: settings.searches ? null : (seen.cards ?? null),
      layoutShift: seen.shift,
      scriptBytes,
    };
  } finally {
    await context.close();
  }
}
