import { z } from "zod";
import { finding, type ImportedItem } from "./imported-item.ts";
import { importLimits } from "./limits.ts";

const text = z.string().max(importLimits.cellLengthMax).nullish();
const idText = z.union([z.string().max(200), z.number()]).transform(String);
const many = z.array(z.unknown()).optional();

/** `/wp-json/wc/store/v1/products`: prices are texts of minor units, of a currency that has 0, 2 or 3 of them. */
const storeApiProduct = z.object({
  id: idText,
  name: text,
  type: text,
  sku: text,
  short_description: text,
  description: text,
  prices: z.object({
    price: z.string().max(20),
    currency_code: z.string().max(8).optional(),
    currency_minor_unit: z.int().min(0).max(6),
  }),
  categories: z.array(z.object({ name: z.string().max(200) })).optional(),
  images: many,
  is_in_stock: z.boolean().optional(),
  low_stock_remaining: z.number().nullish(),
});

/** `/products.json` of a shop, and the same from the Admin API, listings included. */
const shopifyProduct = z.object({
  id: idText.optional(),
  product_id: idText.optional(),
  handle: text,
  title: text,
  body_html: text,
  product_type: text,
  status: text,
  images: many,
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
  const { price, currency_code: currency, currency_minor_unit: digits } = product.prices;
  const major = /^\d+$/.test(price) ? (Number(price) / 10 ** digits).toFixed(2) : price;
  // "Low stock" is a count; else it is said only whether there is something.
  const stock = product.is_in_stock === false ? "0" : product.low_stock_remaining?.toString();
  const elsewhere = product.type === "grouped" || product.type === "external";
  const ranged = product.type === "variable" ? [finding(row, "variant", "variants-not-in-file")] : [];
  return {
    row,
    key: product.sku || `id-${product.id}`,
    name: product.name ?? undefined,
    summary: product.short_description ?? undefined,
    description: product.description ?? undefined,
    category: product.categories?.at(-1)?.name,
    pictures: product.images?.length,
    variants: [{ row, key: "v", price: major, currency, stock, sku: product.sku || undefined }],
    problems: elsewhere ? [finding(row, null, "kind-not-sold", product.type ?? "")] : [],
    remarks: ranged,
  };
}

function fromShopify(product: z.infer<typeof shopifyProduct>, row: number): ImportedItem {
  return {
    row,
    key: product.handle || `id-${product.id ?? product.product_id ?? row}`,
    name: product.title ?? undefined,
    description: product.body_html ?? undefined,
    category: product.product_type ?? undefined,
    pictures: product.images?.length,
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
    problems: [],
    remarks: [],
  };
}

/** A product of a shop system's interface, and which system's; `null` when it is none. */
export function readShopProduct(
  product: unknown,
  row: number,
): { readonly format: "woocommerce" | "shopify"; readonly item: ImportedItem } | null {
  const store = storeApiProduct.safeParse(product);
  if (store.success) return { format: "woocommerce", item: fromStoreApi(store.data, row) };
  const shopify = shopifyProduct.safeParse(product);
  return shopify.success ? { format: "shopify", item: fromShopify(shopify.data, row) } : null;
}
