import axe from "axe-core";
import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/shop/shop.css";
import "../../../client/desk/desk.css";
import "../../../client/desk/orders.ts";
import type { DeskView } from "../../../client/core/api.ts";
import { aDesk, anOrder, tomme } from "./orders.ts";

const orders = [
  anOrder({ name: "figue ardoise merle", placedOn: "2026-09-23T08:00:00Z" }),
  anOrder({ name: "cloche sauge tuile", placedOn: "2026-09-23T09:00:00Z", note: "Couper en deux." }),
  anOrder({ name: "barque noix givre", state: "accepted", lines: [tomme], delivery: true, day: "2099-01-01" }),
  anOrder({ name: "ruche verre mars", state: "ready", day: "2099-01-01", waiting: ["m"] }),
];

/** The desk on screen, as the page shows it. */
async function show(desk: DeskView, thread = ""): Promise<void> {
  const main = document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));
  render(html`<sp-desk-orders .party=${"party"} .desk=${desk} .thread=${thread}></sp-desk-orders>`, main);
  await customElements.whenDefined("sp-desk-orders");
  await document.querySelector("sp-desk-orders")?.updateComplete;
}

beforeEach(async () => {
  localStorage.clear();
  document.documentElement.lang = "fr";
  document.documentElement.className = "wa-light";
  document.title = "Commandes";
  await page.viewport(1440, 900);
});
afterEach(() => document.querySelector("main")?.remove());

test("each order lies in its column, found by its three words", async () => {
  await show(aDesk(orders));
  for (const [column, name] of [
    ["Nouvelles", "figue ardoise merle"],
    ["À préparer", "barque noix givre"],
    ["Prêtes", "ruche verre mars"],
  ] as const) {
    const slip = page.getByRole("region", { name: column }).getByRole("article", { name });
    await expect.element(slip).toBeVisible();
  }
});

test("what was weighed is priced by its weight, line by line", async () => {
  const weighed = { lines: [tomme], state: "ready" as const, weights: [{ line: 0, grams: [431] }] };
  await show(aDesk([anOrder({ name: "ruche verre mars", ...weighed })]), "ruche-verre-mars");
  // 431 g at 28.00 a kilogram; the estimate was 11.20.
  const line = page.getByRole("row", { name: /Tomme, moyen/ });
  await expect.element(line).toHaveTextContent(/431\sg.*12\.07/);
  await expect.element(line).not.toHaveTextContent("11.20");
});

test("a number goes to a column, arrows from slip to slip", async () => {
  await show(aDesk(orders));
  const focused = (): string => document.activeElement?.closest("article")?.getAttribute("aria-label") ?? "";
  await userEvent.keyboard("1");
  expect(focused()).toBe("figue ardoise merle");
  await userEvent.keyboard("{ArrowDown}");
  expect(focused()).toBe("cloche sauge tuile");
  await userEvent.keyboard("{ArrowRight}");
  expect(focused()).toBe("barque noix givre");
  await userEvent.keyboard("3");
  expect(focused()).toBe("ruche verre mars");
});

test("an envelope that cannot be opened is said, and the orders are there", async () => {
  await show(aDesk(orders, { unreadable: [{ id: "u", foundAt: "2026-09-23T10:15:30.000Z" }] }));
  await expect.element(page.getByText("Une enveloppe n’a pas pu être ouverte.")).toBeVisible();
  await expect.element(page.getByRole("article", { name: "figue ardoise merle" })).toBeVisible();
});

test("a step that has not left this device says so on its slip", async () => {
  await show(aDesk(orders));
  const slip = page.getByRole("article", { name: "ruche verre mars" });
  await expect.element(slip.getByText("pas encore parti")).toBeInTheDocument();
});

test("a first load of many says how far it is; an empty desk says what will come", async () => {
  await show(aDesk(orders, { progress: { done: 120, total: 500 } }));
  await expect.element(page.getByText("Ouverture des commandes : 120 sur 500")).toBeVisible();
  await show(aDesk([]));
  await expect.element(page.getByText("Pas encore de commande.")).toBeVisible();
  await expect.element(page.getByText("Ce bureau demande ce qui est arrivé…")).not.toBeInTheDocument();
  await show(aDesk([], { syncedAt: null }));
  await expect.element(page.getByText("Ce bureau demande ce qui est arrivé…")).toBeVisible();
  await expect.element(page.getByText("Pas encore de commande.")).not.toBeInTheDocument();
});

test.each([
  ["wa-light", 1440, ""],
  ["wa-dark", 390, ""],
  ["wa-light", 390, "barque-noix-givre"],
  ["wa-dark", 1440, "barque-noix-givre"],
] as const)("axe finds nothing: %s at %i px, order %s", async (theme, width, thread) => {
  document.documentElement.className = theme;
  await page.viewport(width, 900);
  await show(aDesk(orders, { unreadable: [{ id: "u", foundAt: "2026-09-23T10:15:30.000Z" }] }), thread);
  const { violations } = await axe.run(document.querySelector("main") ?? document.body, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
