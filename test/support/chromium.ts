import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright";

/**
 * The Chromium that every browser test, flow and bench drives: `CHROMIUM_PATH`, then the system's, then the one that
 * Playwright downloaded. `undefined` when there is none of them.
 */
export function chromiumPath(): string | undefined {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return named;
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => ["google-chrome", "google-chrome-stable"].map((name) => join(folder, name)));
  const candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", ...onPath, chromium.executablePath()];
  return candidates.find((path) => existsSync(path));
}

/** No request of the browser's own, no sandbox (containers have none), no GPU. */
export const chromiumArguments: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Options for `chromium.launch` of Playwright. Throws a sentence that says what to do when there is no Chromium. */
export function chromiumLaunchOptions(): { executablePath: string; headless: true; args: string[] } {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    throw new Error("No Chromium found. Set CHROMIUM_PATH, or run: npx playwright install chromium");
  }
  return { executablePath, headless: true, args: [...chromiumArguments] };
}
