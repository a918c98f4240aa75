import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";
import { CodedError } from "../../../crypto/coded-error.ts";
import type { DeliveryOffer } from "../../../crypto/protocol/exports.ts";
import { instance } from "../../../client/instance.ts";

const postcode = instance.postcodes[0]!.postcode;
const published: DeliveryOffer = {
  zones: [{ id: "zone-1", name: { fr: "Ville" }, postcodes: [postcode], priceMinor: 700 }],
  slots: [{ id: "slot-1", weekday: 1, from: "17:00", to: "19:00", cutoffHours: 6 }],
  temperatures: ["ambient"],
  gramsMax: 40_000,
  vat: "standard",
  vehicle: { fr: "vélo-cargo" },
};

const sent: DeliveryOffer[] = [];
let refusal: CodedError | null = null;
let kept: unknown = null;
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    deliveryOffer: async () => published,
    saveDeliveryOffer: async (_party: string, offer: DeliveryOffer) => {
      if (refusal !== null) throw refusal;
      sent.push(offer);
    },
    unsaved: async () => kept,
    keepUnsaved: async (_party: string, _what: string, form: unknown) => void (kept = structuredClone(form)),
  },
}));
await import("../../../client/courier/offer-editor.ts");

let element: HTMLElementTagNameMap["sp-offer-editor"];
const price = () => page.getByRole("textbox", { name: "Prix, CHF" });
const begun = "Vous retrouvez ce que vous aviez commencé";

async function opened(): Promise<void> {
  element?.remove();
  element = document.createElement("sp-offer-editor");
  element.party = "courier";
  document.body.append(element);
  await vi.waitFor(() => expect(element.querySelector("form")).not.toBeNull());
}

beforeEach(async () => {
  await page.viewport(390, 844);
  document.documentElement.lang = "fr";
  sent.length = 0;
  refusal = null;
  kept = null;
  await opened();
});
afterEach(async () => {
  element.remove();
  await page.viewport(800, 600);
});

test("publishing that is cut off is said; the form stands, on the device too, and goes out at the next press", async () => {
  await price().fill("8.50");
  refusal = new CodedError("network/offline", "The server cannot be reached.");
  await page.getByRole("button", { name: "Publier" }).click();
  await vi.waitFor(() => expect(element.querySelector('[role="alert"]')?.textContent).toBeTruthy());
  await expect.element(price()).toHaveValue("8.50");
  await vi.waitFor(() => expect(JSON.stringify(kept)).toContain("8.50"));
  refusal = null;
  await page.getByRole("button", { name: "Publier" }).click();
  await vi.waitFor(() => expect(sent.map(({ zones }) => zones[0]?.priceMinor)).toEqual([850]));
  await vi.waitFor(() => expect(kept).toBeNull());
  expect(element.querySelector('[role="alert"]')).toBeNull();
});

test("a form that was begun is there again after a reload, and can be given up for what is published", async () => {
  expect(element.textContent).not.toContain(begun);
  await price().fill("9.90");
  await opened();
  await expect.element(price()).toHaveValue("9.90");
  expect(element.textContent).toContain(begun);
  await page.getByRole("button", { name: "Revenir à ce qui est publié" }).click();
  await expect.element(price()).toHaveValue("7.00");
  expect(kept).toBeNull();
  expect(element.textContent).not.toContain(begun);
});

test.each([
  ["nothing of a form", "x"],
  ["another form", { zones: "all", slots: [] }],
  ["too many zones", { zones: Array.from({ length: 201 }, () => ({ id: "", name: "", postcodes: "", price: "" })) }],
  ["what is published", null],
])("what the device holds is not believed to be a form: %s", async (_what, held) => {
  kept = held;
  await opened();
  await expect.element(price()).toHaveValue("7.00");
  expect(element.textContent).not.toContain(begun);
});

test("all postcodes of a zone are seen, however many", async () => {
  const field = page.getByRole("textbox", { name: "Codes postaux" });
  await field.fill(Array.from({ length: 40 }, (_, index) => String(1201 + index)).join(" "));
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = field.element();
  expect([scrollWidth, scrollHeight]).toEqual([clientWidth, clientHeight]);
});

test("what is wrong is told in its place and nothing is sent", async () => {
  await price().fill("sept");
  await page.getByRole("button", { name: "Publier" }).click();
  await vi.waitFor(() => expect(document.activeElement).toBe(price().element()));
  expect(sent).toEqual([]);
});

test("a second press while the first is on its way sends nothing twice", async () => {
  const publish = page.getByRole("button", { name: "Publier" }).element() as HTMLButtonElement;
  publish.click();
  publish.click();
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(sent).toHaveLength(1);
});

test("what is typed while publishing is on its way is kept, and not taken for published", async () => {
  (page.getByRole("button", { name: "Publier" }).element() as HTMLButtonElement).click();
  const field = price().element() as HTMLInputElement;
  field.value = "12.00";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await vi.waitFor(() => expect(JSON.stringify(kept)).toContain("12.00"));
  expect(sent[0]?.zones[0]?.priceMinor).toBe(700);
  expect(element.textContent).not.toContain("Publiés.");
});
