import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";
import { aLine, aWindow } from "../checkout/a-basket.ts";

let kept: unknown = null;
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    appointmentTimes: async () => [aWindow("2026-12-04"), aWindow("2026-12-05")],
    unsaved: async () => kept,
    keepUnsaved: async (_party: string, _what: string, form: unknown) => void (kept = structuredClone(form)),
  },
  Watch: class {
    readonly value = { version: 1, groups: [] };
  },
}));
await import("../../../client/booking/book-item.ts");

let element: HTMLElementTagNameMap["sp-book-item"] | undefined;
afterEach(() => element?.remove());

function open(name: string): void {
  element?.remove();
  element = document.createElement("sp-book-item");
  const view = aLine(name).view!;
  element.view = { ...view, item: { ...view.item, kind: "service", service: { durationMinutes: 30, place: "ours" } } };
  document.body.append(element);
}

test("a time that was tapped is there again after a reload, at its own service only", async () => {
  document.documentElement.lang = "fr";
  open("Coupe");
  await page.getByRole("radio", { name: /5 déc/ }).click();
  await page.getByRole("radio", { name: /17/ }).click();
  await expect.element(page.getByRole("button", { name: /Réserver .*5 décembre/ })).toBeEnabled();
  open("Coupe");
  await expect.element(page.getByRole("button", { name: /Réserver .*5 décembre/ })).toBeEnabled();
  open("Brushing");
  await expect.element(page.getByRole("button", { name: "Réserver" })).toBeDisabled();
});
