import type { Page } from "playwright";
import { choose } from "./seat.ts";
import { until } from "../../support/server-process.ts";

// What a customer does, by the names that the screens give: as somebody would read them out.

/** Where something is to be brought. */
export interface Door {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly phone: string;
  readonly note?: string;
}

/** Opens the shop and searches; resolves when the first answers are there. */
export async function searchFor(page: Page, text: string): Promise<void> {
  await page.goto("/");
  const box = page.getByRole("combobox", { name: "Chercher" }).first();
  await box.fill(text);
  await box.press("Enter");
  await page.waitForURL(/\/search\?/);
  await page.getByRole("article").first().waitFor();
}

/** Adds one of an item, by its name, from the list of answers or the stall's page. */
export async function addToBasket(page: Page, item: string): Promise<void> {
  await page
    .getByRole("button", { name: `Ajouter au panier, ${item}`, exact: true })
    .first()
    .click();
  await page
    .getByRole("group", { name: `Quantité, ${item}`, exact: true })
    .first()
    .waitFor();
}

/** Goes to the basket and on to the checkout of a stall. */
export async function goToCheckout(page: Page, stall: string): Promise<void> {
  await page
    .getByRole("link", { name: /Panier/ })
    .filter({ visible: true })
    .first()
    .click();
  await page.getByRole("heading", { name: "Panier", level: 1 }).waitFor();
  await page.getByRole("link", { name: `Commander chez ${stall}` }).click();
  await page.getByRole("heading", { name: "Livraison et paiement" }).waitFor();
}

/** Makes a passkey where the page asks for one. */
export async function createPasskey(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Créer ma clé d’accès" }).click();
  await page.getByText("Vos clés sont prêtes.").waitFor();
}

/** Copies the code from the sheet on the screen, and confirms it the way the page asks. Returns the code. */
async function copyCode(page: Page): Promise<string> {
  const sheet = page.getByRole("region", { name: "Code de secours" });
  await sheet.waitFor();
  const groups = await sheet.locator("ol.code b").allInnerTexts();
  const label = page.locator("label[for=code-group]");
  const [, number = ""] = /(\d)/.exec(await label.innerText()) ?? [];
  await page.locator("#code-group").fill(groups[Number(number) - 1] ?? "");
  await page.getByRole("button", { name: "C’est noté" }).click();
  await sheet.waitFor({ state: "detached" });
  return groups.join("-");
}

/** Asks for the code that opens everything again, and writes it down. */
export async function writeDownCode(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Recevoir un code à noter" }).click();
  return copyCode(page);
}

/** Begins without a passkey: the code alone is the key. */
export async function beginWithCode(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Je commence : recevoir un code à noter" }).click();
  return copyCode(page);
}

/** Has it delivered home, by the courier that stands chosen. */
export async function chooseDelivery(page: Page, door: Door): Promise<void> {
  await page.getByRole("textbox", { name: "Nom", exact: true }).fill(door.name);
  await page.getByRole("textbox", { name: "Rue et numéro" }).fill(door.street);
  await page.getByRole("textbox", { name: "Code postal" }).fill(door.postcode);
  await page.getByRole("textbox", { name: "Téléphone" }).fill(door.phone);
  if (door.note !== undefined)
    await page.getByRole("textbox", { name: "Un mot pour qui vient à la porte" }).fill(door.note);
  await page.getByRole("button", { name: "Livrer ici" }).click();
}

/** Collects at the stall. */
export async function chooseCollection(page: Page): Promise<void> {
  await choose(page.getByRole("radio", { name: /Retirer à l’étal/ }));
}

/** Takes the first window that is still open. */
export async function chooseFirstWindow(page: Page): Promise<void> {
  await choose(page.locator("input[name=window]:not(:disabled)"));
}

export async function choosePayment(
  page: Page,
  method: "À la remise" | "Au rendez-vous" | "QR-facture",
): Promise<void> {
  await choose(page.getByRole("radio", { name: method }));
}

/** Sends the order, at once rather than at a random moment. Returns its address. */
export async function sendOrder(page: Page, note?: string): Promise<string> {
  if (note !== undefined) await page.getByRole("textbox", { name: /Un mot pour l’étal/ }).fill(note);
  // On a phone the button stands in the bar below. In the European Union it says that it is to be paid.
  const orders = /^(Envoyer la commande|Commander avec obligation de paiement)/;
  const send = page.getByRole("button", { name: orders }).filter({ visible: true });
  await send.first().click();
  await page.waitForURL(/\/orders\/[\w-]{22}$/);
  await sendNow(page);
  return new URL(page.url()).pathname;
}

/** Does not wait for the random moment. Resolves when nothing of the open order waits any more. */
export async function sendNow(page: Page): Promise<void> {
  const waiting = page.getByRole("button", { name: /^(Envoyer|Réessayer) maintenant$/ });
  const sent = page.getByRole("heading", { name: "Messages" });
  await waiting.or(sent).first().waitFor();
  // It may leave by itself between being seen and being pressed.
  await waiting.click({ timeout: 2_000 }).catch(() => undefined);
  await waiting.waitFor({ state: "detached" });
}

/** The three words that name the open order. */
export async function orderName(page: Page): Promise<string> {
  return (await page.locator("header.order-h .voice").innerText()).trim();
}

/** The three words to say at handover. */
export async function handoverWords(page: Page): Promise<string[]> {
  const words = await page.getByRole("region", { name: "Votre code de remise" }).locator(".words").innerText();
  return words.split(/\s+/).filter((word) => word !== "");
}

/** Resolves when the open order's page says so, without a reload. */
export async function sees(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor();
}

export async function writeToStall(page: Page, stall: string, text: string): Promise<void> {
  await page.getByRole("textbox", { name: `Message à ${stall}` }).fill(text);
  await sendMessageNow(page);
  await page.getByRole("listitem").filter({ hasText: text }).waitFor();
}

/** Sends the message that has been typed, and does not wait for the random moment: the list of orders lets it go. */
export async function sendMessageNow(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Envoyer le message" }).click();
  await page.getByRole("link", { name: "Mes commandes" }).filter({ visible: true }).first().click();
  await page.getByRole("heading", { name: "Mes commandes", level: 1 }).waitFor();
  // Pressed for as long as something is there: what has just been written may come to the list a moment later.
  const waiting = page.getByRole("button", { name: "Essayer maintenant" });
  await until("nothing waits to be sent", async () => {
    await waiting.click({ timeout: 500 }).catch(() => undefined);
    return (await waiting.count()) === 0;
  });
  await page.goBack();
  await page.getByRole("heading", { name: "Messages" }).waitFor();
}

/** Comes in with the written-down code, on any page that asks who is there. */
export async function signInWithCode(page: Page, code: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "J’ai déjà un code" });
  const toggle = page.getByRole("button", { name: "Sans clé d’accès : avec un code écrit" });
  await field.or(toggle).first().waitFor();
  if (!(await field.isVisible())) await toggle.click();
  await field.fill(code);
  await page.getByRole("button", { name: "Entrer avec ce code" }).click();
}

/** Goes out: nothing stays on the device. */
export async function signOut(page: Page): Promise<void> {
  await page.goto("/me");
  await page.getByRole("button", { name: "Sortir de cet appareil" }).click();
  await page.getByRole("button", { name: "Sortir de cet appareil" }).waitFor({ state: "detached" });
}
