import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeFinds } from "../support/axe.ts";
import { type Device, foreignUrls, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { startRecordingProxy } from "../support/recording-proxy.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";

// Noé looks where the stalls are: beside the list at a desk, in a drawer on a phone, by keyboard alone. Nobody learns
// which one he looked at.

let market: SmallMarket;
let browser: Browser;
let desk: Device;
let phone: Device;

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket(), launchBrowser()]);
  desk = await newDevice(browser, market.origin, { withoutWorker: true });
  phone = await newDevice(browser, market.origin, { screen: "phone" });
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([desk, phone], task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

const mapOf = (page: Page) => page.getByRole("group", { name: /^Carte, / });
const stallPin = (page: Page) => mapOf(page).getByRole("button", { name: /^La Ruche d’Essai/ });

/** The page of stalls of a new device, and all that comes through to the server, but for what nobody chooses. */
async function tapped(): Promise<{ page: Page; requests: () => readonly string[]; close: () => Promise<void> }> {
  const proxy = await startRecordingProxy(0, () => market.server.port);
  const device = await newDevice(browser, proxy.origin);
  await device.page.goto(`${proxy.origin}/stalls`);
  const { page } = device;
  // Every file of the client is on the device, and taken from there: what is asked for from now on is asked for a reason.
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");
  const begun = proxy.requests.length;
  await page.reload();
  await stallPin(page).waitFor();
  // After each start the log is looked at once, half a second after the market is there.
  await expect.poll(() => proxy.requests.slice(begun).some(({ url }) => url === "/log/checkpoint")).toBe(true);
  // The tap hears what is asked: the map itself came through it.
  expect(proxy.requests.some(({ url }) => url.includes("map-parts"))).toBe(true);
  return {
    page,
    // The stream of news is renewed, the list of packs and the service worker asked for anew and the tab's icon fetched at
    // moments of their own.
    requests: () =>
      proxy.requests
        .slice(begun)
        .map(({ url }) => url)
        .filter((url) => !/\/events\b|^\/catalogue$|^\/icon\.|^\/service-worker\.js$/.test(url)),
    close: async () => {
      await device.close();
      await proxy.close();
    },
  };
}

test("at a desk the map is beside the list, and the list's entry lights its pin", async () => {
  const { page } = desk;
  await page.goto(`${market.origin}/search?q=miel`);
  await stallPin(page).waitFor();
  expect(await stallPin(page).getAttribute("aria-label")).toMatch(/réponses? ici$/);
  await page.getByRole("link", { name: "Miel de forêt" }).focus();
  await expect.poll(() => stallPin(page).getAttribute("class")).toMatch(/\blit\b/);
  await page.getByRole("combobox", { name: "Chercher" }).focus();
  await expect.poll(() => stallPin(page).getAttribute("class")).not.toMatch(/\blit\b/);
});

test("by keyboard alone: from the map to the pin, its card, and the stall's page with its own map", async () => {
  const { page } = desk;
  await mapOf(page).focus();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^La Ruche/);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("href"))).toMatch(/^\/stall\//);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "La Ruche d’Essai" }).waitFor();
  const place = page.getByRole("group", { name: "Carte, une adresse" });
  await place.scrollIntoViewIfNeeded();
  await place.getByRole("button", { name: /^La Ruche d’Essai/ }).waitFor();
});

test("the map beside the list is put away, stays away on the next page, and comes back", async () => {
  const { page } = desk;
  await page.goto(`${market.origin}/stalls`);
  await mapOf(page).waitFor();
  await page.getByRole("button", { name: "Fermer la carte" }).click();
  await mapOf(page).waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Carte");
  await page.getByRole("combobox", { name: "Chercher" }).fill("tomme");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Tomme au poids" }).waitFor();
  expect(await mapOf(page).count()).toBe(0);
  await page.getByRole("button", { name: "Carte", exact: true }).click();
  await stallPin(page).waitFor();
});

test("on a phone it is a drawer: a card of the list shows its pin there, Escape closes the card, then the drawer", async () => {
  const { page } = phone;
  await page.goto(`${market.origin}/stalls`);
  expect(phone.urls.filter((url) => /map-parts/.test(url))).toEqual([]);
  await page.getByRole("button", { name: "Montrer sur la carte : La Ruche d’Essai" }).click();
  const drawer = page.locator("wa-drawer.map-drawer");
  await expect.poll(() => stallPin(page).getAttribute("aria-pressed")).toBe("true");
  await drawer.getByRole("link", { name: "La Ruche d’Essai" }).focus();
  await page.keyboard.press("Escape");
  await expect.poll(() => stallPin(page).getAttribute("aria-pressed")).toBe("false");
  expect(await drawer.getAttribute("open")).not.toBeNull();
  await page.keyboard.press("Escape");
  await expect.poll(() => drawer.getAttribute("open")).toBeNull();
});

test("the list of stalls narrows by kind, and the map with it; what is chosen is in the address", async () => {
  const { page } = desk;
  await page.goto(`${market.origin}/stalls`);
  await page.getByRole("button", { name: /^Coursiers/ }).click();
  await expect.poll(() => page.url()).toContain("kind=courier");
  await stallPin(page).waitFor({ state: "detached" });
  await page.getByRole("link", { name: market.courier.name }).waitFor();
  await page.getByRole("button", { name: /^Points de retrait/ }).click();
  await page.getByRole("heading", { name: "Rien ne correspond." }).waitFor();
  await page.getByRole("link", { name: "Effacer les filtres" }).click();
  await stallPin(page).waitFor();
});

test("once it is there, no request depends on the map: none is made", async () => {
  const { requests, page, close } = await tapped();
  const before = requests().length;
  await page.getByRole("button", { name: "Approcher" }).click();
  await page.getByRole("button", { name: "Approcher" }).click();
  await page.getByRole("button", { name: "Tout voir" }).click();
  await mapOf(page).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("+");
  await page.keyboard.press("0");
  await stallPin(page).click();
  await page.getByRole("button", { name: "Montrer sur la carte : La Ruche d’Essai" }).click();
  await expect.poll(() => stallPin(page).getAttribute("aria-pressed")).toBe("true");
  expect(requests().slice(before)).toEqual([]);
  await close();
});

test("two people who look at different places ask for the same things", async () => {
  const asked = async (look: (page: Page) => Promise<void>): Promise<readonly string[]> => {
    const { requests, page, close } = await tapped();
    await look(page);
    await close();
    // Modules arrive in no fixed order: which ones is what may not differ.
    return requests().toSorted();
  };
  const one = await asked(async (page) => {
    await stallPin(page).click();
    await page.getByRole("button", { name: "Approcher" }).click();
  });
  const other = await asked(async (page) => {
    await mapOf(page).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("-");
    await page.getByRole("button", { name: /^Coursiers/ }).click();
    await page.getByRole("link", { name: market.courier.name }).waitFor();
  });
  expect(other).toEqual(one);
});

test.each([
  ["at a desk in the evening", "desktop", "dark"],
  ["on a phone by day", "phone", "light"],
] as const)("axe finds nothing with a stall open on the map, %s", async (_, screen, colorScheme) => {
  const { page } = await newDevice(browser, market.origin, { withoutWorker: true, screen, bypassCSP: true });
  await page.emulateMedia({ colorScheme });
  for (const path of ["/stalls", "/search?q=e"]) {
    await page.goto(path);
    if (screen === "phone") await page.getByRole("button", { name: "Carte", exact: true }).click();
    await stallPin(page).click();
    expect(await axeFinds(page), path).toEqual([]);
  }
});

test("on paper there is no map", async () => {
  const { page } = desk;
  await page.goto(`${market.origin}/stalls`);
  await mapOf(page).waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await mapOf(page).isVisible()).toBe(false);
  expect(await page.getByRole("link", { name: "La Ruche d’Essai" }).isVisible()).toBe(true);
  await page.emulateMedia({ media: "screen" });
});

test("nothing was refused by the content policy, and nobody else was asked", () => {
  for (const device of [desk, phone]) {
    expect(device.troubles).toEqual([]);
    expect(foreignUrls(device, market.origin)).toEqual([]);
  }
});
