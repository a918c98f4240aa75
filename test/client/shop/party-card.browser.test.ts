import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PartyView } from "../../../client/core/api.ts";
import type { LightElement } from "../../../client/design/light-element.ts";
import { partyEntries } from "../../../client/shop/party-card.ts";
import "../../../client/design/theme.css";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";
import "../../../client/design/elements.css";
import "../../../client/shop/party-card.css";

const place = { street: "Rue des Essais 1", postcode: "1205", town: "Genève", lat: 46.2, lon: 6.14 };
function stall(id: string, over: Partial<PartyView["party"]> = {}): PartyView {
  return {
    id,
    party: {
      kind: "producer",
      name: `Étal ${id}`,
      trade: { fr: "boulangerie" },
      category: "food/bread",
      place,
      ...over,
    },
    distanceMetres: null,
    fingerprint: { stripes: [0, 1, 2, 3, 4, 5, 6, 7], words: [], hex: "" },
  } as unknown as PartyView;
}

let room: HTMLElement;
beforeEach(() => {
  document.documentElement.lang = "fr";
  room = document.body.appendChild(document.createElement("main"));
});
afterEach(() => room.remove());

async function draw(
  ids: readonly string[],
  viewOf: (id: string) => PartyView | undefined,
  onMap: ((id: string) => void) | null = null,
): Promise<void> {
  render(
    html`<ul class="stalls">
      ${partyEntries(ids, viewOf, onMap)}
    </ul>`,
    room,
  );
  await Promise.all([...room.querySelectorAll<LightElement>("sp-party-card")].map((card) => card.updateComplete));
}
const names = (): (string | null)[] => [...room.querySelectorAll("h3")].map((heading) => heading.textContent);

test("a thousand stalls are drawn whole, in their order, none of them in one work with all the others", async () => {
  const ids = Array.from({ length: 1000 }, (_, index) => String(index));
  const drawing = draw(ids, (id) => stall(id));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  expect(names().length).toBeLessThan(1000);
  await drawing;
  expect(names()).toEqual(ids.map((id) => `Étal ${id}`));
});

test("a card that is still to come has its place, of about its height, and is filled when it is there", async () => {
  await draw(["a", "b"], (id) => (id === "a" ? stall(id) : undefined));
  const [here, coming] = room.querySelectorAll("li");
  expect(names()).toEqual(["Étal a"]);
  expect(coming!.getBoundingClientRect().height).toBeGreaterThan(here!.getBoundingClientRect().height * 0.8);
  const card = coming!.querySelector("sp-party-card");
  await draw(["b", "a"], (id) => stall(id));
  expect(names()).toEqual(["Étal b", "Étal a"]);
  expect(room.querySelector("sp-party-card")).toBe(card);
});

test("wrapping paper is printed once an illustration, and a stall that goes takes none of it along", async () => {
  await draw(["a", "b", "c"], (id) => stall(id, id === "c" ? { category: "food/cheese" } : {}));
  const fills = [...room.querySelectorAll(".scene rect")].map((rect) => rect.getAttribute("fill"));
  expect(fills[0]).toBe(fills[1]);
  expect(fills[2]).not.toBe(fills[0]);
  await draw(["b"], (id) => stall(id));
  for (const fill of fills) {
    const paper = document.querySelectorAll(fill!.slice(4, -1));
    expect(paper).toHaveLength(1);
    expect(paper[0]!.querySelectorAll("use")).toHaveLength(10);
  }
  expect(room.querySelectorAll(".scene *").length).toBeLessThan(5);
});

test("beside a map a card with an address is shown on it when asked; without a map, or without an address, none asks", async () => {
  const shown: string[] = [];
  const { place: _nowhere, ...wandering } = stall("b").party;
  await draw(
    ["a", "b"],
    (id) => (id === "b" ? { ...stall(id), party: wandering } : stall(id)),
    (id) => shown.push(id),
  );
  const buttons = room.querySelectorAll("button");
  expect([...buttons].map((button) => button.ariaLabel)).toEqual(["Montrer sur la carte : Étal a"]);
  buttons[0]!.click();
  expect(shown).toEqual(["a"]);
  await draw(["a", "b"], (id) => stall(id));
  expect(room.querySelector("button")).toBeNull();
});

test("a name that is markup, or very long, is a name", async () => {
  const names = ["<img src=x onerror=alert(1)>", "W".repeat(200), "\u202e\u0000é"];
  await draw(["0", "1", "2"], (id) => stall(id, { name: names[Number(id)]!, summary: { fr: names[0]! } }));
  expect(room.querySelector("img, script")).toBeNull();
  expect(room.querySelector("h3")?.textContent).toBe(names[0]);
  for (const card of room.querySelectorAll("li")) expect(card.scrollWidth).toBeLessThanOrEqual(card.clientWidth + 1);
});
