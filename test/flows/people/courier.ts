import type { Page } from "playwright";
import { goTo } from "./seat.ts";

// What somebody on a courier's round does.

/** Takes a delivery that a stall asks for. */
export async function take(page: Page, stall: string, order: string): Promise<void> {
  await goTo(page, "Demandes");
  await page.getByRole("button", { name: `Prendre la livraison de ${stall}, ${order}` }).click();
  await page.getByText("Aucune demande n’attend.").waitFor();
}

export async function openRound(page: Page): Promise<void> {
  await goTo(page, "Tournée");
}

/** Fetches at a stall what is ready. */
export async function fetchFrom(page: Page, stall: string): Promise<void> {
  await page.getByRole("button", { name: `Emporté : ${stall}` }).click();
  await page.getByRole("region", { name: "Arrêt présent" }).waitFor();
}

/** Tries to hand over to somebody who says other words: told so, with an empty field to try again. */
export async function isToldWrongWords(page: Page, words: readonly string[]): Promise<void> {
  const stop = page.getByRole("region", { name: "Arrêt présent" });
  const field = stop.getByRole("textbox", { name: "Le code, à demander" });
  await field.fill(words.join(" "));
  await stop.getByRole("button", { name: "Remis", exact: true }).click();
  await stop.getByText(/Ce ne sont pas les bons mots/).waitFor();
  if ((await field.inputValue()) !== "") throw new Error("The wrong words stayed in the field.");
}

/** Hands over at the present stop to whoever says the three words. */
export async function handOver(page: Page, words: readonly string[]): Promise<void> {
  const stop = page.getByRole("region", { name: "Arrêt présent" });
  await stop.getByRole("textbox", { name: "Le code, à demander" }).fill(words.join(" "));
  await stop.getByRole("button", { name: "Remis", exact: true }).click();
  await page.getByText("1 arrêt fait").waitFor();
}
