import type { ReactiveControllerHost } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import type { CatalogueView, PartyView, StallInBrief } from "../../../client/core/api.ts";
import type { LightElement } from "../../../client/design/light-element.ts";

const asked: (readonly string[])[] = [];
let stalls: readonly StallInBrief[] = [];
let cards: (ids: readonly string[]) => Promise<readonly PartyView[]>;
let view: CatalogueView | undefined;
const hosts = new Set<ReactiveControllerHost>();
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    stalls: async () => stalls,
    partiesNamed: async (ids: readonly string[]) => {
      asked.push(ids);
      return cards(ids);
    },
  },
  Watch: class {
    constructor(host: ReactiveControllerHost) {
      hosts.add(host);
    }
    get value(): CatalogueView | undefined {
      return view;
    }
  },
}));
await import("../../../client/shop/stalls-page.ts");

const brief = (id: string, over: Partial<StallInBrief["party"]> = {}): StallInBrief => ({
  id,
  distanceMetres: null,
  party: { kind: "producer", name: `Étal ${id}`, trade: { fr: "boulangerie" }, category: "food/bread", ...over },
});
const inFull = (one: StallInBrief): PartyView =>
  ({ ...one, fingerprint: { stripes: [0, 1, 2, 3, 4, 5, 6, 7], words: [], hex: "" } }) as unknown as PartyView;
const many = (count: number): StallInBrief[] => Array.from({ length: count }, (_, index) => brief(String(index)));

let element: HTMLElement;
beforeEach(async () => {
  await page.viewport(390, 844);
  document.documentElement.lang = "fr";
  history.replaceState(null, "", "/stalls");
  asked.length = 0;
  view = undefined;
  hosts.clear();
  cards = async (ids) => stalls.filter(({ id }) => ids.includes(id)).map(inFull);
  element = document.body.appendChild(document.createElement("sp-stalls-page"));
});
afterEach(async () => {
  element.remove();
  history.replaceState(null, "", "/");
  await page.viewport(800, 600);
});

/** The market has something new. */
function news(now: readonly StallInBrief[]): void {
  stalls = now;
  view = { version: (view?.version ?? 0) + 1, postcode: null, state: "complete" } as unknown as CatalogueView;
  for (const host of hosts) host.requestUpdate();
}
const names = (): (string | null)[] => [...element.querySelectorAll("h3")].map((heading) => heading.textContent);

test("while nothing has come the page waits, and does not ask itself over and over", async () => {
  const draws = vi.spyOn(element as LightElement, "requestUpdate");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(draws.mock.calls.length).toBeLessThan(10);
  expect(asked).toEqual([]);
  expect(element.textContent).toContain("Un instant…");
});

test("of a thousand stalls all are counted, and only those that have a card are asked for", async () => {
  news(many(1000));
  await vi.waitFor(() => expect(names()).toHaveLength(60));
  expect(asked).toEqual([many(60).map(({ id }) => id)]);
  expect(element.querySelector(".lead")?.textContent).toContain("1\u202f000");
  await page.getByRole("button", { name: "60 adresses de plus" }).click();
  await vi.waitFor(() => expect(names()).toHaveLength(120));
  expect(asked.at(-1)).toHaveLength(120);
});

test("cards keep their places while they are on their way; what came is shown although more has come", async () => {
  const waiting: (() => void)[] = [];
  const atOnce = cards;
  cards = async (ids) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return atOnce(ids);
  };
  news(many(2));
  await vi.waitFor(() => expect(element.querySelectorAll("sp-party-card")).toHaveLength(2));
  expect(names()).toEqual([]);
  news(many(3));
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting[0]?.();
  await vi.waitFor(() => expect(names()).toEqual(["Étal 0", "Étal 1"]));
  expect(element.querySelectorAll("sp-party-card")).toHaveLength(3);
  waiting[1]?.();
  await vi.waitFor(() => expect(names()).toHaveLength(3));
});

test("a stall that goes while its card is asked for leaves no card behind; nobody at all is said in words", async () => {
  cards = async () => [];
  news(many(2));
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(names()).toEqual([]);
  news([]);
  await vi.waitFor(() => expect(element.textContent).toContain("Pas encore d’étal."));
  expect(element.querySelector("sp-party-card")).toBeNull();
});

test("what several stalls do has a heading; the only ones of their kind stand together after them, by name", async () => {
  news([
    brief("a", { category: "food/cheese" }),
    brief("b"),
    brief("c", { category: "crafts" }),
    brief("d"),
    brief("e", { kind: "courier" }),
  ]);
  await vi.waitFor(() => expect(names()).toEqual(["Étal b", "Étal d", "Étal a", "Étal c", "Étal e"]));
  expect([...element.querySelectorAll("h2")].map((heading) => heading.textContent)).toEqual([
    "Pains",
    "Autres",
    "Coursiers",
  ]);
  news([brief("a"), brief("b", { category: "crafts" })]);
  await vi.waitFor(() => expect([...element.querySelectorAll("h2")]).toHaveLength(1));
  expect(element.querySelector("h2")?.textContent).toBe("Étals");
});

test("what is chosen narrows at once, whatever the cards do; choosing what nobody is says so", async () => {
  news([brief("a"), brief("b", { kind: "courier" }), brief("c", { category: "food/cheese" })]);
  await vi.waitFor(() => expect(names()).toHaveLength(3));
  cards = () => new Promise(() => undefined);
  await page.getByRole("button", { name: "Coursiers" }).click();
  await vi.waitFor(() => expect(names()).toEqual(["Étal b"]));
  await page.getByRole("button", { name: "Points de retrait" }).click();
  await vi.waitFor(() => expect(element.textContent).toContain("Rien ne correspond."));
});
