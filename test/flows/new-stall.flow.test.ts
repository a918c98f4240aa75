import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Device, foreignUrls, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { until } from "../support/server-process.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as customer from "./people/customer.ts";
import * as newcomer from "./people/newcomer.ts";
import * as producer from "./people/producer.ts";
import { goTo, takeSeat } from "./people/seat.ts";

// Noé opens a stall on his own, is let in by the steward, and sells the first thing that he put there; then he brings the
// files of his three old web shops.

const stall = {
  name: "Poterie des Essais",
  trade: "poterie et bols",
  street: "Rue du Four 5",
  postcode: "1205",
  phone: "+41 22 000 00 00",
};
const samples = process.env["SAMPLES_DIR"] ?? join(import.meta.dirname, "../../../shared/samples");
const files = ["woocommerce/sample_products.csv", "shopify/csv/packt_product_data.csv", "csv/ofn_120_products.csv"];
const samplesThere = files.every((file) => existsSync(join(samples, file)));

let market: SmallMarket;
let browser: Browser;
let noe: Device;
let office: Device;
let home: Device;
let party = "";

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket(), launchBrowser()]);
  noe = await newDevice(browser, market.origin);
  office = await newDevice(browser, market.origin);
  home = await newDevice(browser, market.origin, { screen: "phone" });
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([noe, office, home], task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

test("a stall is opened, described, and given a first item with a picture", async () => {
  party = await newcomer.openStall(noe.page, stall);
  await goTo(noe.page, "Articles");
  const picture = await noe.page.screenshot();
  await newcomer.addItem(noe.page, { name: "Bol émaillé bleu", category: "craft/ceramic", price: "34.50", picture });
  await newcomer.publish(noe.page);
});

test("nobody finds it before the steward has let it in; everybody does afterwards, without a reload", async () => {
  await home.page.goto("/");
  await home.page.getByRole("combobox", { name: "Chercher" }).first().fill("Bol émaillé");
  await home.page.keyboard.press("Enter");
  await home.page.getByRole("heading", { name: /^Rien pour/ }).waitFor();

  await takeSeat(office.page, market.steward.link);
  await newcomer.accredit(office.page, stall.name);
  await home.page.getByRole("article").filter({ hasText: "Bol émaillé bleu" }).waitFor();
});

test("its item has its picture, and can be ordered", async () => {
  const card = home.page.getByRole("article").filter({ hasText: "Bol émaillé bleu" });
  const shown = card.locator("img");
  await shown.waitFor();
  await expect
    .poll(() => shown.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
    .toBe(true);
  await order("Bol émaillé bleu");
});

describe.skipIf(!samplesThere)("the files of real web shops (skipped where SAMPLES_DIR names none)", () => {
  for (const file of files) {
    test(`${file} is previewed, taken, published, and something of it ordered`, async () => {
      await noe.page.goto(`/desk/${party}/import`);
      const name = file.split("/").at(-1) ?? file;
      const names = await newcomer.importFile(noe.page, name, readFileSync(join(samples, file)));
      expect(names.length).toBeGreaterThan(3);
      await noe.page.getByRole("button", { name: "Voir et publier" }).click();
      await newcomer.publish(noe.page);
      await home.page.goto(`/stall/${party}`);
      let item: string | undefined;
      await until(`something of ${file} can be put into the basket`, async () => {
        item = (await onSale()).find((each) => names.includes(each));
        return item !== undefined;
      });
      await order(item ?? "");
    });
  }
});

test("nothing was refused by the content policy, and nothing fetched from elsewhere, whatever the files name", () => {
  const devices = [noe, office, home];
  expect(devices.flatMap(({ troubles }) => troubles)).toEqual([]);
  expect(devices.flatMap((each) => foreignUrls(each, market.origin))).toEqual([]);
});

const ordered: string[] = [];

/** Names on the page that can be added as they are. */
function onSale(): Promise<string[]> {
  const before = "Ajouter au panier, ";
  return home.page
    .getByRole("button", { name: new RegExp(`^${before}`) })
    .evaluateAll((buttons, start) => buttons.map((each) => (each.ariaLabel ?? "").slice(start)), before.length);
}

/** Orders an item that is on the screen, to be collected, and sees it arrive at the new stall's desk. */
async function order(item: string): Promise<void> {
  await customer.addToBasket(home.page, item);
  await customer.goToCheckout(home.page, stall.name);
  const create = home.page.getByRole("button", { name: "Créer ma clé d’accès" });
  if (ordered.length === 0) {
    await create.waitFor();
    await customer.createPasskey(home.page);
  }
  await customer.chooseFirstWindow(home.page);
  await customer.choosePayment(home.page, "À la remise");
  if (ordered.length === 0) await customer.writeDownCode(home.page);
  await customer.sendOrder(home.page);
  const name = await customer.orderName(home.page);
  await noe.page.goto(`/desk/${party}/orders`);
  await producer.seesIn(noe.page, "Nouvelles", name);
  expect(await producer.slip(noe.page, name).innerText()).toContain(item);
  ordered.push(item);
}
