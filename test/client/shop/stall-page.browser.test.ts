import axe from "axe-core";
import type { ReactiveControllerHost } from "lit";
import { afterEach, expect, test, vi } from "vitest";
import type { CatalogueView, PartyView } from "../../../client/core/api.ts";

let party: PartyView;
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    party: async () => party,
    search: () => new Promise(() => undefined),
    collectionWindows: async () => [],
    deliveryChoices: async () => [],
    pickupChoices: async () => [],
  },
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

async function shown(accreditation: unknown, more: Partial<PartyView["party"]> = {}): Promise<string> {
  document.documentElement.lang = "fr";
  party = {
    id: "stall",
    distanceMetres: null,
    itemCount: 0,
    accreditation,
    labels: [],
    party: { kind: "producer", name: "Ferme", trade: { fr: "ferme" }, since: "2026-01-01", ...more },
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

const always = { hours: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: "00:00", to: "23:59" })) };
const accredited = { status: "accredited", labels: [], keyCompared: true };
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const closed = (from: number, until: number) => ({
  ordering: {
    acceptWithinHours: 24,
    leadHours: 0,
    collection: [],
    couriers: [],
    payments: [],
    holidays: [{ from: inDays(from), until: inDays(until), note: { fr: "Vendanges." } }],
  },
});

test("nobody is sent to the door of a stall that is suspended", async () => {
  await shown(accredited, always as object);
  expect(page.querySelector(".party-meta .tag")).not.toBeNull();
  page.remove();
  const text = await shown({ ...accredited, status: "suspended" }, always as object);
  expect(page.querySelector(".party-meta .tag")).toBeNull();
  expect(text).toContain("suspendu");
});

test("a closing is told weeks ahead in a quiet line, near by in a note, and once only", async () => {
  for (const theme of ["wa-light", "wa-dark"]) {
    document.documentElement.className = theme;
    expect(await shown(accredited, closed(40, 47) as object)).toMatch(/Prochaine fermeture.: du .* au .*Vendanges\./s);
    expect(page.querySelector(".holiday-note")).toBeNull();
    expect((await axe.run(page.querySelector(".foreseen")!)).violations).toEqual([]);
    page.remove();
  }
  expect(await shown(accredited, closed(10, 12) as object)).not.toContain("Prochaine fermeture");
  expect(page.querySelector(".holiday-note")?.textContent).toContain("Fermé du");
  page.remove();
  expect(await shown(accredited, closed(70, 72) as object)).not.toContain("Vendanges");
});
