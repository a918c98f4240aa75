import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { chromiumArguments, chromiumPath } from "./chromium.ts";

/**
 * Takes pictures of pages of a running shop, to be looked at:
 *
 *   npx tsx test/support/screenshots.ts --base http://localhost:8080 / /search?q=miel
 *
 * `--sizes 390,820,1440` `--themes day,evening` `--language fr` `--full` (whole page) `--out screenshots`
 * `--wait <selector>` (what must be there before the picture) `--storage <file>` (a signed-in profile of Playwright).
 * Says what went wrong in the page's console.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: "string", default: "http://localhost:8080" },
    sizes: { type: "string", default: "390,820,1440" },
    themes: { type: "string", default: "day,evening" },
    language: { type: "string", default: "fr" },
    out: { type: "string", default: "screenshots" },
    wait: { type: "string" },
    storage: { type: "string" },
    full: { type: "boolean", default: false },
  },
});

function fileName(path: string): string {
  return path.replace(/^\//, "").replace(/[^\w-]+/g, "_") || "home";
}

mkdirSync(values.out, { recursive: true });
const executablePath = chromiumPath();
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...chromiumArguments] });
try {
  for (const width of values.sizes.split(",").map(Number)) {
    for (const theme of values.themes.split(",")) {
      const context = await browser.newContext({
        viewport: { width, height: width < 600 ? 844 : 1000 },
        colorScheme: theme === "evening" ? "dark" : "light",
        locale: values.language,
        reducedMotion: "reduce",
        hasTouch: width < 600,
        ...(values.storage && { storageState: values.storage }),
      });
      for (const path of positionals) {
        const page = await context.newPage();
        page.on("console", (message) => {
          if (message.type() === "error" || message.type() === "warning") console.error(`${path}: ${message.text()}`);
        });
        page.on("pageerror", (error) => console.error(`${path}: ${error.message}`));
        await page.goto(new URL(path, values.base).href, { waitUntil: "load" });
        await page
          .locator(values.wait ?? "main h1")
          .first()
          .waitFor({ timeout: 15_000 });
        await page.locator("[aria-busy=true], .skel").first().waitFor({ state: "detached", timeout: 15_000 });
        await page.evaluate(() => document.fonts.ready);
        // Pictures and symbols of the sprites are drawn when two frames have passed.
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        const file = `${values.out}/${fileName(path)}-${width}-${theme}.png`;
        await page.screenshot({ path: file, fullPage: values.full });
        console.log(file);
        await page.close();
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
}
