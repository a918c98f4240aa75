import axe from "axe-core";
import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import "../../../client/design/fonts.css";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/design/elements.css";
import "../../../client/shop/shop.css";
import "../../../client/design/elements/empty.ts";
import "../../../client/design/elements/fingerprint.ts";
import "../../../client/design/elements/price.ts";
import "../../../client/design/elements/print.ts";
import "../../../client/design/elements/quantity.ts";
import { ribbonGradient } from "../../../client/design/elements/ribbon.ts";
import "../../../client/design/elements/seal.ts";
import "../../../client/design/elements/season.ts";
import "../../../client/design/elements/timeline.ts";
import "../../../client/design/elements/unit-price.ts";
import "../../../client/design/elements/weight-range.ts";
import type { LightElement } from "../../../client/design/light-element.ts";
import { instance } from "../../../client/instance.ts";

let place: HTMLElement;

beforeEach(() => {
  document.documentElement.lang = "fr";
  document.title = "Éléments";
  place = document.createElement("main");
  document.body.append(place);
});

afterEach(() => {
  place.remove();
  document.documentElement.classList.remove("wa-dark");
});

/** Draws a template and waits until every element in it has. */
async function draw(template: unknown): Promise<void> {
  render(template, place);
  for (let round = 0; round < 3; round += 1) {
    const elements = [...place.querySelectorAll<LightElement>("*")].filter((each) => each.localName.startsWith("sp-"));
    await Promise.all(elements.map((each) => each.updateComplete));
  }
}

/** What axe finds, as sentences. */
async function findings(): Promise<readonly string[]> {
  const { violations } = await axe.run(place, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

const fingerprint = {
  stripes: [9, 10, 6, 1, 6, 11, 10, 5],
  words: ["noyer", "cloche", "pluie", "sabot", "argile", "mésange", "foin", "lampe"],
  hex: "9f2c41d7b80e6a351cc4e97205afd3189f2c41d7b80e6a351cc4e97205afd318",
};
const weighed = { pricePerKgMinor: 2800, gramsMin: 360, gramsEstimate: 400, gramsMax: 460 };

function everything() {
  return html`<h1>Tout</h1>
    <p><sp-price .minor=${1120} about></sp-price> <sp-price .minor=${1290} cap></sp-price></p>
    <p><sp-unit-price .variant=${{ id: "a", priceMinor: 1120, weighed }}></sp-unit-price></p>
    <sp-quantity label="Tomme" .value=${0}></sp-quantity>
    <sp-quantity label="Pain" .value=${2}></sp-quantity>
    <sp-weight-range .weighed=${weighed}></sp-weight-range>
    <sp-weight-range .weighed=${weighed} .grams=${510}></sp-weight-range>
    <sp-season .months=${[9, 10, 11]}></sp-season>
    <sp-print name="pear" paper="rose"></sp-print>
    <sp-fingerprint .fingerprint=${fingerprint}></sp-fingerprint>
    <sp-timeline
      .steps=${[
        { state: "done", title: "Envoyée", when: "hier" },
        { state: "now", title: "En préparation", waiting: true },
        { state: "next", title: "Livrée", detail: "vendredi" },
        { state: "bad", title: "Annulée" },
      ]}
    ></sp-timeline>
    ${instance.labels.map(({ id }) => html`<sp-seal label=${id}></sp-seal><sp-seal label=${id} size="big"></sp-seal>`)}
    <sp-empty
      within
      heading="Rien"
      text="Rien encore."
      .action=${html`<a class="btn main" href="/">Marché</a>`}
    ></sp-empty>`;
}

test("axe finds nothing on the own elements, by day and in the evening", async () => {
  await draw(everything());
  expect(await findings()).toEqual([]);
  document.documentElement.classList.add("wa-dark");
  await Promise.all(document.getAnimations().map((animation) => animation.finished));
  expect(await findings()).toEqual([]);
});

test("a price is said with its currency, and with its reserve", async () => {
  await draw(html`<sp-price .minor=${1290} cap></sp-price>`);
  expect(place.querySelector(".vh")?.textContent).toMatch(/12.90 francs suisses au plus/);
  await draw(html`<sp-price .minor=${1120} about></sp-price>`);
});

test("the plus unfolds into a stepper that keeps the focus, and folds again at nothing", async () => {
  const chosen: number[] = [];
  await draw(
    html`<sp-quantity
      label="Tomme"
      .max=${2}
      @change=${(event: CustomEvent<{ value: number }>) => chosen.push(event.detail.value)}
    ></sp-quantity>`,
  );
  const element = place.querySelector("sp-quantity") as LightElement;
  const button = (name: string): HTMLButtonElement => {
    const found = [...place.querySelectorAll("button")].find((each) => each.getAttribute("aria-label") === name);
    if (found === undefined) throw new Error(`no button ${name}`);
    return found;
  };
  button("Ajouter au panier, Tomme").click();
  await element.updateComplete;
  await element.updateComplete;
  expect(document.activeElement).toBe(button("Un de plus"));
  expect(place.querySelector("[aria-live]")?.textContent).toBe("Ajouté");
  button("Un de plus").click();
  await element.updateComplete;
  expect(button("Un de plus").disabled).toBe(true);
  button("Un de moins").click();
  await element.updateComplete;
  button("Retirer du panier").click();
  await element.updateComplete;
  await element.updateComplete;
  expect(document.activeElement).toBe(button("Ajouter au panier, Tomme"));
  expect(chosen).toEqual([1, 2, 1, 0]);
});

test("a weighed piece above its cap says that nothing is owed without consent", async () => {
  await draw(html`<sp-weight-range .weighed=${weighed} .grams=${510}></sp-weight-range>`);
  expect(place.querySelector(".over")).not.toBeNull();
  expect(place.textContent).toContain("rien n’est dû au-delà sans votre accord");
  expect(place.querySelector("[style]")?.getAttribute("style")).toContain("left");
});

test("a key draws the same ribbon every time, another key another, and it fills the whole width", () => {
  const ribbon = ribbonGradient(fingerprint.stripes);
  expect(ribbonGradient([...fingerprint.stripes])).toBe(ribbon);
  expect(ribbonGradient([10, 9, 6, 1, 6, 11, 10, 5])).not.toBe(ribbon);
  expect(ribbon).toMatch(/ 0\.0% .* 100\.0%\)$/);
});

test("names from outside are text: markup in them does nothing", async () => {
  const evil = "<img src=x onerror=document.title='open'>";
  await draw(html`<sp-empty heading=${evil} text=${evil}></sp-empty><sp-quantity label=${evil}></sp-quantity>`);
  expect(place.querySelector("img")).toBeNull();
  expect(document.title).toBe("Éléments");
  expect(place.querySelector("h1")?.textContent).toBe(evil);
});
