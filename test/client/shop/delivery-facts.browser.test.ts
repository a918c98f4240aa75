import { html, render } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";
import "../../../client/shop/shop.css";
import type { PartyView } from "../../../client/core/api.ts";

const waiting: (() => void)[] = [];
const window = { day: "2026-12-04", from: "16:00", to: "18:00", orderBefore: "2026-12-02T17:00:00Z", open: true };
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    deliveryChoices: async () => [],
    pickupChoices: async () => [],
    collectionWindows: () => new Promise((resolve) => waiting.push(() => resolve([window]))),
  },
}));
const { deliveryFacts } = await import("../../../client/shop/delivery-facts.ts");

const stall = (id: string): PartyView =>
  ({ id, party: { name: "Four", ordering: { couriers: [], collection: [], payments: [] } } }) as unknown as PartyView;
const place = (): HTMLElement => document.querySelector("main")!;
const skeletons = (): number => place().querySelectorAll(".skel .sk").length;
function show(id: string, version: number): void {
  render(
    html`<h2>Retrait</h2>
      <ul class="facts">
        ${deliveryFacts(stall(id), null, version)}
      </ul>`,
    place(),
  );
}

beforeEach(() => {
  waiting.length = 0;
  document.documentElement.lang = "fr";
  document.body.append(document.createElement("main"));
});
afterEach(() => place().remove());

test("while the ways are being found out their places stand below the heading, and say nothing to who listens", async () => {
  show("a", 1);
  expect(skeletons()).toBe(4);
  expect(place().querySelector(".skel")?.getAttribute("aria-hidden")).toBe("true");
  expect(place().querySelector(".facts")!.getBoundingClientRect().height).toBeGreaterThan(60);
  waiting.pop()?.();
  await expect.poll(() => place().textContent).toContain("Retiré sans frais");
  expect(skeletons()).toBe(0);
});

test("when the market moves what was found stands there until it is found anew; another stall has none of it", async () => {
  show("b", 1);
  waiting.pop()?.();
  await expect.poll(() => place().textContent).toContain("Retiré sans frais");
  show("b", 2);
  expect(waiting).toHaveLength(1);
  expect([skeletons(), place().textContent?.includes("Retiré sans frais")]).toEqual([0, true]);
  show("c", 2);
  expect([skeletons(), place().textContent?.includes("Retiré sans frais")]).toEqual([4, false]);
});
