import axe from "axe-core";
import { html, render } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";
import "../../../client/desk/desk.css";
import "../../../client/stall/stall.css";
import type { ItemDraft, StallView, UndoableChange } from "../../../client/core/api.ts";
import { aDraft } from "./item-drafts.ts";

const undone: unknown[][] = [];

vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    undoItems: (...asked: unknown[]) => {
      undone.push(asked);
      return Promise.resolve(true);
    },
    saveItems: () => Promise.resolve("later"),
  },
}));
await import("../../../client/stall/items.ts");

async function show(items: readonly ItemDraft[], undoable: readonly UndoableChange[] = []): Promise<void> {
  const main = document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));
  const stall = { partyId: "party", items, undoable } as unknown as StallView;
  render(html`<sp-stall-items .party=${"party"} .stall=${stall}></sp-stall-items>`, main);
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}

const names = ["Abricot", "Basilic", "Cerise", "Datte"];
const drafts = (...parts: readonly Partial<ItemDraft>[]): ItemDraft[] =>
  parts.map((part, index) => aDraft(names[index]!, names[index]!, part));
const imported: UndoableChange = { change: "a", kind: "import", count: 4, published: 4, at: Date.now(), file: "l.csv" };
const told = (): string => document.querySelector(".note[role=status]")?.textContent?.replace(/\s+/g, " ").trim() ?? "";

async function takeBack(change: string, before: readonly ItemDraft[], after: readonly ItemDraft[]): Promise<void> {
  await show(before, [{ ...imported, change }]);
  expect(told()).toBe("");
  await userEvent.click(page.getByRole("button", { name: "Revenir en arrière" }));
  await expect.poll(() => undone).toEqual([["party", change]]);
  await show(after);
}

beforeEach(async () => {
  undone.length = 0;
  localStorage.clear();
  document.documentElement.lang = "fr";
  document.title = "Articles";
  await page.viewport(1440, 900);
});
afterEach(() => document.querySelector("main")?.remove());

test("what was published of an import that is taken back is told: what stays in the shop, and what lies in the archive", async () => {
  const after = drafts(
    { status: "archived", changed: true },
    { status: "archived", changed: true },
    { changed: true },
    { changed: false },
  );
  await takeBack("a", drafts({}, {}, {}, {}), after);
  await expect
    .poll(told)
    .toBe(
      "3 articles repris étaient publiés : ils restent ainsi sur l’étal jusqu’à votre prochaine publication. 2 d’entre eux sont dans vos archives, et quitteront alors l’étal.",
    );
  for (const theme of ["wa-light", "wa-dark"]) {
    document.documentElement.className = theme;
    expect((await axe.run(document.querySelector("main")!)).violations).toEqual([]);
  }
  // Once it is published there is nothing left to say.
  await show(after.map((draft) => ({ ...draft, changed: false })));
  expect(told()).toBe("");
});

test("one item is told in the singular, and what nobody had seen not at all", async () => {
  await takeBack("b", drafts({}, { changed: true }), drafts({ status: "archived", changed: true }, { changed: true }));
  await expect
    .poll(told)
    .toBe(
      "1 article repris était publié : il reste ainsi sur l’étal jusqu’à votre prochaine publication. Il est dans vos archives, et quittera alors l’étal.",
    );
  document.querySelector("main")?.remove();
  undone.length = 0;
  await takeBack("c", drafts({ changed: true }), []);
  await new Promise((done) => setTimeout(done, 50));
  expect(told()).toBe("");
});
