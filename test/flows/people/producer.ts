import type { Locator, Page } from "playwright";
import { choose } from "./seat.ts";

// What somebody at a producer's desk does.

/** The slip of an order, by its three words. */
export function slip(page: Page, name: string): Locator {
  return page.getByRole("article", { name, exact: true });
}

type Column = "Nouvelles" | "À préparer" | "Prêtes" | "En route, remises";

/** Resolves when an order lies in a column of the board, without a reload. */
export async function seesIn(page: Page, column: Column, name: string, seconds = 20): Promise<void> {
  const order = page.getByRole("region", { name: column }).getByRole("article", { name, exact: true });
  await order.waitFor({ timeout: seconds * 1000 });
}

/** The dialog that is open: its content lies in the page, its frame in a component's shadow. */
function openDialog(page: Page, label: string): Locator {
  return page.locator(`wa-dialog[open][label="${label}"]`);
}

export async function accept(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Accepter ${name}` }).click();
  await seesIn(page, "À préparer", name);
}

export async function decline(page: Page, name: string, reason: string, text: string): Promise<void> {
  await page.getByRole("button", { name: `Décliner ${name}` }).click();
  const dialog = openDialog(page, "Décliner cette commande");
  await choose(dialog.getByRole("radio", { name: reason }));
  await dialog.getByRole("textbox", { name: /Un mot/ }).fill(text);
  await dialog.getByRole("button", { name: "Décliner", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Prepares it and declares it ready; weighs what is sold by weight, at `grams` a piece. */
export async function prepare(page: Page, name: string, grams?: number): Promise<void> {
  const begin = slip(page, name).getByRole("button", { name: /^Commencer à préparer/ });
  const declare = slip(page, name).getByRole("button", { name: /éclarer prête/ });
  await begin.or(declare).first().waitFor();
  if (await begin.isVisible()) await begin.click();
  await declare.click();
  if (grams !== undefined) {
    const dialog = openDialog(page, "Peser");
    await dialog.getByText("Avec les estimations").waitFor();
    for (const scale of await dialog.getByRole("textbox", { name: /^Poids/ }).all()) await scale.fill(String(grams));
    await dialog.getByRole("button", { name: "Déclarer prête" }).click();
  }
  await seesIn(page, "Prêtes", name);
}

export async function handToCourier(page: Page, name: string): Promise<void> {
  await slip(page, name)
    .getByRole("button", { name: /^Remis au coursier/ })
    .click();
  await seesIn(page, "En route, remises", name);
}

/** Types the three words that somebody says, and hands it over if they are right. */
export async function hearWords(page: Page, name: string, words: readonly string[]): Promise<void> {
  await slip(page, name)
    .getByRole("button", { name: /^Remettre au client/ })
    .click();
  const dialog = openDialog(page, "Remettre au client");
  await dialog.getByRole("textbox", { name: "Les trois mots du client" }).fill(words.join(" "));
  await dialog.getByRole("button", { name: "Remis", exact: true }).click();
}

/** Hands it to whoever says the three words. */
export async function handToCustomer(page: Page, name: string, words: readonly string[]): Promise<void> {
  await hearWords(page, name, words);
  await openDialog(page, "Remettre au client").waitFor({ state: "detached" });
}

/** Opens an order and answers in its thread. */
export async function answer(page: Page, name: string, text: string): Promise<void> {
  await slip(page, name).getByRole("link").first().click();
  await answerHere(page, name, text);
}

/** Answers in the thread of the order that is open. */
export async function answerHere(page: Page, name: string, text: string): Promise<void> {
  const panel = page.getByRole("region", { name });
  await panel.getByRole("textbox", { name: "Votre message" }).fill(text);
  await panel.getByRole("button", { name: "Envoyer le message" }).click();
  await panel.getByText(text).waitFor();
}
