import type { Locator, Page } from "playwright";

/** Opens an invitation, makes a passkey, and sits down: resolves when the desk is there. */
export async function takeSeat(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("heading", { name: "On vous a gardé une place." }).waitFor();
  await page.getByRole("button", { name: "Créer ma clé d’accès" }).click();
  await page.waitForURL(/\/(desk|courier|steward)\//);
  await deskPlaces(page).waitFor();
}

/** The places of a desk: beside it on a wide screen, below it on a phone. */
export function deskPlaces(page: Page) {
  return page.getByRole("navigation", { name: /^(Places|Navigation) du bureau$/ }).filter({ visible: true });
}

/** Goes to a place of a desk. */
export async function goTo(page: Page, place: string): Promise<void> {
  await deskPlaces(page)
    .getByRole("link", { name: new RegExp(place) })
    .click();
}

/** Chooses a radio or ticks a box as a finger does: on its label, which must not lie under anything. */
export async function choose(control: Locator): Promise<void> {
  await control.first().waitFor({ state: "attached" });
  await control.first().locator("xpath=ancestor::label").click();
}
