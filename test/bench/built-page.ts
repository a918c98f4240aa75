import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { build } from "vite";
import { chromiumLaunchOptions } from "../support/chromium.ts";

/**
 * Builds a page of this folder and its worker as Vite builds the shop, and runs them in Chromium.
 * @param name of the global in which the page puts the promise of its figures
 */
export async function builtPage<Figures>(entry: string, name: string): Promise<Figures> {
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
          input: fileURLToPath(new URL(`./${entry}`, import.meta.url)),
          output: { entryFileNames: "page.js" },
        },
      },
    });
    await writeFile(join(folder, "index.html"), '<!doctype html><body><script type="module" src="/page.js"></script>');
    return await measuredPage(folder, name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measuredPage<Figures>(folder: string, name: string): Promise<Figures> {
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
    return (await page.evaluate((global) => (globalThis as never)[global], name)) as Figures;
  } finally {
    await browser.close();
    server.close();
  }
}
