import type { ItemDraft, ItemEdit, StallView, UndoableChange } from "../core/api.ts";
import { failureCode, market } from "../market.ts";
import { type Editing, editOf } from "./item-edits.ts";

/** A change that can be taken back. */
export interface Undoable {
  readonly change: string;
  /** How many items it was of. */
  readonly count: number;
}

/** Items that customers see as they were before a change was taken back: how many, and how many of them are archived now. */
export interface LeftInShop {
  readonly items: number;
  readonly archived: number;
}

/** Edits in place: seen at once, saved one after the other, each to be taken back. */
export interface Saving {
  /** The stall's items with what is being saved already in them. The same list while nothing changes. */
  items(stall: StallView): readonly ItemDraft[];
  /** Applies an edit to items as they stand at its turn, as one change. */
  edit(ids: readonly string[], editing: Editing): void;
  /** Takes back the newest change of this page. */
  undo(): void;
  /** Takes back {@link kept}. */
  undoKept(): void;
  /** Changes of this page that can be taken back, newest last. */
  readonly undoable: readonly Undoable[];
  /** The stall's newest change, where it is of the last day and was made before this page was opened, or elsewhere. */
  readonly kept: UndoableChange | undefined;
  /** What the change that was taken back last leaves in the shop until the next publishing; none once something is edited. */
  readonly left: LeftInShop;
  /** Edits that have not been saved yet. */
  readonly waiting: number;
  /** Resolves when nothing is being saved any more. */
  settled(): Promise<void>;
}

const undoableMax = 20;
const undoables = new Map<string, readonly Undoable[]>();
/** How long a change is offered to be taken back in the table after the page was opened anew, in milliseconds. */
const keptMs = 24 * 60 * 60 * 1000;
/** Changes that were taken back from this page: the stall's own list may not know yet. */
const takenBack = new Set<string>();

/** Remembers a change that was made on another screen of this desk: the table can take it back. */
export function noteUndoable(party: string, undoable: Undoable): void {
  undoables.set(party, [...(undoables.get(party) ?? []), undoable].slice(-undoableMax));
}

/** Another screen has taken a change back itself. */
export function forgetUndoable(party: string, change: string): void {
  takenBack.add(change);
  undoables.set(
    party,
    (undoables.get(party) ?? []).filter((undoable) => undoable.change !== change),
  );
}

function newestKept({ undoable }: StallView): UndoableChange | undefined {
  const newest = undoable.find(({ change }) => !takenBack.has(change));
  return newest !== undefined && newest.at !== null && Date.now() - newest.at < keptMs ? newest : undefined;
}

/**
 * Keeps the table quick: an edit shows before it is written, and the next one does not wait for it. When one cannot be
 * written, `failed` hears its code, and the item shows as it is kept.
 */
export function createSaving(parts: {
  readonly party: () => string;
  readonly stall: () => StallView;
  readonly changed: () => void;
  readonly failed: (code: string) => void;
}): Saving {
  const { party, stall, changed, failed } = parts;
  /** Items as they are to be, until the stall shows them so. */
  const overlay = new Map<string, { readonly edit: ItemEdit; readonly saved: boolean }>();
  let waiting = 0;
  let queue = Promise.resolve();
  let shownOf: readonly ItemDraft[] = [];
  let shown: readonly ItemDraft[] = [];
  let stale = true;
  /** Items as they stood before a change was taken back, by id. */
  let before: ReadonlyMap<string, ItemDraft> = new Map();

  const redraw = (): void => {
    stale = true;
    changed();
  };

  /** What was saved and has come back needs no overlay any more. */
  function dropArrived(items: readonly ItemDraft[]): void {
    if (![...overlay.values()].some(({ saved }) => saved)) return;
    for (const draft of items) if (overlay.get(draft.id)?.saved === true) overlay.delete(draft.id);
  }

  function items(view: StallView): readonly ItemDraft[] {
    if (view.items === shownOf && !stale) return shown;
    if (view.items !== shownOf) dropArrived(view.items);
    shownOf = view.items;
    stale = false;
    shown =
      overlay.size === 0
        ? view.items
        : view.items.map((draft) => {
            const pending = overlay.get(draft.id);
            return pending ? { ...draft, ...pending.edit, changed: true } : draft;
          });
    return shown;
  }

  async function takeBack(change: string | undefined): Promise<void> {
    if (change === undefined) return;
    forgetUndoable(party(), change);
    overlay.clear();
    before = new Map(stall().items.map((draft) => [draft.id, draft]));
    if (!(await market.undoItems(party(), change))) failed("stall/undo-too-late");
  }

  function enqueue(work: () => Promise<void>): void {
    waiting++;
    queue = queue.then(work).then(
      () => undefined,
      (error: unknown) => failed(failureCode(error)),
    );
    queue = queue.then(() => {
      waiting--;
      redraw();
    });
    redraw();
  }

  return {
    items,
    edit: (ids, editing) => {
      const known = new Map(items(stall()).map((draft) => [draft.id, draft]));
      const edits = ids.flatMap((id) => {
        const draft = known.get(id);
        return draft ? [editing(editOf(draft))] : [];
      });
      if (edits.length === 0) return;
      before = new Map();
      for (const edit of edits) overlay.set(edit.item.id, { edit, saved: false });
      enqueue(async () => {
        try {
          const change = await market.saveItems(party(), edits);
          noteUndoable(party(), { change, count: edits.length });
          for (const edit of edits) {
            if (overlay.get(edit.item.id)?.edit === edit) overlay.set(edit.item.id, { edit, saved: true });
          }
          dropIfSame(overlay, stall().items);
        } catch (error) {
          for (const edit of edits) if (overlay.get(edit.item.id)?.edit === edit) overlay.delete(edit.item.id);
          throw error;
        }
      });
    },
    undo: () => enqueue(() => takeBack(undoables.get(party())?.at(-1)?.change)),
    undoKept: () => enqueue(() => takeBack(newestKept(stall())?.change)),
    get undoable() {
      return undoables.get(party()) ?? [];
    },
    get kept() {
      return newestKept(stall());
    },
    get left() {
      return leftInShop(before, stall().items);
    },
    get waiting() {
      return waiting;
    },
    settled: async () => {
      for (let seen: Promise<void> | null = null; seen !== queue;) {
        seen = queue;
        await seen;
      }
    },
  };
}

/** What was published as it stood, and is not as it stands now. */
function leftInShop(before: ReadonlyMap<string, ItemDraft>, items: readonly ItemDraft[]): LeftInShop {
  if (before.size === 0) return { items: 0, archived: 0 };
  const left = items.filter(({ id, changed }) => changed && before.get(id)?.changed === false);
  const archived = left.filter(({ id, status }) => status === "archived" && before.get(id)?.status !== "archived");
  return { items: left.length, archived: archived.length };
}

/** The stall's own news may have come before the answer to the saving: then nothing else will take the overlay away. */
function dropIfSame(
  overlay: Map<string, { readonly edit: ItemEdit; readonly saved: boolean }>,
  items: readonly ItemDraft[],
): void {
  for (const draft of items) {
    const pending = overlay.get(draft.id);
    if (pending?.saved === true && JSON.stringify(editOf(draft)) === JSON.stringify(pending.edit)) {
      overlay.delete(draft.id);
    }
  }
}
