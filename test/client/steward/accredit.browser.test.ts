import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import type { Accreditation } from "../../../crypto/protocol/exports.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import type { PartyView } from "../../../client/core/api.ts";

const signed: Accreditation[] = [];
let refusal: CodedError | null = null;
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    accredit: async (_steward: string, _party: string, accreditation: Accreditation) => {
      if (refusal !== null) throw refusal;
      signed.push(accreditation);
    },
  },
}));
await import("../../../client/steward/accredit.ts");

const stall = (id: string, accreditation: Accreditation | null): PartyView =>
  ({
    id,
    party: { kind: "producer", name: `Étal ${id}`, trade: { fr: "boulangerie" }, since: "2026-01-01" },
    accreditation,
    labels: accreditation?.labels ?? [],
    itemCount: 0,
    publishedCount: 0,
    distanceMetres: null,
    fingerprint: { stripes: [0, 1, 2, 3, 4, 5, 6, 7], words: ["a", "b", "c", "d", "e", "f", "g", "h"], hex: "00" },
  }) as unknown as PartyView;
const accredited: Accreditation = { status: "accredited", labels: [], keyCompared: true };

let element: HTMLElementTagNameMap["sp-accredit"];
beforeEach(async () => {
  await page.viewport(1440, 900);
  document.documentElement.lang = "fr";
  signed.length = 0;
  refusal = null;
  element = document.body.appendChild(document.createElement("sp-accredit"));
  element.steward = "steward";
});
afterEach(async () => {
  element.remove();
  await page.viewport(800, 600);
});
const label = () => page.getByRole("button", { name: "Fait main" });
const isGiven = () => label().element().getAttribute("aria-pressed");

test("what was signed stands in the form, also before the market says it back; the word of it has the focus", async () => {
  element.parties = [stall("a", accredited)];
  element.chosen = "a";
  await label().click();
  await page.getByRole("button", { name: "Accréditer et signer" }).click();
  await vi.waitFor(() => expect(document.activeElement?.textContent).toContain("Signé : Étal a"));
  expect(signed).toEqual([{ ...accredited, labels: [expect.any(String)] }]);
  expect(isGiven()).toBe("true");
  element.parties = [stall("a", signed[0]!)];
  await element.updateComplete;
  expect(isGiven()).toBe("true");
});

test("the next of the queue begins anew, from its own last decision", async () => {
  element.requests = [stall("a", null), stall("b", null)];
  await page.getByRole("checkbox", { name: "Lus ensemble, ils sont identiques" }).click();
  await label().click();
  await page.getByRole("button", { name: "Accréditer et signer" }).click();
  await vi.waitFor(() => expect(signed).toHaveLength(1));
  element.requests = [stall("b", null)];
  await element.updateComplete;
  expect(isGiven()).toBe("false");
  await expect.element(page.getByRole("checkbox", { name: "Lus ensemble, ils sont identiques" })).not.toBeChecked();
});

test("who is suspended keeps the labels for the day of coming back", async () => {
  element.parties = [stall("a", { ...accredited, labels: ["fait-main"] })];
  element.chosen = "a";
  await page.getByRole("radio", { name: "Suspendre" }).click();
  await page.getByRole("textbox", { name: "Motif" }).fill("Plainte en cours.");
  await page.getByRole("button", { name: "Suspendre et signer" }).click();
  await vi.waitFor(() => expect(signed).toHaveLength(1));
  expect(signed[0]).toMatchObject({ status: "suspended", labels: ["fait-main"] });
  element.parties = [stall("a", signed[0]!)];
  await page.getByRole("radio", { name: "Accréditer" }).click();
  expect(isGiven()).toBe("true");
  await page.getByRole("button", { name: "Accréditer et signer" }).click();
  await vi.waitFor(() => expect(signed).toHaveLength(2));
  expect(signed[1]).toEqual({ ...accredited, labels: ["fait-main"] });
});

test("what could not be signed is said, and nothing that was chosen is lost", async () => {
  element.parties = [stall("a", accredited)];
  element.chosen = "a";
  refusal = new CodedError("network/offline", "The server cannot be reached.");
  await label().click();
  await page.getByRole("button", { name: "Accréditer et signer" }).click();
  await vi.waitFor(() => page.getByRole("alert").element());
  expect(isGiven()).toBe("true");
  expect(signed).toEqual([]);
});
