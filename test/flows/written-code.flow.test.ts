import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as customer from "./people/customer.ts";

// Léa's old tablet knows no passkeys: the written-down code is her key.

let market: SmallMarket;
let browser: Browser;
const devices: Device[] = [];
let code = "";
let address = "";

async function tablet(): Promise<Device> {
  const opened = await newDevice(browser, market.origin, { withoutWorker: true, passkeys: false });
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

test("an account is held by the code alone, and orders", async () => {
  const { page } = await tablet();
  await customer.searchFor(page, "miel");
  await customer.addToBasket(page, "Miel de forêt");
  await customer.goToCheckout(page, market.producer.name);
  await page.getByText("Ce navigateur n’a pas de clé d’accès : un code écrit fait l’affaire.").waitFor();
  code = await customer.beginWithCode(page);
  await customer.chooseCollection(page);
  await customer.chooseFirstWindow(page);
  await customer.choosePayment(page, "À la remise");
  address = await customer.sendOrder(page);
});

test("the code opens everything on another device, typed as people type", async () => {
  const { page } = await tablet();
  await page.goto(address);
  await customer.signInWithCode(
    page,
    code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l"),
  );
  await customer.sees(page, /Envoyée\. Réponse de l’étal/);
});

test("a wrong code says so and opens nothing", async () => {
  const { page } = await tablet();
  await page.goto(address);
  const last = code.at(-1) === "7" ? "8" : "7";
  await customer.signInWithCode(page, code.slice(0, -1) + last);
  await page.getByRole("alert").filter({ hasText: /code/i }).waitFor();
  await page.getByRole("heading", { name: "Cette commande est fermée." }).waitFor();
});

test("going out leaves nothing of it on the device", async () => {
  const { page } = devices[1] ?? (await tablet());
  await customer.signOut(page);
  const left = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const found: string[] = [];
    for (const { name = "" } of databases) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.addEventListener("success", () => resolve(opening.result));
        opening.addEventListener("error", () => reject(new Error("cannot be opened")));
      });
      for (const store of database.objectStoreNames) {
        const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
          const asking = database.transaction(store).objectStore(store).getAllKeys();
          asking.addEventListener("success", () => resolve(asking.result));
          asking.addEventListener("error", () => reject(new Error("cannot be read")));
        });
        // The shop and the market's log are the same on every device, and nobody's.
        if (!["packs", "catalogue", "log"].includes(store))
          found.push(...keys.map((key) => `${store}/${JSON.stringify(key)}`));
      }
      database.close();
    }
    return found;
  });
  // A fresh key for whoever comes next, and nothing that belongs to anybody.
  expect(left.filter((key) => !/^device\/"(key|vault)/.test(key))).toEqual([]);
});
