import { readFile } from "node:fs/promises";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeFinds } from "../support/axe.ts";
import { ready } from "../../crypto/sodium.ts";
import { judgeEvidence } from "../../crypto/protocol/log-evidence.ts";
import { openOperatorKeys } from "../../server/operator-keys.ts";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { type ForkedLog, forkLog } from "../support/forking-log.ts";
import { type RecordingProxy, startRecordingProxy } from "../support/recording-proxy.ts";
import { freePort } from "../support/server-process.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as customer from "./people/customer.ts";

// A server that holds the log's key shows one person another history than everybody else. That person is told, sends
// nothing, and goes home with a file that proves it; the others notice nothing and order as ever.

const victim = "Somebody whom the server singles out";

let market: SmallMarket;
let proxy: RecordingProxy;
let browser: Browser;
let singledOut: Device;
let other: Device;
let forked: ForkedLog | null = null;

beforeAll(async () => {
  await ready();
  const port = await freePort();
  let target = 0;
  proxy = await startRecordingProxy(
    port,
    () => target,
    async ({ url, headers }) => (headers["user-agent"] === victim ? (forked?.answer(url) ?? null) : null),
  );
  [market, browser] = await Promise.all([openSmallMarket({ origin: proxy.origin }), launchBrowser()]);
  target = market.server.port;
  singledOut = await newDevice(browser, proxy.origin, { userAgent: victim });
  other = await newDevice(browser, proxy.origin, { withoutWorker: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([singledOut, other], task.name);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
  await proxy?.close();
});

/** Everything of a device up to the button that sends. */
async function fillsBasket({ page }: Device): Promise<void> {
  await customer.searchFor(page, "miel");
  await customer.addToBasket(page, "Miel de forêt");
  await customer.goToCheckout(page, market.producer.name);
  await customer.createPasskey(page);
  await customer.chooseCollection(page);
  await customer.chooseFirstWindow(page);
  await customer.choosePayment(page, "À la remise");
  await customer.writeDownCode(page);
}

const posted = (): string[] =>
  proxy.requests
    .filter(
      ({ method, url, headers }) => headers["user-agent"] === victim && method === "POST" && url.startsWith("/relay/"),
    )
    .map(({ url }) => url);

test("a market whose log holds says so in a line below everything", async () => {
  await singledOut.page.goto("/");
  await singledOut.page.getByText(/^Journal vérifié\s: \d+ inscriptions/).waitFor();
  await fillsBasket(singledOut);
});

test("who is shown another history is told at once, and nothing leaves", async () => {
  forked = await forkLog(market.server.origin, openOperatorKeys(market.dataDir).log);
  const { page } = singledOut;
  await page.reload();
  const notice = page.getByRole("alert", { name: "Ce marché se contredit. Plus rien n’est envoyé." });
  await notice.getByText(/deux versions signées se contredisent/).waitFor();
  // The shop goes on being there to be read.
  await customer.searchFor(page, "miel");
  await notice.waitFor();
  await page.goto(`/checkout/${market.producer.partyId}`);
  await customer.chooseCollection(page);
  await customer.chooseFirstWindow(page);
  await customer.choosePayment(page, "À la remise");
  await page.getByRole("button", { name: /^Envoyer la commande/ }).click();
  await page.getByText(/Ce marché se contredit\s: rien n’est parti, votre panier est gardé/).waitFor();
  expect(posted()).toEqual([]);
});

test("the evidence is a file that proves itself", async () => {
  const { page } = singledOut;
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Enregistrer la preuve" }).click(),
  ]);
  const file: unknown = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(judgeEvidence(file)).toBe("proven");
});

test("the notice is found nothing to say against by axe, in both themes", async () => {
  const { page } = singledOut;
  for (const theme of ["wa-light", "wa-dark"]) {
    await page.evaluate((name) => (document.documentElement.className = name), theme);
    expect(await axeFinds(page, ".refusal")).toEqual([]);
  }
});

test("everybody else orders as ever", async () => {
  await fillsBasket(other);
  await customer.sendOrder(other.page);
  await customer.sees(other.page, /Envoyée\. Réponse de l’étal/);
  expect(await other.page.getByRole("alert", { name: /se contredit/ }).count()).toBe(0);
});
