import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeFinds } from "../support/axe.ts";
import { offeredLocales } from "../../client/locales/offered-locales.ts";
import { instance } from "../../instances/freiburg/instance.ts";
import { clientFolder } from "../../instances/folders.ts";
import { readTheme } from "../../instances/check/theme-file.ts";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { type ServerProcess, startServer } from "../support/server-process.ts";
import * as customer from "./people/customer.ts";

// Freiburg's market, as its people make it: somebody whose browser speaks none of its languages looks around, and
// Camille comes over the border and buys bread, in French, in euros.

const root = fileURLToPath(new URL("../../", import.meta.url));
const execute = promisify(execFile);
const first = offeredLocales(instance.languages)[0]!;
let server: ServerProcess;
let dataDir = "";
let browser: Browser;
let camille: Device;

beforeAll(async () => {
  if (!existsSync(join(root, clientFolder("freiburg"), "index.html"))) {
    throw new Error("Freiburg's shop is not built: INSTANCE=freiburg npm run build");
  }
  dataDir = await mkdtemp(join(tmpdir(), "smartketplace-freiburg-"));
  [server, browser] = await Promise.all([
    startServer({ dataDir, environment: { INSTANCE: "freiburg", DEMO: "1" } }),
    launchBrowser(),
  ]);
  await execute(process.execPath, ["dist/node/client/agent/seed-demo.js"], {
    cwd: root,
    env: { PATH: process.env["PATH"], PORT: String(server.port), DATA_DIR: dataDir, INSTANCE: "freiburg" },
  });
  camille = await newDevice(browser, server.origin, { screen: "phone" });
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail" && camille !== undefined) await keepPictures([camille], task.name);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (dataDir !== "") await rm(dataDir, { recursive: true, force: true });
});

/** A page of somebody whose browser speaks a language. */
async function visitor(locale: string, colorScheme: "light" | "dark"): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.origin, locale, colorScheme, bypassCSP: true });
  return context.newPage();
}

test("the server serves this city: sign, languages, look, icons, manifest", async () => {
  const looked = await visitor("de-DE", "light");
  const page = (await (await looked.goto("/"))?.text()) ?? "";
  await looked.context().close();
  expect(page).toContain(`<title>${instance.name}</title>`);
  expect(page).toContain(`data-languages="${offeredLocales(instance.languages).join(" ")}"`);
  expect(page).not.toContain("GE Consomme");
  // The same address for whoever runs no script.
  const plain = await fetch(`${server.origin}/p/de`).then((answer) => answer.text());
  expect(plain).toContain(`<html lang="de">`);
  expect(plain).toContain(instance.tagline["de"]);
  const manifest = (await fetch(`${server.origin}/manifest.webmanifest`).then((answer) => answer.json())) as {
    readonly name: string;
    readonly lang: string;
    readonly theme_color: string;
    readonly icons: readonly { readonly src: string }[];
  };
  const { colours } = readTheme(readFileSync(join(root, "instances/freiburg/theme.css"), "utf8"));
  expect(manifest).toMatchObject({
    name: instance.name,
    lang: "de",
    theme_color: colours.get("--sp-surface")?.day,
  });
  for (const { src } of manifest.icons) expect((await fetch(server.origin + src)).status, src).toBe(200);
});

test.each(["light", "dark"] as const)("whoever speaks none of its languages reads its first: %s", async (scheme) => {
  const page = await visitor("nl-NL", scheme);
  await page.goto("/");
  await page.getByRole("heading", { level: 1, name: instance.tagline[first]! }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(first);
  // From here on the page itself, no more what stands there until it is drawn.
  await page.locator("sp-app:not([data-waiting])").waitFor();
  expect(await page.locator("input[type=search]").getAttribute("placeholder")).toBe(instance.examples.search[first]);
  await page.locator(".skel").first().waitFor({ state: "detached" });
  // Cards are drawn in turns, in whatever order.
  const card = page.locator("sp-item-card").first();
  await card.locator("h3").waitFor();
  expect(await card.innerText()).toContain("€");
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const { colours } = readTheme(readFileSync(join(root, "instances/freiburg/theme.css"), "utf8"));
  const wanted = colours.get("--sp-surface")?.[scheme === "light" ? "day" : "evening"] ?? "";
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
  expect(ground).toBe(`rgb(${red}, ${green}, ${blue})`);
  expect(await axeFinds(page)).toEqual([]);
  await page.context().close();
});

test("an item says its price in euros, its tax, and whether it can be taken back", async () => {
  const { page } = camille;
  await customer.searchFor(page, "Linzer");
  await page.getByRole("link", { name: "Linzer Torte" }).first().click();
  await page.getByRole("heading", { level: 1, name: /Linzer/ }).waitFor();
  await page.getByText("TVA 7 % comprise").waitFor();
  await page.getByText("Pas de retour : denrée périssable.").waitFor();
  expect(await page.locator(".prod-price").innerText()).toMatch(/18,50\s*€/);
  await customer.searchFor(page, "Butterdose");
  await page
    .getByRole("link", { name: /Butter/ })
    .first()
    .click();
  await page.getByText("TVA 19 % comprise").waitFor();
  await page.getByText("Retour possible sous 14 jours.").waitFor();
});

test("bread into the basket, paid by a transfer whose code a banking app reads", async () => {
  const { page } = camille;
  await customer.searchFor(page, "Roggenvollkorn");
  await customer.addToBasket(page, "Roggenvollkorn");
  await customer.goToCheckout(page, "Backstube Wiehre");
  await customer.createPasskey(page);
  await customer.chooseCollection(page);
  await customer.chooseFirstWindow(page);
  await customer.sees(page, /Retour possible sous 14 jours, sauf\s: Roggenvollkorn/);
  await customer.sees(page, /garde ses factures 8 ans/);
  await page.getByRole("radio", { name: "Virement" }).check();
  await customer.writeDownCode(page);
  await customer.sendOrder(page);
  await page.getByRole("button", { name: "Voir de quoi payer" }).click();
  const bill = page.locator("#bill");
  const text = (await bill.innerText()).replaceAll(/\s+/g, " ");
  expect(text).toMatch(/5,20\s€/);
  expect(text).toMatch(/DE\d\d 0000 0000/);
  expect(text).toMatch(/RF\d\d /);
  expect(text).not.toContain("Roggen");
  const dark = await bill.locator("canvas.qr").evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, index) => index % 4 === 0 && value < 64).length / (canvas.width * canvas.height);
  });
  expect(dark).toBeGreaterThan(0.3);
  expect(dark).toBeLessThan(0.7);
  // The words of an order are of the city's list.
  expect(await customer.orderName(page)).toMatch(/^\p{L}+[ ·-]+\p{L}+/u);
  expect(camille.troubles).toEqual([]);
});
