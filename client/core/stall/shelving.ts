import { limits } from "../../../crypto/protocol/limits.ts";
import type { Shelf, StockLevel } from "../../../crypto/protocol/exports.ts";
import { type KeptDraft, sortedKeys } from "./item-drafts.ts";

/** New items fill a shelf to this before the next begins, so that an edit re-sends little; then shelves fill up. */
const itemsPerShelfWanted = 100;
/** Text of a shelf's items: a statement has at most 1 MiB. */
const shelfTextMax = 900 * 1024;

/** One shelf and its stock, ready to be signed. */
export interface FilledShelf {
  readonly id: string;
  readonly shelf: Shelf;
  readonly levels: Readonly<Record<string, StockLevel>>;
}

interface Load {
  count: number;
  text: number;
}

const shelfIds = Array.from({ length: limits.shelvesPerPartyMax }, (_, index) => `s${index}`);

/**
 * Says on which shelf each item that is on lies. An item stays where it lies; new ones go to the first shelf with room.
 * The same drafts give the same shelves. `null` for an item that fits nowhere.
 */
export function assignShelves(drafts: readonly KeptDraft[]): Map<string, string | null> {
  const loads = new Map<string, Load>(shelfIds.map((id) => [id, { count: 0, text: 0 }]));
  const assigned = new Map<string, string | null>();
  const textOf = (draft: KeptDraft): number => JSON.stringify(draft.item).length;
  const put = (draft: KeptDraft, shelf: string, countMax: number): boolean => {
    const load = loads.get(shelf);
    const text = textOf(draft);
    if (load === undefined || load.count >= countMax || load.text + text > shelfTextMax) return false;
    load.count++;
    load.text += text;
    assigned.set(draft.id, shelf);
    return true;
  };
  const inOrder = drafts.filter(({ status }) => status === "on").sort((a, b) => (a.id < b.id ? -1 : 1));
  const unplaced = inOrder.filter((draft) => draft.shelf === null || !put(draft, draft.shelf, limits.itemsPerShelfMax));
  for (const draft of unplaced) {
    const placed =
      shelfIds.some((shelf) => put(draft, shelf, itemsPerShelfWanted)) ||
      shelfIds.some((shelf) => put(draft, shelf, limits.itemsPerShelfMax));
    if (!placed) assigned.set(draft.id, null);
  }
  return assigned;
}

/** Fills shelves, those in `known` too when they are empty now: an emptied shelf has to be said. */
export function fillShelves(
  drafts: readonly KeptDraft[],
  assigned: ReadonlyMap<string, string | null>,
  known: readonly string[],
  language: string,
): FilledShelf[] {
  const ids = new Set([...known, ...[...assigned.values()].filter((id) => id !== null)]);
  const inOrder = [...drafts].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...ids].sort().map((id) => {
    const lying = inOrder.filter((draft) => assigned.get(draft.id) === id);
    const levels: Record<string, StockLevel> = {};
    for (const { item, stock } of lying) {
      for (const { id: variant } of item.variants) {
        const level = stock[variant];
        // "Plenty" is what is meant when nothing is said.
        if (level !== undefined && level !== "plenty") levels[`${item.id}/${variant}`] = level;
      }
    }
    const number = Number(id.slice(1)) + 1;
    return {
      id,
      shelf: { name: { [language]: `${number}` }, items: lying.map(({ item }) => item) },
      levels: sortedKeys(levels),
    };
  });
}
