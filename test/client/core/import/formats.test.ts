import { describe, expect, test } from "vitest";
import { decodeCodePage850 } from "../../../../client/core/import/code-page-850.ts";
import { compare, kept, problemsOf, read } from "./reading.ts";

const gtin = "4006381333931";

describe("Google Merchant", () => {
  const feed = (items: string): string =>
    `<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Boutique</title>${items}</channel></rss>`;
  const honey = `<item><g:id>H1</g:id><g:title>Miel de fleurs &amp; d’acacia</g:title><description><![CDATA[<b>Doré</b>]]></description>
    <g:price>19,90 CHF</g:price><g:availability>in_stock</g:availability><g:gtin>${gtin}</g:gtin>
    <g:image_link>https://shop.test/h.jpg</g:image_link><g:product_type>Épicerie &gt; Miels</g:product_type>
    <g:unit_pricing_measure>500 g</g:unit_pricing_measure><g:shipping><g:price>9.00 CHF</g:price></g:shipping></item>`;

  test("as a feed is read with its prices, barcodes and categories; other elements are left alone", async () => {
    const file = await read(feed(honey));
    expect(file.format).toBe("merchant");
    expect(file.items[0]?.pictures).toBe(1);
    const [one] = await compare(feed(honey));
    expect(one?.line.problems).toEqual([]);
    expect(one?.draft?.item).toMatchObject({
      id: "H1",
      name: { fr: "Miel de fleurs & d’acacia" },
      description: { fr: "Doré" },
      category: "food/honey",
      variants: [{ priceMinor: 1990, gtin, content: { quantity: 500_000, unit: "g" } }],
    });
  });

  test("keeps a barcode's zeros and an amount's decimals", async () => {
    const item = "<item><id>7</id><title>Thé</title><price>125.0000</price><gtin>04006381333931</gtin></item>";
    const [one] = await compare(feed(item));
    expect(one?.draft?.item.variants[0]).toMatchObject({ priceMinor: 12500, gtin: "04006381333931" });
  });

  test("puts the variants of a group together", async () => {
    const variant = (id: string, size: string): string =>
      `<item><g:id>${id}</g:id><title>Pull ${size}</title><g:item_group_id>pull</g:item_group_id><g:size>${size}</g:size><g:price>80 CHF</g:price></item>`;
    const [pull, ...others] = await compare(feed(variant("a", "S") + variant("b", "L")));
    expect(others).toEqual([]);
    expect(pull?.draft?.item.variants.map(({ id, name }) => [id, name?.["fr"]])).toEqual([
      ["a", "S"],
      ["b", "L"],
    ]);
  });

  test("as a table is the same", async () => {
    const table = "id\ttitle\tlink\tprice\tavailability\nH1\tMiel\thttps://shop.test/h\t19,90 CHF\tout of stock";
    expect((await read(table)).format).toBe("merchant");
    expect((await compare(table))[0]?.draft).toMatchObject({ stock: { v: 0 }, item: { id: "H1" } });
  });

  test("is refused when it is cut off, or defines entities", async () => {
    await expect(read(feed(honey).slice(0, -60))).rejects.toMatchObject({ code: "import/cut-off" });
    const bomb = `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${feed("<item><title>&b;</title></item>")}`;
    await expect(read(bomb)).rejects.toMatchObject({ code: "import/entities" });
    await expect(read(feed(""))).rejects.toMatchObject({ code: "import/nothing-found" });
    await expect(read("<rss>" + "<a>".repeat(10_000))).rejects.toMatchObject({ code: "import/cut-off" });
  });
});

describe("WooCommerce", () => {
  test("in French, with variations of a product and its barcode", async () => {
    const file =
      'ID,Type,UGS,"GTIN, UPC, EAN ou ISBN",Nom,Publié,En stock ?,Stock,Tarif promo,Tarif régulier,Catégories,Images,Parent,Nom de l’attribut 1,Valeur(s) de l’attribut 1\n' +
      '10,variable,pull,,Pull,1,1,,,,Vêtements,https://a.test/p.jpg,,Taille,"S, L"\n' +
      `11,variation,pull-s,${gtin},Pull - S,1,1,3,,80,,,pull,Taille,S\n` +
      "12,variation,,,Pull - L,1,0,,,85,,,id:10,Taille,L\n" +
      "13,grouped,set,,Ensemble,1,1,,,,Vêtements,,,,\n" +
      "14,variation,x-m,,Autre - M,1,1,,,10,,,x,Taille,M";
    expect((await read(file)).format).toBe("woocommerce");
    const lines = await compare(file);
    expect(lines[0]?.draft).toMatchObject({ item: { id: "pull", category: "clothes" }, stock: { "pull-s": 3 } });
    expect(lines[0]?.draft?.item.variants).toMatchObject([
      { priceMinor: 8000, gtin, name: { fr: "S" } },
      { priceMinor: 8500, name: { fr: "L" } },
    ]);
    expect(lines[0]?.draft?.stock).toEqual({ "pull-s": 3, L: 0 });
    expect(problemsOf(lines)).toContainEqual([5, null, "kind-not-sold"]);
    expect(problemsOf(lines)).toContainEqual([6, "parent", "parent-missing"]);
  });

  test("of its store interface has minor units of a currency that may have none", async () => {
    const product = (prices: object): object => ({
      id: 5,
      name: "Thé",
      prices,
      is_in_stock: true,
      images: [{ id: 1 }],
    });
    const francs = { price: "1105", currency_code: "CHF", currency_minor_unit: 2 };
    const yen = { price: "1105", currency_code: "JPY", currency_minor_unit: 0 };
    const [tea] = await compare(JSON.stringify([product(francs)]));
    expect(tea?.draft).toMatchObject({ item: { id: "id-5", variants: [{ priceMinor: 1105 }] }, stock: {} });
    expect(problemsOf(await compare(JSON.stringify([product(yen)])))).toEqual([[1, "price", "currency-other"]]);
    const [same] = await compare(JSON.stringify([product(yen)]), new Map(), { otherCurrency: true });
    expect(same?.line.priceMinor).toBe(110_500);
  });
});

describe("Shopify", () => {
  test("under both heads that its exports have had", async () => {
    const old =
      "Handle,Title,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Image Src\n" +
      "bol,Bol,Céramique,true,Taille,Petit,b-s,shopify,4,deny,24.00,https://a.test/b.jpg\nbol,,,,,Grand,b-l,shopify,0,continue,32.00,\nbol,,,,,,,,,,,https://a.test/c.jpg";
    const fresh =
      "URL handle,Title,Type,Published on online store,Option1 name,Option1 value,SKU,Inventory tracker,Inventory quantity,Continue selling when out of stock,Price,Product image URL\n" +
      "bol,Bol,Céramique,TRUE,Taille,Petit,b-s,shopify,4,FALSE,24.00,https://a.test/b.jpg\nbol,,,,,Grand,b-l,shopify,0,TRUE,32.00,\nbol,,,,,,,,,,,https://a.test/c.jpg";
    const [before, after] = await Promise.all([compare(old), compare(fresh)]);
    expect((await read(fresh)).format).toBe("shopify");
    expect(after[0]?.draft).toEqual(before[0]?.draft);
    expect(after[0]?.draft).toMatchObject({
      item: { id: "bol", category: "craft/ceramic", variants: [{ priceMinor: 2400 }, { priceMinor: 3200 }] },
      stock: { Petit: 4 },
    });
    expect((await read(old)).items[0]?.pictures).toBe(2);
  });
});

describe("PrestaShop", () => {
  test("says that its price may be without VAT, and its combinations that they are no list of articles", async () => {
    const products = "Product ID,Active (0/1),Name *,Price tax excluded or Price tax included,EAN13\n1,0,Bol,24,123";
    const file = await read(products);
    expect(file.format).toBe("prestashop");
    expect(file.warnings.map(({ reason }) => reason)).toEqual(["price-kind-unsaid"]);
    const [bowl] = await compare(products);
    expect(bowl?.draft?.status).toBe("draft");
    expect(bowl?.line.remarks).toEqual([
      { row: 2, field: "gtin", reason: "gtin-unreadable", text: "123" },
      { row: 2, field: "status", reason: "comes-hidden", text: "" },
    ]);
    await expect(read("Product ID*,Reference,Impact on price\n1,a,2")).rejects.toMatchObject({
      code: "import/combinations",
    });
  });
});

describe("schema.org", () => {
  const product = {
    "@context": "https://schema.org",
    "@type": "Product",
    sku: "TOM",
    name: "Tomme",
    category: "Fromages",
    gtin13: gtin,
    image: ["https://a.test/1.jpg", "https://a.test/2.jpg"],
    weight: { "@type": "QuantitativeValue", value: 250, unitCode: "GRM" },
    offers: { "@type": "Offer", price: 7.5, priceCurrency: "CHF", availability: "https://schema.org/OutOfStock" },
    isRelatedTo: { "@type": "Product", name: "Pas celui-ci" },
  };

  test("as JSON-LD, alone, in a list, in a graph, or held by its offer", async () => {
    const { offers, ...bare } = product;
    const forms = [
      product,
      [product],
      { "@context": "https://schema.org", "@graph": [{ "@type": "WebPage" }, product] },
      { "@type": "ItemList", itemListElement: [{ "@type": "ListItem", item: product }] },
      { ...offers, "@context": "https://schema.org", itemOffered: bare },
    ];
    for (const form of forms) {
      const file = await read(JSON.stringify(form));
      expect(file.format).toBe("schema-org");
      const [one, ...others] = await compare(JSON.stringify(form));
      expect(others).toEqual([]);
      expect(one?.draft).toMatchObject({
        stock: { v: 0 },
        item: {
          id: "TOM",
          category: "food/dairy/cheese",
          variants: [{ priceMinor: 750, gtin, content: { quantity: 250_000, unit: "g" } }],
        },
      });
      expect(file.items[0]?.pictures).toBe(2);
    }
  });

  test("in a page: JSON-LD with comments and control characters, else microdata; nothing of it is run", async () => {
    const script = (text: string): string => `<script type="application/ld+json">${text}</script>`;
    const dirty = JSON.stringify(product).replace("Tomme", "Tomme\u0009fraîche\n");
    const page = `<!doctype html><html><body>${script("{broken")}${script(`<!-- ${dirty} -->`)}<script>throw 1</script></body></html>`;
    expect((await compare(page))[0]?.line.name).toBe("Tomme fraîche");
    const microdata = `<div itemscope itemtype="http://schema.org/Product" itemref="more"><b itemprop="name">Bol</b>
      <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="CHF"><span itemprop="price">34.50</span></div></div>
      <p id="more"><span itemprop="sku">B-1</span><script>alert(1)</script></p>`;
    const [bowl] = await compare(microdata);
    expect(bowl?.draft?.item).toMatchObject({ id: "B-1", name: { fr: "Bol" }, variants: [{ priceMinor: 3450 }] });
  });

  test("of a range of prices takes none, of a service nothing, of a page without articles says so", async () => {
    const ranged = { ...product, offers: { "@type": "AggregateOffer", lowPrice: "5", highPrice: "9" } };
    const [one] = await compare(JSON.stringify(ranged));
    expect(one?.line).toMatchObject({ verdict: "new", priceMinor: null, remarks: [{ reason: "price-to-come" }] });
    expect(one?.draft).toMatchObject({ status: "draft", unpriced: [one?.draft?.item.variants[0]?.id] });
    const service = { ...product, "@type": "Service" };
    expect(problemsOf(await compare(JSON.stringify(service)))).toEqual([[1, null, "service-by-hand"]]);
    await expect(read("<!doctype html><p>Rien")).rejects.toMatchObject({ code: "import/nothing-found" });
  });

  test("has variants of a group, and prices without VAT where it says so", async () => {
    const variant = (sku: string, size: string, price: string): object => ({
      "@type": "Product",
      sku,
      size,
      offers: { "@type": "Offer", price, valueAddedTaxIncluded: false },
    });
    const group = {
      "@context": "https://schema.org",
      "@type": "ProductGroup",
      productGroupID: "pull",
      name: "Pull",
      category: "Vêtements",
      hasVariant: [variant("s", "S", "100"), variant("l", "L", "110")],
    };
    const [pull] = await compare(JSON.stringify(group));
    expect(pull?.draft?.item.variants).toMatchObject([
      { id: "s", priceMinor: 10_810, name: { fr: "S" } },
      { id: "l", priceMinor: 11_891, name: { fr: "L" } },
    ]);
  });
});

describe("the Data Food Consortium", () => {
  const host = "https://farm.test/api";
  const graph = (prefix: string, context: unknown): object => ({
    "@context": context,
    "@graph": [
      {
        "@id": `${host}/catalog_items/1`,
        "@type": `${prefix}CatalogItem`,
        [`${prefix}references`]: `${host}/products/1`,
        [`${prefix}sku`]: "POM",
        [`${prefix}stockLimitation`]: "-1",
        [`${prefix}offeredThrough`]: [{ "@id": `${host}/offers/1` }],
      },
      {
        "@id": `${host}/products/1`,
        "@type": [`${prefix}SuppliedProduct`],
        [`${prefix}name`]: "Pommes",
        [`${prefix}hasType`]: "dfc-pt:fruit",
        [`${prefix}hasQuantity`]: {
          "@type": `${prefix}QuantitativeValue`,
          [`${prefix}hasUnit`]: "dfc-m:Kilogram",
          [`${prefix}value`]: "1.0",
        },
      },
      // The same thing once more: what it says is put together.
      { "@id": `${host}/products/1`, [`${prefix}description`]: "Du verger" },
      {
        "@id": `${host}/offers/1`,
        "@type": `${prefix}Offer`,
        [`${prefix}hasPrice`]: { "@type": `${prefix}Price`, [`${prefix}value`]: "4.50", [`${prefix}VATrate`]: "2.6" },
      },
    ],
  });

  test.each([
    ["dfc-b:", "https://w3id.org/dfc/ontology/context/context_1.16.0.json"],
    ["dfc-b:", "https://www.datafoodconsortium.org"],
    ["http://static.datafoodconsortium.org/ontologies/DFC_BusinessOntology.owl#", {}],
    ["https://github.com/datafoodconsortium/ontology/releases/latest/download/DFC_BusinessOntology.owl#", {}],
  ])("under %s is one and the same", async (prefix, context) => {
    const text = JSON.stringify(graph(prefix, context));
    const file = await read(text);
    expect(file.format).toBe("dfc");
    expect(file.warnings.map(({ reason }) => reason)).toEqual(["price-kind-unsaid"]);
    const [apples, ...others] = await compare(text);
    expect(others).toEqual([]);
    expect(apples?.line.problems).toEqual([]);
    expect(apples?.draft).toMatchObject({
      stock: {},
      item: {
        name: { fr: "Pommes" },
        description: { fr: "Du verger" },
        category: "food/fruit",
        vat: "reduced",
        variants: [{ priceMinor: 450, sku: "POM", content: { quantity: 1_000_000, unit: "g" } }],
      },
    });
  });

  test("is found again by the address that names it", async () => {
    const text = JSON.stringify(graph("dfc-b:", {}));
    const drafts = kept(await compare(text));
    expect((await compare(text, drafts)).map(({ line }) => line.verdict)).toEqual(["unchanged"]);
    const dearer = await compare(text.replace("4.50", "4.80"), drafts);
    expect(dearer[0]?.line.changes).toEqual([{ field: "price", from: "4.50", to: "4.80" }]);
  });

  test("that only says the kind of something is called by it once; the name that somebody gave it since stays", async () => {
    const supplied = {
      "@id": "https://farm.test/p/1",
      "@type": "dfc-b:SuppliedProduct",
      "dfc-b:hasType": "dfc-pt:fruit",
    };
    const text = JSON.stringify({ "@context": "https://www.datafoodconsortium.org", "@graph": [supplied] });
    const first = await compare(text);
    expect(first[0]?.line).toMatchObject({ verdict: "new", name: "Fruit", remarks: [{ reason: "name-by-kind" }, {}] });
    const [draft] = kept(first).values();
    const renamed = { ...draft!, item: { ...draft!.item, name: { fr: "Poires Conférence" } } };
    const again = await compare(text, new Map([[renamed.id, renamed]]));
    expect(again[0]?.line).toMatchObject({ verdict: "unchanged", name: "Poires Conférence", changes: [] });
  });

  test("that goes round in circles ends", async () => {
    const circle = {
      "@graph": [
        { "@id": "a", "@type": "dfc-b:SuppliedProduct", "dfc-b:isVariantOf": "b", "dfc-b:hasVariant": "b" },
        { "@id": "b", "@type": "dfc-b:SuppliedProduct", "dfc-b:isVariantOf": "a", "dfc-b:references": "b" },
      ],
    };
    await expect(read(JSON.stringify(circle))).rejects.toMatchObject({ code: "import/nothing-found" });
  });
});

describe("BNN 3", () => {
  /** A record of 69 fields, of which some hold something. */
  const record = (fields: Readonly<Record<number, string>>): string =>
    Array.from({ length: 69 }, (_, index) => fields[index] ?? "").join(";");
  const article = {
    0: "4711",
    1: "A",
    4: gtin,
    6: '"K\u0084se mit Kr\u0084utern"',
    12: "DE",
    16: "0101",
    23: "250 g",
    33: "1",
  };
  const file = (records: readonly string[], end = ";;99", currency = "CHF"): Uint8Array => {
    const head = `BNN;3;0;"Hof";V;"Preise";${currency};20260901;;20260825;0600;1`;
    return Uint8Array.from([head, ...records, end].join("\r\n"), (letter) => letter.charCodeAt(0));
  };

  test("in its old code page has its places, not names, and its recommended price before the trade's", async () => {
    const bytes = file([
      record({ ...article, 35: "7,50", 37: "4,20" }),
      record({ ...article, 0: "4712", 1: "X", 35: "0,00", 37: "10,00" }),
    ]);
    expect((await read(bytes)).format).toBe("bnn");
    const [cheese, net] = await compare(bytes, new Map(), { categories: { "0101": "food/dairy/cheese" } });
    expect(cheese?.draft?.item).toMatchObject({
      id: "4711",
      name: { fr: "Käse mit Kräutern" },
      vat: "reduced",
      variants: [{ priceMinor: 750, gtin, content: { quantity: 250_000, unit: "g" } }],
    });
    expect(net?.draft).toMatchObject({ status: "draft", item: { variants: [{ priceMinor: 1026 }] } });
  });

  test("in another currency, which its head names, is asked about like any other file's", async () => {
    const euros = file([record({ ...article, 35: "7,50" })], ";;99", "EUR");
    const problems = problemsOf(await compare(euros, new Map(), { categories: { "0101": "food/dairy/cheese" } }));
    expect(problems).toEqual([[2, "price", "currency-other"]]);
  });

  test("code page 850 has its letters where IBM put them", () => {
    expect(decodeCodePage850(Uint8Array.of(0x80, 0x82, 0x84, 0x8a, 0x94, 0x9a, 0xe1, 0xd5, 0xff))).toBe(
      "Çéäèöüß".replace("ü", "Ü") + "ı\u00a0",
    );
  });
});
