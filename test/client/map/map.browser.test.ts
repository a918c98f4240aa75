import axe from "axe-core";
import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/theme.css";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/design/elements.css";
import "../../../client/shop/shop.css";
import "../../../client/map/map.ts";
import type { CityMap, Here } from "../../../client/map/map.ts";
import type { MapPin } from "../../../client/map/pins.ts";

function pin(id: string, name: string, lat: number, lon: number, count?: number): MapPin {
  return {
    id,
    lat,
    lon,
    name,
    says: `${name}, boulangerie`,
    face: { print: "bread", paper: "straw" },
    ...(count !== undefined && { count }),
    card: () =>
      html`<li class="near-row">
        <div>
          <h3><a href="/stall/${id}">${name}</a></h3>
        </div>
      </li>`,
  };
}

const hermance = pin("h", "Pêcherie de la Bise", 46.3, 6.244);
const carouge = pin("c", "Le Levain Bleu", 46.1827, 6.1406, 12);
// Two at one door, a street away from Carouge's: together from afar, and never apart from each other.
const acacias = pin("a", "Reliure du Quai", 46.1917, 6.1354);
const sameDoor = pin("s", "Vélos du Quai", 46.1917, 6.1354);
const four = [hermance, carouge, acacias, sameDoor];
const city: Here = { lat: 46.1957, lon: 6.1423, name: "1205 Plainpalais" };

async function show(pins: readonly MapPin[], here: Here | null = null): Promise<CityMap> {
  const main = document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));
  render(
    html`<h1>Étals</h1>
      <h2>Carte</h2>
      <sp-map .pins=${pins} .here=${here}></sp-map>`,
    main,
  );
  const map = document.querySelector("sp-map")!;
  await expect.poll(() => map.querySelector(".map-ground .land")).not.toBeNull();
  await map.updateComplete;
  return map;
}

const pinNamed = (name: string | RegExp) => page.getByRole("button", { name });
const stage = () => page.getByRole("group", { name: /^Carte/ });
/** How near the map is, by the drawing itself. */
const nearness = () =>
  Number(/scale\(([\d.e-]+)\)/.exec(document.querySelector(".map-ground > g")?.getAttribute("transform") ?? "")?.[1]);

beforeEach(async () => {
  document.documentElement.lang = "fr";
  document.documentElement.className = "wa-light";
  document.title = "Carte";
  await page.viewport(900, 900);
});
afterEach(() => document.querySelector("main")?.remove());

test("pins that would overlap are one with their number; each says who it is", async () => {
  await show(four);
  await expect.element(pinNamed("Pêcherie de la Bise, boulangerie")).toBeVisible();
  await expect.element(pinNamed("3 adresses ensemble : Le Levain Bleu et autres, 12 réponses ici")).toBeVisible();
  await expect.element(page.getByRole("group", { name: "Carte, 4 adresses" })).toBeVisible();
});

test("pressing a group comes nearer until it parts; what never parts shows all its cards", async () => {
  await show(four);
  await pinNamed(/^3 adresses/).click();
  const together = pinNamed("2 adresses ensemble : Reliure du Quai et autres");
  await expect.element(together).toBeVisible();
  await expect.element(pinNamed("Le Levain Bleu, boulangerie")).toBeInTheDocument();
  await together.click();
  await expect.element(page.getByRole("link", { name: "Reliure du Quai" })).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Vélos du Quai" })).toBeVisible();
});

test("by keyboard: Tab to the nearest pin first, Enter to its card, Escape back to the pin", async () => {
  const chosen: (string | null)[] = [];
  const map = await show([hermance, carouge], city);
  map.addEventListener("sp-choose", (event) => chosen.push((event as CustomEvent<string | null>).detail));
  await userEvent.keyboard("{Tab}");
  await expect.element(stage()).toHaveFocus();
  await userEvent.keyboard("{Tab}");
  await expect.element(pinNamed("Le Levain Bleu, boulangerie")).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("link", { name: "Le Levain Bleu" })).toHaveFocus();
  await expect.element(pinNamed("Le Levain Bleu, boulangerie")).toHaveAttribute("aria-pressed", "true");
  await userEvent.keyboard("{Escape}");
  await expect.element(pinNamed("Le Levain Bleu, boulangerie")).toHaveFocus();
  await expect.element(page.getByRole("link", { name: "Le Levain Bleu" })).not.toBeInTheDocument();
  expect(chosen).toEqual(["c", null]);
  await userEvent.keyboard("{Tab}");
  await expect.element(pinNamed("Pêcherie de la Bise, boulangerie")).toHaveFocus();
});

test("by keyboard a group comes apart under the focus, which is not lost", async () => {
  await show(four);
  await userEvent.keyboard("{Tab}{Tab}{Tab}");
  await expect.element(pinNamed(/^3 adresses/)).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.element(pinNamed("Le Levain Bleu, boulangerie")).toHaveFocus();
});

test("a pin that keys move out of sight, or that the list loses, leaves its focus to the map, which answers to keys still", async () => {
  const map = await show([hermance, carouge]);
  const whole = nearness();
  await userEvent.keyboard("{Tab}{Tab}");
  await expect.poll(() => document.activeElement?.classList.contains("pin")).toBe(true);
  await userEvent.keyboard("++++++++");
  await expect.element(stage()).toHaveFocus();
  await userEvent.keyboard("0");
  await expect.poll(nearness).toBeCloseTo(whole, 3);
  await userEvent.keyboard("{Tab}");
  await expect.poll(() => document.activeElement?.classList.contains("pin")).toBe(true);
  map.pins = [];
  await expect.element(page.getByRole("group", { name: /^Carte/ })).toHaveFocus();
});

test("arrows move, plus and minus come nearer and go away, zero shows all; keys with Ctrl are left alone", async () => {
  const map = await show(four);
  const ground = () => map.querySelector(".map-ground > g")?.getAttribute("transform") ?? "";
  await userEvent.keyboard("{Tab}");
  const first = ground();
  await userEvent.keyboard("{Control>}{ArrowRight}{/Control}");
  expect(ground()).toBe(first);
  await userEvent.keyboard("{ArrowRight}{ArrowDown}");
  expect(ground()).not.toBe(first);
  await userEvent.keyboard("{ArrowLeft}{ArrowUp}");
  const before = nearness();
  await userEvent.keyboard("+");
  await expect.poll(nearness).toBeCloseTo(before * 1.6, 3);
  await userEvent.keyboard("-");
  await expect.poll(nearness).toBeCloseTo(before, 3);
  await userEvent.keyboard("++");
  await expect.poll(nearness).toBeCloseTo(before * 2.56, 3);
  await userEvent.keyboard("0");
  await expect.poll(ground).toBe(first);
});

test("the buttons do what the keys do, and no nearness goes past its ends", async () => {
  await show(four);
  const before = nearness();
  await pinNamed("Approcher").click();
  await expect.poll(nearness).toBeCloseTo(before * 1.6, 3);
  await pinNamed("Tout voir").click();
  await expect.poll(nearness).toBeCloseTo(before, 3);
  (stage().element() as HTMLElement).focus();
  await userEvent.keyboard("-".repeat(30));
  await expect.poll(() => nearness() < before && nearness() > before / 8).toBe(true);
  await userEvent.keyboard("+".repeat(40));
  await expect.poll(nearness).toBeCloseTo(2 ** 6, 3);
});

test("Escape with nothing chosen is left to whatever the map stands in", async () => {
  await show(four);
  let passed = 0;
  document.querySelector("main")?.addEventListener("keydown", ({ key }) => (passed += key === "Escape" ? 1 : 0));
  await userEvent.keyboard("{Tab}{Escape}");
  expect(passed).toBe(1);
});

test("a stall chosen in the list comes out of its group and into sight", async () => {
  const map = await show(four);
  map.chosen = "c";
  await expect.element(pinNamed("Le Levain Bleu, boulangerie")).toBeVisible();
  await expect.element(pinNamed("Le Levain Bleu, boulangerie")).toHaveTextContent("Le Levain Bleu");
  await expect.element(page.getByRole("link", { name: "Le Levain Bleu" })).toBeVisible();
});

test("what is pointed at in the list lights up, alone or in its group, and the map holds still", async () => {
  const map = await show(four);
  const before = map.querySelector(".map-ground > g")?.getAttribute("transform");
  map.lit = "s";
  await expect.element(pinNamed(/^3 adresses/)).toHaveClass("lit");
  map.lit = "h";
  await expect.element(pinNamed("Pêcherie de la Bise, boulangerie")).toHaveClass("lit");
  expect(map.querySelectorAll(".lit")).toHaveLength(1);
  expect(map.querySelector(".map-ground > g")?.getAttribute("transform")).toBe(before);
});

test("where the reader is is the middle of their postcode, and is said so", async () => {
  await show(four, city);
  await expect.element(page.getByRole("img", { name: "Vous, à peu près : 1205 Plainpalais" })).toBeVisible();
});

test("hostile pins: names of markup and of any length, places elsewhere, hundreds at one door", async () => {
  const evil = pin("x", `<img src=x onerror="document.title='!'">${"W".repeat(400)}`, 46.25, 6.2);
  const elsewhere = [pin("n", "Île Nulle", 0, 0), pin("p", "Pôle", 90, 0), pin("q", "Antipode", -46, -173)];
  const crowd = Array.from({ length: 500 }, (_each, index) => pin(`k${index}`, `Étal ${index}`, 46.2, 6.14));
  const map = await show([evil, ...elsewhere, ...crowd]);
  await expect.element(page.getByText("3 adresses sont hors de la carte ; elles sont dans la liste.")).toBeVisible();
  await expect.element(pinNamed(/^500 adresses ensemble/)).toBeVisible();
  map.chosen = "x";
  await expect.element(pinNamed(/^<img/)).toBeVisible();
  expect(document.title).toBe("Carte");
  expect(map.querySelector("img")).toBeNull();
  const frame = map.getBoundingClientRect();
  expect(map.querySelector(".pin.on .pin-in")?.getBoundingClientRect().right).toBeLessThanOrEqual(frame.right);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
  map.chosen = "k250";
  await map.updateComplete;
  map.chosen = "nobody";
  await map.updateComplete;
  expect(map.querySelector(".pin.on")).toBeNull();
});

test("without pins, and without shapes, there is a map all the same", async () => {
  const map = await show([]);
  await expect.element(page.getByRole("group", { name: "Carte, 0 adresses" })).toBeVisible();
  map.file = null;
  map.pins = [carouge];
  await map.updateComplete;
  expect(map.querySelector(".land")).toBeNull();
  await expect.element(pinNamed("Le Levain Bleu, boulangerie")).toBeVisible();
  expect(map.querySelector(".map-credit")).toBeNull();
});

test("taken out and put back, it shows what it showed", async () => {
  const map = await show(four);
  const before = map.querySelector(".map-ground > g")?.getAttribute("transform");
  const parent = map.parentElement!;
  map.remove();
  parent.append(map);
  await expect.poll(() => map.querySelector(".map-ground > g")?.getAttribute("transform")).toBe(before);
});

test("names on the map are no words for those who hear it, and no style is written into markup", async () => {
  const map = await show(four);
  expect(map.querySelector(".map-names text")).not.toBeNull();
  expect(map.querySelector(".map-ground")?.getAttribute("aria-hidden")).toBe("true");
  await expect.element(page.getByText("© OFS ThemaKart, swisstopo")).toBeVisible();
});

test.each([
  ["wa-light", 1440],
  ["wa-dark", 1440],
  ["wa-light", 390],
  ["wa-dark", 390],
] as const)("axe finds nothing: %s at %i px, with a card open", async (theme, width) => {
  document.documentElement.className = theme;
  await page.viewport(width, 900);
  const map = await show(four, city);
  map.chosen = "c";
  await expect.element(page.getByRole("link", { name: "Le Levain Bleu" })).toBeVisible();
  const { violations } = await axe.run(document.querySelector("main") ?? document.body, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
