import { finding, type Finding, type ImportedItem, type ImportedVariant } from "./imported-item.ts";
import { type Graph, type LinkedNode, shortName, textOf, thingsOf } from "./linked-data.ts";

const productTypes = ["Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts", "MenuItem"];
/** Properties of a thing that lead to other things, which are not what it offers. */
const related = [
  "hasVariant",
  "isVariantOf",
  "isRelatedTo",
  "isSimilarTo",
  "isAccessoryOrSparePartFor",
  "isConsumableFor",
  "related_products",
  "referenced_product",
];

const isA = (node: LinkedNode, types: readonly string[]): boolean => types.some((type) => node.types.has(type));

/** "https://schema.org/InStock" in words that stock is read from. */
function availabilityOf(offer: LinkedNode | null): string | undefined {
  const word = shortName(textOf(offer, "availability") ?? "");
  return word === "" ? undefined : word.replace(/^(Out|In|Sold|Back|Pre)(Of)?([A-Z])/, "$1$2$3");
}

function contentOf(graph: Graph, node: LinkedNode): string | undefined {
  const [measure] = thingsOf(graph, node, "netContent", "weight", "size");
  const value = textOf(measure ?? null, "value");
  const unit = textOf(measure ?? null, "unitCode", "unitText");
  return value && unit ? `${value} ${shortName(unit)}` : undefined;
}

function gtinOf(node: LinkedNode | null): string | undefined {
  const [, coded] = /^(?:ean|gtin|upc|isbn):(\d+)$/i.exec(textOf(node, "productID") ?? "") ?? [];
  return textOf(node, "gtin13", "gtin", "gtin14", "gtin12", "gtin8", "isbn") ?? coded;
}

type Offered = Pick<ImportedVariant, "price" | "priceKind" | "currency" | "stock">;

function offered(graph: Graph, offer: LinkedNode | null): Offered {
  const [specification] = thingsOf(graph, offer, "priceSpecification");
  const price = textOf(offer, "price") ?? textOf(specification ?? null, "price");
  // Of a range of prices none is the price.
  const [low, high] = [textOf(offer, "lowPrice"), textOf(offer, "highPrice")];
  const [level] = thingsOf(graph, offer, "inventoryLevel");
  const included = textOf(offer, "valueAddedTaxIncluded") ?? textOf(specification ?? null, "valueAddedTaxIncluded");
  return {
    price: price ?? (low === high ? low : undefined),
    priceKind: included?.toLowerCase() === "false" ? "net" : "gross",
    currency: textOf(offer, "priceCurrency") ?? textOf(specification ?? null, "priceCurrency"),
    stock: textOf(level ?? null, "value") ?? availabilityOf(offer),
  };
}

function variantOf(graph: Graph, node: LinkedNode, offer: LinkedNode | null, row: number, alone: boolean) {
  const sku = textOf(node, "sku") ?? textOf(offer, "sku");
  const options = ["color", "size", "pattern", "material"].map((name) => textOf(node, name));
  const name = options.filter((one) => one !== undefined).join(" · ") || textOf(offer, "name") || textOf(node, "name");
  return {
    row,
    key: alone ? "v" : (sku ?? name ?? node.id ?? String(row)),
    name: alone ? undefined : name,
    ...offered(graph, offer),
    sku,
    gtin: gtinOf(node) ?? gtinOf(offer),
    content: contentOf(graph, node),
  } satisfies ImportedVariant;
}

/** @param given the offer that holds this product, when the product holds none */
function variantsOf(
  graph: Graph,
  node: LinkedNode,
  given: LinkedNode | null,
  row: number,
): { readonly variants: readonly ImportedVariant[]; readonly remarks: readonly Finding[] } {
  const variants = thingsOf(graph, node, "hasVariant");
  if (variants.length > 0) {
    const all = variants.map((one) => variantOf(graph, one, thingsOf(graph, one, "offers")[0] ?? null, row, false));
    return { variants: all, remarks: [] };
  }
  const offers = thingsOf(graph, node, "offers").flatMap((offer) => {
    const inner = thingsOf(graph, offer, "offers");
    return inner.length > 0 ? inner : [offer];
  });
  const distinct = offers.length > 1 && offers.every((offer) => textOf(offer, "sku", "name") !== undefined);
  if (distinct) return { variants: offers.map((offer) => variantOf(graph, node, offer, row, false)), remarks: [] };
  const remarks = offers.length > 1 ? [finding(row, "price", "several-offers")] : [];
  return { variants: [variantOf(graph, node, offers[0] ?? given, row, true)], remarks };
}

function itemOf(graph: Graph, node: LinkedNode, given: LinkedNode | null, row: number): ImportedItem {
  const { variants, remarks } = variantsOf(graph, node, given, row);
  const service = isA(node, ["Service"]);
  const name = textOf(node, "name");
  const [origin] = thingsOf(graph, node, "countryOfOrigin");
  const [category] = thingsOf(graph, node, "category");
  const sku = textOf(node, "sku", "productGroupID", "productID", "productId", "identifier");
  return {
    row,
    key: sku ?? node.id ?? textOf(node, "url", "mpn") ?? gtinOf(node) ?? name ?? `row ${row}`,
    name,
    description: textOf(node, "description"),
    category: textOf(category ?? null, "name") ?? textOf(node, "category"),
    ingredients: textOf(node, "ingredients"),
    origin: textOf(origin ?? null, "name") ?? textOf(node, "countryOfOrigin"),
    diets: (node.values.get("suitableForDiet") ?? []).filter((one) => typeof one === "string").join(","),
    pictures: (node.values.get("image") ?? []).length,
    variants,
    problems: service ? [finding(row, null, "service-by-hand")] : [],
    remarks,
  };
}

/** Products of schema.org's vocabulary, wherever in the document they stand; those that others refer to are not meant. */
export function readSchemaOrg(graph: Graph, firstRow = 1): ImportedItem[] {
  const apart = new Set(graph.nodes.flatMap((node) => thingsOf(graph, node, ...related)));
  const owners = new Map<LinkedNode, LinkedNode>();
  for (const node of graph.nodes) for (const one of thingsOf(graph, node, "itemOffered")) owners.set(one, node);
  const products = graph.nodes.filter((node) => isA(node, [...productTypes, "Service"]) && !apart.has(node));
  // An offer may hold its product as well as a product its offer.
  return products.map((node, index) => itemOf(graph, node, owners.get(node) ?? null, firstRow + index));
}
