import { utf8 } from "../../../crypto/bytes.ts";
import { digestName } from "../../../crypto/hash.ts";
import { localId } from "../../../crypto/protocol/primitives.ts";
import type { Item, Variant } from "../../../crypto/protocol/exports.ts";
import { fold } from "../search/terms.ts";
import type { KeptDraft } from "../stall/item-drafts.ts";
import type { ImportedItem, ImportedVariant } from "./imported-item.ts";
import { plainLine } from "./plain-text.ts";

/** A source's name of a thing as a local id: itself where it fits, else made to fit, always the same. */
export function localIdOf(key: string): string {
  if (localId.safeParse(key).success) return key;
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

/** The variant of an item that a file's variant is: by id, code, barcode, name; or the only one for the only one. */
export function ownVariant(item: Item | undefined, imported: ImportedVariant, alone: boolean): Variant | undefined {
  if (item === undefined) return undefined;
  // Alone it is called otherwise than beside others: that name says nothing where there are several.
  const several = item.variants.length > 1;
  const id = alone && several ? imported.keyInGroup && localIdOf(imported.keyInGroup) : localIdOf(imported.key);
  const name = fold(plainLine(imported.name, 80) ?? "");
  const only = (fits: (variant: Variant) => boolean): Variant | undefined => {
    const found = item.variants.filter(fits);
    return found.length === 1 ? found[0] : undefined;
  };
  return (
    item.variants.find((variant) => variant.id === id) ??
    only(({ sku }) => sku !== undefined && sku === imported.sku) ??
    only(({ gtin }) => gtin !== undefined && gtin === imported.gtin) ??
    only((variant) => name !== "" && Object.values(variant.name ?? {}).some((one) => fold(one) === name)) ??
    (alone && !several ? item.variants[0] : undefined)
  );
}
