import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeFinds } from "../support/axe.ts";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import { takeSeat } from "./people/seat.ts";

// Three people and a link: Odile reads without scripts, Karim has the market on his phone already, Léa hangs up the poster.

let market: SmallMarket;
let browser: Browser;
const devices: Device[] = [];

const device = async (settings?: Parameters<typeof newDevice>[2]): Promise<Device> => {
  const made = await newDevice(browser, market.origin, settings);
  devices.push(made);
  return made;
};

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket(), launchBrowser()]);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures(devices, task.name);
  for (const used of devices.splice(0)) await used.close();
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

test("without scripts, a link into the market leads to a page that can be read, and on from there", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "de-CH" });
  const asked: string[] = [];
  context.on("request", (request) => asked.push(new URL(request.url()).origin));
  const page = await context.newPage();
  await page.goto(`${market.origin}/item/${market.producer.partyId}/tomme`);
  await page.waitForURL(/\/p\/de\/item\//);
  await page.getByRole("heading", { level: 1, name: "Tomme au poids" }).waitFor();
  await page.getByText("12.00").first().waitFor();
  await page.getByRole("link", { name: market.producer.name }).first().click();
  await page.getByRole("heading", { level: 1, name: market.producer.name }).waitFor();
  await page.getByRole("link", { name: "Français" }).click();
  await page.waitForURL(/\/p\/fr\/stall\//);
  await page.getByRole("link", { name: /Miel de forêt/ }).click();
  await page.getByRole("heading", { level: 1, name: "Miel de forêt" }).waitFor();

  await page.goto(market.origin);
  await page.waitForURL(/\/p\/de/);
  await page.getByRole("heading", { level: 1, name: "Was man hier in der Gegend macht." }).waitFor();
  await page.goto(`${market.origin}/basket`);
  await page.waitForURL(/\/p\/de/);
  await page.getByRole("link", { name: "Alle Stände" }).click();
  await page.getByRole("heading", { level: 1, name: "Alle Stände" }).waitFor();

  expect(new Set(asked)).toEqual(new Set([market.origin]));
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test("whoever has the market opens a shared link in it, without a request that says so", async () => {
  const { page, troubles, setOffline } = await device({ screen: "phone" });
  await page.goto(`${market.origin}/item/${market.producer.partyId}/miel`);
  await page.getByRole("heading", { level: 1, name: "Miel de forêt" }).waitFor();
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");
  // What no network can carry, nobody was asked.
  await setOffline(true);
  await page.goto(`${market.origin}/p/de/item/${market.producer.partyId}/tomme`);
  await page.getByRole("heading", { level: 1, name: "Tomme au poids" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/item/${market.producer.partyId}/tomme`);
  await page.goto(`${market.origin}/p/fr/category/food.dairy`);
  await page.waitForURL(/\/search\?cat=food%2Fdairy$/);
  await page.getByRole("link", { name: "Tomme au poids" }).waitFor();
  await setOffline(false);
  expect(troubles).toEqual([]);
});

test("axe finds nothing on the public pages, on a phone by day and at a desk in the evening", async () => {
  const party = market.producer.partyId;
  const paths = ["", "/stalls", `/stall/${party}`, `/item/${party}/tomme`, "/category/food.dairy", "/nothing"];
  const found: string[] = [];
  for (const [width, colorScheme] of [
    [390, "light"],
    [1280, "dark"],
  ] as const) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      // Only so that the test may bring axe into the page; and a page without a service worker.
      bypassCSP: true,
      serviceWorkers: "block",
    });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(`${market.origin}/p/de${path}`);
      const violations = await axeFinds(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      found.push(
        ...violations.map((violation) => `${width} ${path} ${violation}`),
        ...(wide ? [`${width} ${path} wide`] : []),
      );
    }
    await context.close();
  }
  expect(found).toEqual([]);
});

test("a poster is one sheet of paper, and its code leads to the stall and to the mark that it bears", async () => {
  const { page, troubles } = await device({ withoutWorker: true });
  await takeSeat(page, market.producer.link);
  await page.goto(`${market.origin}/desk/${market.producer.partyId}/page`);
  await page.getByRole("link", { name: "Affiche" }).click();
  const poster = page.getByRole("article", { name: "Aperçu de l’affiche" });
  await poster.getByRole("heading", { name: market.producer.name }).waitFor();
  expect(await poster.locator("[translate=no] li").count()).toBe(8);
  expect(await poster.locator(".poster-say li").count()).toBe(4);
  // The code is drawn, black on white.
  const dark = await poster.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let count = 0;
    for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 128) count += 1;
    return count / (pixels.length / 4);
  });
  expect(dark).toBeGreaterThan(0.3);
  expect(dark).toBeLessThan(0.7);

  for (const [label, box] of [
    ["A4, au mur", [595, 842]],
    ["A5, au comptoir", [420, 595]],
  ] as const) {
    await page.getByRole("radio", { name: label }).check();
    // What the button does, but for the dialog that would wait for somebody.
    await page.evaluate(() => (document.body.dataset["print"] = "poster"));
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
    await page.evaluate(() => delete document.body.dataset["print"]);
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
      Math.round(Number(width)),
      Math.round(Number(height)),
    ]);
    expect(boxes).toEqual([box]);
  }

  const hex = (await page.evaluate(() => {
    const element = document.querySelector("sp-poster") as unknown as { stall: { fingerprint: { hex: string } } };
    return element.stall.fingerprint.hex;
  })) satisfies string;
  await page.goto(`${market.origin}/stall/${market.producer.partyId}#marque=${hex}`);
  await page.getByText("Le code de l’affiche porte cette marque.").waitFor();
  await page.goto(`${market.origin}/stalls`);
  await page.goto(`${market.origin}/stall/${market.producer.partyId}#marque=${"0".repeat(28)}`);
  await page.getByText("Le code scanné porte une autre marque que cet étal.").waitFor();
  expect(troubles).toEqual([]);
});
