import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright";

/** The script that {@link axeFinds} brings into a page. */
export const axeScript = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Axe {
  run(within?: string): Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }>;
}

/**
 * What axe finds on a page as it is now, one line each; the page's context must be one with `bypassCSP`.
 * @param within a selector: what lies elsewhere is not looked at
 */
export async function axeFinds(page: Page, within?: string): Promise<readonly string[]> {
  await page.evaluate(axeScript);
  return page.evaluate(async (selector) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await (selector === undefined ? axe.run() : axe.run(selector));
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
  }, within);
}
