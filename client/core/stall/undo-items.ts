import { utf8 } from "../../../crypto/bytes.ts";
import { digestName } from "../../../crypto/hash.ts";
import type { UndoableChange } from "../api.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { byChunk, type Change, type KeptDraft, readDrafts, sortedKeys, writeDrafts } from "./item-drafts.ts";

// Undo
//
// Each change of items, of one or of thousands, leaves what was before it as records `stall/undo/<change>/<chunk>` of the
// space: it can be taken back on another device, and after a reload. A change is taken back item by item, and an item
// that somebody changed again since stays as they left it.

/** How a change came about: when, and of an import from which file. */
export interface Occasion {
  readonly at: number;
  readonly file?: string;
}

interface UndoChunk extends Partial<Occasion> {
  readonly before: readonly {
    readonly id: string;
    readonly draft: KeptDraft | null;
    /** What the change made of it: null for a deletion. An item that differs from it was changed since. */
    readonly after: string | null;
    /** The stock that the change set: what differs from it later was sold. */
    readonly stockAfter: KeptDraft["stock"] | null;
  }[];
}

const undoPrefix = "stall/undo/";
/** How many changes can be taken back, as long as they are not too large together. */
const changesMax = 20;
/** Items of all changes that are kept: some 6 MB sealed. */
const itemsKeptMax = 5_000;

type Writable = Pick<SyncedSpace, "updateMany" | "list">;

function editDigest(draft: KeptDraft): string {
  const { item, status, unpriced } = draft;
  return digestName(utf8(JSON.stringify([item, status, ...(unpriced ? [unpriced] : [])])));
}

const changeOf = (subject: string): string => subject.split("/")[2] ?? "";

/** Names of changes that can be taken back, newest first. */
export function undoableChanges(space: Pick<SyncedSpace, "list">): readonly string[] {
  const changes = new Set(space.list(undoPrefix).map(({ subject }) => changeOf(subject)));
  return [...changes].sort((a, b) => (a < b ? 1 : -1));
}

/** Whether what is published of an item is other than it was before the change. */
function isPublishedSince({ draft }: UndoChunk["before"][number], now: KeptDraft | undefined): boolean {
  return now !== undefined && now.published !== (draft?.published ?? null);
}

/** What can be taken back, newest first, as a person is told of it. */
export function toldChanges(
  space: Pick<SyncedSpace, "list">,
  present: ReadonlyMap<string, KeptDraft>,
): readonly UndoableChange[] {
  const chunks = new Map<string, UndoChunk[]>();
  for (const { subject, value } of space.list<UndoChunk>(undoPrefix)) {
    const change = changeOf(subject);
    chunks.set(change, [...(chunks.get(change) ?? []), value]);
  }
  const newestFirst = [...chunks].sort(([a], [b]) => (a < b ? 1 : -1));
  return newestFirst.map(([change, values]) => {
    const entries = values.flatMap(({ before }) => before);
    const { at = null, file } = values[0] ?? {};
    const deleted = entries.every(({ after }) => after === null);
    return {
      change,
      kind: file === undefined ? (deleted ? "deletion" : "edit") : "import",
      count: entries.length,
      published: entries.filter((entry) => isPublishedSince(entry, present.get(entry.id))).length,
      at,
      file: file ?? "",
    };
  });
}

/** Deletions of what is too old, or too large, to be kept beside a new change of `size` items. */
function dropped(space: Pick<SyncedSpace, "list">, size: number): Map<string, Change<unknown>> {
  const kept = space.list<UndoChunk>(undoPrefix);
  const sizes = new Map<string, number>();
  for (const { subject, value } of kept) {
    const change = changeOf(subject);
    sizes.set(change, (sizes.get(change) ?? 0) + value.before.length);
  }
  let items = size;
  const gone = new Set<string>();
  for (const [index, change] of undoableChanges(space).entries()) {
    items += sizes.get(change) ?? 0;
    if (index >= changesMax - 1 || items > itemsKeptMax) gone.add(change);
  }
  return new Map(kept.filter(({ subject }) => gone.has(changeOf(subject))).map(({ subject }) => [subject, () => null]));
}

/** What an edit does not touch, and no edit may lose: prices that were published; "sold out" while nothing is in stock. */
function carried(draft: KeptDraft, before: KeptDraft | undefined): KeptDraft {
  const { soldOut, prices, ...edited } = draft;
  const history = prices ?? before?.prices;
  const out = soldOut ?? before?.soldOut;
  const empty = draft.item.variants.every(({ id }) => draft.stock[id] === 0);
  return { ...edited, ...(history && { prices: history }), ...(out && empty && { soldOut: out }) };
}

/** A name that sorts after those of all changes before. */
function nextName(space: Pick<SyncedSpace, "list">, random: string): string {
  const [newest = ""] = undoableChanges(space);
  const number = Number.parseInt(newest.split("-")[0] ?? "", 36) || 0;
  return `${(number + 1).toString(36).padStart(8, "0")}-${random.slice(0, 12)}`;
}

/**
 * Writes items so that {@link undoDrafts} can take it back.
 * @param occasion what people are told of the change by when it is offered to be taken back
 * @param random at least 12 random characters, which keep changes of two devices apart
 * @returns the change's name
 */
export async function changeDrafts(
  space: Writable,
  random: string,
  { at, file }: Occasion,
  changes: ReadonlyMap<string, KeptDraft | null>,
): Promise<string> {
  const change = nextName(space, random);
  const present = readDrafts(space);
  const written = new Map<string, KeptDraft | null>();
  for (const [id, draft] of changes) written.set(id, draft && carried(draft, present.get(id)));
  const undo = dropped(space, written.size);
  for (const [chunk, list] of byChunk(written)) {
    const before = list.map(([id, after]) => ({
      id,
      draft: present.get(id) ?? null,
      after: after && editDigest(after),
      stockAfter: after?.stock ?? null,
    }));
    undo.set(
      `${undoPrefix}${change}/${chunk}`,
      () => ({ before, at, ...(file !== undefined && { file }) }) satisfies UndoChunk,
    );
  }
  await writeDrafts(space, written, undo);
  return change;
}

/** Counted stock as it was, moved by what was sold since. */
function stockBack(
  before: KeptDraft["stock"],
  after: KeptDraft["stock"] | null,
  now: KeptDraft["stock"] | undefined,
): KeptDraft["stock"] {
  return Object.fromEntries(
    Object.entries(before).map(([variant, level]) => {
      const [set, present] = [after?.[variant], now?.[variant]];
      const counted = typeof level === "number" && typeof set === "number" && typeof present === "number";
      return [variant, counted ? Math.max(0, level + present - set) : level];
    }),
  );
}

/** What one item becomes when a change of it is taken back; `undefined` when it stays as it is. */
function restored(entry: UndoChunk["before"][number], now: KeptDraft | undefined): KeptDraft | null | undefined {
  const { draft, after, stockAfter } = entry;
  if ((now === undefined ? null : editDigest(now)) !== after) return undefined;
  if (draft === null) {
    if (now === undefined) return undefined;
    // What was published meanwhile stays said until the next publishing.
    return now.published === null ? null : { ...now, status: "archived" };
  }
  const { published, publishedStock, shelf } = now ?? draft;
  // What was said to be sold out since stays so, until it is brought back.
  if (now?.soldOut) return { ...now, item: draft.item, status: draft.status };
  const stock = sortedKeys(stockBack(draft.stock, stockAfter, now?.stock));
  const prices = now?.prices ?? draft.prices;
  return { ...draft, stock, published, publishedStock, shelf, ...(prices && { prices }) };
}

/**
 * Takes a change back, the newest by default; what was sold, published or edited meanwhile stays so. False when it
 * cannot be taken back any more.
 */
export async function undoDrafts(space: Writable, change = undoableChanges(space)[0]): Promise<boolean> {
  if (change === undefined) return false;
  const undo = space.list<UndoChunk>(`${undoPrefix}${change}/`);
  if (undo.length === 0) return false;
  const present = readDrafts(space);
  const changes = new Map<string, KeptDraft | null>();
  for (const entry of undo.flatMap(({ value }) => value.before)) {
    const next = restored(entry, present.get(entry.id));
    if (next !== undefined) changes.set(entry.id, next);
  }
  await writeDrafts(space, changes, new Map(undo.map(({ subject }) => [subject, () => null])));
  return true;
}
