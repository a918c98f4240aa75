import { describe, expect, test } from "vitest";
import type { KeptDraft } from "../../../../client/core/stall/item-drafts.ts";
import { compare, kept, problemsOf, taken } from "./reading.ts";

const rows = "Code;Nom;Prix;Stock;Contenu;TVA\nBEU;Beurre de baratte;6,20;6;200 g;2,6 %\nLAI;Lait entier;2,60;;1 l;2,6";

describe("a file laid over a stall", () => {
  test("changes nothing by what it leaves empty: price and stock are never set to nothing", async () => {
    const again = await compare("Code;Nom;Prix;Stock\nBEU;Beurre de baratte;;\nLAI;Lait entier;;", await taken(rows));
    expect(again.map(({ line }) => line.verdict)).toEqual(["unchanged", "unchanged"]);
  });

  test("shows what changes from here to there, and refuses whole what is unreadable", async () => {
    const file = "Code;Nom;Prix;Stock\nBEU;Beurre de baratte;6,50;24\nLAI;Lait entier;31,5O;3";
    const [butter, milk] = await compare(file, await taken(rows));
    expect(butter?.line.changes).toEqual([
      { field: "price", from: "6.20", to: "6.50" },
      { field: "stock", from: "6", to: "24" },
    ]);
    expect(butter?.draft?.item.variants[0]?.content).toEqual({ quantity: 200_000, unit: "g" });
    expect(milk?.line).toMatchObject({ verdict: "wrong", changes: [] });
    expect(milk?.line.problems).toEqual([{ row: 3, field: "price", reason: "price-unreadable", text: "31,5O" }]);
    expect(milk?.draft).toBeNull();
  });

  test("says of each row all that is wrong with it, not only what is met first", async () => {
    const file = `Groupe;Code;Nom;Variante;Prix;Monnaie;Stock;TVA
;A;;;31,5O;EUR;viele;9 %
G;B1;Pull;S;8O;CHF;5;2,6
G;B2;Pull;M;82;CHF;x;2,6`;
    expect(problemsOf(await compare(file)).map(([row, , reason]) => `${row} ${reason}`)).toEqual([
      "2 name-missing",
      "2 vat-unknown",
      "2 currency-other",
      "2 price-unreadable",
      "2 stock-unreadable",
      "3 price-unreadable",
      "4 stock-unreadable",
    ]);
    const unsure = await compare("Nom;Prix;Monnaie;Stock\nPain;1.500;EUR;?");
    expect(unsure[0]?.line.problems.map(({ reason }) => reason)).toEqual([
      "currency-other",
      "number-ambiguous",
      "stock-unreadable",
    ]);
    const drafts = await taken("Groupe;Nom;Variante;Prix\nG;Pull;S;80");
    const more = "Groupe;Nom;Variante;Prix\nG;Pull;M;8O\nG;Pull;L;";
    expect(problemsOf(await compare(more, drafts)).map(([row, , reason]) => `${row} ${reason}`)).toEqual([
      "2 price-unreadable",
      "3 price-missing",
    ]);
  });

  test("tells of a price with more than two decimals what it becomes, and of one that only has zeros nothing", async () => {
    const file = "Code;Nom;Prix\nA;Un;12.345 CHF\nB;Deux;6.5000\nC;Trois;0.0049\nD;Quatre;1.10";
    const lines = (await compare(file, undefined, { decimal: ".", zeros: true })).map(({ line }) => line);
    expect(lines.map(({ priceMinor, remarks }) => [priceMinor, remarks])).toEqual([
      [1235, [{ row: 2, field: "price", reason: "price-rounded", text: "12.345 CHF", takenMinor: 1235 }]],
      [650, []],
      [0, [{ row: 4, field: "price", reason: "price-rounded", text: "0.0049", takenMinor: 0 }]],
      [110, []],
    ]);
  });

  test("tells of a name that is longer than names may be, whatever it is written in, and of one that just fits nothing", async () => {
    const [fits, long] = ["é".repeat(120), "é".repeat(121)];
    const file = `Nom,Prix\n${fits},4\n${long},5\n<b>${"&agrave;".repeat(120)}</b>,6`;
    const compared = await compare(file);
    const cut = { row: 3, field: "name", reason: "name-cut", text: `${"é".repeat(60)}…` };
    expect(compared.map(({ line }) => [line.verdict, line.remarks])).toEqual([
      ["new", []],
      ["new", [cut]],
      ["new", []],
    ]);
    expect(compared[1]?.line.name).toBe(`${"é".repeat(119)}…`);
    const again = await compare(file, kept(compared));
    expect(again.map(({ line }) => line.verdict)).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  test("rounds a price without VAT once, when VAT is added", async () => {
    // 2.7336 and 8.1 % are 2.9550, so 2.96; 2.73 would have become 2.95.
    const [line] = await compare("Nom;Prix HT;TVA\nVase;2.7336;8.1");
    expect([line?.line.priceMinor, line?.line.remarks]).toEqual([296, []]);
  });

  test("leaves in the archive what lies there, and says so, until somebody wants it back", async () => {
    const shelved = new Map(
      [...(await taken(rows))].map(([id, draft]) => [id, { ...draft, status: "archived" as const }]),
    );
    const file = "Code;Nom;Prix\nBEU;Beurre de baratte;6,50\nLAI;Lait entier;2,60";
    const [butter, milk] = await compare(file, shelved);
    expect(butter?.draft?.status).toBe("archived");
    expect([butter, milk].map((one) => one?.line.remarks.at(-1)?.reason)).toEqual(["stays-archived", "stays-archived"]);
    expect(milk?.line.verdict).toBe("unchanged");
    const back = await compare(file, shelved, { fromArchive: true });
    expect(back.map(({ line, draft }) => [draft?.status, line.remarks, line.changes.at(-1)])).toEqual(
      Array.from({ length: 2 }, () => ["on", [], { field: "status", from: "archived", to: "on" }]),
    );
  });

  test("refuses a row that does not say which of several variants it is of; one with a name is a further one", async () => {
    const [butter, ...others] = [...(await taken(rows)).values()];
    const [variant] = butter!.item.variants;
    const variants = ["200 g", "500 g"].map((fr, at) => ({ ...variant!, id: `v${at}`, name: { fr } }));
    const drafts = new Map([butter!, ...others].map((draft) => [draft.id, draft]));
    drafts.set(butter!.id, { ...butter!, item: { ...butter!.item, variants } });
    const [unsaid] = await compare("Nom;Prix\nBeurre de baratte;5,90", drafts);
    expect(unsaid?.line).toMatchObject({ verdict: "wrong", changes: [] });
    expect(unsaid?.line.problems.map(({ field, reason }) => [field, reason])).toEqual([["variant", "variant-unsaid"]]);
    const [further] = await compare("Nom;Variante;Prix\nBeurre de baratte;1 kg;22,00", drafts);
    expect(further?.line.verdict).toBe("changed");
    expect(further?.draft?.item.variants).toHaveLength(3);
  });

  describe("an item with several variants", () => {
    const group = "Groupe;Code;Nom;Variante;Prix;Stock";
    const three = `${group}\nPULL;P-S;Pull;S;80;5\nPULL;P-M;Pull;M;82;5\nPULL;P-L;Pull;L;84;5`;
    /** As somebody has made it by hand: with names, and ids that no file knows. */
    const byHand = async (): Promise<ReadonlyMap<string, KeptDraft>> => {
      const [pull] = [...(await taken(three)).values()];
      const variants = pull!.item.variants.map(({ sku: _sku, ...variant }, at) => ({
        ...variant,
        id: at === 0 ? "v" : `x${at}`,
      }));
      const stock = Object.fromEntries(variants.map(({ id }) => [id, 5]));
      return new Map([[pull!.id, { ...pull!, item: { ...pull!.item, variants }, stock }]]);
    };

    test.each([
      ["that came from the file", () => taken(three)],
      ["that was made by hand", byHand],
    ])("%s has them once when it comes again, and says which one changed", async (_, drafts) => {
      const own = await drafts();
      const [again] = await compare(three.replace("82", "86"), own);
      expect(again?.draft?.item.variants).toHaveLength(3);
      expect(again?.line.changes.filter(({ field }) => field === "price")).toEqual([
        { field: "price", from: "82.00", to: "86.00", variant: "M" },
      ]);
    });

    test.each([
      ["by its code", `${group}\nPULL;P-M;Pull;;86;`],
      ["by its name", "Nom;Variante;Prix\nPull;M;86"],
    ])("of which a file shows one alone: %s", async (_, file) => {
      const [one] = await compare(file, await taken(three));
      expect(one?.draft?.item.variants.map(({ priceMinor }) => priceMinor)).toEqual([8000, 8600, 8400]);
    });

    test("gets a further one beside those that it has, whichever ids they have", async () => {
      const [one] = await compare("Nom;Variante;Prix\nPull;XL;90", await byHand());
      expect(one?.line.changes).toEqual([{ field: "variant-new", from: "", to: "XL, 90.00" }]);
      expect(one?.draft?.item.variants.map(({ priceMinor }) => priceMinor)).toEqual([8000, 8200, 8400, 9000]);
    });
  });

  test("asks whether 0 is free, and takes it when it is said to be", async () => {
    const file = "Code;Nom;Prix\nBEU;Beurre de baratte;0\nCON;Conseil;0,00\nAIR;Air;gratuit";
    const drafts = await taken(rows);
    expect(problemsOf(await compare(file, drafts))).toEqual([
      [2, "price", "price-zero"],
      [3, "price", "price-zero"],
    ]);
    const meant = await compare(file, drafts, { zeros: true });
    expect(meant[0]?.line.changes).toEqual([{ field: "price", from: "6.20", to: "0.00" }]);
    expect(kept(meant).size).toBe(3);
  });

  test("takes no stock from a column that is 0 from top to bottom, unless it is said to be meant", async () => {
    const drafts = await taken("Code;Nom;Prix;Stock\nA;Un;1;5\nB;Deux;1;5\nC;Trois;1;5");
    const zeros = "Code;Nom;Prix;Stock\nA;Un;1;0\nB;Deux;1;0\nC;Trois;1;0";
    expect((await compare(zeros, drafts)).map(({ line }) => line.verdict)).toEqual(Array(3).fill("unchanged"));
    const meant = await compare(zeros, drafts, { zeros: true });
    expect(meant[0]?.line.changes).toEqual([{ field: "stock", from: "5", to: "0" }]);
    const one = await compare(zeros.replace("B;Deux;1;0", "B;Deux;1;4"), drafts);
    expect(one.map(({ line }) => line.changes[0]?.to)).toEqual(["0", "4", "0"]);
  });

  test("hears from “in stock” only that there is something again", async () => {
    const drafts = await taken("Code;Nom;Prix;Stock\nA;Un;1;5\nB;Deux;1;0");
    const again = await compare("Code;Nom;Prix;Stock\nA;Un;1;in stock\nB;Deux;1;in stock", drafts);
    expect(again.map(({ line }) => line.changes)).toEqual([[], [{ field: "stock", from: "0", to: "plenty" }]]);
  });

  test("takes what has no price as a draft without one, and its price when a later file says it", async () => {
    const first = await compare("Code;Nom;Prix;Contenu\nBEU;Beurre;;200 g\nLAI;Lait;2,60;1 l");
    expect(first.map(({ line }) => [line.verdict, line.priceMinor, line.remarks[0]?.reason])).toEqual([
      ["new", null, "price-to-come"],
      ["new", 260, undefined],
    ]);
    const drafts = kept(first);
    expect(drafts.get("BEU")).toMatchObject({ status: "draft", unpriced: ["v"] });
    expect(drafts.get("LAI")).not.toHaveProperty("unpriced");
    const same = await compare("Code;Nom;Prix;Contenu\nBEU;Beurre;;200 g", drafts);
    expect(same[0]?.line.verdict).toBe("unchanged");
    const zero = await compare("Code;Nom;Prix\nBEU;Beurre;0", drafts);
    expect(problemsOf(zero)).toEqual([[2, "price", "price-zero"]]);
    const [priced] = await compare("Code;Nom;Prix\nBEU;Beurre;6,20", drafts);
    expect(priced?.line.changes).toEqual([{ field: "price", from: "", to: "6.20" }]);
    expect(priced?.draft).toMatchObject({ status: "draft", item: { variants: [{ priceMinor: 620 }] } });
    expect(priced?.draft).not.toHaveProperty("unpriced");
  });

  test("adds no variant without a price to what is in the shop, and no list of other things at all", async () => {
    const shown = await taken("Code;Nom;Variante;Prix\nP;Pain;petit;3\nQ;;moyen;4");
    expect([...shown.values()].map(({ status, unpriced }) => [status, unpriced])).toEqual([["on", undefined]]);
    const more = await compare("Code;Nom;Variante;Prix\nP;Pain;petit;3\nR;;grand;", shown);
    expect(problemsOf(more)).toEqual([[3, "price", "price-missing"]]);
    expect(kept(more).size).toBe(0);
    const addresses = await compare("Nom;Rue;Téléphone\nMarie;Quai 1;022\nPaul;Quai 2;022");
    expect(addresses.map(({ line }) => line.verdict)).toEqual(["wrong", "wrong"]);
  });

  test("refuses prices of another currency until the same numbers are wanted", async () => {
    const file = "Nom;Prix\nPain;4.50 €";
    expect(problemsOf(await compare(file))).toEqual([[2, "price", "currency-other"]]);
    expect((await compare(file, new Map(), { otherCurrency: true }))[0]?.line.priceMinor).toBe(450);
  });

  test.each(["Prix EUR", "Prix (EUR)", "Prix €", "Preis in Euro", "Prix TTC €", "Price (USD)", "Prezzo [GBP]"])(
    "refuses those that stand below %s",
    async (column) => {
      expect(problemsOf(await compare(`Nom;${column}\nPain;4.50`))).toEqual([[2, "price", "currency-other"]]);
    },
  );

  test.each(["Prix CHF", "Preis (CHF)", "Prix en francs", "Prix Fr."])("takes those below %s", async (column) => {
    expect(problemsOf(await compare(`Nom;${column}\nPain;4.50`))).toEqual([]);
  });

  test("finds items that were made by hand, by code or by name, and keeps their ids", async () => {
    const [known] = [...(await taken(rows)).values()];
    const handmade: KeptDraft = { ...known!, id: "fait-main", item: { ...known!.item, id: "fait-main" } };
    const drafts = new Map([["fait-main", handmade]]);
    const [found] = await compare("Code;Nom;Prix\nBEU-NOUVEAU;Beurre de baratte;6.90", drafts);
    expect(found?.draft?.id).toBe("fait-main");
  });

  test("a unit of content that changes is asked about", async () => {
    const file = "Code;Nom;Contenu\nBEU;Beurre de baratte;200 g\nLAI;Lait entier;1 kg";
    expect(problemsOf(await compare(file, await taken(rows)))).toEqual([[3, "content", "content-unit-changed"]]);
  });

  test("the same item twice is wrong the second time", async () => {
    const twice = await compare("Code;Nom;Prix\nA;Pain;4\nB;Pain;5", await taken("Code;Nom;Prix\nA;Pain;4"));
    expect(twice.map(({ line }) => line.verdict)).toEqual(["unchanged", "wrong"]);
    expect(problemsOf(twice)).toEqual([[3, null, "twice-in-file"]]);
  });

  test.each([
    ["the same in all", "Code;Nom;Prix;Stock\nA;Lait;2;1\nA;Lait;2;1"],
    ["at another price", "Code;Nom;Prix\nA;Lait;2\nA;LAIT;2.50"],
    ["by its name alone", "Nom;Prix\nLait;2\nLait;2"],
  ])("a row that says once more what one before it is makes no variant without a name: %s", async (_, file) => {
    const compared = await compare(file, undefined, { decimal: "." });
    expect(compared.map(({ line }) => line.verdict)).toEqual(["new", "wrong"]);
    expect(problemsOf(compared)).toEqual([[3, null, "twice-in-file"]]);
    expect(compared[0]?.draft?.item.variants).toMatchObject([{ id: "v", priceMinor: 200 }]);
  });

  test.each([
    ["what it holds", "Code;Nom;Prix;Contenu\nA;Lait;2;1 l\nA;Lait;3;2 l"],
    ["its barcode", "Code;Nom;Prix;EAN\nA;Lait;2;4006381333931\nA;Lait;3;7610000000004"],
    ["its group", "Groupe;Nom;Prix\nG;Lait;2\nG;Lait;3"],
    ["no code but what a spreadsheet made of one", "Code;Nom;Prix\n8.41E+12;Lait;2\n8.41E+12;Lait;3"],
  ])("a row of the same code and name is a variant by %s", async (_, file) => {
    const [milk, ...others] = await compare(file);
    expect(others).toEqual([]);
    expect(milk?.line).toMatchObject({ verdict: "new", problems: [], remarks: [] });
    expect(milk?.draft?.item.variants).toMatchObject([{ priceMinor: 200 }, { priceMinor: 300 }]);
  });

  test("of two things with one code the second says so; a code that a spreadsheet spoilt is none", async () => {
    const compared = await compare("Code;Nom;Prix\nA;Pain;2\nA;Miel;3\nA;Miel;3\n8,41E+12;Thé;4\n8,41E+12;Riz;5");
    expect(compared.map(({ line }) => [line.name, line.verdict, line.remarks])).toEqual([
      ["Pain", "new", []],
      ["Miel", "new", [{ row: 3, field: "id", reason: "code-shared", text: "A" }]],
      ["Miel", "wrong", []],
      ["Thé", "new", []],
      ["Riz", "new", []],
    ]);
  });
});

describe("a category", () => {
  const file = "Code;Nom;Prix;Catégorie\nA;Pull;40;Handmade, cosy\nB;Savon;6;Savons";

  test("that is not surely known is chosen once; nothing is guessed from the stall", async () => {
    const first = await compare(file);
    expect(problemsOf(first)).toEqual([[2, "category", "category-unknown"]]);
    expect(first[1]?.draft?.item.category).toBe("home/soap");
    const chosen = await compare(file, new Map(), { categories: { "handmade, cosy": "clothes/knit" } });
    expect(chosen[0]?.draft?.item.category).toBe("clothes/knit");
    const nonsense = await compare(file, new Map(), { categories: { "handmade, cosy": "no/such" } });
    expect(nonsense[0]?.line.verdict).toBe("wrong");
  });

  test("that a person gave an item stays, whatever the file calls it", async () => {
    const drafts = await taken(file);
    const soap = drafts.get("B")!;
    const moved = new Map([["B", { ...soap, item: { ...soap.item, category: "home/cleaning" } }]]);
    expect((await compare(file, moved))[1]?.line.verdict).toBe("unchanged");
  });

  test("is the stall's own where the file names none, and asked for where the stall has none either", async () => {
    const plain = "Nom;Prix\nTomme;12";
    expect((await compare(plain))[0]?.draft?.item.category).toBe("food/dairy/cheese");
    const problems = problemsOf(await compare(plain, new Map(), {}, null));
    expect(problems).toEqual([[2, "category", "category-missing"]]);
    const chosen = await compare(plain, new Map(), { categories: { "": "books" } }, null);
    expect(chosen[0]?.draft?.item.category).toBe("books");
  });
});
