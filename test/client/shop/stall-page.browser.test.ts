import type { ReactiveControllerHost } from "lit";
import { afterEach, expect, test, vi } from "vitest";
import type { CatalogueView, PartyView } from "../../../client/core/api.ts";

let party: PartyView;
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: { party: async () => party, search: () => new Promise(() => undefined) },
  Watch: class {
    readonly #topic: string;
    constructor(_host: ReactiveControllerHost, topic: string) {
      this.#topic = topic;
    }
    get value(): unknown {
      const view = { version: 1, postcode: null, state: "complete" } as unknown as CatalogueView;
      return this.#topic === "catalogue" ? view : undefined;
    }
  },
}));
await import("../../../client/shop/stall-page.ts");

let page: HTMLElement;
afterEach(() => page.remove());

async function shown(accreditation: unknown): Promise<string> {
  document.documentElement.lang = "fr";
  party = {
    id: "stall",
    distanceMetres: null,
    itemCount: 0,
    accreditation,
    labels: [],
    party: { kind: "producer", name: "Ferme", trade: { fr: "ferme" }, since: "2026-01-01" },
    fingerprint: { stripes: [0, 1, 2, 3, 4, 5, 6, 7], words: [], hex: "" },
  } as unknown as PartyView;
  page = document.body.appendChild(Object.assign(document.createElement("sp-stall-page"), { party: "stall" }));
  await vi.waitFor(() => expect(page.querySelector("h1")?.textContent).toBe("Ferme"));
  return page.textContent ?? "";
}

test("a stall that is suspended says so and why, and shows no empty stall", async () => {
  const text = await shown({
    status: "suspended",
    reason: { fr: "Étiquettes fausses." },
    labels: [],
    keyCompared: true,
  });
  expect(text).toContain("suspendu par le bureau du marché");
  expect(text).toContain("Étiquettes fausses.");
  expect(page.querySelector("#etal")).toBeNull();
});

test("an accredited stall shows its shelf", async () => {
  await shown({ status: "accredited", labels: [], keyCompared: true });
  expect(page.querySelector("#etal sp-stall-items")).not.toBeNull();
});
