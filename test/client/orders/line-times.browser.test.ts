import axe from "axe-core";
import { html, render, type TemplateResult } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";
import "../../../client/shop/shop.css";
import "../../../client/desk/desk.css";
import "../../../client/orders/orders.css";
import { aLine, anOrder, tomme } from "../desk/orders.ts";

const asked: unknown[][] = [];
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    item: () => Promise.resolve(null),
    orderedMinutes: (...args: unknown[]) => {
      asked.push(args);
      return Promise.resolve([7 * 1440, null, 90]);
    },
  },
  Watch: class {
    readonly value = { version: 1 };
  },
}));
await import("../../../client/orders/order-contents.ts");
await import("../../../client/desk/order-panel.ts");

const hire = aLine({ item: "velo", name: "Vélo cargo", unitPriceMinor: 9000 });
const lesson = aLine({ item: "cours", name: "Cours de reliure", quantity: 1 });
const order = anOrder({ name: "ruche verre mars", lines: [hire, tomme, lesson] });
const place = (): HTMLElement => document.querySelector("main")!;
const told = (selector: string): string[] =>
  [...place().querySelectorAll(selector)].map(({ textContent }) => textContent?.replace(/\s+/g, " ").trim() ?? "");

function show(content: TemplateResult): void {
  render(content, document.querySelector("main") ?? document.body.appendChild(document.createElement("main")));
}

beforeEach(async () => {
  asked.length = 0;
  document.documentElement.lang = "fr";
  document.documentElement.className = "wa-light";
  document.title = "Commande";
  await page.viewport(390, 844);
});
afterEach(() => place().remove());

for (const [who, content, lines] of [
  [
    "whoever ordered",
    () => html`<sp-order-contents .order=${{ partyId: "party", view: { ...order.view } }}></sp-order-contents>`,
    ".mini li > span:nth-of-type(1)",
  ],
  [
    "the stall",
    () => html`<sp-order-panel .party=${"party"} .order=${{ ...order, view: { ...order.view } }}></sp-order-panel>`,
    ".panel-lines tbody td:nth-child(2)",
  ],
] as const) {
  test(`an order says to ${who} how long a thing is hired for`, async () => {
    show(content());
    await expect.poll(() => told(lines)[0]).toMatch(/Vélo cargo.*pour 7\sj$/);
    expect(told(lines)[1]).not.toContain("pour");
    expect(told(lines)[2]).toMatch(/1 h 30$/);
    // The next step of the same order asks nothing anew, and takes nothing away meanwhile.
    show(content());
    await place().querySelector<HTMLElement & { updateComplete: Promise<boolean> }>(":first-child")?.updateComplete;
    expect(told(lines)[0]).toMatch(/pour 7\sj$/);
    expect(asked).toHaveLength(1);
    for (const theme of ["wa-light", "wa-dark"]) {
      document.documentElement.className = theme;
      expect((await axe.run(place())).violations.map(({ id }) => id)).toEqual([]);
    }
  });
}
