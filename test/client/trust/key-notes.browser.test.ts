import axe from "axe-core";
import { html, render } from "lit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/shop/shop.css";
import type { Fingerprint, KeyHistory } from "../../../client/core/api.ts";
import { posterNote } from "../../../client/shop/poster-note.ts";
import { keyAlarm, keyChangeNote } from "../../../client/trust/key-notes.ts";

const mark = (hex: string, ...words: string[]): Fingerprint => ({ stripes: [1, 2, 3, 4, 5, 6, 7, 8], words, hex });
const before = mark("0".repeat(28), "figue", "ardoise");
const now = mark("1".repeat(28), "cloche", "sauge");
const next = mark("2".repeat(28), "ruche", "verre");

const quiet: KeyHistory = { changes: [], contested: false, recovery: null };
const replaced: KeyHistory = { ...quiet, changes: [{ kind: "succession", on: "2026-11-20", before }] };
const given: KeyHistory = {
  ...quiet,
  changes: [{ kind: "recovery", on: "2026-11-24", before, reason: { fr: "Téléphone perdu" } }],
};
const pending: KeyHistory = {
  ...quiet,
  recovery: { on: "2026-11-20", countsAt: "2026-11-24T00:00:00.000Z", next, reason: { fr: "<b>Perdu</b>" } },
};

async function show(keys: KeyHistory | undefined): Promise<HTMLElement> {
  const main = document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));
  const view = { fingerprint: now, ...(keys && { keys }) };
  render(
    html`<h1>Étal</h1>
      ${keyAlarm(view)}${posterNote(view, location.hash)}${keyChangeNote(view)}`,
    main,
  );
  return Promise.resolve(main);
}

beforeEach(() => {
  document.documentElement.lang = "fr";
  document.title = "Étal";
});
afterEach(() => {
  document.querySelector("main")?.remove();
  document.documentElement.className = "";
  location.hash = "";
});

describe("what people are told about a stall's key", () => {
  test("is nothing for a stall that has had one only", async () => {
    expect((await show(undefined)).querySelectorAll(".note")).toHaveLength(0);
  });

  test("is since when the words are others and why, with the words of before", async () => {
    const succeeded = (await show(replaced)).textContent;
    expect(succeeded).toContain("l’étal a remplacé sa clé, et l’ancienne l’a signé");
    expect(succeeded).toContain("figue · ardoise");
    const recovered = (await show(given)).textContent;
    expect(recovered).toContain("le bureau du marché lui en a donné une autre");
    expect(recovered).toContain("Téléphone perdu");
  });

  test("is loud while a steward gives it another, and says from when; what the steward wrote is text", async () => {
    const main = await show(pending);
    const alarm = main.querySelector("[role=alert]");
    expect(alarm?.textContent).toMatch(/Cet étal a perdu sa clé.*24.* nov/s);
    expect(alarm?.textContent).toContain("ruche · verre");
    expect(alarm?.textContent).toContain("<b>Perdu</b>");
  });

  test("is that nothing is sent to one whose key named two", async () => {
    const alarm = (await show({ ...quiet, contested: true })).querySelector("[role=alert]");
    expect(alarm?.textContent).toContain("deux clés différentes");
  });

  test("tells an older poster from one of another stall", async () => {
    location.hash = `#marque=${before.hex}`;
    expect((await show(replaced)).textContent).toContain("Cette affiche date d’avant");
    expect((await show(undefined)).querySelector(".note.bad")).not.toBeNull();
    location.hash = `#marque=${now.hex}`;
    expect((await show(replaced)).querySelector(".note.ok")).not.toBeNull();
  });

  test.each([
    ["wa-light", 390],
    ["wa-dark", 390],
    ["wa-light", 1440],
    ["wa-dark", 1440],
  ] as const)("leaves axe nothing to find: %s at %i px", async (theme, width) => {
    document.documentElement.className = theme;
    await page.viewport(width, 900);
    for (const keys of [replaced, given, pending, { ...quiet, contested: true }]) {
      const { violations } = await axe.run(await show(keys), {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      });
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    }
  });
});
