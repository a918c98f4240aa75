import type { LitElement } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { CodedError } from "../../../crypto/coded-error.ts";
import type { DemoLink } from "../../../crypto/protocol/routes.ts";

// The core is a stand-in that holds one desk, and a demo's invitations.

let isUnderWay = true;
const catalogue = { version: 1 };
const replaceKey = async (): Promise<never> => {
  throw new CodedError("staff/key-under-way", "The key is being replaced.");
};
let links: readonly DemoLink[] = [];
const invitation = (kind: DemoLink["kind"], name: string): DemoLink => ({ kind, name, link: "/join#a" });
const desk = {
  party: { kind: "producer", name: "Savonnerie" },
  fingerprint: { stripes: [1, 2, 3, 4, 5, 6, 7, 8], words: ["un"], hex: "00" },
  staff: [
    { id: "a", name: "Ana", joinedOn: "2026-11-28", own: true },
    { id: "b", name: "", joinedOn: "2026-11-28", own: false },
    { id: "c", name: "", joinedOn: "2026-11-28", own: false },
  ],
};
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: { demoLinks: async () => links, party: async () => null, replaceKey, keyUnderWay: async () => isUnderWay },
  Watch: class {
    readonly value;
    constructor(_host: unknown, topic: string) {
      this.value = topic === "stall" ? desk : topic === "catalogue" ? catalogue : undefined;
    }
  },
}));

const { isSharedDesk } = await import("../../../client/stall/shared-desk.ts");
await import("../../../client/stall/staff-list.ts");
await import("../../../client/stall/stall-key.ts");

async function shown(): Promise<string> {
  const elements = ["sp-staff-list", "sp-stall-key"].map((name) =>
    Object.assign(document.createElement(name), { party: "p" }),
  );
  document.body.append(...elements);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return [...document.querySelectorAll("button, .hint")].map((each) => each.textContent.trim()).join(" | ");
}

beforeEach(() => void (links = []));
afterEach(() => document.body.replaceChildren());

test("a desk is shared when a demo invites everybody to it, and only then", async () => {
  expect(await isSharedDesk({ kind: "producer", name: "Savonnerie" })).toBe(false);
  links = [invitation("producer", "Ferme"), invitation("courier", "Savonnerie")];
  expect(await isSharedDesk({ kind: "producer", name: "Savonnerie" })).toBe(false);
  links = [...links, invitation("producer", "Savonnerie")];
  expect(await isSharedDesk({ kind: "producer", name: "Savonnerie" })).toBe(true);
});

test("whoever opened a stall in a demo removes others from it and replaces its key", async () => {
  links = [invitation("producer", "Ferme")];
  expect(await shown()).toMatch(/Retirer….*Remplacer la clé…/);
});

test("colleagues who have said no name are told apart by their number", async () => {
  await shown();
  await expect.element(page.getByRole("button", { name: "Retirer Sans nom (1)" })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Retirer Sans nom (2)" })).toBeVisible();
  await expect.element(page.getByText("chacun lit son numéro")).toBeVisible();
});

test("that the key is still being replaced is said until it has been", async () => {
  await shown();
  const element = document.querySelector<HTMLElement & LitElement>("sp-stall-key")!;
  element.querySelector("sp-confirm-dialog")?.dispatchEvent(new CustomEvent("sp-confirmed"));
  await expect.element(page.getByRole("alert")).toHaveTextContent("La clé d’avant");
  isUnderWay = false;
  catalogue.version += 1;
  element.requestUpdate();
  await expect.element(page.getByText("La clé d’avant est remplacée : vous pouvez recommencer.")).toBeVisible();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("at a desk that strangers share nobody is removed, and no key is replaced", async () => {
  links = [invitation("producer", "Savonnerie")];
  const said = await shown();
  expect(said).toContain("Dans la démonstration, la place est à tout le monde");
  expect(said).not.toMatch(/Retirer…|Remplacer la clé…/);
});
