import axe from "axe-core";
import { html, render, type TemplateResult } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/shop/shop.css";
import "../../../client/desk/desk.css";
import "../../../client/stall/stall.css";
import "../../../client/stall/item-editor.ts";
import "../../../client/stall/items.ts";
import "../../../client/stall/page-editor.ts";
import type { ItemDraft, StallView } from "../../../client/core/api.ts";
import { aDraft } from "./item-drafts.ts";

const bread = aDraft("pain", "Pain de seigle", {
  stock: { v: 2 },
  prices: {
    v: [
      { revision: 1_790_000_000, amountMinor: 400, perKg: false },
      { revision: 1_790_600_000, amountMinor: 450, perKg: false },
    ],
  },
});
const cake = aDraft("gateau", "Gâteau", {
  item: {
    ...aDraft("gateau", "Gâteau").item,
    variants: [
      { id: "s", name: { fr: "petit" }, priceMinor: 900 },
      { id: "l", name: { fr: "grand" }, priceMinor: 1700 },
    ],
  },
});
const gone = aDraft("brioche", "Brioche", { stock: { v: 0 }, soldOutOn: "2026-01-01", changed: true });

function aStall(items: readonly ItemDraft[], undoable: StallView["undoable"] = []): StallView {
  return {
    partyId: "party",
    party: {
      kind: "producer",
      name: "Four des Essais",
      trade: { fr: "boulangerie" },
      place: { street: "Rue du Four 5", postcode: "1205", town: "Genève", lat: 46.2, lon: 6.15 },
      since: "2026-01-01",
      ordering: {
        acceptWithinHours: 24,
        leadHours: 12,
        collection: [{ weekday: 5, from: "16:00", to: "18:00", cutoff: { daysBefore: 2, at: "18:00" } }],
        couriers: [],
        payments: [{ method: "at-handover", means: ["cash"] }],
        holidays: [{ from: "2026-12-25", until: "2027-01-03" }],
      },
    },
    published: true,
    accreditation: null,
    fingerprint: {
      stripes: [1, 2, 3, 4, 5, 6, 7, 8],
      words: ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit"],
      hex: "00",
    },
    items,
    unpublished: items.filter(({ changed }) => changed).length,
    invitations: [],
    undoable,
    staff: [],
  };
}

async function show(content: TemplateResult): Promise<void> {
  const main = document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));
  render(content, main);
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}
const items = (list: readonly ItemDraft[]): TemplateResult =>
  html`<sp-stall-items .party=${"party"} .stall=${aStall(list)}></sp-stall-items>`;
const editor = (item: string): TemplateResult =>
  html`<sp-item-editor .party=${"party"} .stall=${aStall([bread, cake])} .item=${item}></sp-item-editor>`;
const pageEditor = html`<sp-page-editor .party=${"party"} .stall=${aStall([bread])}></sp-page-editor>`;

beforeEach(async () => {
  localStorage.clear();
  document.documentElement.lang = "fr";
  document.documentElement.className = "wa-light";
  document.title = "Articles";
  await page.viewport(1440, 900);
});
afterEach(() => document.querySelector("main")?.remove());

const row = (name: string) => page.getByRole("row").filter({ hasText: name });

test("items are found, put in order, and the way of looking is there again on the next visit", async () => {
  await show(items([bread, cake, gone]));
  const names = (): string[] =>
    [...document.querySelectorAll(".ibody [data-col=name] b")].map(({ textContent }) => textContent ?? "");
  expect(names()).toEqual(["Brioche", "Gâteau", "Pain de seigle"]);
  await page.getByRole("button", { name: "Prix", exact: true }).click();
  await page.getByRole("button", { name: "Prix", exact: true }).click();
  expect(names()).toEqual(["Gâteau", "Brioche", "Pain de seigle"]);
  document.querySelector("main")?.remove();
  await show(items([bread, cake, gone]));
  expect(names()).toEqual(["Gâteau", "Brioche", "Pain de seigle"]);
  await page.getByRole("searchbox", { name: "Chercher un article" }).fill("gateau");
  await expect.poll(names).toEqual(["Gâteau"]);
  await page.getByRole("searchbox", { name: "Chercher un article" }).fill("rien de tel");
  await page.getByRole("button", { name: "Tout montrer" }).click();
  await expect.poll(names).toHaveLength(3);
});

test("the way of looking that was kept is seen on a phone, however many stand before it", async () => {
  await page.viewport(390, 844);
  localStorage.setItem("smartketplace-items/party", JSON.stringify({ filter: "archived" }));
  await show(items([bread, gone, aDraft("vieux", "Vieux pain", { status: "archived" })]));
  const { left, right } = page.getByRole("button", { name: "Archivés 1" }).element().getBoundingClientRect();
  expect(left).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThan(391);
});

test("the box at the head says what it ticks, and what a way of looking hides is ticked only in sight", async () => {
  await show(items([bread, cake, gone]));
  await page.getByRole("searchbox", { name: "Chercher un article" }).fill("gateau");
  await userEvent.click(page.getByRole("checkbox", { name: "Choisir ce qui est montré : 1 article" }));
  await page.getByRole("button", { name: "Choisir les 3" }).click();
  await expect.element(page.getByText("3 choisis")).toBeVisible();
  await expect.element(page.getByRole("checkbox", { name: "Choisir tout : 3 articles" })).toBeChecked();
  await expect.element(page.getByRole("button", { name: "Choisir les 3" })).not.toBeInTheDocument();
});

test("variants open below their item, and what was sold out on another day is offered back", async () => {
  await show(items([bread, cake, gone]));
  await page.getByRole("button", { name: "2 var. Gâteau" }).click();
  await expect.element(page.getByRole("textbox", { name: "Prix, Gâteau, grand" })).toHaveValue("17.00");
  await expect.element(page.getByText(/1 article est épuisé depuis/)).toBeVisible();
  await expect.element(row("Brioche").getByText("épuisé", { exact: true })).toBeVisible();
});

test("what was changed on the last day is offered to be taken back, and named, when the page is opened anew", async () => {
  const made = { change: "a", kind: "import", count: 2, published: 0, file: "liste.csv" } as const;
  const opened = (at: number): Promise<void> =>
    show(html`<sp-stall-items .party=${"party"} .stall=${aStall([bread], [{ ...made, at }])}></sp-stall-items>`);
  await opened(Date.now() - 60_000);
  await expect.element(page.getByText(/dernier changement : importation de .*liste\.csv.*, 2 articles/)).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Revenir en arrière" })).toBeVisible();
  await opened(Date.now() - 48 * 60 * 60 * 1000);
  expect(page.getByRole("button", { name: "Revenir en arrière" }).elements()).toEqual([]);
});

test("a range is ticked with Shift, and what would become of prices is shown before", async () => {
  await show(items([bread, cake, gone]));
  await page.getByRole("checkbox", { name: "Choisir Brioche" }).click();
  await page.getByRole("checkbox", { name: "Choisir Pain de seigle" }).click({ modifiers: ["Shift"] });
  await expect.element(page.getByText("3 choisis")).toBeVisible();
  await page.getByRole("textbox", { name: "Changement, en pour cent" }).fill("10");
  await expect.element(page.getByText(/4\.50 → 5\.00/)).toBeVisible();
  await page.getByRole("textbox", { name: "Changement, en pour cent" }).fill("dix");
  await expect.element(page.getByRole("button", { name: "Changer", exact: true })).toBeDisabled();
});

test("what has no price says so, is found by it, and stays hidden however it is to be shown", async () => {
  const honey = aDraft("miel", "Miel", {
    item: { ...aDraft("miel", "Miel").item, variants: [{ id: "v", priceMinor: 0 }] },
    status: "draft",
    unpriced: ["v"],
  });
  await show(items([bread, honey]));
  const price = page.getByRole("textbox", { name: "Prix, Miel" });
  await expect.element(price).toHaveValue("");
  await expect.element(price).toHaveAttribute("placeholder", "prix ?");
  await expect.element(row("Miel").getByText("brouillon · sans prix")).toBeVisible();
  const shown = page.getByRole("switch", { name: "Miel visible" });
  await shown.click();
  await expect.element(shown).not.toBeChecked();
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent("Un article n’a pas encore de prix : il reste caché.");
  // Left empty it is no mistake; what is no price is one.
  await price.click();
  await userEvent.keyboard("{Enter}");
  await expect.element(price).toHaveValue("");
  await price.fill("douze");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("alert")).toHaveTextContent("« douze »");
  await expect.element(price).toHaveValue("");
  await page.getByRole("button", { name: "Sans prix 1" }).click();
  await expect.poll(() => document.querySelectorAll(".ibody .irow").length).toBe(1);
  await page.getByRole("checkbox", { name: "Choisir Miel" }).click();
  await page.getByRole("button", { name: "Montrer", exact: true }).click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("il reste caché");
  expect((await axe.run(document.querySelector("main")!)).violations).toEqual([]);
});

test("a price that cannot be read is refused by name, and the old one stands", async () => {
  await show(items([bread]));
  const field = page.getByRole("textbox", { name: "Prix, Pain de seigle" });
  await field.fill("4,5O");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("alert")).toHaveTextContent("« 4,5O » n’a pas pu être lu comme un prix.");
  await expect.element(field).toHaveValue("4.50");
});

test("in a long table keys that follow fast go where the focus went, and what a line had is kept when it is scrolled away", async () => {
  await page.viewport(1440, 700);
  const names = Array.from({ length: 300 }, (_, index) => `${index < 150 ? "Abricot" : "Zucchini"} ${index + 100}`);
  await show(items(names.map((name, index) => aDraft(`i${index}`, name))));
  const at = (): string => document.activeElement?.textContent?.trim() ?? "";
  await expect.poll(() => document.querySelector<HTMLElement>("[data-row='0'] [data-col=name]")).not.toBeNull();
  document.querySelector<HTMLElement>("[data-row='0'] [data-col=name]")?.focus();
  for (const key of ["z", "u", "ArrowDown"]) {
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    // Sooner than a frame is drawn: as keys do that come in one burst on a slow device.
    await new Promise((done) => setTimeout(done));
  }
  expect(at()).toBe("Zucchini 251");
  await userEvent.keyboard("{Control>}{Home}{/Control}{ArrowRight}douze");
  scrollTo(0, document.documentElement.scrollHeight);
  await expect.element(page.getByRole("alert")).toHaveTextContent("« douze »");
  await userEvent.keyboard("7");
  const field = document.activeElement as HTMLInputElement;
  expect([field.getAttribute("aria-label"), field.value]).toEqual(["Prix, Abricot 100", "7"]);
});

test("an item's preview names the fields that it waits for, and a page without a way of delivery leads to what says so", async () => {
  await show(editor("new"));
  await expect.element(page.getByText("dès que ceci est juste : Nom, Catégorie et Prix.")).toBeVisible();
  await show(editor("pain"));
  await page.getByRole("textbox", { name: "Code-barres" }).fill("12");
  await expect.element(page.getByText("dès que ceci est juste : Code-barres.")).toBeVisible();
  const { party, ...stall } = aStall([bread]);
  const bare = { ...party, category: bread.item.category, ordering: { ...party.ordering!, collection: [] } };
  await show(html`<sp-page-editor .party=${"bare"} .stall=${{ ...stall, party: bare }}></sp-page-editor>`);
  await page.getByRole("button", { name: "Publier" }).click();
  await expect
    .poll(() => document.activeElement?.textContent)
    .toContain("Il faut au moins une façon d’avoir sa commande");
});

test("a service that is booked for a time leads to where the stall's agenda is set", async () => {
  const lesson = aDraft("cours", "Cours", {
    item: {
      ...aDraft("cours", "Cours").item,
      kind: "service",
      service: { durationMinutes: 60, place: "ours", appointment: true },
    },
  } as unknown as Partial<ItemDraft>);
  await show(html`<sp-item-editor .party=${"party"} .stall=${aStall([lesson])} .item=${"cours"}></sp-item-editor>`);
  const note = page.getByText(/Votre étal ne prend pas encore de rendez-vous/);
  await expect.element(note).toBeVisible();
  await expect.element(note.getByRole("link", { name: "Régler l’agenda" })).toHaveAttribute("href", "/desk/party/page");
  expect((await axe.run(document.querySelector("main")!)).violations).toEqual([]);
});

test("an item's languages say what they lack, and its published prices are listed newest first", async () => {
  await show(editor("pain"));
  await page.getByRole("button", { name: /^anglais.*texte manque/ }).click();
  await expect.element(page.getByRole("textbox", { name: "Nom, anglais" })).toHaveValue("");
  await expect.element(page.getByText(/Il manque ici : le nom/)).toBeVisible();
  const lines = [...document.querySelectorAll(".price-history tbody tr")].map(({ textContent }) =>
    textContent?.replace(/\s+/g, " ").trim(),
  );
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain("4.50");
  expect(lines[0]).toMatch(/\+12[.,]5 %/);
});

for (const [name, content] of [
  ["items", items([bread, cake, gone])],
  ["no items", items([])],
  ["an item", editor("pain")],
  ["a new item", editor("new")],
  ["the page", pageEditor],
] as const) {
  for (const theme of ["wa-light", "wa-dark"]) {
    for (const width of [390, 1440]) {
      test(`axe finds nothing: ${name}, ${theme} at ${width} px`, async () => {
        document.documentElement.className = theme;
        await page.viewport(width, 900);
        await show(content);
        const found = await axe.run(document.querySelector("main") ?? document.body);
        expect(
          found.violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html: text }) => text.slice(0, 160)).join(" | ")}`,
          ),
        ).toEqual([]);
      });
    }
  }
}
