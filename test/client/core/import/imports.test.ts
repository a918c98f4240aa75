import { beforeAll, describe, expect, test } from "vitest";
import type { ImportProgress } from "../../../../client/core/api.ts";
import { createImports } from "../../../../client/core/import/imports.ts";
import { createPace } from "../../../../client/core/import/pace.ts";
import type { SyncedSpace } from "../../../../client/core/spaces/synced-space.ts";
import { readDrafts } from "../../../../client/core/stall/item-drafts.ts";
import { undoDrafts } from "../../../../client/core/stall/undo-items.ts";
import { utf8 } from "../../../../crypto/bytes.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import { cheeseStall } from "./reading.ts";

beforeAll(() => ready());

type Change = (current: unknown) => unknown;

/** A stall's space in memory, which counts its writings, with imports over it and a clock that runs on at every look. */
function opened() {
  const records = new Map<string, unknown>([["stall/page", cheeseStall]]);
  const written: string[][] = [];
  const write = (changes: Iterable<readonly [string, Change]>): Promise<void> => {
    const subjects: string[] = [];
    for (const [subject, change] of changes) {
      const value = change(records.get(subject) ?? null);
      if (value === null) records.delete(subject);
      else records.set(subject, structuredClone(value));
      subjects.push(subject);
    }
    written.push(subjects);
    return Promise.resolve();
  };
  const space = {
    get: (subject: string) => records.get(subject) ?? null,
    list: (prefix: string) =>
      [...records].flatMap(([subject, value]) => (subject.startsWith(prefix) ? [{ subject, value }] : [])),
    update: (subject: string, change: Change) => write([[subject, change]]),
    updateMany: (changes: ReadonlyMap<string, Change>) => write(changes),
  } as unknown as SyncedSpace;
  const heard: (ImportProgress | null)[] = [];
  let [count, moment] = [0, 0];
  let read: (scope: string) => unknown = () => null;
  let onProgress = (): void => undefined;
  const imports = createImports({
    instance: geneva,
    now: () => (moment += 30),
    spaceOf: () => Promise.resolve(space),
    exclusive: (_, work) => work(),
    freshId: () => `preview-${count++}`,
    hub: {
      provide: (_, reader) => {
        read = reader;
      },
      changed: (_, scope = "") => {
        heard.push(read(scope) as ImportProgress | null);
        onProgress();
      },
    },
  });
  const preview = (text: string, choices?: Parameters<typeof imports.previewImport>[2]) =>
    imports.previewImport("party", { name: "a.csv", bytes: utf8(text) }, choices);
  return {
    imports,
    preview,
    space,
    written,
    heard,
    whenHeard: (listener: () => void) => {
      onProgress = listener;
    },
    names: () =>
      [...readDrafts(space).values()].map(({ item }) => item.name["fr"] ?? "").sort((a, b) => (a < b ? -1 : 1)),
  };
}

const many = (rows: number): string =>
  `Code;Nom;Prix\n${Array.from({ length: rows }, (_, index) => `c${index};Article ${index};4.50`).join("\n")}`;

describe("an import", () => {
  test("takes everything but the rows that were left out, in one writing, and is undone as a whole", async () => {
    const { imports, preview, written, names, space } = opened();
    const shown = await preview("Code;Nom;Prix\nA;Pain;4\nB;Miel;9\nC;Lait;?\nD;Thé;7");
    expect(shown.counts).toEqual({ new: 3, changed: 0, unchanged: 0, wrong: 1 });
    expect(shown.rows[2]?.problems).toEqual([{ row: 4, field: "price", reason: "price-unreadable", text: "?" }]);
    expect(written).toEqual([]);
    const { change, ...counts } = await imports.applyImport("party", shown.id, [1]);
    expect(counts).toEqual({ added: 2, changed: 0, drafts: 0 });
    expect(names()).toEqual(["Pain", "Thé"]);
    expect(written).toHaveLength(1);
    expect(await undoDrafts(space, change ?? "")).toBe(true);
    expect(names()).toEqual([]);
  });

  test("remembers what a file's words mean, for this file and for others", async () => {
    const { imports, preview } = opened();
    const file = "Code;Nom;Prix;TVA;Consigne;Catégorie\nA;Limonade;3 €;25;0.50;Softdrinks";
    const asked = await preview(file);
    expect(asked.questions).toMatchObject({
      categories: [{ source: "softdrinks", text: "Softdrinks", rows: 1, answer: null }],
      vat: [{ source: "25", rows: 1, answer: null }],
      deposits: [{ source: "0.50", rows: 1, answer: null }],
      currencies: ["EUR"],
    });
    const answered = await preview(file, {
      categories: { softdrinks: "drinks/juice" },
      vat: { "25": "reduced" },
      deposits: { "0.50": "bottle-75cl" },
      otherCurrency: true,
    });
    expect(answered.counts.new).toBe(1);
    // What was only looked at is not remembered.
    expect((await preview(file)).counts.wrong).toBe(1);
    await imports.applyImport("party", answered.id);
    // But for another currency, which is asked about each time, and said as long as the file is looked at.
    expect(answered.questions.currencies).toEqual(["EUR"]);
    expect(answered.rows[0]?.remarks).toMatchObject([{ reason: "currency-taken", text: "EUR" }]);
    expect((await preview(file)).rows[0]?.problems).toMatchObject([{ reason: "currency-other" }]);
    expect((await preview(file, { otherCurrency: true })).counts.unchanged).toBe(1);
    const other = await preview("Nom;Prix;TVA;Catégorie\nSirop;3;25;Softdrinks");
    expect(other.counts.new).toBe(1);
  });

  test("says where what has no category goes, and takes all of that elsewhere at once, but nothing that is there", async () => {
    const { imports, preview, names } = opened();
    await imports.applyImport("party", (await preview("Code;Nom;Prix\nA;Pain;4")).id);
    const file = "Code;Nom;Prix\nA;Pain;5\nB;Miel;9\nC;Lait;2";
    const asked = await preview(file);
    expect(asked.questions.categories).toEqual([{ source: "", text: "", rows: 2, answer: "food/dairy/cheese" }]);
    const moved = await preview(file, { categories: { "": "food/bread" } });
    const categories = moved.rows.map(({ changes }) => changes.find(({ field }) => field === "category")?.to);
    expect(categories).toEqual([undefined, "food/bread", "food/bread"]);
    expect(names()).toEqual(["Pain"]);
  });

  test("asks how numbers are meant that could be a thousand or a thousandth, and reads them all alike", async () => {
    const { imports, preview } = opened();
    const file = "Code;Nom;Prix;Stock\nA;Vélo;1.500;4\nB;Sacoche;2.000;2.5\nC;Pompe;850;1";
    const told = await preview(`${file}\nD;Clé;0.90;1`);
    expect(told.questions.decimal).toBeNull();
    expect(told.rows.map(({ priceMinor }) => priceMinor)).toEqual([150, 200, 85_000, 90]);
    expect(told.rows[1]?.remarks).toMatchObject([{ field: "stock", reason: "stock-in-pieces", text: "2.5" }]);
    const unsure = await preview(file);
    expect(unsure.questions.decimal).toEqual({ source: "", text: "1.500", rows: 2, answer: null });
    expect(unsure.rows.map(({ problems }) => problems[0]?.reason)).toEqual([
      "number-ambiguous",
      "number-ambiguous",
      undefined,
    ]);
    const said = await preview(file, { decimal: "," });
    expect(said.rows.map(({ priceMinor }) => priceMinor)).toEqual([150_000, 200_000, 85_000]);
    expect(await imports.applyImport("party", said.id)).toMatchObject({ added: 3, drafts: 0 });
    // Another list below the same head may be written otherwise: it is asked again.
    expect((await preview(file)).questions.decimal).toMatchObject({ answer: null });
    expect((await preview(file, { decimal: "," })).counts.unchanged).toBe(3);
  });

  test("of a file whose end is missing takes nothing until somebody agrees to that", async () => {
    const { imports, preview, names } = opened();
    const record = Array.from({ length: 69 }, (_, at) => ({ 0: "1", 6: "Pain", 35: "4,50" })[at] ?? "").join(";");
    const file = `BNN;3;0;Hof;V;Preise;CHF\n${record}\n`;
    const shown = await preview(file);
    expect([shown.questions.isCutOff, shown.counts.new]).toEqual([true, 1]);
    await expect(imports.applyImport("party", shown.id)).rejects.toMatchObject({ code: "import/cut-off" });
    await imports.applyImport("party", (await preview(file, { cutOff: true })).id);
    expect(names()).toEqual(["Pain"]);
    await expect(preview(file.slice(0, -20))).rejects.toMatchObject({ code: "import/cut-off" });
  });

  test("is compared again when it is taken: what was edited meanwhile is kept", async () => {
    const { imports, preview, space } = opened();
    const first = await preview("Code;Nom;Prix\nA;Pain;4");
    const second = await preview("Code;Nom;Prix;Stock\nA;Pain;4;7");
    await imports.applyImport("party", first.id);
    expect(await imports.applyImport("party", second.id)).toMatchObject({ added: 0, changed: 1 });
    expect(readDrafts(space).get("A")).toMatchObject({ stock: { v: 7 } });
    await expect(imports.applyImport("party", second.id)).rejects.toMatchObject({ code: "import/forgotten" });
    await expect(imports.applyImport("another", first.id)).rejects.toMatchObject({ code: "import/forgotten" });
  });

  test("says how far it is, and nothing once it is over", async () => {
    const { preview, heard } = opened();
    await preview(many(3000));
    expect(new Set(heard.map((one) => one?.stage))).toEqual(new Set(["reading", "comparing", undefined]));
    const shares = heard.flatMap((one) => (one?.stage === "comparing" ? [one.done / one.total] : []));
    expect(shares.length).toBeGreaterThan(10);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(heard.at(-1)).toBeNull();
  });

  test("can be cancelled while it reads and while it is taken; nothing of it is written", async () => {
    const { imports, preview, heard, whenHeard, written, names } = opened();
    whenHeard(() => {
      if (heard.length === 5) void imports.cancelImport("party");
    });
    await expect(preview(many(3000))).rejects.toMatchObject({ code: "import/cancelled" });
    expect(heard.at(-1)).toBeNull();
    heard.length = 0;
    whenHeard(() => undefined);
    const shown = await preview(many(3000));
    heard.length = 0;
    whenHeard(() => {
      if (heard.length === 5) void imports.cancelImport("party");
    });
    await expect(imports.applyImport("party", shown.id)).rejects.toMatchObject({ code: "import/cancelled" });
    expect([written, names()]).toEqual([[], []]);
    whenHeard(() => undefined);
    expect(await imports.applyImport("party", shown.id)).toMatchObject({ added: 3000 });
  });

  test("of a stall gives way to the next one of the same stall", async () => {
    const { preview } = opened();
    const first = preview(many(3000));
    const second = preview("Nom;Prix\nPain;4");
    await expect(first).rejects.toMatchObject({ code: "import/cancelled" });
    expect((await second).counts.new).toBe(1);
  });
});

describe("a pace", () => {
  test("rests only when a piece of work was long enough, and then lets others work", async () => {
    let moment = 0;
    const said: ImportProgress[] = [];
    const pace = createPace(
      () => moment,
      (progress) => said.push(progress),
    );
    pace.begin("reading");
    await pace.rest(1, 4);
    expect(said).toHaveLength(1);
    moment = 25;
    let others = false;
    setTimeout(() => (others = true));
    await pace.rest(2, 4);
    expect(others).toBe(true);
    expect(said.at(-1)).toEqual({ stage: "reading", done: 2, total: 4 });
    pace.cancel();
    await expect(pace.rest(3, 4)).rejects.toMatchObject({ code: "import/cancelled" });
  });
});
