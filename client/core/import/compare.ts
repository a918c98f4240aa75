import type { StockLevel, Variant } from "../../../crypto/protocol/exports.ts";
import { item as itemSchema } from "../../../crypto/protocol/item.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import type { ImportPreview } from "../api.ts";
import { type KeptDraft, sortedKeys, stillUnpriced } from "../stall/item-drafts.ts";
import { withChosen } from "./decimals.ts";
import { finding, type ImportedFile, type ImportedItem } from "./imported-item.ts";
import { createMatcher, localIdOf, ownVariant } from "./matching.ts";
import { mergeItem } from "./merge-item.ts";
import { mergeVariant } from "./merge-variant.ts";
import { type Change, createMerging, type Merging, type Stand } from "./merging.ts";
import { type Pace, unhurried } from "./pace.ts";
import { plainLine } from "./plain-text.ts";
import { readStock } from "./stock-level.ts";

/** One item of a file beside the stall's own: what would be written, and what a person sees of it. */
export interface Compared {
  readonly line: ImportPreview["rows"][number];
  /** Null when nothing is to be written: unchanged or wrong. */
  readonly draft: KeptDraft | null;
  /** Whether the stall had it before, and whether in its archive. */
  readonly isKnown: boolean;
  readonly archived: boolean;
}

/** Sets a variant's stock, if the file says one. "In stock" does not say how much: it only ends "none left". */
function mergeStock(
  text: string | undefined,
  row: number,
  variantId: string,
  stock: Record<string, StockLevel>,
  merging: Merging,
): void {
  const read = readStock(text, merging.stand.decimals.stock);
  if (read.kind === "ambiguous") merging.wrong(row, "stock", "number-ambiguous", text);
  if (read.kind === "unreadable") merging.wrong(row, "stock", "stock-unreadable", text);
  if (read.kind !== "value" || (read.value === 0 && merging.stand.zeroStockIgnored)) return;
  const present = stock[variantId];
  if (read.value === "some" && present !== 0) return;
  const whole = typeof read.value === "number" ? Math.floor(read.value) : read.value;
  if (whole !== read.value) merging.remark(row, "stock", "stock-in-pieces", text);
  const level = whole === "some" ? "plenty" : whole;
  if (present === level || (level === "plenty" && present === undefined)) return;
  merging.change("stock", present === undefined ? undefined : String(present), String(level));
  stock[variantId] = level;
}

/** What stands for a name where there is none: the code; nothing where that is only the place in the file. */
const keyText = (key: string): string => (/^row \d+$/.test(key) ? "" : (plainLine(key, 120) ?? ""));

function lineOf(
  imported: ImportedItem,
  known: KeptDraft | null,
  prices: readonly number[],
  language: string,
  { changes, problems, remarks }: Merging,
): Compared["line"] {
  const verdict = problems.length > 0 ? "wrong" : known === null ? "new" : changes.length > 0 ? "changed" : "unchanged";
  return {
    row: imported.row,
    verdict,
    name:
      plainLine(imported.name, 120) ??
      known?.item.name[language] ??
      plainLine(imported.kindName, 120) ??
      keyText(imported.key),
    priceMinor: prices.length > 0 ? Math.min(...prices) : null,
    changes: verdict === "wrong" ? [] : changes,
    problems,
    remarks,
  };
}

/** Says of which variant changes are, where the item has several; and of one that it did not have, that it comes. */
function tellVariant(
  changes: Change[],
  begun: number,
  { name, sku, priceMinor }: Variant,
  isOwn: boolean,
  ownCount: number,
  language: string,
): void {
  const called = name?.[language] ?? sku ?? "";
  if (!isOwn) {
    const told = [called, (priceMinor / 100).toFixed(2)].filter((text) => text !== "").join(", ");
    changes.splice(begun, Number.POSITIVE_INFINITY, { field: "variant-new", from: "", to: told });
  } else if (ownCount > 1 && called !== "") {
    const own = changes.splice(begun).map((change) => ({ ...change, variant: called }));
    changes.push(...own);
  }
}

/** Whether it is shown afterwards. What is archived stays so until somebody says otherwise, whatever the file says. */
function statusOf(
  imported: ImportedItem,
  known: KeptDraft | null,
  unpriced: boolean,
  fromArchive: boolean,
): KeptDraft["status"] {
  const archived = known?.status === "archived";
  if (archived && (!fromArchive || imported.visible === false)) return "archived";
  if (imported.visible === false) return "draft";
  return known === null || archived ? (unpriced ? "draft" : "on") : known.status;
}

/** Compares one item of a file with the stall's own, if it has it. Nothing that the file leaves out is changed. */
export function compareItem(imported: ImportedItem, known: KeptDraft | null, stand: Stand): Compared {
  const language = stand.instance.languages[0] ?? "fr";
  const merging = createMerging(stand, imported, known);
  const stock: Record<string, StockLevel> = { ...known?.stock };
  const merged = mergeItem(imported, known?.item, merging);
  const permille = stand.instance.vat.find(({ id }) => id === merged.vat)?.permille ?? null;
  const variants = new Map<string, Variant>((known?.item.variants ?? []).map((variant) => [variant.id, variant]));
  const alone = imported.variants.length === 1;
  const met = new Set<string>();
  for (const one of imported.variants) {
    const own = ownVariant(known?.item, one, alone);
    // Of several nobody can tell which it is of, and one more without a name is none.
    if (own === undefined && (known?.item.variants.length ?? 0) > 1 && plainLine(one.name, 80) === undefined) {
      merging.wrong(one.row, "variant", "variant-unsaid", one.sku);
      continue;
    }
    const begun = merging.changes.length;
    const key = known !== null && own === undefined ? (one.keyInGroup ?? one.key) : one.key;
    const variant = mergeVariant({ ...one, key }, own, permille, merging);
    if (variant === null) {
      // It is not taken: what else is wrong with it is said at once, and not after the next try.
      mergeStock(one.stock, one.row, one.key, {}, merging);
      continue;
    }
    if (met.has(variant.id)) merging.wrong(one.row, "variant", "variant-twice", one.name ?? one.key);
    met.add(variant.id);
    variants.set(variant.id, variant);
    mergeStock(one.stock, one.row, variant.id, stock, merging);
    if (known !== null)
      tellVariant(merging.changes, begun, variant, own !== undefined, known.item.variants.length, language);
  }
  if (variants.size > limits.variantsPerItemMax) merging.wrong(imported.row, "variant", "too-many-variants");
  const item = { ...merged, id: known?.id ?? localIdOf(imported.key), variants: [...variants.values()] };
  const parsed = itemSchema.safeParse(item);
  if (merging.problems.length === 0 && !parsed.success) {
    merging.wrong(imported.row, String(parsed.error.issues[0]?.path[0] ?? ""), "item-invalid");
  }
  const waiting = stillUnpriced(item, merging.unpriced);
  const status = statusOf(imported, known, waiting.unpriced !== undefined, stand.choices.fromArchive === true);
  if (known) merging.change("status", known.status, status);
  else if (imported.visible === false) merging.remark(imported.row, "status", "comes-hidden");
  if (status === "archived") merging.remark(imported.row, "status", "stays-archived");
  const prices = item.variants.filter(({ id }) => !waiting.unpriced?.includes(id)).map(({ priceMinor }) => priceMinor);
  const line = lineOf(imported, known, prices, language, merging);
  const stood = { isKnown: known !== null, archived: known?.status === "archived" };
  if (!parsed.success || line.verdict === "wrong" || line.verdict === "unchanged") {
    return { line, draft: null, ...stood };
  }
  const { published = null, publishedStock = null, shelf = null } = known ?? {};
  const { id } = parsed.data;
  const draft = {
    id,
    item: parsed.data,
    stock: sortedKeys(stock),
    status,
    published,
    publishedStock,
    shelf,
    ...waiting,
  };
  return { line, draft, ...stood };
}

const zeroRowsMin = 3;

/** Whether every stock that a file says is 0, in more rows than could be sold out by chance. */
export function hasOnlyZeroStock({ items, decimals }: Pick<ImportedFile, "items" | "decimals">): boolean {
  const said = items
    .flatMap(({ variants }) => variants)
    .map(({ stock }) => readStock(stock, decimals.stock))
    .filter(({ kind }) => kind !== "empty");
  return said.length >= zeroRowsMin && said.every((one) => one.kind === "value" && one.value === 0);
}

const restEvery = 16;

/** Compares a whole file. The same item twice in one file is wrong the second time. */
export async function compareFile(
  file: Pick<ImportedFile, "items" | "decimals" | "mayBeOfOthers">,
  stand: Omit<Stand, "decimals" | "zeroStockIgnored" | "mayBeOfOthers">,
  pace: Pace = unhurried,
): Promise<Compared[]> {
  const whole: Stand = {
    ...stand,
    decimals: withChosen(file.decimals, stand.choices.decimal),
    mayBeOfOthers: file.mayBeOfOthers,
    zeroStockIgnored: stand.choices.zeros !== true && hasOnlyZeroStock(file),
  };
  const match = createMatcher(stand.drafts);
  const met = new Set<string>();
  const compared: Compared[] = [];
  for (const [index, imported] of file.items.entries()) {
    const known = match(imported);
    const id = known?.id ?? localIdOf(imported.key);
    const problems = met.has(id)
      ? [...imported.problems, finding(imported.row, null, "twice-in-file")]
      : imported.problems;
    met.add(id);
    compared.push(compareItem({ ...imported, problems }, known, whole));
    if (index % restEvery === 0) await pace.rest(index, file.items.length);
  }
  return compared;
}
