import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { chromium } from "playwright";
import { cardNames } from "../../server/pages/page-files.ts";
import { instanceNamed, instanceNames } from "../../instances/registry.ts";
import { chromiumLaunchOptions } from "./chromium.ts";

/**
 * Draws the pictures of link previews, one for each category that has a tile, of every instance:
 *
 *   npx tsx test/support/link-cards.ts
 *
 * Programs that show a link's preview read no SVG, and nothing that runs when the shop is built or served draws; so they
 * are drawn here, by the browser of the tests, and kept in client/public/art/cards. To be run again when an illustration, a
 * paper or a tile has changed; test/server/pages/link-cards.test.ts says when one is missing.
 */
const folder = "client/public/art/cards";
// In the colours of the first city: the cards of all are the same files.
const look = ["instances/geneva/theme.css", "client/design/tokens.css"];
const tokens = look.map((file) => readFileSync(file, "utf8")).join("\n");
const press = readFileSync("client/public/art/press.svg", "utf8");

const wanted = new Map(
  instanceNames.flatMap((name) => cardNames(instanceNamed(name))).map((card) => [card.file, card]),
);
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(`${folder}/${file}`);

const browser = await chromium.launch(chromiumLaunchOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: "light" });
  for (const { file, print, paper } of wanted.values()) {
    await page.setContent(`<!doctype html><style>${tokens}
      body { margin: 0; background: var(--sp-paper-${paper}); }
      .press { display: none; }
      .art { position: absolute; left: 375px; top: 90px; width: 450px; color: var(--sp-press-key); overflow: visible; }
      .tint { transform: translate(var(--sp-misregister), var(--sp-misregister)); }
      </style><div class="press">${press}</div>
      <svg class="art" viewBox="0 0 33 33"><use class="tint" href="#c-${print}"/><use href="#k-${print}"/></svg>`);
    writeFileSync(`${folder}/${file}`, await page.screenshot({ type: "jpeg", quality: 82 }));
  }
} finally {
  await browser.close();
}
