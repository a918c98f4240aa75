import { randomBytes } from "node:crypto";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openDevice } from "../client/core/support/people.ts";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { serverIdentity } from "../support/server-identity.ts";
import { openMint } from "../support/token-payments.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as customer from "./people/customer.ts";
import * as producer from "./people/producer.ts";
import { goTo, takeSeat } from "./people/seat.ts";

// Dominique collects at the stall and pays by bank transfer; another order is declined; a third is never answered.

let market: SmallMarket;
let browser: Browser;
let home: Device;
let desk: Device;

beforeAll(async () => {
  [market, browser] = await Promise.all([openSmallMarket(), launchBrowser()]);
  home = await newDevice(browser, market.origin, { withoutWorker: true, screen: "phone" });
  desk = await newDevice(browser, market.origin, { withoutWorker: true });
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

test("collected at the stall against three words, paid by a QR-bill that the device drew", async () => {
  await customer.searchFor(home.page, "jus");
  await customer.addToBasket(home.page, "Jus de pomme trouble");
  await customer.goToCheckout(home.page, market.producer.name);
  await customer.createPasskey(home.page);
  await customer.chooseCollection(home.page);
  await customer.chooseFirstWindow(home.page);
  await customer.choosePayment(home.page, "QR-facture");
  await customer.writeDownCode(home.page);
  await customer.sendOrder(home.page);
  const name = await customer.orderName(home.page);

  await home.page.getByRole("button", { name: "Voir la QR-facture" }).click();
  const bill = home.page.locator("#bill");
  await bill.locator("svg.qr").waitFor();
  // Amount with the deposit, the stall's account, a reference and nothing of what was bought.
  const text = (await bill.innerText()).replaceAll(/\s+/g, " ");
  expect(text).toContain("6.20");
  expect(text).toContain("CH93 0076 2011 6238 5295 7");
  expect(text).not.toContain("Jus de pomme");

  await producer.seesIn(desk.page, "Nouvelles", name);
  await producer.accept(desk.page, name);
  await producer.prepare(desk.page, name);
  await customer.sees(home.page, "Elle vous attend.");
  await producer.handToCustomer(desk.page, name, await customer.handoverWords(home.page));
  await customer.sees(home.page, "Remise à l’étal");
});

test("wrong words open no parcel", async () => {
  const name = await orderHoney();
  await producer.accept(desk.page, name);
  await producer.prepare(desk.page, name);
  await producer.hearWords(desk.page, name, ["abeille", "abeille", "abeille"]);
  await desk.page.getByText("Ce ne sont pas les bons mots.").waitFor();
  await desk.page.getByRole("button", { name: "Laisser" }).click();
  await producer.handToCustomer(desk.page, name, await customer.handoverWords(home.page));
  await customer.sees(home.page, "Remise à l’étal");
});

test("an envelope that nobody can open is told, and hides no order; thrown away, it is gone", async () => {
  const name = await orderHoney();
  await producer.seesIn(desk.page, "Nouvelles", name);
  const { log } = await serverIdentity(market.origin);
  const mint = openMint(market.dataDir, Date.now, log.origin.split("/")[0]);
  const envelope = Buffer.concat([Buffer.from("SMK1\0\u0001", "latin1"), randomBytes(4096 - 6)]);
  const posted = await fetch(`${market.origin}/relay/inboxes/${market.producer.partyId}/envelopes`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", authorization: `PrivateToken token="${mint("relay")}"` },
    body: envelope,
  });
  expect(posted.status).toBe(201);
  const note = desk.page.getByText("Une enveloppe n’a pas pu être ouverte. Les autres commandes sont là.");
  await note.waitFor();
  await producer.seesIn(desk.page, "Nouvelles", name);
  // Who comes to the desk now sees the same.
  await desk.page.reload();
  await note.click();
  await producer.seesIn(desk.page, "Nouvelles", name);
  await desk.page.getByText(/^Reçue \p{L}+ \d+ \p{L}+, \d+\sh/u).waitFor();
  await desk.page.getByRole("button", { name: "La jeter" }).click();
  await note.waitFor({ state: "detached" });
  await producer.seesIn(desk.page, "Nouvelles", name);
});

test("declined with a reason, which the customer reads; nothing is due", async () => {
  const name = await orderHoney();
  await producer.seesIn(desk.page, "Nouvelles", name);
  await producer.decline(desk.page, name, "Épuisé", "Plus de miel avant le printemps.");
  await customer.sees(home.page, `${market.producer.name} ne peut pas la préparer`);
  await customer.sees(home.page, /Plus de miel avant le printemps/);
});

test("an order that nobody answers lapses by itself, on the customer's own clock", async () => {
  const waiting = await openDevice(market.origin);
  await waiting.market.createAccountWithCode();
  const { partyId } = market.producer;
  await waiting.until("catalogue", ({ items, verified }) => items > 0 && verified);
  await waiting.market.setBasketLine(`${partyId}/miel`, "pot", 1);
  const windows = await waiting.market.collectionWindows(partyId);
  const last = windows.findLast(({ open }) => open);
  expect(last).toBeDefined();
  const thread = await waiting.market.placeOrder({
    partyId,
    fulfilment: { kind: "collection", windowId: last?.id ?? "", day: last?.day ?? "" },
    payment: "at-handover",
    shortage: "refund",
    totalMinor: 1250,
    capMinor: 1250,
    sendNow: true,
  });
  expect((await waiting.market.order(thread))?.view.state).toBe("placed");
  waiting.turnClock(25 * 3_600_000);
  expect((await waiting.market.order(thread))?.view.state).toBe("lapsed");
  await waiting.close();
});

/** Orders a jar of honey to be collected; returns the order's name. */
async function orderHoney(): Promise<string> {
  await customer.searchFor(home.page, "miel");
  await customer.addToBasket(home.page, "Miel de forêt");
  await customer.goToCheckout(home.page, market.producer.name);
  await customer.chooseCollection(home.page);
  await customer.chooseFirstWindow(home.page);
  await customer.choosePayment(home.page, "À la remise");
  await customer.sendOrder(home.page);
  return customer.orderName(home.page);
}
