import { digestName } from "../../../crypto/hash.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import type { InstanceFile, Item, Party, StockLevel, Variant } from "../../../crypto/protocol/exports.ts";
import { item as itemSchema } from "../../../crypto/protocol/item.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import { priceOfGrams } from "../../../crypto/protocol/order-total.ts";
import type { ImportPreview } from "../api.ts";
import { fold } from "../search/terms.ts";
import { type KeptDraft, sortedKeys } from "../stall/item-drafts.ts";
import { readAmountMinor } from "./amounts.ts";
import { contentText, readAllergens, readCategory, readContent, readLabels, readStock, readVat } from "./cells.ts";
import type { ImportedItem, ImportedVariant } from "./imported-item.ts";
import { plainLine, plainProse } from "./plain-text.ts";

/** What files are compared with. */
export interface Stand {
  readonly instance: InstanceFile;
  readonly party: Party | null;
  readonly drafts: ReadonlyMap<string, KeptDraft>;
}

/** One item of a file beside the stall's own: what would be written, and what a person sees of it. */
export interface Compared {
  readonly line: ImportPreview["rows"][number];
  /** Null when nothing is to be written: unchanged or wrong. */
  readonly draft: KeptDraft | null;
}

/** A source's name of a thing as a local id: itself where it fits, else made to fit, always the same. */
export function localIdOf(key: string): string {
  if (/^[A-Za-z0-9._:-]{1,64}$/.test(key)) return key;
  const slug = fold(key)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 48);
  return `${slug}-${digestName(utf8(key)).slice(0, 8)}`;
}

/** Finds the stall's own item for one of a file: by id, then by code, by barcode, by a name that only one bears. */
export function createMatcher(drafts: ReadonlyMap<string, KeptDraft>): (imported: ImportedItem) => KeptDraft | null {
  const bySku = new Map<string, KeptDraft>();
  const byGtin = new Map<string, KeptDraft>();
  const byName = new Map<string, KeptDraft | null>();
  for (const draft of drafts.values()) {
    for (const { sku, gtin } of draft.item.variants) {
      if (sku) bySku.set(sku, draft);
      if (gtin) byGtin.set(gtin, draft);
    }
    for (const name of new Set(Object.values(draft.item.name).map(fold))) {
      byName.set(name, byName.has(name) ? null : draft);
    }
  }
  return (imported) => {
    const own = drafts.get(localIdOf(imported.key));
    if (own) return own;
    for (const { sku, gtin } of imported.variants) {
      const found = (sku && bySku.get(sku)) || (gtin && byGtin.get(gtin));
      if (found) return found;
    }
    return byName.get(fold(plainLine(imported.name, 120) ?? "")) ?? null;
  };
}

type Changes = { field: string; from: string; to: string }[];

const money = (minor: number): string => (minor / 100).toFixed(2);

/** The variant of an item that a file's variant is: by id, code, barcode; or the only one for the only one. */
function ownVariant(item: Item | undefined, imported: ImportedVariant, alone: boolean): Variant | undefined {
  if (item === undefined) return undefined;
  const id = localIdOf(imported.key);
  return (
    item.variants.find((variant) => variant.id === id) ??
    item.variants.find(({ sku }) => sku !== undefined && sku === imported.sku) ??
    item.variants.find(({ gtin }) => gtin !== undefined && gtin === imported.gtin) ??
    (alone && item.variants.length === 1 ? item.variants[0] : undefined)
  );
}

function priced(own: Variant | undefined, minor: number): Pick<Variant, "priceMinor" | "weighed"> {
  if (own?.weighed === undefined) return { priceMinor: minor };
  // What is weighed is priced by the kilogram, in the file as here.
  const weighed = { ...own.weighed, pricePerKgMinor: minor };
  return { priceMinor: priceOfGrams(minor, weighed.gramsEstimate), weighed };
}

function mergeVariant(
  imported: ImportedVariant,
  own: Variant | undefined,
  language: string,
  changes: Changes,
  reasons: Set<string>,
): Variant | null {
  const price = readAmountMinor(imported.price);
  if (price.kind === "unreadable") reasons.add("price-unreadable");
  if (price.kind === "empty" && own === undefined) reasons.add("price-missing");
  const content = readContent(imported.content, imported.unit);
  if (content.kind === "value" && own?.content && own.content.unit !== content.value.unit) {
    reasons.add("content-unit-changed");
  }
  const shown = own?.weighed?.pricePerKgMinor ?? own?.priceMinor;
  if (price.kind === "number" && price.value !== shown) {
    changes.push({ field: "price", from: shown === undefined ? "" : money(shown), to: money(price.value) });
  }
  if (price.kind !== "number" && own === undefined) return null;
  const base = price.kind === "number" ? priced(own, price.value) : {};
  const takesContent = content.kind === "value" && own?.weighed === undefined;
  if (takesContent && contentText(own?.content) !== contentText(content.value)) {
    changes.push({ field: "content", from: contentText(own?.content), to: contentText(content.value) });
  }
  const name = plainLine(imported.name, 80);
  const gtin = /^\d{8,14}$/.test(imported.gtin ?? "") ? imported.gtin : undefined;
  const sku = plainLine(imported.sku, 64);
  return {
    priceMinor: 0,
    ...own,
    id: own?.id ?? localIdOf(imported.key),
    ...base,
    ...(name && { name: { ...own?.name, [language]: name } }),
    ...(takesContent && { content: content.value }),
    ...(sku && { sku }),
    ...(gtin && { gtin }),
  };
}

function textChange(field: string, from: string | undefined, to: string | undefined, changes: Changes): void {
  if (to !== undefined && to !== from) changes.push({ field, from: from ?? "", to });
}

function mergeItem(
  imported: ImportedItem,
  own: Item | undefined,
  stand: Stand,
  changes: Changes,
  reasons: Set<string>,
) {
  const { instance, party } = stand;
  const language = instance.languages[0] ?? "fr";
  const name = plainLine(imported.name, 120);
  if (name === undefined && own === undefined) reasons.add("name-missing");
  const summary = plainLine(imported.summary, 240);
  const description = plainProse(imported.description, 4000);
  const ingredients = plainProse(imported.ingredients, 1000);
  const origin = plainLine(imported.origin, 80);
  const vat = readVat(imported.vat, instance);
  if (vat.kind === "unreadable") reasons.add("vat-unknown");
  const category = readCategory(imported.category, instance);
  const allergens = readAllergens(imported.allergens);
  const labels = readLabels(imported.labels, instance);
  textChange("name", own?.name[language], name, changes);
  textChange("summary", own?.summary?.[language], summary, changes);
  textChange("description", own?.description?.[language], description, changes);
  textChange("ingredients", own?.ingredients?.[language], ingredients, changes);
  textChange("origin", own?.origin?.[language], origin, changes);
  if (vat.kind === "value") textChange("vat", own?.vat, vat.value, changes);
  // Where nothing is said, it goes to where the stall itself is found.
  const usualCategory = party?.category ?? instance.categories.find(({ path }) => path === "gift")?.path ?? "other";
  const chosen = category ?? own?.category ?? usualCategory;
  textChange("category", own?.category, chosen, changes);
  const reduced = /^food(\/|$)/.test(chosen) && instance.vat.some(({ id }) => id === "reduced");
  const usualVat = party?.vatRegistered === false ? "none" : reduced ? "reduced" : "standard";
  const words = (text: string | undefined, known: Item["name"] | undefined) => text && { ...known, [language]: text };
  const declared = Object.fromEntries(allergens.map((allergen) => [allergen, "yes" as const]));
  if (allergens.some((allergen) => own?.allergens?.[allergen] !== "yes")) {
    changes.push({ field: "allergens", from: "", to: allergens.join(", ") });
  }
  return {
    kind: "good" as const,
    ...own,
    name: words(name, own?.name) ?? own?.name ?? {},
    category: chosen,
    vat: vat.kind === "value" ? vat.value : (own?.vat ?? usualVat),
    ...(summary && { summary: words(summary, own?.summary) }),
    ...(description && { description: words(description, own?.description) }),
    ...(ingredients && { ingredients: words(ingredients, own?.ingredients) }),
    ...(origin && { origin: words(origin, own?.origin) }),
    ...(allergens.length > 0 && { allergens: { ...own?.allergens, ...declared } }),
    ...(labels.length > 0 && { labels: [...new Set([...(own?.labels ?? []), ...labels])] }),
  };
}

/** Compares one item of a file with the stall's own, if it has it. Nothing that the file leaves out is changed. */
export function compareItem(imported: ImportedItem, known: KeptDraft | null, stand: Stand): Compared {
  const language = stand.instance.languages[0] ?? "fr";
  const reasons = new Set(imported.reasons);
  const changes: Changes = [];
  const stock: Record<string, StockLevel> = { ...known?.stock };
  const merged = mergeItem(imported, known?.item, stand, changes, reasons);
  const variants = new Map((known?.item.variants ?? []).map((variant) => [variant.id, variant]));
  const alone = imported.variants.length === 1;
  for (const one of imported.variants) {
    const variant = mergeVariant(one, ownVariant(known?.item, one, alone), language, changes, reasons);
    if (variant === null) continue;
    variants.set(variant.id, variant);
    const level = readStock(one.stock);
    if (level.kind === "unreadable") reasons.add("stock-unreadable");
    if (level.kind !== "value") continue;
    if (stock[variant.id] !== level.value && (level.value !== "plenty" || stock[variant.id] !== undefined)) {
      changes.push({ field: "stock", from: String(stock[variant.id] ?? ""), to: String(level.value) });
      stock[variant.id] = level.value;
    }
  }
  if (variants.size > limits.variantsPerItemMax) reasons.add("too-many-variants");
  const item = { ...merged, id: known?.id ?? localIdOf(imported.key), variants: [...variants.values()] };
  const parsed = itemSchema.safeParse(item);
  if (reasons.size === 0 && !parsed.success) reasons.add("item-invalid");
  const status = imported.visible === false ? "draft" : (known?.status ?? "on");
  if (known && status !== known.status) changes.push({ field: "status", from: known.status, to: status });
  const verdict = reasons.size > 0 ? "wrong" : known === null ? "new" : changes.length > 0 ? "changed" : "unchanged";
  const prices = item.variants.map(({ priceMinor }) => priceMinor);
  const line = {
    row: imported.row,
    verdict,
    name: plainLine(imported.name, 120) ?? known?.item.name[language] ?? imported.key.slice(0, 120),
    priceMinor: prices.length > 0 ? Math.min(...prices) : null,
    changes: verdict === "wrong" ? [] : changes,
    reasons: [...reasons],
  } as const;
  if (!parsed.success || verdict === "wrong" || verdict === "unchanged") return { line, draft: null };
  const { published = null, publishedStock = null, shelf = null } = known ?? {};
  return {
    line,
    draft: {
      id: parsed.data.id,
      item: parsed.data,
      stock: sortedKeys(stock),
      status,
      published,
      publishedStock,
      shelf,
    },
  };
}

/** Compares a whole file. The same item twice in one file is wrong the second time. */
export function compareFile(items: readonly ImportedItem[], stand: Stand): Compared[] {
  const match = createMatcher(stand.drafts);
  const met = new Set<string>();
  return items.map((imported) => {
    const known = match(imported);
    const id = known?.id ?? localIdOf(imported.key);
    const again = met.has(id);
    met.add(id);
    return compareItem(
      again ? { ...imported, reasons: [...imported.reasons, "twice-in-file"] } : imported,
      known,
      stand,
    );
  });
}
