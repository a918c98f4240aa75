import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as customer from "./people/customer.ts";
import * as producer from "./people/producer.ts";
import { goTo, takeSeat } from "./people/seat.ts";

// The server is killed, without a warning, at the worst moments. Nothing that was confirmed is lost, nothing arrives
// twice, and what could not be sent waits in sight and goes out by itself.

let market: SmallMarket;
let browser: Browser;
let home: Device;
let desk: Device;
let name = "";

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket(), launchBrowser()]);
  home = await newDevice(browser, market.origin);
  desk = await newDevice(browser, market.origin);
  await takeSeat(desk.page, market.producer.link);
  await goTo(desk.page, "Commandes");
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([home, desk], task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

test("an order sent to a dead server waits in sight, survives a reload, and goes out by itself", async () => {
  await customer.searchFor(home.page, "miel");
  await customer.addToBasket(home.page, "Miel de forêt");
  await customer.goToCheckout(home.page, market.producer.name);
  await customer.createPasskey(home.page);
  await customer.chooseCollection(home.page);
  await customer.chooseFirstWindow(home.page);
  await customer.choosePayment(home.page, "À la remise");
  await customer.writeDownCode(home.page);
  // A first visit keeps the pages once the market has come and is verified; whoever orders takes longer than that.
  await home.page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");

  await market.kill();
  await home.page.getByRole("button", { name: /^Envoyer la commande/ }).click();
  await home.page.waitForURL(/\/orders\/[\w-]{22}$/);
  await customer.sees(home.page, "Elle attend de partir. Rien n’est perdu.");
  name = await customer.orderName(home.page);

  // Closed and opened again without a server: the pages are on the device, and so is what waits.
  await home.page.goto("/orders");
  await home.page.getByRole("heading", { name: "En attente de départ" }).waitFor();
  await customer.sees(home.page, "Une commande");

  await market.restart();
  // By itself: its random moment may be half a minute away, and so may the next try after a failure.
  await producer.seesIn(desk.page, "Nouvelles", name, 70);
  await home.page.getByRole("heading", { name: "En attente de départ" }).waitFor({ state: "detached" });
  await home.page.getByRole("link", { name: market.producer.name }).click();
  await customer.sees(home.page, /Envoyée\. Réponse de l’étal/);
});

test("a step taken at the desk while the server is dead reaches the customer once it is back", async () => {
  await market.kill();
  await producer.accept(desk.page, name);
  await producer.slip(desk.page, name).getByText("pas encore parti").waitFor({ state: "attached" });
  await market.restart();
  await customer.sees(home.page, `${market.producer.name} a accepté`);
  await producer.slip(desk.page, name).getByText("pas encore parti").waitFor({ state: "detached" });
});

test("killed while messages leave: each arrives, in order, once", async () => {
  const texts = ["Premier message", "Deuxième message", "Troisième message"];
  for (const text of texts) {
    await home.page.getByRole("textbox", { name: `Message à ${market.producer.name}` }).fill(text);
    const leaving = customer.sendMessageNow(home.page);
    await market.killAndRestart();
    await leaving;
    await desk.page
      .getByRole("article", { name })
      .getByText(text)
      .or(desk.page.getByText(text))
      .first()
      .waitFor({ state: "attached", timeout: 60_000 });
  }
  await producer.slip(desk.page, name).getByRole("link").first().click();
  const panel = desk.page.getByRole("region", { name });
  await panel.getByText("Troisième message").waitFor();
  expect(await panel.locator(".msg-t").allInnerTexts()).toEqual(texts);
});

test("killed right after an answer was confirmed: it is there when the server is back", async () => {
  await producer.answerHere(desk.page, name, "Bien reçu, les trois.");
  await customer.sees(home.page, "Bien reçu, les trois.");
  await market.killAndRestart();
  await home.page.reload();
  await customer.sees(home.page, "Bien reçu, les trois.");
  await desk.page.reload();
  const panel = desk.page.getByRole("region", { name });
  await panel.getByText("Bien reçu, les trois.").waitFor();
  expect(await panel.locator(".msg-t").count()).toBe(4);
  await desk.page.goto(`/desk/${market.producer.partyId}/orders`);
  await producer.seesIn(desk.page, "À préparer", name);
  expect(await desk.page.getByRole("article", { name }).count()).toBe(1);
});
