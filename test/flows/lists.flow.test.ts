import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeFinds } from "../support/axe.ts";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";

// Nadia narrows the market down, keeps what she likes on a list, ticks it off and puts the rest into her basket.

let market: SmallMarket;
let browser: Browser;
let laptop: Device;
let page: Page;

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket(), launchBrowser()]);
  laptop = await newDevice(browser, market.origin);
  page = laptop.page;
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([laptop], task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

const filters = () => page.getByRole("form", { name: "Filtres" });
const answers = (name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();

test("every choice says how many it leaves, and what it leaves is that many", async () => {
  await page.goto(`${market.origin}/search`);
  await answers("3 articles");
  const dear = filters().getByLabel(/^10\.00\sCHF à 19\.99\sCHF/);
  expect((await dear.locator("xpath=ancestor::label").innerText()).trim()).toMatch(/2$/);
  await dear.check();
  await answers("2 articles");
  expect(
    await filters()
      .getByLabel(/^Services/)
      .isDisabled(),
  ).toBe(true);
  await filters().getByLabel("Comparer les prix").selectOption({ label: "au litre (1)" });
  await answers("Un article");
  await page.getByText("5.20 le litre").waitFor();
  expect(page.url()).toContain("per=l");
  await page.getByRole("button", { name: "Retirer le filtre Prix au litre" }).click();
  await answers("3 articles");
});

test("an amount that is none is not taken for one", async () => {
  const from = filters().getByLabel("de", { exact: true });
  for (const typed of ["douze", "-5", "1e3", "<b>1</b>"]) {
    await from.fill(typed);
    await from.blur();
    expect(await from.inputValue()).toBe("");
  }
  await from.fill("12,50");
  await from.blur();
  await answers("Un article");
  expect(page.url()).toContain("from=1250");
  await page.getByRole("button", { name: /^Retirer le filtre dès/ }).click();
});

test("without an allergen is strictly without: what nobody declared is put aside, and said to be", async () => {
  await page.goto(`${market.origin}/search?without=nuts&stock=1`);
  await page.getByRole("heading", { name: "Rien ne correspond." }).waitFor();
  await page.getByText("3 articles sont laissés de côté : leurs étals n’ont rien déclaré.").waitFor();
  await page.getByRole("link", { name: "Sans le choix « Sans fruits à coque » : 3" }).click();
  await answers("3 articles");
  expect(page.url()).not.toContain("without");
});

test("an item goes onto a list, and the way back leads to the answers as they were", async () => {
  await page.goto(`${market.origin}/search?cat=food`);
  await page.getByRole("link", { name: "Miel de forêt" }).click();
  await answers("Miel de forêt");
  await page.getByText("Commandez avant").first().waitFor();
  await page.getByRole("button", { name: "Sur une liste" }).click();
  await page.getByLabel("Nouvelle liste").fill("Samedi");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Sur la liste « Samedi »" }).waitFor();
  await page.getByRole("link", { name: "Retour aux réponses" }).click();
  await answers(/^Alimentation/);
  expect(page.url()).toContain("cat=food");
  await page.getByRole("link", { name: "Tomme au poids" }).click();
  await page.getByRole("button", { name: "Sur une liste" }).click();
  await page.getByRole("button", { name: /^Samedi/ }).click();
  await page.getByRole("button", { name: "Sur la liste « Samedi »" }).waitFor();
});

test("the list is used by keyboard alone: words added, ticked, renamed, put into the basket", async () => {
  await page.goto(`${market.origin}/lists`);
  await page.getByRole("link", { name: "Samedi" }).focus();
  await page.keyboard.press("Enter");
  await answers(/^Samedi/);
  await page.getByRole("textbox", { name: "Ajouter à la liste" }).focus();
  await page.keyboard.type("des bougies");
  await page.keyboard.press("Enter");
  await page.getByText("3 lignes à acheter").waitFor();
  await page.getByRole("checkbox", { name: "Miel de forêt" }).focus();
  await page.keyboard.press("Space");
  await page.getByText("2 lignes à acheter").waitFor();
  await page.getByRole("button", { name: "Renommer la liste" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Nom de la liste" }).fill("Samedi matin");
  await page.keyboard.press("Enter");
  await answers(/^Samedi matin/);
  await page.getByRole("button", { name: "Tout au panier" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Un article est au panier." }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.className)).toContain("fill-report");
  await page.reload();
  await answers(/^Samedi matin/);
  await page.getByRole("link", { name: /^Panier, 1/ }).waitFor();
});

test("on paper a list is boxes, names and how many: nothing to press", async () => {
  await page.emulateMedia({ media: "print" });
  await page.getByRole("checkbox", { name: "Tomme au poids" }).waitFor();
  expect(await page.getByRole("button").filter({ visible: true }).count()).toBe(0);
  expect(await page.getByRole("textbox").filter({ visible: true }).count()).toBe(0);
  await page.emulateMedia({ media: "screen" });
});

test("a line and a list that were thrown away by mistake come back", async () => {
  await page.getByRole("button", { name: "Ôter des bougies de la liste" }).click();
  await page.getByRole("button", { name: "Remettre" }).click();
  await page.getByText("2 lignes à acheter").waitFor();
  await page.goto(`${market.origin}/lists`);
  await page.getByRole("button", { name: "Supprimer la liste Samedi matin" }).click();
  await page.getByRole("heading", { name: "Pas encore de liste." }).waitFor();
  await page.getByRole("button", { name: "Remettre" }).click();
  await page.getByRole("link", { name: "Samedi matin" }).waitFor();
});

test("what was looked at is found again, forgotten, and no longer noted; looking asked the server nothing", async () => {
  await page.goto(`${market.origin}/search`);
  await answers("3 articles");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(`${market.origin}/seen`);
  await page.getByRole("article").first().waitFor();
  const before = laptop.urls.length;
  for (const name of ["Tomme au poids", "Miel de forêt"]) {
    await page.getByRole("link", { name }).first().click();
    await answers(name);
    await page.goBack();
    await answers("Mes listes");
  }
  // What the first look at a kind of page loads, and what every start asks or the clock does, is the same whatever is looked at.
  expect(
    laptop.urls.slice(before).filter((url) => !/(\.(js|css|svg|woff2)|\/catalogue|\/log\/checkpoint)$/.test(url)),
  ).toEqual([]);
  expect(await page.getByRole("article").getByRole("heading").first().innerText()).toBe("Miel de forêt");
  await page.getByRole("button", { name: "Tout oublier" }).click();
  await page.getByRole("heading", { name: "Rien regardé encore." }).waitFor();
  await page.getByRole("switch", { name: "Se souvenir de ce que je regarde" }).uncheck();
  await page.getByRole("heading", { name: "Rien n’est retenu." }).waitFor();
  await page.goto(`${market.origin}/item/${market.producer.partyId}/miel`);
  await answers("Miel de forêt");
  await page.goto(`${market.origin}/seen`);
  await page.getByRole("heading", { name: "Rien n’est retenu." }).waitFor();
});

test("a stall is searched from within, and says when it has nothing like it", async () => {
  await page.goto(`${market.origin}/stall/${market.producer.partyId}?q=miel`);
  await page.getByRole("link", { name: "Miel de forêt" }).waitFor();
  expect(await page.getByRole("article").count()).toBe(1);
  await page.getByRole("searchbox", { name: "Chercher dans l’étal" }).fill("velours");
  await page.getByRole("heading", { name: "Rien de tel à cet étal." }).waitFor();
  await page.getByRole("table", { name: "À retirer sur place" }).waitFor();
});

test("axe finds nothing on a list, with its dialogue and its report, and long words wrap", async () => {
  const { page: looked } = await newDevice(browser, market.origin, {
    withoutWorker: true,
    screen: "phone",
    bypassCSP: true,
  });
  await looked.goto(`${market.origin}/item/${market.producer.partyId}/tomme`);
  await looked.getByRole("button", { name: "Sur une liste" }).click();
  expect(await axeFinds(looked), "dialogue").toEqual([]);
  await looked.getByLabel("Nouvelle liste").fill("Donaudampfschifffahrtsgesellschaftskapitänsfest");
  await looked.keyboard.press("Enter");
  await looked.getByRole("button", { name: /^Sur la liste « Donau/ }).waitFor();
  await looked.goto(`${market.origin}/lists`);
  await looked.getByRole("link", { name: /^Donau/ }).waitFor();
  expect(await axeFinds(looked), "lists").toEqual([]);
  await looked.getByRole("link", { name: /^Donau/ }).click();
  await looked
    .getByRole("textbox", { name: "Ajouter à la liste" })
    .fill("Rindfleischetikettierungsüberwachungsaufgabe");
  await looked.keyboard.press("Enter");
  await looked.getByRole("checkbox", { name: /^Rindfleisch/ }).check();
  await looked.getByRole("button", { name: "Tout au panier" }).click();
  await looked.getByRole("heading", { name: "Un article est au panier." }).waitFor();
  expect(await axeFinds(looked), "list").toEqual([]);
  // Long words wrap: nothing sticks out of the page.
  expect(await looked.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
