import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeOds } from "hucre/ods";
import { writeXlsx } from "hucre/xlsx";
import { zipDirectory } from "../../../../client/core/import/zip-directory.ts";
import { readFile } from "../../../../client/core/import/read-file.ts";
import { plainText } from "../../../../client/core/import/plain-text.ts";
import { utf8 } from "../../../../crypto/bytes.ts";
import { compare, problemsOf, read } from "./reading.ts";

const refused = async (file: Uint8Array | string, code: string): Promise<void> => {
  await expect(read(file)).rejects.toMatchObject({ code });
};

/** An archive of one part, which says that it unpacks to `size`. */
function archive(name: string, content: Uint8Array, size = content.length): Uint8Array {
  const packed = deflateRawSync(content);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  const body = Buffer.concat([head, Buffer.from(name), packed]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(body.length, 16);
  return new Uint8Array(Buffer.concat([body, entry, Buffer.from(name), end]));
}

describe("what cannot be read", () => {
  test("is refused with a code", async () => {
    await refused("", "import/empty");
    await refused("  \n\n", "import/empty");
    await refused("\ufeff", "import/empty");
    await refused("# a list without one line\n", "import/empty");
    await refused(await writeXlsx({ sheets: [{ name: "Articles", rows: [] }] }), "import/empty");
    await refused("Nom;Prix\n", "import/heading-only");
    await refused("Nom", "import/heading-only");
    await refused("\n\nNom;Prix;Stock\n;;\n", "import/heading-only");
    await refused(await writeXlsx({ sheets: [{ name: "Articles", rows: [["Nom", "Prix"]] }] }), "import/heading-only");
    await refused("one single line", "import/unreadable");
    await refused("one single column\nvalue", "import/unreadable");
    await refused(
      Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256),
      "import/unreadable",
    );
    await refused("%PDF-1.7\nNom;Prix", "import/unreadable");
    await refused(`${"c;".repeat(10_000)}\n${"1;".repeat(10_000)}`, "import/too-many-columns");
    await refused(`Nom;Prix\n${"Pain;4\n".repeat(10_001)}`, "import/too-many-rows");
    await refused(new Uint8Array(20 * 1024 * 1024 + 1).fill(65), "import/too-large");
    await refused('{"products": "none"}', "import/unreadable");
    await refused("[]", "import/empty");
    await refused('[{"a":', "import/unreadable");
    await refused("[".repeat(100_000), "import/unreadable");
    await refused(`{"@graph":${"[".repeat(60)}1${"]".repeat(60)}}`, "import/unreadable");
    await refused(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0), "import/old-spreadsheet");
  });

  test("is no spreadsheet: a damaged archive, another archive, one that would grow without end", async () => {
    await refused("PK\u0003\u0004 a spreadsheet", "import/unreadable");
    await refused(archive("holiday.jpg", utf8("hello")), "import/unreadable");
    await refused(archive("xl/workbook.xml", utf8("<workbook/>")), "import/unreadable");
    await refused(archive("content.xml", utf8("<a/>"), 500 * 1024 * 1024), "import/sheet-too-large");
    await refused(archive("content.xml", utf8("<a/>".repeat(50)), 0), "import/sheet-too-large");
    const bomb = archive("content.xml", new Uint8Array(40 * 1024 * 1024).fill(32), 100);
    await refused(bomb, "import/unreadable");
    expect(zipDirectory(utf8("PK\u0003\u0004"))).toBeNull();
  });

  test("never breaks the reader: any bytes are read or refused with a code", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("", "PK\u0003\u0004", "BNN;3;", "[", "<rss>", "<html>", "Nom;Prix\n", '{"@type":'),
        fc.uint8Array({ maxLength: 200 }),
        async (start, rest) => {
          const outcome = await compare(new Uint8Array([...utf8(start), ...rest])).then(
            () => "read",
            (error: unknown) => (error as { code?: string }).code ?? String(error),
          );
          expect(outcome).toMatch(/^(read|import\/.*)$/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("a spreadsheet", () => {
  const rows = [
    ["Nom", "Prix", "Code-barres", "Stock", "Formule"],
    ["Pain", 4.1 + 0.2, 4006381333931, 3, "=1+1"],
    ["<img src=x onerror=alert(1)>Miel", "9,50", "", null, '=HYPERLINK("https://a.test")'],
  ];
  const sheets = [{ name: "Articles", rows }];

  test.each([
    ["xlsx", () => writeXlsx({ sheets })],
    ["ods", () => writeOds({ sheets })],
  ])("as %s is a table; numbers are without noise, formulas and markup are text", async (_, write) => {
    const bytes = new Uint8Array(await write());
    expect((await read(bytes)).format).toBe("sheet");
    const [bread, honey] = await compare(bytes);
    expect(bread?.draft).toMatchObject({
      item: { variants: [{ priceMinor: 430, gtin: "4006381333931" }] },
      stock: { v: 3 },
    });
    expect(honey?.draft?.item.name).toEqual({ fr: "Miel" });
    expect(honey?.line.priceMinor).toBe(950);
    await refused(bytes.slice(0, bytes.length - 200), "import/unreadable");
  });

  test("without a row is empty, and its table may stand on the second sheet", async () => {
    await refused(new Uint8Array(await writeXlsx({ sheets: [{ name: "A", rows: [] }] })), "import/empty");
    const second = await writeXlsx({ sheets: [{ name: "A", rows: [] }, ...sheets] });
    expect((await read(new Uint8Array(second))).items).toHaveLength(2);
  });

  test.each([
    ["xlsx", writeXlsx],
    ["ods", writeOds],
  ])(
    "as %s with a cover: the sheet that looks like a list is read, and another when it is wanted",
    async (_, write) => {
      const cover = {
        name: "Couverture",
        rows: [["Ferme des Essais"], ["Prix courant"], ["Téléphone", "022 555 01 74"]],
      };
      const letter = { name: "Lettre", rows: [["Chers clients"], ["voici nos prix"]] };
      const old = {
        name: "Année passée",
        rows: [
          ["Nom", "Prix"],
          ["Foin", 2],
        ],
      };
      const bytes = new Uint8Array(await write({ sheets: [cover, letter, ...sheets, old] }));
      const file = await read(bytes);
      expect([file.items.length, file.sheet]).toEqual([2, "Articles"]);
      expect(file.sheets).toEqual(["Couverture", "Articles", "Année passée"]);
      const other = await readFile(bytes, {}, undefined, "Année passée");
      expect([other.items[0]?.name, other.sheet]).toEqual(["Foin", "Année passée"]);
    },
  );
});

describe("text of strangers", () => {
  test("formulas and scripts are text, and HTML is gone", async () => {
    const [formula, script] = await compare(
      'Nom;Prix;Description\n=cmd|calc!A0;4;"<p>Bon&nbsp;pain</p><script>alert(1)</script>"\n<img src=x onerror=alert(1)>Pain;5;<b>gras',
    );
    expect(formula?.draft?.item.name).toEqual({ fr: "=cmd|calc!A0" });
    expect(formula?.draft?.item.description).toEqual({ fr: "Bon pain" });
    expect(script?.draft?.item.name).toEqual({ fr: "Pain" });
    expect(script?.draft?.item.description).toEqual({ fr: "gras" });
  });

  test("keeps what is meant and loses what is markup", () => {
    expect(plainText("<h6>Titre</h6><p>Un&nbsp;mot &amp; &#233;t&eacute;</p><ul><li>a</li><li>b</li></ul>")).toBe(
      "Titre\nUn mot & été\na\nb",
    );
    expect(plainText("3 < 4 et 5 > 2")).toBe("3 < 4 et 5 > 2");
    expect(plainText("<style>p{}</style>a<!-- b -->c<script>d")).toBe("a c");
    expect(plainText("a\u0000b\u0007c\u202ed")).toBe("abcd");
    expect(plainText("&#x1F600;&#xD800;&#0;")).toBe("😀");
  });

  test("a cell as long as a book is cut, and too many variants are refused", async () => {
    const [long] = await compare(`Nom;Prix;Description\nPain;4;${"mot ".repeat(20_000)}`);
    expect(long?.draft?.item.description?.["fr"]?.length).toBe(4000);
    const many = Array.from({ length: 60 }, (_, index) => `tee,${index === 0 ? "Tee" : ""},S${index},5.00`).join("\n");
    const tee = await compare(`Handle,Title,Option1 Value,Variant Price\n${many}`);
    expect(problemsOf(tee)).toEqual([[2, "variant", "too-many-variants"]]);
  });

  test("a missing quotation mark, or more cells than columns, makes a row wrong and no other", async () => {
    const shifted = await compare("Nom;Prix;Stock\nPain;4;3\nMiel;doré;9;2\nLait;2;1");
    expect(shifted.map(({ line }) => line.verdict)).toEqual(["new", "wrong", "new"]);
    expect(problemsOf(shifted)).toContainEqual([3, null, "row-broken"]);
    const open = await compare('Nom;Prix\nPain;4\n"Miel;9\nLait;2');
    expect(open[0]?.line.verdict).toBe("new");
    expect(problemsOf(open)).toContainEqual([3, null, "row-broken"]);
  });

  test("what a row says wrong is shown as it stands, cut to a line", async () => {
    const [line] = await compare(`Nom;Prix\nPain;${"9x".repeat(200)}`);
    expect(line?.line.problems[0]?.text).toHaveLength(61);
  });
});
