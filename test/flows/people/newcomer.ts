import type { Page } from "playwright";
import { choose } from "./seat.ts";

// What somebody does who opens a stall, and what the steward does who lets them in.

export interface NewStall {
  readonly name: string;
  readonly trade: string;
  readonly street: string;
  readonly postcode: string;
  readonly phone: string;
}

const go = (page: Page) => page.getByRole("button", { name: "Continuer" }).click();

/** Opens a stall from the first question to the empty desk; returns the party's id. */
export async function openStall(page: Page, stall: NewStall): Promise<string> {
  await page.goto("/open-stall");
  await page.getByRole("button", { name: "Créer ma clé d’accès" }).click();
  await page.getByRole("heading", { name: "Qu’ouvrez-vous ?" }).waitFor();
  await go(page);
  await page.getByRole("textbox", { name: "Nom", exact: true }).fill(stall.name);
  await page.getByRole("textbox", { name: "Métier, en trois mots" }).first().fill(stall.trade);
  await page.getByRole("combobox", { name: "Catégorie principale" }).selectOption({ index: 1 });
  await go(page);
  await page.getByRole("textbox", { name: "Rue et numéro" }).fill(stall.street);
  await page.getByRole("textbox", { name: "Code postal" }).fill(stall.postcode);
  await page.getByRole("textbox", { name: /^Téléphone/ }).fill(stall.phone);
  await go(page);
  const collection = page.getByRole("group", { name: "Retrait chez vous" });
  for (let day = 0; day < 7; day++) await collection.getByRole("button", { name: "Ajouter une plage" }).click();
  await go(page);
  await page.getByRole("button", { name: "Demander l’accréditation" }).click();
  await page.waitForURL(/\/desk\/[\w-]{43}/);
  return /\/desk\/([\w-]{43})/.exec(page.url())?.[1] ?? "";
}

/** Adds an item by hand, with a picture. */
export async function addItem(
  page: Page,
  item: { readonly name: string; readonly category: string; readonly price: string; readonly picture: Buffer },
): Promise<void> {
  await page.getByRole("link", { name: "Nouvel article" }).click();
  await page.getByRole("textbox", { name: "Nom", exact: true }).fill(item.name);
  await page.getByRole("combobox", { name: "Catégorie", exact: true }).selectOption(item.category);
  await page.getByRole("textbox", { name: /^Prix, / }).fill(item.price);
  await page.locator("label.picture-add input").setInputFiles({
    name: "photo.png",
    mimeType: "image/png",
    buffer: item.picture,
  });
  await page.getByRole("button", { name: "Enlever l’image 1" }).waitFor();
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await page.getByRole("heading", { name: "Articles", level: 1 }).waitFor();
}

/** Publishes what was changed. */
export async function publish(page: Page): Promise<void> {
  const publishing = page.getByRole("button", { name: /^Publier/ }).filter({ visible: true });
  await publishing.first().click();
  await publishing.first().waitFor({ state: "detached" });
}

/**
 * Brings a file in, puts what it calls otherwise among the gifts, and takes all that it offers. Returns the names of the
 * items that it would make.
 */
export async function importFile(page: Page, name: string, bytes: Buffer): Promise<string[]> {
  await page.locator("label.pick-file input").setInputFiles({ name, mimeType: "text/csv", buffer: bytes });
  const take = page.getByRole("button", { name: /^Prendre [\d’ ]+ changements?$/ }).filter({ visible: true });
  const answers = [
    { asked: "Catégories du fichier", answer: "gift" },
    { asked: "Taux de TVA du fichier", answer: "reduced" },
  ].map(({ asked, answer }) => ({
    open: page.getByRole("region", { name: asked }).locator("select[aria-invalid=true]").first(),
    answer,
  }));
  await page.getByRole("group", { name: "Changements" }).waitFor();
  for (;;) {
    // Each answer has the file read again.
    await page.locator(".import-busy").waitFor({ state: "detached" });
    let next: (typeof answers)[number] | undefined;
    for (const each of answers) if ((await each.open.count()) > 0) next = each;
    if (next === undefined) break;
    await next.open.selectOption(next.answer);
  }
  await take.waitFor();
  await page.getByRole("button", { name: /^[\d’ ]+\s*nouveaux$/ }).click();
  const names = await page.locator("td.t-n b").allInnerTexts();
  await take.click();
  await page.getByText("Ils paraîtront quand vous les publierez.").waitFor();
  return names;
}

/** The steward compares the key and lets somebody in. */
export async function accredit(page: Page, stall: string): Promise<void> {
  await page
    .getByRole("link", { name: new RegExp(stall) })
    .first()
    .click();
  await page.getByRole("region", { name: stall }).waitFor();
  await choose(page.getByRole("checkbox", { name: "Lus ensemble, ils sont identiques" }));
  await page.getByRole("button", { name: "Accréditer et signer" }).click();
  await page.getByText(new RegExp(`^Signé\\s: ${stall}`)).waitFor();
  await page.getByText("À jour", { exact: true }).filter({ visible: true }).waitFor();
}
