import type { LitElement } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";
import type { ImportChoices, ImportPreview } from "../../../client/core/api.ts";
import { CodedError } from "../../../crypto/coded-error.ts";

interface Reading {
  readonly choices: ImportChoices;
  readonly end: (preview: ImportPreview) => void;
  readonly fail: (code: string) => void;
}

/** What the screen asked to be read, each waiting for the test to say what comes of it. */
const readings: Reading[] = [];

vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    previewImport: (_: string, __: object, choices: ImportChoices) =>
      new Promise<ImportPreview>((resolve, reject) => {
        readings.push({ choices, end: resolve, fail: (code) => reject(new CodedError(code, "Failed.")) });
      }),
  },
  Watch: class {
    readonly value = null;
  },
}));
await import("../../../client/stall/import-screen.ts");

const word = (source: string, answer: string | null) => ({ source, text: source, rows: 1, answer });

function previewOf({ categories = {} }: ImportChoices): ImportPreview {
  const words = ["bougies", "cadres"].map((source) => word(source, categories[source] ?? null));
  const wrong = words.filter(({ answer }) => answer === null).length;
  return {
    id: `answered-${2 - wrong}`,
    format: "csv",
    columns: [{ name: "Rayon", field: null, sample: "" }],
    rows: [],
    counts: { new: 2 - wrong, changed: 0, unchanged: 0, wrong },
    warnings: [],
    questions: {
      categories: words,
      vat: [],
      deposits: [],
      decimal: null,
      isCutOff: false,
      currencies: [],
      zeros: false,
      archived: 0,
    },
    sheets: [],
    sheet: "",
    choices: { categories },
    pictures: 0,
  };
}

async function readingAt(place: number): Promise<Reading> {
  await expect.poll(() => readings.length).toBe(place + 1);
  const reading = readings[place];
  if (reading === undefined) throw new Error("nothing is read");
  return reading;
}

/** What a file says once another of its columns is the category: one word that is known, and one that waits. */
const ofOtherColumn = (choices: ImportChoices, answer: string | null = null): ImportPreview => {
  const preview = previewOf(choices);
  const categories = [word("bougies", "gift"), word("cadres", "gift"), word("savons", answer)];
  return { ...preview, questions: { ...preview.questions, categories } };
};

const question = (source: string) => page.getByRole("combobox", { name: new RegExp(source) });
const trouble = (): string | null => document.querySelector(".note.bad")?.textContent ?? null;
const take = () => page.getByRole("button", { name: /^Prendre \d+ changements?$/ });

beforeEach(async () => {
  document.documentElement.lang = "fr";
  await page.viewport(1440, 900);
  readings.length = 0;
  const screen = document.createElement("sp-import-screen") as HTMLElement & LitElement;
  Object.assign(screen, { party: "party", stall: { undoable: [], items: [] } });
  document.body.appendChild(document.createElement("main")).append(screen);
  await userEvent.upload(page.getByLabelText(/Choisir un fichier/), new File(["nom\nPain"], "etal.csv"));
  const first = await readingAt(0);
  first.end(previewOf(first.choices));
});
afterEach(() => document.querySelector("main")?.remove());

test("whoever answers faster than the file is read keeps the file, and every answer", async () => {
  await userEvent.selectOptions(question("bougies"), "gift");
  const second = await readingAt(1);
  await userEvent.selectOptions(question("cadres"), "gift");
  const third = await readingAt(2);
  // Each reading of a stall ends the one before.
  second.fail("import/cancelled");
  third.end(previewOf(third.choices));
  await expect.element(take()).toHaveTextContent("2");
  await expect.element(page.getByText("etal.csv")).toBeVisible();
  // The file is still in hand: another answer is read too.
  await userEvent.selectOptions(question("bougies"), "craft");
  const fourth = await readingAt(3);
  expect(fourth.choices.categories).toEqual({ bougies: "craft", cadres: "gift" });
});

test("an older reading that comes to its end late does not take the newer one's place", async () => {
  await userEvent.selectOptions(question("bougies"), "gift");
  const second = await readingAt(1);
  await userEvent.selectOptions(question("cadres"), "gift");
  const third = await readingAt(2);
  third.end(previewOf(third.choices));
  await expect.element(take()).toHaveTextContent("2");
  second.end(previewOf(second.choices));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect.element(take()).toHaveTextContent("2");
});

test("another file is chosen while this one is read again: it is gone, and its reading brings nothing back", async () => {
  await userEvent.selectOptions(question("bougies"), "gift");
  const second = await readingAt(1);
  await userEvent.click(page.getByRole("button", { name: "Autre fichier" }));
  second.end(previewOf(second.choices));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect.element(page.getByLabelText(/Choisir un fichier/)).toBeInTheDocument();
  await expect.element(question("cadres")).not.toBeInTheDocument();
});

const answerOf = (source: string): string => (question(source).element() as HTMLSelectElement).value;

test("a reading again that the person ends leaves the preview before it, with the answers that it was made with", async () => {
  await userEvent.selectOptions(question("bougies"), "gift");
  const second = await readingAt(1);
  second.end(previewOf(second.choices));
  await expect.element(take()).toHaveTextContent("1");
  await userEvent.selectOptions(question("bougies"), "craft");
  await userEvent.selectOptions(question("cadres"), "gift");
  const fourth = await readingAt(3);
  expect(fourth.choices.categories).toEqual({ bougies: "craft", cadres: "gift" });
  fourth.fail("import/cancelled");
  await expect.element(page.getByText("etal.csv")).toBeVisible();
  await expect.element(take()).toHaveTextContent("1");
  await expect.element(take()).toBeEnabled();
  await expect.poll(() => answerOf("bougies")).toBe("gift");
  // It waits again, and says so: the answer that was not read is not shown as one.
  await expect.poll(() => answerOf("cadres")).toBe("?");
  expect(trouble()).toBeNull();
  await userEvent.selectOptions(question("cadres"), "craft");
  expect((await readingAt(4)).choices.categories).toEqual({ bougies: "gift", cadres: "craft" });
});

test("another sheet that the person does not wait for leaves the one before, with its answers", async () => {
  await userEvent.click(page.getByRole("button", { name: "Autre fichier" }));
  await userEvent.upload(page.getByLabelText(/Choisir un fichier/), new File(["PK"], "etal.xlsx"));
  const withSheets = (choices: ImportChoices): ImportPreview => ({
    ...previewOf(choices),
    sheets: ["Articles", "Notes"],
    sheet: "Articles",
  });
  (await readingAt(1)).end(withSheets({}));
  await userEvent.selectOptions(question("bougies"), "gift");
  const third = await readingAt(2);
  third.end(withSheets(third.choices));
  await expect.element(take()).toHaveTextContent("1");
  const sheet = page.getByRole("combobox", { name: "Feuille du classeur" });
  await userEvent.selectOptions(sheet, "Notes");
  const fourth = await readingAt(3);
  expect(fourth.choices).toEqual({ sheet: "Notes" });
  fourth.fail("import/cancelled");
  await expect.poll(() => (sheet.element() as HTMLSelectElement).value).toBe("Articles");
  await userEvent.selectOptions(question("cadres"), "craft");
  const fifth = await readingAt(4);
  expect(fifth.choices.sheet).toBeUndefined();
  expect(fifth.choices.categories).toEqual({ bougies: "gift", cadres: "craft" });
});

test("a first reading that the person ends puts the file away and says nothing; one that fails says why", async () => {
  await userEvent.click(page.getByRole("button", { name: "Autre fichier" }));
  await userEvent.upload(page.getByLabelText(/Choisir un fichier/), new File(["nom\nPain"], "etal.csv"));
  (await readingAt(1)).fail("import/cancelled");
  await expect.element(page.getByLabelText(/Choisir un fichier/)).toBeInTheDocument();
  expect(trouble()).toBeNull();
  await userEvent.upload(page.getByLabelText(/Choisir un fichier/), new File(["nom\nPain"], "etal.csv"));
  (await readingAt(2)).fail("import/nothing-found");
  await expect.poll(trouble).toContain("Aucun article");
});

test("a question that comes with another column is in sight, as those are that were; so it stays once it is answered", async () => {
  const panel = (): HTMLDetailsElement | null => document.querySelector("details.import-qs");
  await expect.element(question("cadres")).toBeVisible();
  panel()?.removeAttribute("open");
  await userEvent.click(page.getByRole("button", { name: "Colonnes" }));
  await userEvent.selectOptions(page.getByRole("combobox", { name: /Rayon/ }), "category");
  const second = await readingAt(1);
  second.end(ofOtherColumn(second.choices));
  await expect.element(question("savons")).toBeVisible();
  await expect.element(question("cadres")).toBeVisible();
  await expect.element(page.getByText(/Déjà comprises/)).not.toBeInTheDocument();
  await userEvent.selectOptions(question("savons"), "craft");
  const third = await readingAt(2);
  third.end(ofOtherColumn(third.choices, "craft"));
  await expect.element(page.getByText("1 à choisir")).not.toBeInTheDocument();
  await expect.element(question("savons")).toBeVisible();
});

test("the questions of another file are asked anew: what the one before asked is no longer in the way", async () => {
  await userEvent.click(page.getByRole("button", { name: "Autre fichier" }));
  await userEvent.upload(page.getByLabelText(/Choisir un fichier/), new File(["nom\nPain"], "autre.csv"));
  const second = await readingAt(1);
  second.end(ofOtherColumn(second.choices));
  await expect.element(question("savons")).toBeVisible();
  await expect.element(page.getByText("Déjà comprises : 2")).toBeVisible();
});

test.each([
  ["import/empty", "Ce fichier est vide"],
  ["import/heading-only", "n’a que les titres de ses colonnes"],
])("a file in which there is nothing is told so, and nobody is sent for another format: %s", async (code, text) => {
  await userEvent.click(page.getByRole("button", { name: "Autre fichier" }));
  await userEvent.upload(page.getByLabelText(/Choisir un fichier/), new File([], "etal.csv"));
  (await readingAt(1)).fail(code);
  await expect.poll(trouble).toContain(text);
  expect(trouble()).not.toContain("CSV");
});
