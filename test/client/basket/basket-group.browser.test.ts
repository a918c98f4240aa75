import axe from "axe-core";
import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/shop/shop.css";
import "../../../client/basket/basket.css";
import "../../../client/basket/basket-group.ts";
import type { BasketGroup, BasketLine } from "../../../client/core/api.ts";
import { aGroup, aLine, aParty } from "../checkout/a-basket.ts";

let place: HTMLElement;
let removed: BasketLine[] = [];

beforeEach(() => {
  document.documentElement.lang = "fr";
  document.documentElement.className = "wa-light";
  document.title = "Panier";
  removed = [];
  place = document.body.appendChild(document.createElement("main"));
});
afterEach(() => place.remove());

async function show(group: BasketGroup): Promise<void> {
  const onRemove = (event: CustomEvent<BasketLine>): number => removed.push(event.detail);
  render(
    html`<h1>Panier</h1>
      <sp-basket-group .group=${group} @sp-line-remove=${onRemove}></sp-basket-group>`,
    place,
  );
  await expect.element(page.getByRole("region", { name: "Ferme des Trois Noyers" })).toBeVisible();
}

const order = page.getByRole("link", { name: "Commander chez Ferme des Trois Noyers" });

test("the minimum reached: one may order; the deposit is its own line, the cap beside the estimate", async () => {
  const tomme = aLine("Tomme", { lineMinor: 1120, lineCapMinor: 1288 });
  const lait = aLine("Lait", { quantity: 2, lineMinor: 520, lineCapMinor: 520, depositMinor: 200 });
  await show(aGroup([tomme, lait]));
  await expect.element(order).toHaveAttribute("href", "/checkout/producer");
  const text = place.textContent.replaceAll(/\s+/g, " ");
  for (const part of ["Consigne", "2.00", "≈ 11.20", "12.88 au plus", "Minimum de 15.00 atteint", "≈ 18.40"]) {
    expect(text).toContain(part);
  }
});

test("below the minimum: what is missing, the way to the stall, and no way to order", async () => {
  await show(aGroup([aLine("Tomme", { lineMinor: 1120 })]));
  expect(place.textContent).toContain("Encore 3.80");
  await expect.element(page.getByRole("link", { name: /^Compléter chez/ })).toHaveAttribute("href", "/stall/producer");
  await expect.element(order).not.toBeInTheDocument();
});

test("a line that is gone or too many stands in the way, and says what to do", async () => {
  const gone = aLine("Gone", { view: null, name: null, problem: "gone" });
  const wine = aLine("Gamay", { quantity: 4, lineMinor: 7200, problem: "too-many" });
  await show(aGroup([{ ...wine, view: { ...wine.view!, stock: { v: 2 } } }, gone], { ageMin: 16 }));
  await expect.element(order).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "En prendre 2" })).toBeVisible();
  expect(place.textContent).toContain("16 ans au moins");
  await userEvent.click(page.getByRole("button", { name: "Retirer", exact: true }));
  expect(removed.map(({ key }) => key)).toEqual([gone.key]);
});

test("a stall that takes no orders keeps its part, and says so", async () => {
  await show(aGroup([aLine("Tomme", { lineMinor: 2000 })], { party: { ...aParty(), reachable: false } }));
  await expect.element(order).not.toBeInTheDocument();
  expect(place.textContent).toContain("Votre panier est gardé");
});

test("a stall that is suspended says so and why, and its lines keep their names", async () => {
  const reason = { fr: "Contrôle en cours." };
  const accreditation = { status: "suspended" as const, reason, labels: [], keyCompared: true };
  const line = aLine("Tomme", { view: null, problem: "gone", lineMinor: 0 });
  await show(aGroup([line], { party: { ...aParty(), reachable: false, accreditation } }));
  for (const part of ["Tomme", "suspendu par le bureau", "Contrôle en cours."])
    expect(place.textContent).toContain(part);
  expect(place.textContent).not.toContain("Réglez");
  await userEvent.click(page.getByRole("button", { name: "Retirer" }));
  expect(removed).toHaveLength(1);
});

test("axe finds nothing in any of it, by day and in the evening", async () => {
  const wine = aLine("Gamay", { quantity: 4, lineMinor: 7200, problem: "too-many" });
  const changed = aLine("Lait", { problem: "price-changed", depositMinor: 100 });
  await show(aGroup([wine, changed, aLine("Gone", { view: null, name: null, problem: "gone" })], { ageMin: 18 }));
  for (const theme of ["wa-light", "wa-dark"]) {
    document.documentElement.className = theme;
    await new Promise(requestAnimationFrame);
    // Colours travel a moment: what is between the two is nobody’s to judge.
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
    const { violations } = await axe.run(place);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html: of }) => of)])).toEqual([]);
  }
});
