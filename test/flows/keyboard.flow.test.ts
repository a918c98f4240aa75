import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type BusyMarket, openBusyMarket } from "../support/busy-market.ts";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import * as customer from "./people/customer.ts";
import { pick, press, tabTo, type } from "./people/keyboard.ts";
import { seesIn, slip } from "./people/producer.ts";

// People who have no mouse: a shopper, a producer, a courier. From the first page on, nothing but keys.

let market: BusyMarket;
let browser: Browser;
let shopper: Device;
let desk: Device;
let courier: Device;
/** The customer whose orders lie at the desks: says the three words. */
let other: Device;

/** Comes in with a code, before the story begins. */
async function signIn(device: Device, code: string): Promise<void> {
  await device.page.goto("/me");
  await customer.signInWithCode(device.page, code);
  await device.page.getByRole("button", { name: "Sortir de cet appareil" }).waitFor();
}

beforeAll(async () => {
  [market, browser] = await Promise.all([openBusyMarket(), launchBrowser()]);
  [shopper, desk, courier, other] = await Promise.all([
    newDevice(browser, market.origin, { withoutWorker: true }),
    newDevice(browser, market.origin, { withoutWorker: true }),
    newDevice(browser, market.origin, { withoutWorker: true, screen: "phone" }),
    newDevice(browser, market.origin, { withoutWorker: true }),
  ]);
  const { producer: producerCode, courier: courierCode } = market.keeperCodes;
  await Promise.all([signIn(desk, producerCode), signIn(courier, courierCode), signIn(other, market.customerCode)]);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([shopper, desk, courier, other], task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

/** What the customer knows of an order: its name, and what to say when it is handed over. */
async function said(thread: string): Promise<{ name: string; words: string }> {
  await other.page.goto(`/orders/${thread}`);
  const name = await customer.orderName(other.page);
  return { name, words: (await customer.handoverWords(other.page)).join(" ") };
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name, exact: true });
const dialog = (page: Page, label: string) => page.locator(`wa-dialog[open][label="${label}"]`);

test("a shopper searches, orders with a passkey, and cancels", async () => {
  const { page } = shopper;
  await page.goto("/");
  await type(page, page.getByRole("combobox", { name: "Chercher" }), "miel");
  await page.keyboard.press("Enter");
  await press(page, link(page, "Miel de forêt"));
  await page.getByRole("heading", { name: "Miel de forêt", level: 1 }).waitFor();
  await press(page, button(page, "Ajouter au panier"));
  await page.getByText("Ajouté au panier").first().waitFor({ state: "attached" });
  await press(page, page.getByRole("link", { name: /Panier/ }));
  await press(page, link(page, `Commander chez ${market.producer.name}`));
  await press(page, button(page, "Créer ma clé d’accès"));
  await page.getByText("Vos clés sont prêtes.").waitFor();
  await pick(page, page.getByRole("radio", { name: /Retirer à l’étal/ }));
  await pick(page, page.locator("input[name=window]:not(:disabled)"));
  await pick(page, page.getByRole("radio", { name: "À la remise" }));
  await press(page, button(page, "Recevoir un code à noter"));
  const sheet = page.getByRole("region", { name: "Code de secours" });
  await sheet.waitFor();
  const groups = await sheet.locator("ol.code b").allInnerTexts();
  const [, number = ""] = /(\d)/.exec(await page.locator("label[for=code-group]").innerText()) ?? [];
  await type(page, page.locator("#code-group"), groups[Number(number) - 1] ?? "");
  await page.keyboard.press("Enter");
  await sheet.waitFor({ state: "detached" });
  await press(page, button(page, /^Envoyer la commande/));
  await page.waitForURL(/\/orders\/[\w-]{22}$/);
  await press(page, button(page, /^(Envoyer|Réessayer) maintenant$/));
  await press(page, button(page, "Annuler la commande"));
  await press(page, button(page, "Demander l’annulation"));
  await customer.sees(page, /[Aa]nnul/);
  await button(page, "Annuler la commande").waitFor({ state: "detached" });
});

test("a producer accepts, prepares, makes ready and hands over", async () => {
  const { page } = desk;
  const { name, words } = await said(market.threads.fresh);
  await page.goto(`/desk/${market.producer.partyId}`);
  await press(page, page.getByRole("link", { name: /Commandes/ }).filter({ visible: true }));
  await press(page, button(page, `Accepter ${name}`));
  await seesIn(page, "À préparer", name);
  await press(page, slip(page, name).getByRole("button", { name: /^Commencer à préparer/ }));
  await press(page, slip(page, name).getByRole("button", { name: /éclarer prête/ }));
  await seesIn(page, "Prêtes", name);
  await press(page, slip(page, name).getByRole("button", { name: /^Remettre au client/ }));
  const handing = dialog(page, "Remettre au client");
  await type(page, handing.getByRole("textbox", { name: "Les trois mots du client" }), words);
  await press(page, handing.getByRole("button", { name: "Remis", exact: true }));
  await seesIn(page, "En route, remises", name);

  // Weighed, and handed over with the words; by arrows from slip to slip, too.
  const weighed = await said(market.threads.toWeigh);
  await tabTo(page, slip(page, weighed.name).getByRole("link").first());
  await press(page, slip(page, weighed.name).getByRole("button", { name: /^Commencer à préparer/ }));
  await press(page, slip(page, weighed.name).getByRole("button", { name: /éclarer prête/ }));
  const scales = dialog(page, "Peser");
  await type(page, scales.getByRole("textbox", { name: /^Poids/ }).first(), "420");
  await press(page, scales.getByRole("button", { name: "Déclarer prête" }));
  await seesIn(page, "Prêtes", weighed.name);
});

test("a courier takes a request, collects, and delivers", async () => {
  const { name, words } = await said(market.threads.asked);
  const { page } = courier;
  await page.goto(`/courier/${market.courier.partyId}/round`);
  // What was under way before is done first.
  const before = await said(market.threads.underway);
  const stop = page.getByRole("region", { name: "Arrêt présent" });
  const deliver = async (spoken: string): Promise<void> => {
    await type(page, stop.getByRole("textbox", { name: "Le code, à demander" }), spoken);
    await press(page, stop.getByRole("button", { name: "Remis", exact: true }));
  };
  await deliver(before.words);
  await page.getByText("1 arrêt fait").waitFor();
  await press(page, page.getByRole("link", { name: /Demandes/ }).filter({ visible: true }));
  await press(page, button(page, `Prendre la livraison de ${market.producer.name}, ${name}`));
  await page.getByText("Aucune demande n’attend.").waitFor();
  await press(desk.page, slip(desk.page, name).getByRole("button", { name: /^Commencer à préparer/ }));
  await press(desk.page, slip(desk.page, name).getByRole("button", { name: /éclarer prête/ }));
  await press(desk.page, slip(desk.page, name).getByRole("button", { name: /^Remis au coursier/ }));
  await press(page, page.getByRole("link", { name: /Tournée/ }).filter({ visible: true }));
  await press(page, button(page, `Emporté : ${market.producer.name}`));
  await deliver(words);
  await page.getByText("2 arrêts faits").waitFor();
});

test("a producer adds an item and publishes it", async () => {
  const { page } = desk;
  await page.goto(`/desk/${market.producer.partyId}`);
  await press(page, page.getByRole("link", { name: /Articles/ }).filter({ visible: true }));
  await press(page, link(page, "Nouvel article"));
  await type(page, page.getByRole("textbox", { name: "Nom", exact: true }), "Hydromel");
  // A list is gone through by typing how the wanted one begins.
  await tabTo(page, page.getByRole("combobox", { name: "Catégorie", exact: true }));
  await page.keyboard.type("Alim");
  await type(page, page.getByRole("textbox", { name: /^Prix, / }), "18.50");
  await press(page, button(page, "Enregistrer"));
  await page.getByRole("heading", { name: "Articles", level: 1 }).waitFor();
  await press(page, page.getByRole("button", { name: /^Publier/ }).filter({ visible: true }));
  await page
    .getByRole("button", { name: /^Publier/ })
    .filter({ visible: true })
    .waitFor({ state: "detached" });
  await other.page.goto(`/stall/${market.producer.partyId}`);
  await other.page.getByRole("link", { name: "Hydromel" }).waitFor();
  for (const device of [shopper, desk, courier, other]) expect(device.troubles).toEqual([]);
});
