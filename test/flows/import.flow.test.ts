import type { Browser } from "playwright";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Device, foreignUrls, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import { choose, goTo, takeSeat } from "./people/seat.ts";

// Ada brings the spreadsheet of her old till: says once what its words mean, leaves one row out, takes the rest, takes it
// back, and takes it again; later she pastes new prices.

let market: SmallMarket;
let browser: Browser;
let ada: Device;

const rows = [
  ["Prix courant 2026"],
  ["Référence", "Désignation", "Prix", "Catégorie", "Stock", "Photo"],
  ["T1", "Tomme fleurie", 12.5, "Fromages", 4, "https://photos.test/t1.jpg"],
  ["T2", "<img src=x onerror=alert(1)>Tomme grise", 14, "Fromages", "", ""],
  ["P1", "Panier surprise", 30, "Divers", 2, ""],
  ["X1", "Sans prix", "sur demande", "Fromages", "", ""],
];

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket(), launchBrowser()]);
  ada = await newDevice(browser, market.origin, { withoutWorker: true });
  await takeSeat(ada.page, market.producer.link);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([ada], task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

const count = (verdict: string) => ada.page.getByRole("button", { name: new RegExp(`^\\d+\\s*${verdict}$`) });
const take = (changes: string) =>
  ada.page.getByRole("button", { name: `Prendre ${changes}` }).filter({ visible: true });

async function bringSpreadsheet(): Promise<void> {
  await ada.page.goto(`/desk/${market.producer.partyId}/import`);
  const buffer = Buffer.from(await writeXlsx({ sheets: [{ name: "Articles", rows }] }));
  await ada.page.locator("label.pick-file input").setInputFiles({ name: "caisse.xlsx", mimeType: "", buffer });
  await count("à voir").waitFor();
}

test("a spreadsheet says what it would change, and asks once what its words mean", async () => {
  await bringSpreadsheet();
  expect(await count("nouveaux").innerText()).toMatch(/^2/);
  expect(await count("à voir").innerText()).toMatch(/^2/);
  await ada.page.getByText("1 article nomme des images").waitFor();
  await ada.page.getByRole("combobox", { name: /Divers/ }).selectOption("gift");
  await take("3 changements").waitFor();
  await count("à voir").click();
  await ada.page.getByText("le prix n’a pas pu être lu : « sur demande »").waitFor();
});

test("a row that is left out is not taken; the rest is, and can be taken back as a whole", async () => {
  await count("nouveaux").click();
  await choose(ada.page.getByRole("checkbox", { name: "Prendre Tomme grise" }));
  await take("2 changements").click();
  await ada.page.getByText("2 nouveaux articles.").waitFor();
  // After a reload too.
  await ada.page.reload();
  await ada.page
    .getByRole("region", { name: "Dernière importation" })
    .getByText(/caisse\.xlsx/)
    .waitFor();
  await ada.page.getByRole("button", { name: "Revenir en arrière" }).click();
  await ada.page.getByText(/Importation reprise/).waitFor();
  await ada.page.getByRole("region", { name: "Dernière importation" }).waitFor({ state: "detached" });
  await goTo(ada.page, "Articles");
  await ada.page.getByRole("link", { name: "Nouvel article" }).first().waitFor();
  expect(await ada.page.getByText("Tomme fleurie").count()).toBe(0);
});

test("who has gone on to the table takes it back there", async () => {
  await bringSpreadsheet();
  await take("3 changements").click();
  await ada.page.getByRole("button", { name: "Voir et publier" }).click();
  await ada.page.getByText("Tomme fleurie").first().waitFor();
  await ada.page.keyboard.press("Control+z");
  await ada.page.getByText("Tomme fleurie").first().waitFor({ state: "detached" });
  expect(await ada.page.getByText("Tomme grise").count()).toBe(0);
});

test("the next time nothing is asked, and only what is new is new", async () => {
  await bringSpreadsheet();
  // What was taken back was also remembered.
  await take("3 changements").click();
  await ada.page.getByText("3 nouveaux articles.").waitFor();
  await ada.page.getByText("Ou coller un tableau").click();
  const table = "Référence\tDésignation\tPrix\tStock\nT1\tTomme fleurie\t13,20\t\nT2\tTomme grise\t14.00\t";
  await ada.page.getByRole("textbox", { name: /Cellules copiées/ }).fill(table);
  await ada.page.getByRole("button", { name: "Lire le tableau" }).click();
  await take("1 changement").waitFor();
  expect(await count("identique").innerText()).toMatch(/^1/);
  await ada.page.getByRole("row", { name: /Tomme fleurie.*12\.50.*13\.20/ }).waitFor();
});

test("a list without prices comes as drafts; a price is typed in the table, and the item can be shown", async () => {
  const { page } = ada;
  await page.goto(`/desk/${market.producer.partyId}/import`);
  const buffer = Buffer.from("Code;Nom;Contenu;Catégorie\nM1;Miel de forêt;500 g;Miel\nM2;Miel de tilleul;500 g;Miel");
  await page.locator("label.pick-file input").setInputFiles({ name: "ruche.csv", mimeType: "text/csv", buffer });
  await page.getByText(/Aucune colonne n’a été reconnue comme le prix/).waitFor();
  await page.getByText("sans prix : vient en brouillon, à compléter").first().waitFor();
  await take("2 changements").click();
  await page.getByText("2 nouveaux articles.").waitFor();
  await goTo(page, "Articles");
  await page.getByRole("button", { name: "Sans prix 2" }).click();
  const shown = page.getByRole("switch", { name: "Miel de forêt visible" });
  await shown.click();
  await page.getByText("Un article n’a pas encore de prix : il reste caché.").waitFor();
  expect(await shown.isChecked()).toBe(false);
  await page.getByRole("textbox", { name: "Prix, Miel de forêt" }).fill("18");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Sans prix 1" }).waitFor();
  await page.getByRole("button", { name: /^Tous/ }).click();
  await shown.click();
  await expect.poll(() => shown.isChecked()).toBe(true);
  await page
    .getByRole("row", { name: /Miel de forêt/ })
    .getByText("pas encore publié")
    .waitFor();
});

test("a file that is none says so, and nothing is lost", async () => {
  await ada.page.goto(`/desk/${market.producer.partyId}/import`);
  const buffer = Buffer.from("%PDF-1.7 nothing");
  await ada.page.locator("label.pick-file input").setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer });
  await ada.page.getByRole("alert").getByText("Rien n’a changé dans vos articles.").waitFor();
  await ada.page.getByText("Déposez ici la liste de vos articles.").waitFor();
});

test("nothing was run that a file held, and nothing fetched from where it points", () => {
  expect(ada.troubles).toEqual([]);
  expect(foreignUrls(ada, market.origin)).toEqual([]);
});
