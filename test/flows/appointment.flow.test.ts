import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeFinds } from "../support/axe.ts";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { until } from "../support/server-process.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as customer from "./people/customer.ts";
import * as producer from "./people/producer.ts";
import { choose, goTo, takeSeat } from "./people/seat.ts";

// Ada books a lesson at the stall, Boris wants the same hour; later somebody comes to Ada's home.

let market: SmallMarket;
let browser: Browser;
let ada: Device;
let boris: Device;
let desk: Device;

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket({ also: true }), launchBrowser()]);
  ada = await newDevice(browser, market.origin, { withoutWorker: true, screen: "phone", bypassCSP: true });
  boris = await newDevice(browser, market.origin, { withoutWorker: true });
  desk = await newDevice(browser, market.origin, { withoutWorker: true, bypassCSP: true });
  await takeSeat(desk.page, market.producer.link);
  await goTo(desk.page, "Commandes");
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([ada, boris, desk], task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

/** Opens a service's page and chooses a day and an hour; returns what the button then says. */
async function chooseTime(page: Page, item: string, hour: string): Promise<string> {
  await page.goto(`/item/${market.producer.partyId}/${item}`);
  await page.getByRole("heading", { name: "Choisir un moment" }).waitFor();
  // The second day that is offered: whatever the hour of this test, all its times are still to come.
  await choose(page.getByRole("group", { name: "Jour" }).getByRole("radio").nth(1));
  await choose(page.getByRole("group", { name: /^Heure/ }).getByRole("radio", { name: new RegExp(`^${hour}`) }));
  return page.getByRole("button", { name: /^Réserver/ }).innerText();
}

test("a lesson is booked on its page, by keyboard as well, and nobody is asked for an address", async () => {
  const { page } = ada;
  expect(await chooseTime(page, "lecon", "10")).toMatch(/^Réserver .+10/);
  expect(await axeFinds(page)).toEqual([]);
  // The radio that was chosen has the focus: an arrow goes to the next time, and the button follows.
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: /^Réserver .+10.?h.?30|^Réserver .+10:30/ }).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("button", { name: /^Réserver/ }).click();
  await page.getByRole("heading", { name: "Rendez-vous et paiement" }).waitFor();
  await customer.createPasskey(page);
  await customer.sees(page, "Aucune adresse n’est demandée.");
  expect(await axeFinds(page)).toEqual([]);
  await customer.choosePayment(page, "Au rendez-vous");
  await customer.writeDownCode(page);
  await customer.sendOrder(page);
  await customer.sees(page, "Envoyée.");
});

test("two want one hour: the first that is accepted has it, the other hears it at once and goes on", async () => {
  const adasName = await customer.orderName(ada.page);
  await producer.seesIn(desk.page, "Nouvelles", adasName);
  await chooseTime(boris.page, "lecon", "10");
  await boris.page.getByRole("button", { name: /^Réserver/ }).click();
  await customer.createPasskey(boris.page);
  await customer.choosePayment(boris.page, "Au rendez-vous");
  await customer.writeDownCode(boris.page);
  await customer.sendOrder(boris.page);
  const borissName = await customer.orderName(boris.page);
  await producer.seesIn(desk.page, "Nouvelles", borissName);

  await producer.accept(desk.page, adasName);
  await customer.sees(ada.page, "Acceptée.");
  await customer.sees(boris.page, "Ce moment vient d’être pris.");
  await boris.page.getByRole("button", { name: "Voir les moments libres" }).click();
  await boris.page.getByRole("heading", { name: "Rendez-vous et paiement" }).waitFor();
  // The hour that Ada has is not offered any more, nor those that overlap it; what he chose is still there.
  await choose(boris.page.getByRole("group", { name: "Jour" }).getByRole("radio").nth(1));
  const hours = boris.page.getByRole("group", { name: /^Heure/ });
  await hours.getByRole("radio", { name: /^11/ }).first().waitFor({ state: "attached" });
  // The stall's agenda comes by another way than its answer, and may come after it.
  const taken = hours.getByRole("radio", { name: /^(10|9.?h.?30|9:30|09:30)/ });
  await until("the taken hour is not offered", async () => (await taken.count()) === 0);
  await customer.sees(boris.page, "Il faut 1 h en tout.");
});

test("the stall sees the day in its agenda, closes an hour for who telephones, and says that it is done", async () => {
  const name = await customer.orderName(ada.page);
  await goTo(desk.page, "Agenda");
  await desk.page.getByRole("link", { name: new RegExp(`Leçon d’apiculture.*${name}`) }).waitFor();
  expect(await axeFinds(desk.page)).toEqual([]);
  await desk.page.getByRole("button", { name: "Fermer ce moment" }).click();
  await desk.page.getByRole("button", { name: /^Rouvrir/ }).waitFor();
  await desk.page.getByRole("button", { name: /^Rouvrir/ }).click();
  await desk.page.getByRole("button", { name: /^Rouvrir/ }).waitFor({ state: "detached" });

  const download = ada.page.waitForEvent("download");
  await ada.page.getByRole("button", { name: /Dans mon agenda/ }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*SUMMARY:Leçon d’apiculture · La Ruche d’Essai[^]*END:VCALENDAR\r\n$/);

  await goTo(desk.page, "Commandes");
  await producer
    .slip(desk.page, name)
    .getByRole("button", { name: /^C’est fait/ })
    .click();
  await customer.sees(ada.page, "C’est fait. À une prochaine fois.");
});

test("somebody comes to Ada's home: the stall reads the door, and says in words that it does", async () => {
  const { page } = ada;
  await chooseTime(page, "essaim", "14");
  await page.getByRole("button", { name: /^Réserver/ }).click();
  await page.getByRole("heading", { name: "Rendez-vous et paiement" }).waitFor();
  await customer.sees(page, /lira cette adresse pour venir chez vous/);
  await page.getByRole("textbox", { name: "Nom", exact: true }).fill("Ada Visite");
  await page.getByRole("textbox", { name: "Rue et numéro" }).fill("Rue du Tilleul 8");
  await page.getByRole("textbox", { name: "Code postal" }).fill("1205");
  await page.getByRole("textbox", { name: "Téléphone" }).fill("022 555 12 34");
  await page.getByRole("button", { name: "Venir ici" }).click();
  await customer.choosePayment(page, "Au rendez-vous");
  await customer.sendOrder(page);
  const name = await customer.orderName(page);
  await producer.seesIn(desk.page, "Nouvelles", name);
  await producer.slip(desk.page, name).getByRole("link").first().click();
  const panel = desk.page.getByRole("region", { name });
  await panel.getByText("Rue du Tilleul 8").waitFor();
  await panel.getByRole("link", { name: "022 555 12 34" }).waitFor();
  await producer.accept(desk.page, name);
  await customer.sees(page, "Lue par vous et par qui vient chez vous");
  for (const device of [ada, boris, desk]) expect(device.troubles).toEqual([]);
});
