import { html, render } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/shop/shop.css";
import "../../../client/courier/round.ts";
import type { Delivery } from "../../../client/core/api.ts";
import { instance } from "../../../client/instance.ts";
import { wordListOf } from "../../../client/core/words/words.ts";
import { aDelivery } from "./deliveries.ts";

const acted = vi.hoisted(() => vi.fn());
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: { courierAct: acted },
}));

const stops = ["Rue Dancet 3", "Rue de Carouge 48"].map((street, index) =>
  aDelivery(String(index), { state: "collected", street, ageMin: 18 }),
);

async function show(
  deliveries: readonly Delivery[],
  syncedAt: string | null = "2026-11-26T08:00:00.000Z",
): Promise<void> {
  const main = document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));
  const courier = { partyId: "c".repeat(43), deliveries, unreadable: [], syncedAt };
  render(html`<sp-round .party=${courier.partyId} .courier=${courier}></sp-round>`, main);
  await document.querySelector("sp-round")?.updateComplete;
}

beforeEach(async () => {
  document.documentElement.lang = "fr";
  document.documentElement.className = "wa-light";
  await page.viewport(390, 844);
});
afterEach(() => document.querySelector("main")?.remove());

/** Says at the present door that the person's age was seen, and types three words. */
async function readyToHandOver(): Promise<void> {
  await page.getByRole("checkbox").click();
  await page
    .getByRole("textbox", { name: "Le code, à demander" })
    .fill(wordListOf(instance.words).slice(0, 3).join(" "));
  await expect.element(page.getByRole("button", { name: "Remis", exact: true })).toBeEnabled();
}

async function nothingIsSaidYet(): Promise<void> {
  await expect.element(page.getByRole("textbox", { name: "Le code, à demander" })).toHaveValue("");
  await expect.element(page.getByRole("checkbox")).not.toBeChecked();
  await expect.element(page.getByRole("button", { name: "Remis", exact: true })).toBeDisabled();
}

test("words and the age seen at one door are not those of the next that is chosen", async () => {
  await show(stops);
  await readyToHandOver();
  await page.getByRole("button", { name: "Rue de Carouge 48" }).click();
  await expect.element(page.getByRole("region", { name: "Arrêt présent" })).toHaveTextContent(/Rue de Carouge 48/);
  await nothingIsSaidYet();
});

test("nor are they when a colleague's device has handed over here meanwhile", async () => {
  await show(stops);
  await readyToHandOver();
  await show(stops.slice(1));
  await nothingIsSaidYet();
});

test("before the first answer, and in a dead zone: what waits at stalls is known, that nothing does is not", async () => {
  const asks = page.getByText("Ce bureau demande ce qui est arrivé…");
  await show([], null);
  await expect.element(asks).toBeVisible();
  await show([aDelivery("0", { state: "accepted", parcels: 2 })], null);
  await expect.element(page.getByText("Commencez par chercher les colis.")).toBeVisible();
  await expect.element(asks).not.toBeInTheDocument();
  await show([]);
  await expect.element(page.getByText("Rien à livrer.")).toBeVisible();
});

test("after somebody was not there the next door's heading has the focus, and a second press does nothing", async () => {
  await show(stops);
  acted.mockImplementation(() => show(stops.slice(1)));
  await page.getByRole("button", { name: "Pas là…" }).click();
  await page.getByRole("button", { name: "Noter" }).click();
  await expect.poll(() => document.activeElement?.textContent).toBe("Rue de Carouge 48");
  await userEvent.keyboard("{Enter}{Enter}");
  expect(document.activeElement?.textContent).toBe("Rue de Carouge 48");
  expect(acted).toHaveBeenCalledOnce();
});
