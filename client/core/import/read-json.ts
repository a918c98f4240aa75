import { z } from "zod";
import { CodedError } from "../../../crypto/coded-error.ts";
import type { ImportedFile, ImportedItem } from "./imported-item.ts";
import { tableLimits } from "./table.ts";

const text = z.string().max(tableLimits.cellLengthMax).nullish();
const idText = z.union([z.string().max(200), z.number()]).transform(String);

/** `/wp-json/wc/store/v1/products`: prices are texts of minor units. */
const storeApiProduct = z.object({
  id: idText,
  name: text,
  sku: text,
  short_description: text,
  description: text,
  prices: z.object({ price: z.string().max(20), currency_minor_unit: z.int().min(0).max(6) }),
  categories: z.array(z.object({ name: z.string().max(200) })).optional(),
  is_in_stock: z.boolean().optional(),
  low_stock_remaining: z.number().nullish(),
});

/** `/products.json` of a shop, and the same from the Admin API, listings included. */
const shopifyProduct = z.object({
  id: idText.optional(),
  handle: text,
  title: text,
  body_html: text,
  product_type: text,
  status: text,
  variants: z
    .array(
      z.object({
        id: idText,
        title: text,
        price: z.union([z.string().max(30), z.number().transform(String)]),
        sku: text,
        barcode: text,
        available: z.boolean().nullish(),
        inventory_quantity: z.number().nullish(),
        inventory_policy: text,
        inventory_management: text,
      }),
    )
    .min(1)
    .max(500),
});

function fromStoreApi(product: z.infer<typeof storeApiProduct>, row: number): ImportedItem {
  const { price, currency_minor_unit: digits } = product.prices;
  const major = /^\d+$/.test(price) ? (Number(price) / 10 ** digits).toFixed(2) : price;
  const stock = product.is_in_stock === false ? "0" : product.low_stock_remaining?.toString();
  return {
    row,
    key: product.sku || `id-${product.id}`,
    name: product.name ?? undefined,
    summary: product.short_description ?? undefined,
    description: product.description ?? undefined,
    category: product.categories?.at(-1)?.name,
    variants: [{ row, key: "v", price: major, stock, sku: product.sku || undefined }],
    reasons: [],
  };
}

function fromShopify(product: z.infer<typeof shopifyProduct>, row: number): ImportedItem {
  return {
    row,
    key: product.handle || `id-${product.id}`,
    name: product.title ?? undefined,
    description: product.body_html ?? undefined,
    category: product.product_type ?? undefined,
    visible: product.status ? product.status === "active" : undefined,
    variants: product.variants.map((variant) => {
      const title = variant.title === "Default Title" ? undefined : (variant.title ?? undefined);
      const counted = variant.inventory_management && variant.inventory_policy !== "continue";
      const stock = counted ? variant.inventory_quantity?.toString() : variant.available === false ? "0" : undefined;
      return {
        row,
        key: title ?? "v",
        name: title,
        price: variant.price,
        stock,
        sku: variant.sku || undefined,
        gtin: variant.barcode || undefined,
      };
    }),
    reasons: [],
  };
}

/** The list inside of the answer, whatever it is called. */
function unwrapped(parsed: unknown): unknown {
  if (typeof parsed !== "object" || parsed === null) return parsed;
  const held = parsed as Readonly<Record<string, unknown>>;
  return held["products"] ?? held["product_listings"] ?? held["product"] ?? parsed;
}

/** Products of one handle are one item: their variants are put together, each once. */
function joined(items: readonly ImportedItem[]): ImportedItem[] {
  const byKey = new Map<string, ImportedItem>();
  for (const item of items) {
    const known = byKey.get(item.key);
    const more = item.variants.filter(({ key }) => !known?.variants.some((variant) => variant.key === key));
    byKey.set(item.key, known ? { ...known, variants: [...known.variants, ...more] } : item);
  }
  return [...byKey.values()];
}

/** Reads what the shop systems' public interfaces give. Throws `import/unreadable`, `import/too-many-rows`. */
export function readJson(json: string): ImportedFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new CodedError("import/unreadable", "This file is not a table that can be read.", cause);
  }
  const inner = unwrapped(parsed);
  const products: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
  if (products.length > tableLimits.rowsMax)
    throw new CodedError("import/too-many-rows", "This file has too many rows.");
  if (products.length === 0) throw new CodedError("import/empty", "There is nothing in this file.");
  let format: ImportedFile["format"] | null = null;
  const items = products.map((product, index): ImportedItem => {
    const row = index + 1;
    const store = storeApiProduct.safeParse(product);
    if (store.success) {
      format ??= "woocommerce";
      return fromStoreApi(store.data, row);
    }
    const shopify = shopifyProduct.safeParse(product);
    if (shopify.success) {
      format ??= "shopify";
      return fromShopify(shopify.data, row);
    }
    return { row, key: `row ${row}`, variants: [], reasons: ["row-unreadable"] };
  });
  if (format === null) throw new CodedError("import/unreadable", "This file is not a table that can be read.");
  return { format, columns: [], items: joined(items) };
}
