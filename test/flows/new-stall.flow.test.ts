import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Device, foreignUrls, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { until } from "../support/server-process.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import { toBase64url } from "../../crypto/bytes.ts";
import { makeStatement } from "../../crypto/protocol/signed-statement.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import { type Device as HeadlessDevice, openDevice } from "../client/core/support/people.ts";
import * as customer from "./people/customer.ts";
import * as newcomer from "./people/newcomer.ts";
import * as producer from "./people/producer.ts";
import { choose, goTo, takeSeat } from "./people/seat.ts";

// Noé opens a stall on his own, is let in by the steward, and sells the first thing that he put there; then he brings the
// files of his three old web shops. In between Mia, who helped, leaves, and the stall goes on by another key.

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
  noe = await newDevice(browser, market.origin, { withoutWorker: true });
  office = await newDevice(browser, market.origin, { withoutWorker: true });
  home = await newDevice(browser, market.origin, { withoutWorker: true, screen: "phone" });
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

describe("Mia, who helped, leaves", () => {
  let mia: HeadlessDevice;
  let copied: SigningKeyPair;
  beforeAll(async () => {
    await noe.page.goto(`/desk/${party}/team`);
    await noe.page.getByRole("button", { name: "Faire un lien d’invitation" }).click();
    const link = await noe.page.getByLabel("Lien d’invitation", { exact: true }).inputValue();
    mia = await openDevice(market.server.origin);
    await mia.market.createAccountWithCode();
    await mia.market.joinWithInvitation(link.split("#")[1] ?? "");
    await mia.market.nameSeat(party, "Mia");
    await (await mia.core.session.partySpace(party)).flush();
    // Her link has gone from the desk's list; another one, made and taken back, opens nothing.
    await noe.page.getByText("Quelqu’un a pris la place.").waitFor();
    await noe.page.getByRole("button", { name: "Faire un lien d’invitation" }).click();
    const other = await noe.page.getByLabel("Lien d’invitation", { exact: true }).inputValue();
    await noe.page.getByRole("button", { name: /^Reprendre le lien du/ }).click();
    await noe.page.getByText("Repris. Ce lien n’ouvre plus rien.").waitFor();
    await expect(mia.market.joinWithInvitation(other.split("#")[1] ?? "")).rejects.toMatchObject({
      code: "invitation/used",
    });
    copied = mia.core.session.partyKey(party);
  });
  afterAll(() => mia?.close());

  test("the stall's key is replaced with her removal, and everybody is told since when and why", async () => {
    await noe.page.getByRole("button", { name: "Retirer Mia" }).click();
    const dialog = noe.page.getByRole("dialog", { name: "Retirer Mia ?" });
    expect(await dialog.getByRole("checkbox").isChecked()).toBe(true);
    await dialog.getByRole("button", { name: "Retirer et changer les clés" }).click();
    await noe.page.getByText("Mia n’a plus de place ici, et ne peut plus parler en votre nom.").waitFor();
    await home.page.goto(`/stall/${party}`);
    await home.page.getByText(/^\s*Ces mots sont nouveaux depuis le .*\s: l’étal a remplacé sa clé/).waitFor();
    await home.page.getByRole("heading", { name: "Bol émaillé bleu" }).first().waitFor();
  });

  test("the customer's open order goes on under the next key", async () => {
    await noe.page.goto(`/desk/${party}/orders`);
    await producer.accept(noe.page, orders[0]?.name ?? "");
    await home.page.goto(orders[0]?.page ?? "");
    await customer.sees(home.page, /Acceptée/);
  });

  test("what she publishes with the key that she copied is refused", async () => {
    const author = toBase64url(copied.publicKey);
    const page = mia.core.catalogue.statement("party", author, author);
    const body = { ...page!.body, name: "Poterie de Mia" };
    const said = { v: 1, type: "party", author, subject: author, revision: 4_000_000_000, body } as const;
    const { wire } = makeStatement({ ...said, issuedOn: new Date().toISOString().slice(0, 10) }, copied);
    const sent = mia.core.platform.transport.request("postStatement", { body: wire });
    await expect(sent).rejects.toMatchObject({ code: "statement/succeeded" });
  });
});

test("somebody says that the stall's key is lost: all see it, and Noé, who has it, says no", async () => {
  await home.page.goto(`/lost-key/${party}`);
  await home.page.getByRole("button", { name: "Faire une nouvelle clé et la demande" }).click();
  const request = await home.page.getByLabel("Texte de la demande").inputValue();
  await goTo(office.page, "Clé perdue");
  await office.page.getByLabel("Texte de la demande").fill(request);
  await choose(office.page.getByRole("checkbox", { name: "Lus ensemble, ils sont identiques" }));
  await office.page.getByLabel("Motif").fill("Téléphone perdu");
  await office.page.getByRole("button", { name: "Donner cette clé et signer" }).click();
  await office.page.getByText(`Signé : ${stall.name} aura sa nouvelle clé`).waitFor();
  await home.page.goto(`/stall/${party}`);
  const alarm = home.page.getByRole("alert").filter({ hasText: "Cet étal a perdu sa clé." });
  await alarm.waitFor();

  await noe.page.getByRole("heading", { name: /^Le bureau du marché donne ce bureau à une autre clé/ }).waitFor();
  await noe.page.getByRole("link", { name: "Remplacer la clé de ce bureau" }).click();
  await noe.page.getByRole("button", { name: "Remplacer la clé…" }).click();
  const dialog = noe.page.getByRole("dialog", { name: "Remplacer la clé de ce bureau ?" });
  await dialog.getByRole("button", { name: "Remplacer la clé" }).click();
  await noe.page.getByText("La clé est remplacée.").waitFor();
  await alarm.waitFor({ state: "detached" });
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
      // The stall shows its first items by name, and more of the file are still coming before them.
      await home.page.getByRole("searchbox", { name: "Chercher dans l’étal" }).fill(item ?? "");
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
const orders: { readonly name: string; readonly page: string }[] = [];

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
  orders.push({ name, page: home.page.url() });
}
