import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ItemView } from "../../../client/core/api.ts";
import { cardEntries, offeredVariant } from "../../../client/design/elements/item-card.ts";
import type { LightElement } from "../../../client/design/light-element.ts";

let place: HTMLElement;
beforeEach(() => {
  document.documentElement.lang = "fr";
  place = document.body.appendChild(document.createElement("main"));
});
afterEach(() => place.remove());

function jar(name: string): ItemView {
  return {
    key: `stall/${name}`,
    partyId: "stall",
    partyName: "Rucher des Essais",
    item: {
      id: name,
      kind: "good",
      name: { fr: name },
      category: "food",
      variants: [{ id: "one", priceMinor: 900 }],
    },
    stock: {},
    labels: [],
    inSeason: false,
    distanceMetres: null,
  } as unknown as ItemView;
}

async function draw(names: readonly string[], options?: Parameters<typeof cardEntries>[1]): Promise<void> {
  render(
    html`<ul>
      ${cardEntries(names.map(jar), options)}
    </ul>`,
    place,
  );
  await Promise.all([...place.querySelectorAll<LightElement>("sp-item-card")].map((card) => card.updateComplete));
}
const shown = (): (string | undefined)[] =>
  [...place.querySelectorAll(".card-name")].map((heading) => heading.textContent?.trim());
const cardOf = (name: string): Element | undefined =>
  [...place.querySelectorAll("sp-item-card")].find((card) => card.querySelector(".card-name")?.textContent === name);

test("a list shows its items in their order, each with its own name", async () => {
  await draw([]);
  expect(shown()).toEqual([]);
  await draw(["Acacia", "Forêt", "Tilleul"]);
  expect(shown()).toEqual(["Acacia", "Forêt", "Tilleul"]);
});

test("an item keeps its card when others come before it, go, or change places", async () => {
  await draw(["Forêt", "Tilleul"]);
  const forest = cardOf("Forêt");
  const button = forest?.querySelector("button");
  await draw(["Acacia", "Bruyère", "Forêt", "Tilleul"]);
  expect(shown()).toEqual(["Acacia", "Bruyère", "Forêt", "Tilleul"]);
  expect(cardOf("Forêt")).toBe(forest);
  expect(forest?.querySelector("button")).toBe(button);
  await draw(["Tilleul", "Forêt"]);
  expect(cardOf("Forêt")).toBe(forest);
});

test("the card of an item that goes away never becomes another's: a finger that is down on it adds nothing", async () => {
  await draw(["Forêt", "Tilleul"]);
  const forest = cardOf("Forêt");
  await draw(["Tilleul", "Acacia"]);
  expect(forest?.isConnected).toBe(false);
  expect(forest?.querySelector(".card-name")?.textContent).toBe("Forêt");
});

test("on the stall's own page its name is left out", async () => {
  await draw(["Forêt"]);
  expect(place.textContent).toContain("Rucher des Essais");
  await draw(["Forêt"], { plain: true });
  expect(place.textContent).not.toContain("Rucher des Essais");
});

test("a list of five hundred is drawn whole", async () => {
  const names = Array.from({ length: 500 }, (_, index) => `Miel ${index}`);
  await draw(names);
  expect(shown()).toEqual(names);
});

test("of several variants a card says the lowest price that can be had, whichever comes first", () => {
  const variants = [
    { id: "big", priceMinor: 1640 },
    { id: "small", priceMinor: 430 },
    { id: "middle", priceMinor: 900 },
  ];
  const bread = jar("Miche");
  const offered = (stock: ItemView["stock"]) =>
    offeredVariant({ ...bread, item: { ...bread.item, variants }, stock } as ItemView)?.id;
  expect(offered({})).toBe("small");
  expect(offered({ small: 0 })).toBe("middle");
  expect(offered({ big: 0, small: 0, middle: 0 })).toBe("small");
  expect(offeredVariant({ ...bread, item: { ...bread.item, variants: [] } } as unknown as ItemView)).toBeUndefined();
});

test("where a list stands by the price of a unit, a card shows the variant that costs least by it and can be had", async () => {
  const variants = [
    { id: "small", priceMinor: 500, content: { quantity: 250_000, unit: "g" as const } },
    { id: "big", priceMinor: 1600, content: { quantity: 1_000_000, unit: "g" as const } },
    // Of what is in brine, what is left of it counts.
    { id: "brine", priceMinor: 900, content: { quantity: 1_000_000, unit: "g" as const }, drainedGrams: 400 },
  ];
  const slate = async (stock: ItemView["stock"], byUnit: boolean) => {
    const olives = jar("Olives");
    const view = { ...olives, item: { ...olives.item, variants }, stock } as ItemView;
    render(
      html`<ul>
        ${cardEntries([view], { byUnit })}
      </ul>`,
      place,
    );
    await place.querySelector<LightElement>("sp-item-card")!.updateComplete;
    const said = place.querySelector(".slate [aria-hidden]")?.textContent?.replaceAll(/\s+/g, " ").trim();
    return [said, place.querySelector(".slate-u")?.textContent?.replaceAll(/\s/g, " ")];
  };
  const [small, big] = ["250 g · 20.00/kg", "1 kg · 16.00/kg"];
  expect(await slate({}, false)).toEqual([expect.stringMatching(/^dès 5.00/), small]);
  expect(await slate({}, true)).toEqual([expect.stringMatching(/^16.00/), big]);
  expect(await slate({ big: 0 }, true)).toEqual([expect.stringMatching(/^dès 5.00/), small]);
});
