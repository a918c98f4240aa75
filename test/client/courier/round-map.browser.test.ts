import axe from "axe-core";
import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import "../../../client/design/theme.css";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/design/elements.css";
import "../../../client/shop/shop.css";
import "../../../client/courier/round-map.ts";
import { roundOnMap } from "../../../client/courier/round-pins.ts";
import { roundOf } from "../../../client/courier/stops.ts";
import type { Delivery } from "../../../client/core/api.ts";
import { aDelivery } from "./deliveries.ts";

const to = (thread: string, street: string, postcode: string): Delivery => {
  const delivery = aDelivery(thread, { state: "collected", street });
  return { ...delivery, address: delivery.address && { ...delivery.address, postcode } };
};
const day = [
  to("a", "Rue de Carouge 48", "1205"),
  to("b", "Rue Dancet 3", "1205"),
  to("c", "Route de Suisse 9", "1290"),
  aDelivery("d", { state: "accepted", parcels: 2 }),
];

async function show(deliveries: readonly Delivery[]): Promise<void> {
  const main = document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));
  const round = roundOf(deliveries);
  render(
    html`<h1>Tournée</h1>
      <h2>Ensuite</h2>
      <sp-round-map .round=${roundOnMap(round, round.stops[0])}></sp-round-map>`,
    main,
  );
  await document.querySelector("sp-round-map")?.updateComplete;
}

beforeEach(async () => {
  document.documentElement.lang = "fr";
  document.documentElement.className = "wa-light";
  document.title = "Tournée";
  await page.viewport(390, 844);
});
afterEach(() => document.querySelector("main")?.remove());

test("the map comes when it is asked for, and says that it shows doors only about where they are", async () => {
  await show(day);
  expect(document.querySelector("sp-map")).toBeNull();
  const button = page.getByRole("button", { name: "Voir sur la carte" });
  await expect.element(button).toHaveAttribute("aria-expanded", "false");
  await button.click();
  await expect.element(page.getByRole("button", { name: "Arrêts 1, 2, par là : 1205 Plainpalais" })).toBeVisible();
  await expect.element(page.getByText(/Chaque porte est montrée à peu près/)).toBeVisible();
  await page.getByRole("button", { name: "Ferme des Trois Noyers, 2 colis à chercher" }).click();
  await expect.element(page.getByRole("heading", { name: "Ferme des Trois Noyers" })).toBeVisible();
  await page.getByRole("button", { name: "Fermer la carte" }).click();
  expect(document.querySelector("sp-map")).toBeNull();
});

test("a parcel that changes hands elsewhere leaves the map where it is; a round without stops has none", async () => {
  await show(day);
  await page.getByRole("button", { name: "Voir sur la carte" }).click();
  await expect.element(page.getByRole("button", { name: /^Arrêts 1, 2/ })).toBeVisible();
  const pins = document.querySelector("sp-map")?.pins;
  await show([...day]);
  expect(document.querySelector("sp-map")?.pins).toBe(pins);
  await show([]);
  expect(document.querySelector("sp-round-map button")).toBeNull();
});

test.each(["wa-light", "wa-dark"])("axe finds nothing: %s", async (theme) => {
  document.documentElement.className = theme;
  await show(day);
  await page.getByRole("button", { name: "Voir sur la carte" }).click();
  await page.getByRole("button", { name: /^Arrêts 1, 2/ }).click();
  await expect.element(page.getByText("Rue Dancet 3")).toBeVisible();
  const { violations } = await axe.run(document.querySelector("main") ?? document.body, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
