import { chromium } from "playwright";
import { chromiumLaunchOptions } from "./test/support/chromium.ts";
import { newDevice } from "./test/support/people.ts";
import { readFileSync } from "node:fs";
const links = (JSON.parse(readFileSync("/tmp/mk-data/demo-links.json", "utf8")) as { links: { kind: string; name: string; link: string }[] }).links;
const browser = await chromium.launch(chromiumLaunchOptions());
const base = "http://localhost:9200";
const sizes = (process.env.SIZES ?? "390,820,1440").split(",").map(Number);
async function shots(page: any, name: string) {
  for (const width of sizes) for (const dark of [false, true]) {
    if (dark && width === 820) continue;
    await page.setViewportSize({ width, height: width < 600 ? 844 : 1000 });
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    await page.waitForTimeout(500);
    await page.screenshot({ path: `/tmp/shots/${name}-${width}${dark ? "-dark" : ""}.png`, fullPage: true });
  }
}
const what = process.argv.slice(2);
const seat = async (name: string) => {
  const d = await newDevice(browser, base);
  await d.page.goto(links.find((l) => l.name.includes(name))!.link);
  await d.page.getByRole("heading", { name: "On vous a gardé une place." }).waitFor();
  await d.page.getByRole("button", { name: "Créer ma clé d’accès" }).click();
  await d.page.waitForURL(/\/(desk|courier|steward)\//);
  await d.page.waitForTimeout(2500);
  return d.page;
};
if (what.includes("item")) {
  const d = await newDevice(browser, base);
  await d.page.goto("/search?q=revision&free=1");
  await d.page.getByRole("article").first().waitFor();
  await shots(d.page, "search");
  await d.page.getByRole("link", { name: /Révision complète/ }).first().click();
  await d.page.getByRole("heading", { name: "Choisir un moment" }).waitFor();
  await d.page.locator(".time").nth(2).click();
  await shots(d.page, "item");
  await d.page.getByRole("button", { name: /^Réserver/ }).click();
  await d.page.getByRole("heading", { name: "Livraison et paiement" }).waitFor();
  await shots(d.page, "checkout-appointment");
  await d.page.goto("/search?q=piano"); await d.page.getByRole("article").first().waitFor();
  await d.page.getByRole("link", { name: /Leçon de piano, enfants/ }).first().click();
  await d.page.getByRole("heading", { name: "Choisir un moment" }).waitFor();
  await d.page.locator(".time").nth(1).click();
  await d.page.getByRole("button", { name: /^Réserver/ }).click();
  await d.page.getByRole("heading", { name: "Livraison et paiement" }).waitFor();
  await shots(d.page, "checkout-visit");
  await d.page.goto("/search?q=tomme+noix"); await d.page.getByRole("article").first().waitFor();
  await d.page.getByRole("button", { name: /Ajouter au panier, Tomme aux noix/ }).first().click();
  await d.page.getByRole("button", { name: /Un de plus|plus/i }).first().click().catch(() => undefined);
  const href = await d.page.getByRole("link", { name: /Tomme aux noix/ }).first().getAttribute("href");
  const party = href!.split("/")[2];
  await d.page.goto(`/checkout/${party}`);
  await d.page.getByRole("radio", { name: /Consigne de la Halle/ }).locator("xpath=ancestor::label").click();
  await shots(d.page, "checkout-pickup");
  await d.page.goto(`/stall/${party}`); await d.page.getByRole("heading", { level: 1 }).waitFor();
  await shots(d.page, "stall");
}
if (what.includes("point")) {
  const page = await seat("Consigne");
  await shots(page, "point");
  await page.getByRole("button", { name: /^Remettre…/ }).first().click();
  await shots(page, "point-hand");
  await page.getByRole("link", { name: /Page/ }).filter({ visible: true }).first().click();
  await page.waitForTimeout(1500);
  await shots(page, "point-page");
}
if (what.includes("desk")) {
  const page = await seat("Rayonnante");
  await shots(page, "desk-today");
  await page.getByRole("link", { name: /^Agenda/ }).filter({ visible: true }).first().click();
  await page.waitForTimeout(800);
  await shots(page, "desk-agenda");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("link", { name: /^Page/ }).filter({ visible: true }).first().click();
  await page.waitForTimeout(1500);
  await shots(page, "desk-page");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("link", { name: /^Commandes/ }).filter({ visible: true }).first().click();
  await page.locator(".slip-a").first().click();
  await page.waitForTimeout(800);
  await shots(page, "desk-order");
}
if (what.includes("farm")) {
  const page = await seat("Trois Noyers");
  await page.getByRole("link", { name: /^Commandes/ }).filter({ visible: true }).first().click();
  await page.waitForTimeout(800);
  await shots(page, "farm-orders");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("link", { name: /^Page/ }).filter({ visible: true }).first().click();
  await page.waitForTimeout(1500);
  await shots(page, "farm-page");
}
await browser.close();
