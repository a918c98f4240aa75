import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Item, Party } from "../../../crypto/protocol/exports.ts";
import { itemPage } from "../../../server/pages/item-page.ts";
import { scriptSafeJson } from "../../../server/pages/json-ld.ts";
import { renderPage } from "../../../server/pages/frame.ts";
import { stallPage } from "../../../server/pages/stall-page.ts";
import { readPage } from "../../support/public-page.ts";
import { partyBody } from "../../support/market-statements.ts";
import { pagesMarket } from "./pages-market.ts";

// What Google asks of each kind of data, written down from its documentation ("Product snippet", "Merchant listing",
// "Local business", "Breadcrumb"; required and recommended properties), and not from our own code. That each property may
// stand where it stands, with such a value, is checked by the types of schema.org when the server is compiled.

const address = z.url({ protocol: /^https$/ });
const price = z.string().regex(/^\d+\.\d{2}$/);
const quantity = z.object({
  "@type": z.literal("QuantitativeValue"),
  value: z.number().positive(),
  unitCode: z.enum(["KGM", "LTR", "MTR", "C62"]),
});

const offer = z.strictObject({
  "@type": z.literal("Offer"),
  url: address,
  price,
  priceCurrency: z.literal("CHF"),
  priceSpecification: z.strictObject({
    "@type": z.literal("UnitPriceSpecification"),
    price,
    priceCurrency: z.literal("CHF"),
    valueAddedTaxIncluded: z.literal(true),
    referenceQuantity: quantity.extend({ valueReference: quantity }).optional(),
  }),
  availability: z.string().regex(/^https:\/\/schema\.org\/(InStock|LimitedAvailability|OutOfStock|MadeToOrder)$/),
  availabilityStarts: z.iso.date().optional(),
  name: z.string().min(1).optional(),
  sku: z.string().min(1).optional(),
  gtin: z
    .string()
    .regex(/^\d{8,14}$/)
    .optional(),
  seller: z.strictObject({ "@type": z.literal("Organization"), "@id": address, name: z.string().min(1), url: address }),
});

const thing = {
  "@context": z.literal("https://schema.org"),
  "@id": address,
  url: address,
  name: z.string().min(1),
};

const product = z.strictObject({
  ...thing,
  "@type": z.literal("Product"),
  description: z.string().min(1).optional(),
  image: z.array(address).min(1),
  category: z.string().min(1).optional(),
  brand: z.strictObject({ "@type": z.literal("Brand"), name: z.string().min(1) }),
  sku: z.string().optional(),
  gtin: z.string().optional(),
  offers: z.array(offer).min(1),
  audience: z.strictObject({ "@type": z.literal("PeopleAudience"), suggestedMinAge: z.number() }).optional(),
  hasCertification: z
    .array(
      z.strictObject({
        "@type": z.literal("Certification"),
        name: z.string().min(1),
        description: z.string().min(1),
        issuedBy: z.strictObject({ "@type": z.literal("Organization"), name: z.string().min(1) }),
      }),
    )
    .optional(),
});

const business = z.strictObject({
  ...thing,
  "@type": z.literal("LocalBusiness"),
  description: z.string().min(1),
  image: address,
  address: z.strictObject({
    "@type": z.literal("PostalAddress"),
    streetAddress: z.string().min(1),
    postalCode: z.string().min(1),
    addressLocality: z.string().min(1),
    addressCountry: z.string().regex(/^[A-Z]{2}$/),
  }),
  geo: z.strictObject({
    "@type": z.literal("GeoCoordinates"),
    // At least five decimals are asked for; what a producer gave is what there is.
    latitude: z.number(),
    longitude: z.number(),
  }),
  telephone: z.string().startsWith("+").optional(),
  currenciesAccepted: z.literal("CHF"),
  openingHoursSpecification: z
    .array(
      z.strictObject({
        "@type": z.literal("OpeningHoursSpecification"),
        dayOfWeek: z.string().regex(/^https:\/\/schema\.org\/(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/),
        opens: z.string().regex(/^\d\d:\d\d$/),
        closes: z.string().regex(/^([01]\d|2[0-3]):\d\d$/),
      }),
    )
    .optional(),
});

const trail = z.strictObject({
  "@context": z.literal("https://schema.org"),
  "@type": z.literal("BreadcrumbList"),
  itemListElement: z
    .array(
      z.strictObject({
        "@type": z.literal("ListItem"),
        position: z.int().positive(),
        name: z.string().min(1),
        item: address,
      }),
    )
    .min(2),
});

const dairy: Party = {
  ...partyBody("Ferme des Trois Noyers"),
  category: "food/dairy",
  place: { street: "Chemin des Noyers 4", postcode: "1254", town: "Jussy", lat: 46.23456, lon: 6.26789 },
  phone: "+41225550174",
  hours: [
    { weekday: 3, from: "15:00", to: "18:30" },
    { weekday: 7, from: "18:00", to: "24:00" },
  ],
};
const item = (more: Partial<Item>): Item => ({
  id: "a",
  kind: "good",
  name: { fr: "Tomme" },
  category: "food/dairy/cheese",
  variants: [{ id: "v", priceMinor: 780, content: { quantity: 850_000, unit: "g" } }],
  vat: "reduced",
  ...more,
});
const things: readonly Item[] = [
  item({}),
  item({ id: "b", labels: ["lait-cru"], summary: { fr: "Un fromage." }, ageMin: 18 }),
  item({
    id: "c",
    variants: [
      { id: "v", priceMinor: 5, content: { quantity: 500, unit: "piece" }, sku: "X-1" },
      {
        id: "w",
        priceMinor: 100_000_000,
        weighed: { pricePerKgMinor: 2800, gramsMin: 1, gramsEstimate: 400, gramsMax: 900 },
      },
    ],
  }),
  item({
    id: "d",
    variants: [{ id: "v", priceMinor: 780, gtin: "7612345678900", content: { quantity: 75, unit: "ml" } }],
  }),
  item({ id: "e", category: "nowhere/at-all" }),
];

/** What the page of an item says to search engines. */
async function dataOf(id: string, language = "fr"): Promise<readonly Record<string, unknown>[]> {
  const market = await pagesMarket(dairy, things, ["lait-cru"]);
  const context = market.context(language);
  const content = itemPage(context, market.producer.name, id);
  return content === null ? [] : readPage(renderPage(context, content)).data;
}

describe("data for search engines", () => {
  test.each(things.map(({ id }) => id))("item %s is a product as Google asks for it, in every language", async (id) => {
    for (const language of ["fr", "en", "de", "it"]) {
      const [first, second] = await dataOf(id, language);
      expect(product.parse(first)["@id"]).toContain(`/p/${language}/item/`);
      const { itemListElement } = trail.parse(second);
      expect(itemListElement.map(({ position }) => position)).toEqual(itemListElement.map((_step, index) => index + 1));
    }
  });

  test("a price is for a content, and told per kilogram; what is weighed is priced by its estimate", async () => {
    const [plain] = await dataOf("a");
    const [first] = product.parse(plain).offers;
    expect(first?.priceSpecification).toMatchObject({
      price: "7.80",
      referenceQuantity: { value: 0.85, unitCode: "KGM" },
    });
    const [many] = await dataOf("c");
    const [half, weighed] = product.parse(many).offers;
    expect(half).toMatchObject({
      price: "0.05",
      sku: "X-1",
      priceSpecification: { referenceQuantity: { value: 0.5, unitCode: "C62" } },
    });
    expect(weighed).toMatchObject({ price: "1000000.00", priceSpecification: { referenceQuantity: { value: 0.4 } } });
  });

  test("a label is a certification with who granted it; one that was not granted is none", async () => {
    const [labelled] = await dataOf("b");
    expect(product.parse(labelled).hasCertification).toEqual([expect.objectContaining({ name: "Lait cru fermier" })]);
    const [plain] = await dataOf("a");
    expect(product.parse(plain).hasCertification).toBeUndefined();
  });

  test("a stall with a place is a local business; one without is an organization, for it has no address", async () => {
    const market = await pagesMarket(dairy, things);
    const dataIn = (language: string) => {
      const context = market.context(language);
      const content = stallPage(context, market.producer.name, 1);
      return content === null ? [] : readPage(renderPage(context, content)).data;
    };
    const read = business.parse(dataIn("fr")[0]);
    expect(read.openingHoursSpecification?.map(({ closes }) => closes)).toEqual(["18:30", "23:59"]);
    expect(read["@id"]).toBe(business.parse(dataIn("de")[0])["@id"]);

    const elsewhere = await pagesMarket(partyBody("Sans adresse"), things);
    const context = elsewhere.context("fr");
    const content = stallPage(context, elsewhere.producer.name, 1);
    expect(content?.data[0]).toMatchObject({ "@type": "Organization" });
    expect(JSON.stringify(content?.data[0])).not.toContain("address");
  });

  test("nothing that a text holds ends the script element", () => {
    const texts = ["</script>", "<!--", "]]>", "<script>", "\u2028\u2029", '"&lt;', "\\u003c/script>"];
    const json = scriptSafeJson({ texts });
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(json)).toEqual({ texts });
  });
});
