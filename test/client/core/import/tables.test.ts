import { describe, expect, test } from "vitest";
import { utf8 } from "../../../../crypto/bytes.ts";
import { compare, read } from "./reading.ts";

const rows = "Code;Nom;Prix;Stock;Contenu;TVA\nBEU;Beurre de baratte;6,20;6;200 g;2,6 %\nLAI;Lait entier;2,60;;1 l;2,6";

/** Text in code page 850, of which only these letters are needed here. */
function codePage850(text: string): Uint8Array {
  const letters: Readonly<Record<string, number>> = { é: 0x82, ä: 0x84, ü: 0x81, ö: 0x94, è: 0x8a };
  return Uint8Array.from(text, (letter) => letters[letter] ?? letter.charCodeAt(0));
}

describe("a table", () => {
  const variants: readonly (readonly [string, Uint8Array])[] = [
    ["UTF-8 with a mark", utf8(`\uFEFF${rows}`)],
    ["windows line ends", utf8(rows.replaceAll("\n", "\r\n"))],
    ["tabs", utf8(rows.replaceAll(";", "\t"))],
    ["bars", utf8(rows.replaceAll(";", "|"))],
    ["comment lines before the head", utf8(`# export du 2 septembre\n\n# caisse 1\n${rows}`)],
    ["a title above the head", utf8(`Liste de prix;;;;;\nvalable dès mai;;;;;\n${rows}`)],
    ["UTF-16", new Uint8Array(Buffer.from(`\uFEFF${rows}`, "utf16le"))],
    ["UTF-16 without a mark", new Uint8Array(Buffer.from(rows, "utf16le"))],
    ["columns without a name to its right", utf8(rows.replaceAll("\n", ";;;\n"))],
  ];
  test.each(variants)("in %s", async (_, bytes) => {
    expect((await compare(bytes)).map(({ line }) => [line.verdict, line.name, line.priceMinor])).toEqual([
      ["new", "Beurre de baratte", 620],
      ["new", "Lait entier", 260],
    ]);
  });

  test("in Latin-1 and in code page 850 keeps its accents", async () => {
    const latin = new Uint8Array(Buffer.from("Nom;Prix\nCrème brûlée;4,50", "latin1"));
    expect((await compare(latin))[0]?.line.name).toBe("Crème brûlée");
    const old = codePage850("Bezeichnung;Preis\nKäse mit Kümmel und Röstzwiebeln;4,50");
    expect((await compare(old))[0]?.line.name).toBe("Käse mit Kümmel und Röstzwiebeln");
    const apostrophe = new Uint8Array([...utf8("Nom;Prix\nTomme "), 0x6c, 0x92, 0xe9, ...utf8("t;4,50")]);
    expect((await compare(apostrophe))[0]?.line.name).toBe("Tomme l’ét");
  });

  test("in German and in Italian", async () => {
    expect((await compare("Artikel;Preis CHF;Bestand\nKäse;12.50;4"))[0]?.draft).toMatchObject({ stock: { v: 4 } });
    expect((await compare("Nome;Prezzo\nFormaggio;12,50"))[0]?.line.priceMinor).toBe(1250);
  });

  test.each([
    ["Tarif TTC", 1000],
    ["Tarif HT", 1026],
  ])("with what French tills call its columns: %s, Quantité en stock", async (price, minor) => {
    const [bread] = await compare(`Nom;${price};Quantité en stock;TVA\nPain;10.00;4;2.6`);
    expect(bread?.line).toMatchObject({ priceMinor: minor, problems: [] });
    expect(bread?.draft?.stock).toEqual({ v: 4 });
  });

  test("counts its rows as the file does: blank lines, comments and line breaks in a cell included", async () => {
    const { items } = await read('Nom;Prix\n\nPain;4\n# hier\n"Miel\ndoré";9\n\nLait;2');
    expect(items.map(({ row, name }) => [row, name])).toEqual([
      [3, "Pain"],
      [5, "Miel\ndoré"],
      [7, "Lait"],
    ]);
  });

  test("is mapped by hand where its names say nothing, and says which columns are missing", async () => {
    const text = "Truc;Combien\nPain;4.50";
    expect((await read(text)).warnings.map(({ reason }) => reason)).toEqual(["no-name-column", "no-price-column"]);
    const { items, warnings } = await read(text, { Truc: "name", Combien: "price" });
    expect(warnings).toEqual([]);
    expect(items[0]).toMatchObject({ name: "Pain", variants: [{ price: "4.50" }] });
    expect((await read(rows, { Stock: null })).columns.find(({ name }) => name === "Stock")?.field).toBeNull();
    expect((await read(rows, { Fantaisie: "price", Nom: "nonsense" })).items).toHaveLength(2);
  });

  test("brings everything that an item has", async () => {
    const head =
      "Code;Nom;Prix;Consigne;Saison;Âge minimum;Contenu;Code-barres;TVA;Origine;Allergènes;Traces;Régime;Conservation;Images";
    const row =
      "B1;Bière blonde;3,50;0.30;juin–août;16;33 cl;4006381333931;8.1;Jussy;Gluten;Lait;vegan;frais;https://a.test/b.jpg";
    const file = `${head}\n${row}`;
    const [beer] = await compare(file);
    expect(beer?.line.problems).toEqual([]);
    expect(beer?.draft?.item).toMatchObject({
      season: [6, 7, 8],
      ageMin: 16,
      vat: "standard",
      origin: { fr: "Jussy" },
      allergens: { gluten: "yes", milk: "traces" },
      diets: ["vegan"],
      temperature: "chilled",
      variants: [
        {
          priceMinor: 350,
          deposit: { container: "bottle-33cl", amountMinor: 30 },
          content: { quantity: 330_000, unit: "ml" },
          gtin: "4006381333931",
        },
      ],
    });
    expect((await read(file)).items[0]?.pictures).toBe(1);
  });

  test("sells by weight where it says the price of a kilogram and what a piece weighs", async () => {
    const [cheese, cut, apple] = await compare(
      "Nom;Prix au kilo;Poids moyen (kg);Prix;Contenu\nTomme;28.00;1.1–1.4;;\nCoupe;30.00;1.2;;\nPommes;4.00;;2.00;500 g",
    );
    expect(cheese?.draft?.item.variants[0]).toMatchObject({
      priceMinor: 3500,
      weighed: { pricePerKgMinor: 2800, gramsMin: 1100, gramsEstimate: 1250, gramsMax: 1400 },
    });
    expect(cut?.line.problems).toMatchObject([{ row: 3, field: "weight", reason: "weight-bounds-missing" }]);
    expect(apple?.draft?.item.variants[0]).toMatchObject({ priceMinor: 200, content: { quantity: 500_000 } });
    expect(apple?.draft?.item.variants[0]?.weighed).toBeUndefined();
  });

  test("adds VAT to what it calls net, and takes hundredths for what they are", async () => {
    const [net, unknown] = await compare("Nom;Prix HT;TVA\nPain;10.00;2.6\nBol;10.00;25");
    expect(net?.line.priceMinor).toBe(1026);
    expect(unknown?.line.problems.map(({ reason }) => reason)).toEqual(["vat-unknown"]);
    expect((await compare("name,price_tax_incl\nPizza,900"))[0]?.line.priceMinor).toBe(900);
  });
});
