import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";

// Ariane looks around on her phone, without an account: search, filters, an item, a stall, another language, no network.

let market: SmallMarket;
let browser: Browser;
let phone: Device;
let page: Page;

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket(), launchBrowser()]);
  phone = await newDevice(browser, market.origin, { screen: "phone" });
  page = phone.page;
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([phone], task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

test("the shop is there without an account, and what is put into the basket is counted", async () => {
  await page.goto(market.origin);
  await page.getByRole("heading", { level: 1, name: "Ce qui se fait par ici." }).waitFor();
  await page.getByRole("combobox", { name: "Chercher" }).fill("miel");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /pour « miel »/ }).waitFor();
  // The stall deals in honey and cheeses: all it has answers, the honey first.
  expect(await page.getByRole("article").getByRole("heading").first().innerText()).toBe("Miel de forêt");
  await page.getByRole("button", { name: "Ajouter au panier, Miel de forêt" }).click();
  await page.getByRole("button", { name: "Un de plus" }).click();
  await page.getByRole("link", { name: /^2 articles\s*Panier/ }).waitFor();
});

test("while typing, suggestions say how it may go on; arrows and Enter choose one, Escape puts them away", async () => {
  await page.goto(market.origin);
  const box = page.getByRole("combobox", { name: "Chercher" });
  await box.click();
  await page.keyboard.type("miel");
  const list = page.getByRole("listbox", { name: "Suggestions" });
  await list.getByRole("option", { name: /^Miel de forêt/ }).waitFor();
  expect(await box.getAttribute("aria-expanded")).toBe("true");
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  expect(await box.inputValue()).toBe("miel");
  expect(await box.getAttribute("aria-expanded")).toBe("false");
  await page.keyboard.press("Backspace");
  await list.getByRole("option", { name: /^Miel de forêt/ }).waitFor();
  await page.keyboard.press("ArrowUp");
  const pointedAt = await box.getAttribute("aria-activedescendant");
  const last = list.getByRole("option").last();
  expect(await last.getAttribute("id")).toBe(pointedAt);
  expect(await last.getAttribute("aria-selected")).toBe("true");
  expect(await last.textContent()).toContain("Miel de forêt");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Miel de forêt" }).waitFor();
  // Nothing of what was typed is kept for the next time.
  await page.goto(market.origin);
  await page.getByRole("combobox", { name: "Chercher" }).click();
  expect(await page.getByRole("listbox").count()).toBe(0);
});

test("what is chosen is in the address: it survives a reload and goes away with back", async () => {
  await page.goto(`${market.origin}/search?q=e`);
  await page.getByRole("button", { name: "Filtres", exact: true }).click();
  await page.getByRole("switch", { name: "Disponible maintenant" }).check();
  await expect.poll(() => page.url()).toContain("stock=1");
  await page.reload();
  await page.getByRole("button", { name: "Retirer le filtre Disponible maintenant" }).click();
  await expect.poll(() => page.url()).not.toContain("stock=1");
});

test("an item's page says weight, cap and deposit in words; going there moves the focus, and back finds the place", async () => {
  await page.goto(`${market.origin}/search?q=tomme`);
  await page.getByRole("link", { name: "Tomme au poids" }).click();
  await page.getByRole("heading", { level: 1, name: "Tomme au poids" }).waitFor();
  await expect.poll(() => page.title()).toContain("Tomme au poids");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
  await page.getByText("Vous payez le poids réel").waitFor();
  await page.getByText("15.00", { exact: false }).first().waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: /pour « tomme »/ }).waitFor();
});

test("another language keeps the page, and is still spoken after a reload", async () => {
  await page.getByRole("contentinfo").getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: /for “tomme”/ }).waitFor();
  expect(page.url()).toContain("/search?q=tomme");
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
  await page.reload();
  await page.getByRole("heading", { name: /for “tomme”/ }).waitFor();
  await page.getByRole("contentinfo").getByRole("button", { name: "Français" }).click();
});

test("without a network, a deep link still opens, and that there is none is said", async () => {
  await page.goto(market.origin);
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");
  await page.context().setOffline(true);
  await page.goto(`${market.origin}/stall/${market.producer.partyId}`);
  await page.getByRole("heading", { level: 1, name: market.producer.name }).waitFor();
  await page.getByText("Hors ligne. Tout est là.").waitFor();
  await page.context().setOffline(false);
});
