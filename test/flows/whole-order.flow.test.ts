import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Device, foreignUrls, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as courier from "./people/courier.ts";
import * as customer from "./people/customer.ts";
import * as producer from "./people/producer.ts";
import { goTo, takeSeat } from "./people/seat.ts";

// Camille orders cheese and honey without ever having been here. Three browser profiles, three passkeys, nobody reloads.

let market: SmallMarket;
let browser: Browser;
const devices: Device[] = [];

async function device(settings: Parameters<typeof newDevice>[2] = {}): Promise<Device> {
  const opened = await newDevice(browser, market.origin, settings);
  devices.push(opened);
  return opened;
}

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket(), launchBrowser()]);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures(devices, task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

const door = {
  name: "Camille Essai",
  street: "Rue de la Demeure 7",
  postcode: "1205",
  phone: "+41 79 000 00 00",
  note: "Sonner deux fois",
};

test("an order from a browser to the producer's and the courier's screens, in under a minute", async () => {
  const [home, desk, bike] = await Promise.all([
    device(),
    device({ withoutWorker: true }),
    device({ withoutWorker: true, screen: "phone" }),
  ]);
  const started = Date.now();
  await Promise.all([takeSeat(desk.page, market.producer.link), takeSeat(bike.page, market.courier.link)]);
  await goTo(desk.page, "Commandes");

  // Camille finds, chooses, and only then is asked for anything.
  await customer.searchFor(home.page, "tomme");
  await customer.addToBasket(home.page, "Tomme au poids");
  await customer.searchFor(home.page, "miel");
  await customer.addToBasket(home.page, "Miel de forêt");
  await customer.goToCheckout(home.page, market.producer.name);
  await customer.createPasskey(home.page);
  await customer.chooseDelivery(home.page, door);
  await customer.chooseFirstWindow(home.page);
  await customer.choosePayment(home.page, "À la remise");
  const code = await customer.writeDownCode(home.page);
  const address = await customer.sendOrder(home.page, "Bien faite, la tomme");
  const name = await customer.orderName(home.page);

  // It appears at the stall by itself: what was ordered, the note, never where it goes.
  await producer.seesIn(desk.page, "Nouvelles", name);
  const slip = await producer.slip(desk.page, name).innerText();
  expect(slip).toContain("Tomme au poids");
  expect(slip).toContain("Bien faite, la tomme");
  await producer.accept(desk.page, name);
  await customer.sees(home.page, `${market.producer.name} a accepté`);

  // The courier hears of it once it is accepted: the door, never the goods.
  await courier.take(bike.page, market.producer.name, name);
  await customer.sees(home.page, `${market.courier.name} la livrera`);

  await customer.writeToStall(home.page, market.producer.name, "Une tomme pas trop salée ?");
  await desk.page.getByText("Une tomme pas trop salée ?").first().waitFor();
  await producer.answer(desk.page, name, "Choisie pour vous.");
  await customer.sees(home.page, "Choisie pour vous.");
  const deskText = await desk.page.locator("body").innerText();
  for (const secret of [door.name, door.street, door.phone, door.note]) expect(deskText).not.toContain(secret);

  await producer.prepare(desk.page, name, 410);
  await customer.sees(home.page, "Pesée et prête");
  await producer.handToCourier(desk.page, name);
  await courier.openRound(bike.page);
  await courier.fetchFrom(bike.page, market.producer.name);
  const stop = await bike.page.locator("body").innerText();
  for (const needed of [door.street, door.name, door.note]) expect(stop).toContain(needed);
  await bike.page.getByRole("link", { name: `Appeler ${door.name}` }).waitFor();
  for (const goods of ["Tomme", "Miel"]) expect(stop).not.toContain(goods);
  await customer.sees(home.page, `En route avec ${market.courier.name}`);

  const words = await customer.handoverWords(home.page);
  await courier.isToldWrongWords(bike.page, words.toReversed());
  await courier.handOver(bike.page, words);
  await customer.sees(home.page, "Remise contre votre code");
  expect(Date.now() - started).toBeLessThan(60_000);

  // A second device, by the code; a reload; out, and in again by one touch: all is there.
  const second = await device({ withoutWorker: true, screen: "phone" });
  await second.page.goto("/orders");
  await customer.signInWithCode(second.page, code);
  await second.page.getByRole("link", { name: market.producer.name }).click();
  await customer.sees(second.page, "Remise contre votre code");
  await customer.sees(second.page, "Choisie pour vous.");
  expect(new URL(second.page.url()).pathname).toBe(address);

  await home.page.reload();
  await customer.sees(home.page, "Remise contre votre code");
  await customer.signOut(home.page);
  await home.page.goto(address);
  await home.page.getByRole("heading", { name: "Cette commande est fermée." }).waitFor();
  await home.page.getByRole("button", { name: "Entrer avec ma clé d’accès" }).click();
  await customer.sees(home.page, "Remise contre votre code");
  await customer.sees(home.page, "Choisie pour vous.");
});

test("no page threw, the content policy refused nothing, and nobody was asked but the instance", () => {
  expect(devices.flatMap(({ troubles }) => troubles)).toEqual([]);
  expect(devices.flatMap((each) => foreignUrls(each, market.origin))).toEqual([]);
});
