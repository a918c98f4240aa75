import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { build } from "vite";
import { chromiumLaunchOptions } from "../support/chromium.ts";
import { median, percentile, rounded, say } from "./figures.ts";
import { envelopesToOpen, measureSealing, orderLines, type SealingFigures } from "./sealing.ts";
import type { PageFigures } from "./sealing-page.ts";

function summary(figures: SealingFigures) {
  return {
    sealOrderP50Milliseconds: rounded(median(figures.sealMilliseconds)),
    sealOrderP99Milliseconds: rounded(percentile(figures.sealMilliseconds, 0.99)),
    orderLinesCount: orderLines,
    orderJsonBytes: figures.orderJsonBytes,
    orderEnvelopeBytes: figures.orderEnvelopeBytes,
    openedEnvelopesCount: envelopesToOpen,
    openAllSeconds: rounded(figures.openSeconds, 3),
    openOneMilliseconds: rounded((figures.openSeconds * 1000) / envelopesToOpen, 3),
  };
}

/** Builds the page and its worker as Vite builds the shop, and runs them in Chromium. */
async function inChromium(): Promise<PageFigures> {
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  try {
    await build({
      configFile: false,
      logLevel: "error",
      root: fileURLToPath(new URL(".", import.meta.url)),
      worker: { format: "es" },
      build: {
        outDir: folder,
        emptyOutDir: true,
        rolldownOptions: {
          input: fileURLToPath(new URL("./sealing-page.ts", import.meta.url)),
          output: { entryFileNames: "page.js" },
        },
      },
    });
    await writeFile(join(folder, "index.html"), '<!doctype html><body><script type="module" src="/page.js"></script>');
    return await measuredPage(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measuredPage(folder: string): Promise<PageFigures> {
  const server = createServer((request, response) => {
    const path = request.url === "/" || request.url === undefined ? "/index.html" : request.url;
    readFile(join(folder, path)).then(
      (bytes) => {
        response.setHeader("content-type", extname(path) === ".html" ? "text/html" : "text/javascript");
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    return await page.evaluate(
      () => (globalThis as unknown as { sealingFigures: Promise<PageFigures> }).sealingFigures,
    );
  } finally {
    await browser.close();
    server.close();
  }
}

/** `npm run bench -- seal`: sealing an order of 40 lines and opening 1,000 envelopes, in Node and in Chromium. */
export async function benchSeal() {
  say("Sealing and opening in Node …");
  const node = await measureSealing(() => undefined);
  say("Sealing and opening in a worker of Chromium …");
  const page = await inChromium();
  return {
    node: summary(node),
    chromium: {
      ...summary(page),
      longestFrameMilliseconds: rounded(page.longestFrameMilliseconds, 1),
      progressReportsCount: page.progressReports,
    },
    ratioChromiumToNode: {
      sealOrder: rounded(median(page.sealMilliseconds) / median(node.sealMilliseconds)),
      open: rounded(page.openSeconds / node.openSeconds),
    },
    limits: { sealOrderMillisecondsMax: 10, openAllSecondsMax: 4 },
  };
}
