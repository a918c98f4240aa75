import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as customer from "./people/customer.ts";
import * as producer from "./people/producer.ts";
import { choose, goTo, takeSeat } from "./people/seat.ts";

// Honey waits at a kiosk that knows neither what is in the parcel nor for whom it is.

let market: SmallMarket;
let browser: Browser;
let home: Device;
let desk: Device;
let kiosk: Device;

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket({ also: true }), launchBrowser()]);
  home = await newDevice(browser, market.origin, { withoutWorker: true, screen: "phone" });
  desk = await newDevice(browser, market.origin, { withoutWorker: true });
  kiosk = await newDevice(browser, market.origin, { withoutWorker: true, screen: "phone" });
  await takeSeat(desk.page, market.producer.link);
  await goTo(desk.page, "Commandes");
  await takeSeat(kiosk.page, market.point?.link ?? "");
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([home, desk, kiosk], task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

const parcels = (name: string) => kiosk.page.getByRole("listitem").filter({ hasText: name });

/** Orders honey to be picked up at the kiosk; returns the order's name. */
async function orderForKiosk(first: boolean): Promise<string> {
  await customer.searchFor(home.page, "miel");
  await customer.addToBasket(home.page, "Miel de forêt");
  await customer.goToCheckout(home.page, market.producer.name);
  if (first) await customer.createPasskey(home.page);
  await choose(home.page.getByRole("radio", { name: /Kiosque d’Essai/ }));
  await customer.sees(home.page, /apprend combien de colis viennent/);
  await customer.chooseFirstWindow(home.page);
  // Nothing is paid at a point: the only way left is the transfer.
  expect(await home.page.getByRole("radio", { name: "À la remise" }).count()).toBe(0);
  if (first) await customer.writeDownCode(home.page);
  await customer.sendOrder(home.page);
  return customer.orderName(home.page);
}

test("announced, there, fetched with three words; each step is seen by whom it concerns", async () => {
  const name = await orderForKiosk(true);
  await producer.seesIn(desk.page, "Nouvelles", name);
  await producer.accept(desk.page, name);
  await parcels(name)
    .getByText(/Attendu/)
    .waitFor();
  // What the kiosk is shown of it: a name of three words, a count, a stall.
  expect(await kiosk.page.locator("body").innerText()).not.toMatch(/miel|12\.50/i);

  await producer.prepare(desk.page, name);
  await producer
    .slip(desk.page, name)
    .getByRole("button", { name: /^Apporté au point de retrait/ })
    .click();
  await producer.seesIn(desk.page, "En route, remises", name);
  await customer.sees(home.page, "En route vers le point de retrait.");

  await kiosk.page.getByRole("textbox", { name: /nom sur le colis/ }).fill(name.split(" ")[0] ?? "");
  await parcels(name)
    .getByRole("button", { name: /^Il est là/ })
    .click();
  await customer.sees(home.page, /Elle vous attend au point de retrait, jusqu’à/);
  await home.page.getByRole("heading", { name: "À retirer" }).waitFor();

  const words = await customer.handoverWords(home.page);
  await parcels(name)
    .getByRole("button", { name: /^Remettre/ })
    .click();
  const field = kiosk.page.getByRole("textbox", { name: "Les trois mots, à demander" });
  // Whoever pressed the button types at once.
  await kiosk.page.locator("#handover-code:focus").waitFor();
  await kiosk.page.keyboard.type("abeille abeille abeille");
  await kiosk.page.getByRole("button", { name: "Remis", exact: true }).click();
  await kiosk.page.getByText("Ce ne sont pas les bons mots.").waitFor();
  await field.fill(words.join(" "));
  await kiosk.page.getByRole("button", { name: "Remis", exact: true }).click();
  await customer.sees(home.page, "Remise contre votre code");
  await kiosk.page.getByText("1 colis passé").waitFor();
});

test("what nobody fetches goes back to the stall", async () => {
  const name = await orderForKiosk(false);
  await producer.seesIn(desk.page, "Nouvelles", name);
  await producer.accept(desk.page, name);
  await parcels(name)
    .getByRole("button", { name: /^Il est là/ })
    .click();
  await parcels(name)
    .getByRole("button", { name: /^Rendu à l’étal/ })
    .click();
  await customer.sees(home.page, "Elle n’a pas pu être remise et retourne à l’étal.");
  for (const device of [home, desk, kiosk]) expect(device.troubles).toEqual([]);
});

test("the kiosk's own page says what it takes, and is edited where the desk is", async () => {
  await goTo(kiosk.page, "Page");
  await kiosk.page.getByRole("checkbox", { name: /au frais/ }).waitFor({ state: "attached" });
  await choose(kiosk.page.getByRole("checkbox", { name: /au frais/ }));
  await kiosk.page.getByRole("textbox", { name: "Gardé, jours" }).fill("3");
  await kiosk.page.getByRole("button", { name: "Publier la page" }).click();
  await kiosk.page.getByText("Publiée.").waitFor();
  await home.page.goto(`/stall/${market.point?.partyId}`);
  await customer.sees(home.page, "Gardés 3 jours.");
});
