import { holidayOn } from "../../crypto/protocol/holiday.ts";
import type { Certification, Offer, Product, Service, UnitPriceSpecification } from "schema-dts";
import type { Content, StockLevel, Variant } from "../../crypto/protocol/exports.ts";
import { addDays } from "../days.ts";
import { plainAmount, pricedContent } from "./format.ts";
import type { PageData } from "./json-ld.ts";
import type { ListedItem, ListedStall } from "./listed-stalls.ts";
import { addressIn, type PageContext } from "./page-context.ts";
import type { LinkPicture } from "./page-pictures.ts";
import { stallReference } from "./stall-data.ts";

/** UN/CEFACT codes of the units that contents are told in (schema.org `unitCode`), and units of ours in one of them. */
const unitCodes = {
  g: ["KGM", 1000],
  ml: ["LTR", 1000],
  cm: ["MTR", 100],
  piece: ["C62", 1],
} as const;

function availability(level: StockLevel | undefined): NonNullable<Extract<Offer, object>["availability"]> {
  if (level === 0) return "https://schema.org/OutOfStock";
  if (level === "on-demand") return "https://schema.org/MadeToOrder";
  if (typeof level === "number" && level < 6) return "https://schema.org/LimitedAvailability";
  return "https://schema.org/InStock";
}

/** What the price is for: so much of a measure, and per how much of it shops have to tell it. */
function priceOf(variant: Variant, currency: string): UnitPriceSpecification {
  const base = { "@type": "UnitPriceSpecification", priceCurrency: currency, valueAddedTaxIncluded: true } as const;
  const price = plainAmount(variant.priceMinor, currency);
  // What is weighed is priced here by its estimate, as its content.
  const content: Content | undefined =
    variant.weighed === undefined
      ? pricedContent(variant)
      : { quantity: variant.weighed.gramsEstimate * 1000, unit: "g" };
  if (content === undefined || content.unit === "minute") return { ...base, price };
  const [unitCode, perUnit] = unitCodes[content.unit];
  return {
    ...base,
    price,
    referenceQuantity: {
      "@type": "QuantitativeValue",
      value: content.quantity / 1000 / perUnit,
      unitCode,
      valueReference: { "@type": "QuantitativeValue", value: 1, unitCode },
    },
  };
}

function offer(context: PageContext, stall: ListedStall, listed: ListedItem, variant: Variant): Offer {
  const { format, instance, today } = context;
  const { item } = listed;
  const until = holidayOn(stall.party.ordering, today)?.until;
  const name = format.text(variant.name);
  return {
    "@type": "Offer",
    url: addressIn(context, { kind: "item", party: stall.id, item: item.id }),
    price: plainAmount(variant.priceMinor, instance.currency),
    priceCurrency: instance.currency,
    priceSpecification: priceOf(variant, instance.currency),
    availability: availability(listed.stock[variant.id]),
    // A stall on holiday can be ordered from again on the day after.
    ...(until !== undefined && { availabilityStarts: addDays(until, 1) }),
    ...(name !== "" && { name }),
    ...(variant.sku !== undefined && { sku: variant.sku }),
    ...(variant.gtin !== undefined && { gtin: variant.gtin }),
    seller: stallReference(context, stall),
  };
}

function certifications({ instance, format }: PageContext, labels: readonly string[]): Certification[] {
  return labels
    .flatMap((id) => instance.labels.find((label) => label.id === id) ?? [])
    .map((label) => ({
      "@type": "Certification",
      name: format.text(label.name),
      description: format.text(label.criteria),
      issuedBy: { "@type": "Organization", name: label.granter },
    }));
}

/**
 * An item for search engines: a `Product` or a `Service` of schema.org with an offer for each variant. Prices are with
 * VAT; deposits are not in them.
 */
export function itemData(context: PageContext, stall: ListedStall, listed: ListedItem, picture: LinkPicture): PageData {
  const { format, origin, tree } = context;
  const { item, labels } = listed;
  const url = addressIn(context, { kind: "item", party: stall.id, item: item.id });
  const description = format.text(item.description) || format.text(item.summary);
  const category = tree
    .trail(item.category)
    .map(({ name }) => format.text(name))
    .join(" > ");
  const shared = {
    "@context": "https://schema.org",
    "@id": url,
    url,
    name: format.text(item.name),
    ...(description !== "" && { description }),
    image: [picture.url, ...(item.pictures ?? []).slice(1).map(({ digest }) => `${origin}/media/${digest}`)],
    ...(category !== "" && { category }),
    offers: item.variants.map((variant) => offer(context, stall, listed, variant)),
    ...(labels.length > 0 && { hasCertification: certifications(context, labels) }),
  } as const;
  if (item.kind === "service") {
    const { category: serviceType, ...rest } = { category: undefined, ...shared };
    const service: Service = {
      ...rest,
      "@type": "Service",
      provider: stallReference(context, stall),
      ...(serviceType !== undefined && { serviceType }),
    };
    return service as PageData;
  }
  const [only, ...others] = item.variants;
  const product: Product = {
    ...shared,
    "@type": "Product",
    brand: { "@type": "Brand", name: stall.party.name },
    ...(others.length === 0 && only?.sku !== undefined && { sku: only.sku }),
    ...(others.length === 0 && only?.gtin !== undefined && { gtin: only.gtin }),
    ...(item.ageMin !== undefined && {
      audience: { "@type": "PeopleAudience", suggestedMinAge: item.ageMin },
    }),
  };
  return product as PageData;
}
