import type { ImportedItem, ImportedVariant } from "./imported-item.ts";
import { type Graph, type LinkedNode, shortName, textOf, thingsOf } from "./linked-data.ts";

/** Currencies of DFC's measures by their short names; a franc it does not have. */
const currencies: Readonly<Record<string, string>> = {
  Euro: "EUR",
  SwissFranc: "CHF",
  AustralianDollar: "AUD",
  CanadianDollar: "CAD",
  USDollar: "USD",
  PoundSterling: "GBP",
};

const isProduct = (node: LinkedNode): boolean => node.types.has("SuppliedProduct") || node.types.has("DefinedProduct");
/** A catalogue item says so, or has what only one has: changes of one come without a type. */
const isOffered = (node: LinkedNode): boolean =>
  node.types.has("CatalogItem") || (node.types.size === 0 && node.values.has("stockLimitation"));

function contentOf(graph: Graph, product: LinkedNode): string | undefined {
  const [quantity] = thingsOf(graph, product, "hasQuantity");
  const [value, unit] = [textOf(quantity ?? null, "value"), textOf(quantity ?? null, "hasUnit")];
  const unitThing = thingsOf(graph, quantity ?? null, "hasUnit")[0]?.id;
  const name = shortName(unit ?? unitThing ?? "");
  return value && name ? `${value} ${name}` : undefined;
}

/** "-1" stands for as many as one likes. */
function stockOf(...nodes: readonly (LinkedNode | null)[]): string | undefined {
  for (const node of nodes) {
    const stock = textOf(node, "stockLimitation", "totalTheoreticalStock");
    if (stock !== undefined) return Number(stock) === -1 ? "unlimited" : stock;
  }
  return undefined;
}

function currencyOf(graph: Graph, price: LinkedNode | null): string | undefined {
  const unit = shortName(textOf(price, "hasUnit") ?? thingsOf(graph, price, "hasUnit")[0]?.id ?? "");
  return unit === "" ? undefined : (currencies[unit] ?? unit);
}

interface Offered {
  readonly product: LinkedNode;
  readonly item: LinkedNode | null;
}

function variantOf(graph: Graph, { product, item }: Offered, row: number, key: string): ImportedVariant {
  const [offer] = thingsOf(graph, item, "offeredThrough");
  const [price] = thingsOf(graph, offer ?? item, "hasPrice");
  return {
    row,
    key,
    name: key === "v" ? undefined : textOf(product, "name"),
    price: textOf(price ?? null, "value"),
    currency: currencyOf(graph, price ?? null),
    stock: stockOf(item, offer ?? null),
    sku: textOf(item, "sku") ?? textOf(product, "sku"),
    content: contentOf(graph, product),
  };
}

function itemOf(graph: Graph, group: LinkedNode | null, members: readonly Offered[], row: number): ImportedItem {
  const [first] = members;
  const product = group ?? first?.product ?? null;
  const one = first?.product ?? null;
  const alone = members.length === 1;
  const [offer] = thingsOf(graph, first?.item ?? null, "offeredThrough");
  const [price] = thingsOf(graph, offer ?? null, "hasPrice");
  const type = textOf(one, "hasType") ?? thingsOf(graph, one, "hasType")[0]?.id ?? "";
  const origin = textOf(one, "hasGeographicalOrigin") ?? thingsOf(graph, one, "hasGeographicalOrigin")[0]?.id ?? "";
  const sku = textOf(first?.item ?? null, "sku");
  const kind = shortName(type).replaceAll("-", " ");
  return {
    row,
    key: product?.id ?? sku ?? textOf(product, "name") ?? `row ${row}`,
    name: textOf(product, "name") ?? textOf(one, "name"),
    kindName: kind === "" ? undefined : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
    description: textOf(one, "description") ?? textOf(product, "description"),
    category: kind || undefined,
    vat: textOf(price ?? null, "VATrate"),
    origin: shortName(origin).replaceAll("-", " ") || undefined,
    pictures: members.reduce((sum, { product: held }) => sum + (held.values.get("image") ?? []).length, 0),
    variants: members.map((member, index) =>
      variantOf(graph, member, row, alone ? "v" : (member.product.id ?? String(index + 1))),
    ),
    problems: [],
    remarks: [],
  };
}

/** Products and catalogue items of the Data Food Consortium's standard; those of one group are variants of one item. */
export function readDfc(graph: Graph, firstRow = 1): ImportedItem[] {
  const items = graph.nodes.filter(isOffered);
  const offered: Offered[] = items.map((item) => ({ item, product: thingsOf(graph, item, "references")[0] ?? item }));
  const known = new Set(offered.map(({ product }) => product));
  const groupOf = new Map<LinkedNode, LinkedNode>();
  for (const node of graph.nodes) {
    for (const one of thingsOf(graph, node, "hasVariant")) groupOf.set(one, node);
    for (const group of thingsOf(graph, node, "isVariantOf")) groupOf.set(node, group);
  }
  const isGroup = new Set(groupOf.values());
  for (const node of graph.nodes) {
    if (isProduct(node) && !known.has(node) && !isGroup.has(node)) offered.push({ product: node, item: null });
  }
  const members = new Map<LinkedNode, Offered[]>();
  for (const one of offered) {
    const group = groupOf.get(one.product) ?? one.product;
    members.set(group, [...(members.get(group) ?? []), one]);
  }
  return [...members].map(([group, all], index) => {
    const grouped = isGroup.has(group) && all.some(({ product }) => product !== group);
    return itemOf(graph, grouped ? group : null, all, firstRow + index);
  });
}
