import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import type { SearchResult, StallInBrief } from "../../../client/core/api.ts";

const asked: (readonly string[])[] = [];
let answer: (ids: readonly string[]) => Promise<readonly StallInBrief[]>;
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    onMap: async (ids: readonly string[]) => {
      asked.push(ids);
      return answer(ids);
    },
    watch: async () => () => undefined,
  },
}));
await import("../../../client/map/search-map.ts");
await import("../../../client/design/theme.css");
await import("../../../client/design/base.css");

const place = { street: "Rue des Essais 1", postcode: "1205", town: "Genève", lat: 46.2, lon: 6.14 };
const stall = (id: string): StallInBrief => ({
  id,
  distanceMetres: null,
  party: { kind: "producer", name: `Étal ${id}`, trade: { fr: "Boulangerie" }, place },
});
const result = (stalls: Readonly<Record<string, number>>, named: readonly string[] = []): SearchResult =>
  ({ stalls, parties: named.map((id) => ({ id })) }) as unknown as SearchResult;

let element: HTMLElementTagNameMap["sp-search-map"];
beforeEach(async () => {
  asked.length = 0;
  answer = async (ids) => ids.map(stall);
  document.documentElement.lang = "fr";
  element = document.createElement("sp-search-map");
  document.body.append(element);
});
afterEach(async () => {
  element.remove();
  await page.viewport(800, 600);
});
const views = () => element.querySelector("sp-map-beside")?.views.map(({ id }) => id);

test("where there is no room for a map, no stall is asked for until somebody opens it", async () => {
  await page.viewport(390, 844);
  element.result = result({ a: 2, b: 1 }, ["c"]);
  await element.updateComplete;
  element.result = result({ a: 3 });
  await element.updateComplete;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Carte" }).click();
  await vi.waitFor(() => expect(views()).toEqual(["a"]));
  expect(asked).toEqual([["a"]]);
  // What the library's parts say themselves is in the language of the screen.
  await expect.element(page.getByRole("button", { name: "Fermer" })).toBeInTheDocument();
});

test("beside the list, the stalls of all answers and those that are named stand on it", async () => {
  await page.viewport(1440, 900);
  element.result = result({ a: 2, b: 1 }, ["c"]);
  await vi.waitFor(() => expect(views()).toEqual(["a", "b", "c"]));
  expect(element.querySelector("sp-map-beside")?.counts).toEqual({ a: 2, b: 1 });
});

test("an older answer that comes late does not take the place of the newer", async () => {
  await page.viewport(1440, 900);
  let late: (() => void) | undefined;
  answer = (ids) =>
    ids.includes("slow")
      ? new Promise((resolve) => (late = () => resolve(ids.map(stall))))
      : Promise.resolve(ids.map(stall));
  element.result = result({ slow: 1 });
  await vi.waitFor(() => expect(late).toBeDefined());
  element.result = result({ quick: 1 });
  await vi.waitFor(() => expect(views()).toEqual(["quick"]));
  late?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(views()).toEqual(["quick"]);
});

test("until there are answers the map has its place beside them and is not fetched; on a phone there is no way to it yet", async () => {
  await page.viewport(1440, 900);
  await vi.waitFor(() => expect(element.querySelector(".map-column")).not.toBeNull());
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(element.querySelector("sp-map")).toBeNull();
  expect(asked).toEqual([]);
  await page.viewport(390, 844);
  await vi.waitFor(() => expect(element.querySelector(".map-column")).toBeNull());
  expect(element.querySelector("button")).toBeNull();
  element.result = result({ a: 1 });
  await vi.waitFor(() => expect(element.querySelector(".float-map")).not.toBeNull());
  expect(asked).toEqual([]);
  await page.viewport(1440, 900);
  await vi.waitFor(() => expect(views()).toEqual(["a"]));
});
