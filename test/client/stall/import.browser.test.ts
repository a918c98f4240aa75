import axe from "axe-core";
import { html, render, type TemplateResult } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/shop/shop.css";
import "../../../client/desk/desk.css";
import "../../../client/stall/stall.css";
import "../../../client/stall/import-screen.css";
import type { ImportChoices, ImportPreview } from "../../../client/core/api.ts";
import { chooseLanguage } from "../../../client/locales/locale.ts";
import { importAbout } from "../../../client/stall/import-about.ts";
import { columnsStep, importColumns } from "../../../client/stall/import-columns.ts";
import { askedOf, questionsStep } from "../../../client/stall/import-questions.ts";
import { importRows } from "../../../client/stall/import-rows.ts";
import { importSource } from "../../../client/stall/import-source.ts";
import { importDone, importToUndo, latestImport } from "../../../client/stall/import-undo.ts";

type Row = ImportPreview["rows"][number];

const row = (name: string, more: Partial<Row> = {}): Row => ({
  row: 2,
  verdict: "new",
  name,
  priceMinor: 450,
  changes: [{ field: "category", from: "", to: "food/bread" }],
  problems: [],
  remarks: [],
  ...more,
});

const wrong = row("Miel", {
  row: 4,
  verdict: "wrong",
  changes: [],
  problems: [
    { row: 4, field: "price", reason: "price-unreadable", text: "9,5O <b>" },
    { row: 5, field: "deposit", reason: "deposit-unknown", text: "0.40" },
  ],
});

const ask = (source: string, answer: string | null) => ({ source, text: source, rows: 2, answer });

const preview = (answers: Readonly<Record<string, string>> = {}): ImportPreview => ({
  id: "a",
  format: "csv",
  columns: [
    { name: "Truc", field: "name", sample: "Pain" },
    { name: "Combien", field: null, sample: "" },
  ],
  rows: [
    row("Pain", {
      remarks: [{ row: 2, field: "price", reason: "price-rounded", text: "4.4955", takenMinor: 450 }],
    }),
    row("Lait", { row: 3, verdict: "changed", changes: [{ field: "price", from: "2.50", to: "2.60" }] }),
    wrong,
  ],
  counts: { new: 1, changed: 1, unchanged: 0, wrong: 1 },
  warnings: [],
  questions: {
    categories: [ask("décor", answers["décor"] ?? null), ask("pains", "food/bread")],
    vat: [ask("6", answers["6"] ?? null)],
    deposits: [ask("0.40", answers["0.40"] ?? null)],
    decimal: null,
    isCutOff: false,
    currencies: ["EUR"],
    zeros: true,
    archived: 3,
  },
  sheets: ["Couverture", "Articles"],
  sheet: "Articles",
  choices: {},
  pictures: 0,
});

const place = (): HTMLElement =>
  document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));

beforeEach(async () => {
  document.documentElement.lang = "fr";
  document.documentElement.className = "wa-light";
  document.title = "Importer";
  await page.viewport(1440, 900);
});
afterEach(() => document.querySelector("main")?.remove());

const questions = (
  of: ImportPreview,
  asked: ReadonlySet<string>,
  choose: (choices: ImportChoices) => void,
): TemplateResult => html`<sp-import-questions .preview=${of} .asked=${asked} .choose=${choose}></sp-import-questions>`;

/** Draws questions that are answered as a screen would: what is chosen is in the next preview. */
function drawQuestions(previewOf = preview): { readonly chosen: ImportChoices[] } {
  const chosen: ImportChoices[] = [];
  const asked = askedOf(previewOf());
  let answers: Record<string, string> = {};
  const choose = (choices: ImportChoices): void => {
    chosen.push(choices);
    answers = { ...answers, ...choices.categories, ...choices.vat, ...choices.deposits };
    draw();
  };
  const draw = (): void => void render(questions(previewOf(answers), asked, choose), place());
  draw();
  return { chosen };
}

test("a question that was answered keeps its place, its answer and the focus", async () => {
  const { chosen } = drawQuestions();
  const decor = page.getByRole("combobox", { name: /décor/ });
  await expect.element(decor).toHaveAttribute("aria-invalid", "true");
  const element = decor.element() as HTMLElement;
  element.focus();
  await userEvent.selectOptions(decor, "home/lamp");
  expect(document.activeElement).toBe(element);
  expect(element.isConnected).toBe(true);
  expect(chosen).toEqual([{ categories: { décor: "home/lamp" } }]);
  await expect.element(decor).toHaveValue("home/lamp");
  await expect.element(decor).not.toHaveAttribute("aria-invalid");
  await userEvent.selectOptions(page.getByRole("combobox", { name: /« 6 »/ }), "reduced");
  await userEvent.selectOptions(page.getByRole("combobox", { name: /0\.40/ }), "");
  expect(chosen.slice(1)).toEqual([{ vat: { "6": "reduced" } }, { deposits: { "0.40": "" } }]);
  await expect.element(decor).toHaveValue("home/lamp");
  await userEvent.click(page.getByRole("checkbox", { name: /EUR/ }));
  expect(chosen.at(-1)).toEqual({ otherCurrency: true });
  await userEvent.click(page.getByRole("checkbox", { name: /3 articles du fichier sont archivés ici/ }));
  expect(chosen.at(-1)).toEqual({ fromArchive: true });
});

test("what a file leaves open is asked first: rows without a category, and numbers that are two", async () => {
  const { chosen } = drawQuestions(() => ({
    ...preview(),
    questions: {
      ...preview().questions,
      categories: [{ ...ask("pains", "food/bread"), rows: 9 }, ask("", "food/dairy/cheese")],
      decimal: { source: "", text: "1.500", rows: 3, answer: null },
    },
  }));
  const unsaid = page.getByRole("combobox", { name: "sans indication 2 lignes, dans la catégorie de l’étal" });
  await expect.element(unsaid).toHaveValue("food/dairy/cheese");
  await userEvent.selectOptions(unsaid, "home/lamp");
  const number = page.getByRole("combobox", { name: /« 1\.500 » peut se lire de deux façons/ });
  await expect.poll(() => (number.element() as HTMLSelectElement).textContent).toMatch(/1.500\s*1,5/);
  await userEvent.selectOptions(number, ",");
  expect(chosen).toEqual([{ categories: { "": "home/lamp" } }, { decimal: "," }]);
});

test("of hundreds of questions those of most rows are asked first, and another one for each that is answered", async () => {
  const many = (answers: Readonly<Record<string, string>> = {}): ImportPreview => ({
    ...preview(answers),
    questions: {
      ...preview(answers).questions,
      categories: Array.from({ length: 200 }, (_, index) => ({
        ...ask(`mot ${index}`, index === 7 ? "food/bread" : (answers[`mot ${index}`] ?? null)),
        rows: index,
      })),
    },
  });
  drawQuestions(many);
  const group = page.getByRole("region", { name: "Catégories du fichier" });
  const asked = (): string[] =>
    group
      .getByRole("combobox", { name: /mot/ })
      .all()
      .map((one) => /mot \d+/.exec(one.element().closest("label")?.textContent ?? "")?.[0] ?? "");
  const first = Array.from({ length: questionsStep }, (_, index) => `mot ${199 - index}`);
  await expect.poll(asked).toEqual(first);
  await userEvent.selectOptions(group.getByRole("combobox", { name: /mot 199/ }), "home/lamp");
  await expect.poll(asked).toEqual([...first, `mot ${199 - questionsStep}`]);
  await group.getByRole("button", { name: `${199 - questionsStep - 1} de plus` }).click();
  await expect.poll(() => asked().length).toBe(2 * questionsStep + 1);
  await group.getByText("Déjà comprises : 1").click();
  await expect.element(group.getByRole("combobox", { name: /« mot 7 »/ })).toHaveValue("food/bread");
});

test("the latest import is offered to be taken back after a reload: which, when, and what customers see of it", async () => {
  const onUndo = vi.fn();
  const made = {
    change: "b",
    kind: "import",
    count: 12,
    published: 0,
    at: Date.UTC(2026, 10, 28, 17, 30),
    file: "liste.csv",
  } as const;
  const latest = latestImport([{ ...made, change: "c", kind: "edit" }, made, { ...made, change: "a" }]);
  render(importToUndo(latest, false, onUndo), place());
  expect(place().textContent?.replace(/\s+/g, " ")).toContain(
    "Dernière importation : « liste.csv » 12 articles, samedi 28 novembre, 18 h 30. Rien n’en est encore publié.",
  );
  await page.getByRole("button", { name: "Revenir en arrière" }).click();
  expect(onUndo.mock.calls).toEqual([["b"]]);
  render(importToUndo({ ...made, published: 1 }, false, onUndo), place());
  expect(place().textContent).toMatch(/1 article en est déjà publié.: il reste ainsi sur l’étal/);
});

test("what came of a file is said in the singular and the plural", () => {
  const said = (added: number, changed: number): string => {
    render(importDone({ change: null, drafts: 0, added, changed }, false, vi.fn(), vi.fn()), place());
    return place().querySelector("p")?.textContent?.trim() ?? "";
  };
  expect([said(1, 0), said(2, 1), said(0, 2), said(0, 0)]).toEqual([
    "1 nouvel article. Il paraîtra quand vous le publierez.",
    "2 nouveaux articles, 1 article changé. Ils paraîtront quand vous les publierez.",
    "2 articles changés. Ils paraîtront quand vous les publierez.",
    "Rien n’a changé.",
  ]);
});

test("rows are left out one by one, or all, and a refusal says where and why, as text", async () => {
  const onLeave = vi.fn();
  const rows = [...preview().rows.entries()];
  render(importRows({ rows: rows.slice(0, 2), places: [0, 1, 7], leftOut: new Set([1]), onLeave }), place());
  await expect.element(page.getByRole("checkbox", { name: "Prendre Lait" })).not.toBeChecked();
  await userEvent.click(page.getByRole("checkbox", { name: "Prendre Pain" }));
  await userEvent.click(page.getByRole("checkbox", { name: "Prendre ces 3 lignes" }));
  expect(onLeave.mock.calls).toEqual([
    [[0], true],
    [[0, 1, 7], false],
  ]);
  await expect.element(page.getByText("2.60").first()).toBeVisible();
  expect(place().textContent).toContain("prix arrondi au centime : « 4.4955 » devient 4.50");
  render(importRows({ rows: rows.slice(2), places: [2], leftOut: new Set(), onLeave }), place());
  expect(place().textContent).toContain("« 9,5O <b> »");
  expect(place().textContent?.replace(/\s+/g, " ")).toContain("ligne 5 : consigne inconnue");
  expect(place().querySelectorAll("input")).toHaveLength(0);
  await chooseLanguage("de");
  render(importRows({ rows: rows.slice(2), places: [2], leftOut: new Set(), onLeave }), place());
  expect(place().textContent).toContain("Zeile 5: ");
  await chooseLanguage("fr");
  render(importRows({ rows: rows.slice(2), places: [2], leftOut: new Set(), onLeave }), place());
  // On a phone too: what is said speaks of lines.
  await page.viewport(390, 800);
  await expect.element(page.getByRole("cell", { name: /^(?:Ligne )?4$/ })).toBeVisible();
});

test("a field that is given to a column is taken from the one that had it", async () => {
  const onChoose = vi.fn();
  render(
    importColumns(preview().columns, columnsStep, () => undefined, onChoose),
    place(),
  );
  await userEvent.selectOptions(page.getByRole("combobox", { name: /Combien/ }), "name");
  expect(onChoose.mock.calls).toEqual([[{ Truc: null, Combien: "name" }]]);
});

test("of a file with hundreds of columns the first are asked about, those that are taken, and the others when asked for", async () => {
  const columns = Array.from({ length: 200 }, (_, index) => ({
    name: `colonne ${index}`,
    field: index === 150 ? ("price" as const) : null,
    sample: "",
  }));
  let shown = columnsStep;
  const chosen: Readonly<Record<string, string | null>>[] = [];
  const show = (): void => {
    render(
      importColumns(
        columns,
        shown,
        () => {
          shown += columnsStep;
          show();
        },
        (one) => chosen.push(one),
      ),
      place(),
    );
  };
  show();
  await expect.poll(() => place().querySelectorAll("select").length).toBe(columnsStep + 1);
  await expect.element(page.getByRole("combobox", { name: "colonne 150" })).toHaveValue("price");
  await page.getByRole("button", { name: `${200 - columnsStep - 1} colonnes de plus` }).click();
  await expect.poll(() => place().querySelectorAll("select").length).toBe(2 * columnsStep + 1);
  await userEvent.selectOptions(page.getByRole("combobox", { name: "colonne 20", exact: true }), "name");
  expect(chosen).toHaveLength(1);
  expect(chosen[0]).toMatchObject({ "colonne 20": "name", "colonne 150": "price", "colonne 199": null });
});

test("on a phone the sheet and the columns of a workbook stand below what the file is, side by side", async () => {
  await page.viewport(390, 800);
  const about = {
    name: "articles-de-la-ferme.xlsx",
    preview: preview(),
    columnsOpen: false,
    onColumns: vi.fn(),
    onSheet: vi.fn(),
  };
  render(importAbout(about), place());
  const rectOf = (selector: string): DOMRect =>
    place().querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
  expect(rectOf(".grow").width).toBeGreaterThan(200);
  expect(rectOf("select").top).toBeGreaterThan(rectOf(".grow").bottom);
  expect(rectOf("button").top).toBeLessThan(rectOf("select").bottom);
});

test("of several files that are dropped at once none is read, and that is said", async () => {
  const onFile = vi.fn();
  render(importSource({ onFile, pasted: "", onPaste: vi.fn(), onReadPasted: vi.fn() }), place());
  const drop = (...names: readonly string[]): void => {
    const dataTransfer = new DataTransfer();
    for (const name of names) dataTransfer.items.add(new File(["Nom;Prix"], name));
    place().querySelector(".dropzone")?.dispatchEvent(new DragEvent("drop", { dataTransfer }));
  };
  expect(page.getByRole("alert").elements()).toEqual([]);
  drop("a.csv", "b.csv");
  await expect.element(page.getByRole("alert")).toHaveTextContent("Un fichier à la fois");
  expect(onFile).not.toHaveBeenCalled();
  drop("a.csv");
  expect(onFile.mock.calls.map(([file]) => (file as File).name)).toEqual(["a.csv"]);
  expect(page.getByRole("alert").elements()).toEqual([]);
});

test.each(["wa-light", "wa-dark"])("axe finds nothing in any of it: %s", async (theme) => {
  document.documentElement.className = theme;
  const asked = askedOf(preview());
  render(
    html`<h1>Importer</h1>
      ${importSource({ onFile: () => undefined, pasted: "", onPaste: () => undefined, onReadPasted: () => undefined })}
      ${importAbout({
        name: "a.xlsx",
        preview: preview(),
        columnsOpen: true,
        onColumns: () => undefined,
        onSheet: () => undefined,
      })}
      ${importColumns(
        preview().columns,
        columnsStep,
        () => undefined,
        () => undefined,
      )}
      ${questions(preview(), asked, () => undefined)}
      ${importRows({ rows: [...preview().rows.entries()], places: [0, 1], leftOut: new Set([0]), onLeave: () => undefined })}`,
    place(),
  );
  await expect.poll(() => place().querySelectorAll("select").length).toBeGreaterThan(4);
  for (const details of place().querySelectorAll("details")) details.open = true;
  const { violations } = await axe.run(place());
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([]);
});
