import { CodedError } from "../../../crypto/coded-error.ts";
import type { ListChange } from "../api.ts";

/** Lists a person may have, lines a list may have, and how long a name or a line of words may be. */
export const listLimits = { listsMax: 50, linesMax: 200, nameMax: 60, textMax: 120, quantityMax: 999 } as const;

/** Records of lists are called `list/<id>`. */
export const listPrefix = "list/";

/** A line: an item of the market, or words ("something for Grandma"). */
export interface KeptListLine {
  /** `item key|variant id`, so that the same thing added on two devices is one line; random for words. */
  readonly id: string;
  readonly item: { readonly key: string; readonly variantId: string } | null;
  /** The words, or the item's name when it was put here: what is shown once it is gone from the market. */
  readonly text: string;
  readonly quantity: number;
  readonly done: boolean;
}

/** The record of a list. Lines carry ids, so that what two devices did to one list is merged line by line. */
export interface KeptList {
  readonly v: 1;
  readonly name: string;
  readonly madeOn: string;
  readonly lines: readonly KeptListLine[];
}

/** Text as it is kept: trimmed, without line breaks and control characters, cut. Throws `list/text` on nothing. */
export function keptText(text: string, lengthMax: number): string {
  const kept = text
    .replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, " ")
    .trim()
    .slice(0, lengthMax)
    .trim();
  if (kept === "") throw new CodedError("list/text", "A list and its lines need words.");
  return kept;
}

function quantityOf(quantity: number): number {
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > listLimits.quantityMax) {
    throw new CodedError("list/quantity", "This quantity is not possible.");
  }
  return quantity;
}

function withLine(list: KeptList, line: KeptListLine): KeptList {
  const at = list.lines.findIndex(({ id }) => id === line.id);
  if (at >= 0) return { ...list, lines: list.lines.with(at, line) };
  if (list.lines.length >= listLimits.linesMax) throw new CodedError("list/full", "This list can hold no more lines.");
  return { ...list, lines: [...list.lines, line] };
}

/**
 * What a list becomes by one change. What an item is called and a new id come from outside. Throws `list/text`,
 * `list/quantity`, `list/full`; a line that is not there is left alone.
 */
export function changedList(
  list: KeptList,
  change: ListChange,
  outside: { readonly nameOf: (key: string) => string | null; readonly newId: () => string },
): KeptList {
  switch (change.type) {
    case "rename":
      return { ...list, name: keptText(change.name, listLimits.nameMax) };
    case "add-item": {
      const id = `${change.key}|${change.variantId}`;
      const before = list.lines.find((line) => line.id === id);
      const text = outside.nameOf(change.key);
      if (text === null) throw new CodedError("list/gone", "This is not in the shop any more.");
      const carried = before === undefined || before.done ? 0 : before.quantity;
      const quantity = quantityOf(Math.min(listLimits.quantityMax, carried + quantityOf(change.quantity)));
      const item = { key: change.key, variantId: change.variantId };
      return withLine(list, { id, item, text: keptText(text, listLimits.textMax), quantity, done: false });
    }
    case "add-text": {
      const text = keptText(change.text, listLimits.textMax);
      return withLine(list, { id: outside.newId(), item: null, text, quantity: 1, done: false });
    }
    case "set": {
      const line = list.lines.find(({ id }) => id === change.line);
      if (line === undefined) return list;
      const quantity = change.quantity === undefined ? line.quantity : quantityOf(change.quantity);
      return withLine(list, { ...line, quantity, done: change.done ?? line.done });
    }
    case "remove":
      return { ...list, lines: list.lines.filter(({ id }) => id !== change.line) };
    case "remove-done":
      return { ...list, lines: list.lines.filter(({ done }) => !done) };
    case "all-open":
      return { ...list, lines: list.lines.map((line) => (line.done ? { ...line, done: false } : line)) };
  }
}
