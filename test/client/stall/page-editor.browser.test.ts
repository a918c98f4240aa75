import type { LitElement } from "lit";
import { expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";
import type { StallView } from "../../../client/core/api.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { aParty } from "../checkout/a-basket.ts";

let isUnderWay = true;
const catalogue = { version: 1 };

vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    parties: async () => [],
    unsaved: async () => null,
    keepUnsaved: async () => undefined,
    savePage: async () => {
      throw new CodedError("staff/key-under-way", "The key is being replaced.");
    },
    keyUnderWay: async () => isUnderWay,
  },
  Watch: class {
    readonly value = catalogue;
  },
}));
await import("../../../client/stall/page-editor.ts");

test("a page that was refused because the key is being replaced can be published once it is", async () => {
  document.documentElement.lang = "fr";
  const { party: bare, fingerprint } = aParty();
  const place = { street: "Rue du Four 5", postcode: "1205", town: "Genève", lat: 46.2, lon: 6.15 };
  const party = { ...bare, place, category: "alimentation" };
  const stall: Partial<StallView> = { party, fingerprint, published: true, accreditation: null, items: [] };
  const editor = document.createElement("sp-page-editor") as HTMLElement & LitElement;
  Object.assign(editor, { party: "party", stall });
  const main = document.body.appendChild(document.createElement("main"));
  main.append(editor);
  await page.getByRole("button", { name: "Publier la page" }).click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("La clé d’avant");
  // A stall that waits reads the words to compare where it is told to.
  expect(main.querySelector(".next-steps .now")?.textContent).toContain("un · deux");
  isUnderWay = false;
  catalogue.version += 1;
  editor.requestUpdate();
  await expect.element(page.getByText("La clé est remplacée : la page peut être publiée.")).toBeVisible();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  main.remove();
});
