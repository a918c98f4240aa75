import type { StockLevel } from "../../../crypto/protocol/exports.ts";
import type { KeptDraft } from "./item-drafts.ts";

/** A draft of which nothing is left on `day` (YYYY-MM-DD); what there was is kept, to be brought back. */
export function declaredSoldOut(draft: KeptDraft, day: string): KeptDraft {
  if (draft.soldOut) return { ...draft, soldOut: { ...draft.soldOut, on: day } };
  const levels = draft.item.variants.map(({ id }) => [id, draft.stock[id] ?? "plenty"] as const);
  return {
    ...draft,
    stock: Object.fromEntries(levels.map(([id]) => [id, 0])),
    soldOut: { on: day, before: Object.fromEntries(levels) },
  };
}

/** A draft with what there was of it before; what cancelled orders gave back meanwhile is added. */
export function broughtBack(draft: KeptDraft): KeptDraft {
  const { soldOut, ...rest } = draft;
  if (soldOut === undefined) return draft;
  const stock: Record<string, StockLevel> = {};
  for (const { id } of draft.item.variants) {
    const [before, now] = [soldOut.before[id] ?? "plenty", draft.stock[id]];
    const level = typeof before === "number" && typeof now === "number" ? before + now : before;
    if (level !== "plenty") stock[id] = level;
  }
  return { ...rest, stock };
}
