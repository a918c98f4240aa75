import type { Party, StatementOf, StockLevel } from "../../../crypto/protocol/exports.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { type KeptDraft, publishedForm, readDrafts, writeDrafts } from "./item-drafts.ts";

/**
 * Fills the desk of a stall with what is public of it: its page, and its items as they stand on its shelves. For a desk
 * that begins empty, after everything but that was lost. What the desk has already stays.
 */
export async function adoptPublished(
  space: Pick<SyncedSpace, "get" | "list" | "updateMany">,
  page: Party,
  shelves: readonly StatementOf<"shelf">[],
  stocks: readonly StatementOf<"stock">[],
): Promise<void> {
  const levels = new Map<string, Record<string, StockLevel>>();
  for (const { body } of stocks) {
    for (const [name, level] of Object.entries(body.levels)) {
      const [item = "", variant = ""] = name.split("/");
      levels.set(item, { ...levels.get(item), [variant]: level });
    }
  }
  const present = readDrafts(space);
  const drafts = new Map<string, KeptDraft>();
  for (const { subject, body } of shelves) {
    for (const item of body.items) {
      if (present.has(item.id) || drafts.has(item.id)) continue;
      const draft = { id: item.id, item, stock: levels.get(item.id) ?? {}, status: "on" as const };
      drafts.set(item.id, { ...draft, ...publishedForm(draft), shelf: subject });
    }
  }
  await writeDrafts(space, drafts, new Map([["stall/page", (current: unknown) => current ?? page]]));
}
