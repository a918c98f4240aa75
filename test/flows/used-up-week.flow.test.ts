import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type AlteringProxy, type PassingAnswer, startAlteringProxy } from "../support/altering-proxy.ts";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as customer from "./people/customer.ts";
import * as producer from "./people/producer.ts";
import { goTo, takeSeat } from "./people/seat.ts";

// Somebody has sent all that an account may send in a week. The order is made all the same, waits in sight with the day on
// which it goes on, and goes out by itself once there is something to pay it with.

let market: SmallMarket;
let proxy: AlteringProxy;
let browser: Browser;
let home: Device;
let desk: Device;

beforeAll(async () => {
  proxy = await startAlteringProxy(() => `http://127.0.0.1:${market.server.port}`);
  // Passkeys are for named hosts.
  const origin = proxy.origin.replace("127.0.0.1", "localhost");
  [market, browser] = await Promise.all([openSmallMarket({ origin }), launchBrowser()]);
  home = await newDevice(browser, origin, { withoutWorker: true });
  desk = await newDevice(browser, origin, { withoutWorker: true });
  await takeSeat(desk.page, market.producer.link);
  await goTo(desk.page, "Commandes");
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([home, desk], task.name);
});
afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await market?.close();
});

/** What the server says to an account whose batch of the week is with another request. */
function usedUp(path: string, answer: PassingAnswer): void {
  if (path !== "/account/tokens/relay") return;
  answer.status = 409;
  answer.headers = { "content-type": "application/problem+json", "cache-control": "no-store" };
  const code = "token/drawn";
  answer.body = Buffer.from(JSON.stringify({ type: "urn:x", title: "Drawn.", status: 409, code }));
}

test("an order waits for the next week in sight, and goes out as soon as it can", async () => {
  proxy.alter({ answer: usedUp });
  const { page } = home;
  await customer.searchFor(page, "miel");
  await customer.addToBasket(page, "Miel de forêt");
  await customer.goToCheckout(page, market.producer.name);
  await customer.createPasskey(page);
  await customer.chooseCollection(page);
  await customer.chooseFirstWindow(page);
  await customer.choosePayment(page, "À la remise");
  await customer.writeDownCode(page);
  await page.getByRole("button", { name: /^Envoyer la commande/ }).click();
  await page.waitForURL(/\/orders\/[\w-]{22}$/);
  await page.getByRole("button", { name: /^(Envoyer|Réessayer) maintenant$/ }).click();
  const name = await customer.orderName(page);
  await page.goto("/orders");
  await customer.sees(page, /Cette semaine, tout ce que ce compte peut envoyer est parti.*partira de soi-même lundi/);
  expect(await desk.page.getByText(name).count()).toBe(0);

  proxy.alter({});
  await page.getByRole("button", { name: "Essayer maintenant" }).click();
  await page.getByRole("heading", { name: "En attente de départ" }).waitFor({ state: "detached" });
  await producer.seesIn(desk.page, "Nouvelles", name, 60);
  expect(home.troubles).toEqual([]);
});
