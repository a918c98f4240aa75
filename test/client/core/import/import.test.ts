import { describe, expect, test } from "vitest";
import { utf8 } from "../../../../crypto/bytes.ts";
import { readAmountMinor, readNumber } from "../../../../client/core/import/amounts.ts";
import { contentText, readContent, readStock, readVat } from "../../../../client/core/import/cells.ts";
import { compareFile, localIdOf } from "../../../../client/core/import/compare.ts";
import { plainText } from "../../../../client/core/import/plain-text.ts";
import { readFile } from "../../../../client/core/import/read-file.ts";
import type { KeptDraft } from "../../../../client/core/stall/item-drafts.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";

const none = new Map<string, KeptDraft>();
const compare = (text: string | Uint8Array, drafts: ReadonlyMap<string, KeptDraft> = none) =>
  compareFile(readFile(typeof text === "string" ? utf8(text) : text).items, { instance: geneva, party: null, drafts });
const taken = (text: string) =>
  new Map(compare(text).flatMap(({ draft }) => (draft ? [[draft.id, draft] as const] : [])));

describe("a number", () => {
  test.each([
    ["1'234.50", 1234.5],
    ["1’234.50", 1234.5],
    ["1 234,50", 1234.5],
    ["1\u00a0234,50", 1234.5],
    ["1.234,50", 1234.5],
    ["1,234.50", 1234.5],
    ["1.234.567", 1234567],
    ["CHF 12.-", 12],
    ["12.–", 12],
    ["Fr. 7,80", 7.8],
    ["19,90 CHF", 19.9],
    ["125.0000", 125],
    ["0,125", 0.125],
    ["-3", -3],
  ])("%s is %d", (text, value) => {
    expect(readNumber(text)).toEqual({ kind: "number", value });
  });

  test.each(["31,5O", "1.234", "12,345", "=1+1", "abc", "1e5", "12..5.", "12 34", "1.2.3", "--3", "∞"])(
    "%s cannot be read",
    (text) => {
      expect(readNumber(text).kind).toBe("unreadable");
    },
  );

  test("an amount is rounded to a centime, and never negative", () => {
    expect(readAmountMinor("2.605")).toEqual({ kind: "unreadable" });
    expect(readAmountMinor("0.615")).toEqual({ kind: "number", value: 62 });
    expect(readAmountMinor("-1")).toEqual({ kind: "unreadable" });
    expect(readAmountMinor(" ")).toEqual({ kind: "empty" });
  });
});

describe("cells", () => {
  test.each([
    ["500 g", undefined, "500 g"],
    ["1kg", undefined, "1 kg"],
    ["6 × 33 cl", undefined, "1.98 l"],
    ["4x250ml", undefined, "1 l"],
    ["kg", undefined, "1 kg"],
    ["2", "g", "2 g"],
    ["10 Stück", undefined, "10 piece"],
  ])("%s %s holds %s", (text, unit, shown) => {
    const read = readContent(text, unit);
    expect(read.kind === "value" && contentText(read.value)).toBe(shown);
  });

  test("a stock cell that is empty says nothing; words say plenty or none; a negative is not guessed", () => {
    expect(readStock("")).toEqual({ kind: "empty" });
    expect(readStock("0")).toEqual({ kind: "value", value: 0 });
    expect(readStock("in stock")).toEqual({ kind: "value", value: "plenty" });
    expect(readStock("épuisé")).toEqual({ kind: "value", value: 0 });
    expect(readStock("-1")).toEqual({ kind: "unreadable" });
    expect(readStock("beaucoup")).toEqual({ kind: "unreadable" });
  });

  test("a VAT rate is one of the instance's, or a question", () => {
    expect(readVat("2,6 %", geneva)).toEqual({ kind: "value", value: "reduced" });
    expect(readVat("8.1", geneva)).toEqual({ kind: "value", value: "standard" });
    expect(readVat("25 %", geneva)).toEqual({ kind: "unreadable" });
    expect(readVat("Tax Category Name", geneva)).toEqual({ kind: "empty" });
  });

  test("ids are themselves where they fit, and stable where they do not", () => {
    expect(localIdOf("BEU-200")).toBe("BEU-200");
    expect(localIdOf("Tomme à l’ail")).toBe(localIdOf("Tomme à l’ail"));
    expect(localIdOf("Tomme à l’ail")).not.toBe(localIdOf("Tomme a l'ail"));
    expect(localIdOf("x".repeat(500))).toMatch(/^[A-Za-z0-9._:-]{1,64}$/);
  });
});

describe("a file", () => {
  const rows =
    "Code;Nom;Prix;Stock;Contenu;TVA\nBEU;Beurre de baratte;6,20;6;200 g;2,6 %\nLAI;Lait entier;2,60;;1 l;2,6";

  const variants: readonly (readonly [string, Uint8Array])[] = [
    ["UTF-8 with a mark", utf8(`\uFEFF${rows}`)],
    ["windows line ends", utf8(rows.replaceAll("\n", "\r\n"))],
    ["tabs", utf8(rows.replaceAll(";", "\t"))],
    ["comment lines before the head", utf8(`# export du 2 septembre\n\n# caisse 1\n${rows}`)],
    ["UTF-16", new Uint8Array(Buffer.from(`\uFEFF${rows}`, "utf16le"))],
    ["UTF-16 without a mark", new Uint8Array(Buffer.from(rows, "utf16le"))],
  ];
  test.each(variants)("in %s", (_, bytes) => {
    expect(compare(bytes).map(({ line }) => [line.verdict, line.name, line.priceMinor])).toEqual([
      ["new", "Beurre de baratte", 620],
      ["new", "Lait entier", 260],
    ]);
  });

  test("in Latin-1 keeps its accents", () => {
    const bytes = new Uint8Array(Buffer.from("Nom;Prix\nCrème brûlée;4,50", "latin1"));
    expect(compare(bytes)[0]?.line.name).toBe("Crème brûlée");
  });

  test("in German and in Italian", () => {
    expect(compare("Artikel;Preis CHF;Bestand\nKäse;12.50;4")[0]?.draft).toMatchObject({ stock: { v: 4 } });
    expect(compare("Nome;Prezzo\nFormaggio;12,50")[0]?.line.priceMinor).toBe(1250);
  });

  test("what it leaves empty stays as it is: price and stock are never set to nothing", () => {
    const drafts = taken(rows);
    const again = compare("Code;Nom;Prix;Stock\nBEU;Beurre de baratte;;\nLAI;Lait entier;;", drafts);
    expect(again.map(({ line }) => line.verdict)).toEqual(["unchanged", "unchanged"]);
  });

  test("what changes is shown from here to there, and what is unreadable is refused whole", () => {
    const drafts = taken(rows);
    const [butter, milk] = compare(
      "Code;Nom;Prix;Stock\nBEU;Beurre de baratte;6,50;24\nLAI;Lait entier;31,5O;3",
      drafts,
    );
    expect(butter?.line.changes).toEqual([
      { field: "price", from: "6.20", to: "6.50" },
      { field: "stock", from: "6", to: "24" },
    ]);
    expect(butter?.draft?.item.variants[0]?.content).toEqual({ quantity: 200_000, unit: "g" });
    expect(milk?.line).toMatchObject({ verdict: "wrong", reasons: ["price-unreadable"], changes: [] });
    expect(milk?.draft).toBeNull();
  });

  test("finds items that were made by hand, by code or by name, and keeps their ids", () => {
    const [known] = [...taken(rows).values()];
    const handmade: KeptDraft = { ...known!, id: "fait-main", item: { ...known!.item, id: "fait-main" } };
    const drafts = new Map([["fait-main", handmade]]);
    expect(compare("Code;Nom;Prix\nBEU-NOUVEAU;Beurre de baratte;6.90", drafts)[0]?.draft?.id).toBe("fait-main");
  });

  test("a unit of content that changes is asked about", () => {
    const [, milk] = compare("Code;Nom;Contenu\nBEU;Beurre de baratte;200 g\nLAI;Lait entier;1 kg", taken(rows));
    expect(milk?.line.reasons).toEqual(["content-unit-changed"]);
  });

  test("the same item twice is wrong the second time", () => {
    expect(compare("Code;Nom;Prix\nA;Pain;4\nA;Pain;5").length).toBe(1);
    const twice = compare("Code;Nom;Prix\nA;Pain;4\nB;Pain;5", taken("Code;Nom;Prix\nA;Pain;4"));
    expect(twice.map(({ line }) => line.verdict)).toEqual(["unchanged", "wrong"]);
  });
});

describe("hostile files", () => {
  const refused = (bytes: Uint8Array | string, code: string): void =>
    expect(() => readFile(typeof bytes === "string" ? utf8(bytes) : bytes)).toThrow(expect.objectContaining({ code }));

  test("are refused with a code", () => {
    refused("", "import/empty");
    refused("  \n\n", "import/empty");
    refused("Nom;Prix\n", "import/empty");
    refused("one single column\nvalue", "import/unreadable");
    refused(
      Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256),
      "import/unreadable",
    );
    refused(utf8("PK\u0003\u0004 a spreadsheet"), "import/unreadable");
    refused("%PDF-1.7\nNom;Prix", "import/unreadable");
    refused(`${"c;".repeat(10_000)}\n${"1;".repeat(10_000)}`, "import/too-many-columns");
    refused(`Nom;Prix\n${"Pain;4\n".repeat(5001)}`, "import/too-many-rows");
    refused(new Uint8Array(20 * 1024 * 1024 + 1).fill(65), "import/too-large");
    refused('{"products": "none"}', "import/unreadable");
    refused("[]", "import/empty");
    refused('[{"a":', "import/unreadable");
    refused("[".repeat(100_000), "import/unreadable");
  });

  test("formulas and scripts are text, and HTML is gone", () => {
    const [formula, script] = compare(
      'Nom;Prix;Description\n=cmd|calc!A0;4;"<p>Bon&nbsp;pain</p><script>alert(1)</script>"\n<img src=x onerror=alert(1)>Pain;5;<b>gras',
    );
    expect(formula?.draft?.item.name).toEqual({ fr: "=cmd|calc!A0" });
    expect(formula?.draft?.item.description).toEqual({ fr: "Bon pain" });
    expect(script?.draft?.item.name).toEqual({ fr: "Pain" });
    expect(script?.draft?.item.description).toEqual({ fr: "gras" });
  });

  test("text keeps what is meant and loses what is markup", () => {
    expect(plainText("<h6>Titre</h6><p>Un&nbsp;mot &amp; &#233;t&eacute;</p><ul><li>a</li><li>b</li></ul>")).toBe(
      "Titre\nUn mot & été\na\nb",
    );
    expect(plainText("3 < 4 et 5 > 2")).toBe("3 < 4 et 5 > 2");
    expect(plainText("<style>p{}</style>a<!-- b -->c<script>d")).toBe("a c");
    expect(plainText("a\u0000b\u0007c\u202ed")).toBe("abcd");
    expect(plainText("&#x1F600;&#xD800;&#0;")).toBe("😀");
  });

  test("a cell as long as a book is cut, and too many variants are refused", () => {
    const [long] = compare(`Nom;Prix;Description\nPain;4;${"mot ".repeat(20_000)}`);
    expect(long?.draft?.item.description?.["fr"]?.length).toBe(4000);
    const many = Array.from({ length: 60 }, (_, index) => `tee,${index === 0 ? "Tee" : ""},S${index},5.00`).join("\n");
    const [tee] = compare(`Handle,Title,Option1 Value,Variant Price\n${many}`);
    expect(tee?.line).toMatchObject({ verdict: "wrong", reasons: ["too-many-variants"] });
  });
});
