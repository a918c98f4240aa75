/** Cells of a line that a person can stand on, from left to right. */
export const tableColumns = ["check", "name", "price", "stock", "on"] as const;
export type TableColumn = (typeof tableColumns)[number];

/** What the keys of a table do; lines by their number. */
export interface TableKeys {
  readonly rows: number;
  /** Puts the focus on a cell; the line may have to be brought into the document first. */
  readonly focus: (row: number, column: TableColumn) => void;
  /** Ticks a line, or not. */
  readonly toggle: (row: number) => void;
  /** Ticks all lines between two. */
  readonly range: (from: number, to: number) => void;
  readonly all: () => void;
  readonly none: () => void;
  readonly undo: () => void;
  /** Opens an item's variants, or closes them. */
  readonly expand: (row: number, open: boolean) => void;
  /** The line whose name begins with what was typed, from a line on; -1 when there is none. */
  readonly find: (typed: string, from: number) => number;
}

const typeAheadMs = 800;
const pageRows = 10;

/** The cell's column that an element stands in. */
export function columnOf(target: HTMLElement): TableColumn {
  const name = target.closest<HTMLElement>("[data-col]")?.dataset["col"];
  return tableColumns.find((column) => column === name) ?? "name";
}

function isTyping(target: HTMLElement): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.classList.contains("cell-input");
}

/** Whether one stands on a cell rather than in it: what is typed replaces all of it. */
function isWholeSelected({ selectionStart, selectionEnd, value }: HTMLInputElement): boolean {
  return selectionStart === 0 && selectionEnd === value.length;
}

/** Whether the caret stands where an arrow would leave the field. */
function atEdge(input: HTMLInputElement, side: "start" | "end"): boolean {
  const { selectionStart, selectionEnd, value } = input;
  return (
    isWholeSelected(input) ||
    (selectionStart === selectionEnd && selectionStart === (side === "start" ? 0 : value.length))
  );
}

/**
 * A press in a cell as in spreadsheets: the first stands on it, so that what is typed replaces its value, also after Escape
 * and a second time; a double one goes into it, and from then on a press sets the caret.
 */
export function pressCell(event: MouseEvent): void {
  const input = event.currentTarget as HTMLInputElement;
  if (event.button !== 0 || (input === document.activeElement && !isWholeSelected(input))) return;
  event.preventDefault();
  input.focus();
  if (event.detail < 2) input.select();
  else input.setSelectionRange(input.value.length, input.value.length);
}

/**
 * Keys of the table of items: arrows go from cell to cell, Enter keeps a value and goes down, Escape gives the old one
 * back, Space ticks, Shift with arrows ticks a range, letters go to the next name that begins so. Returns what listens.
 */
export function createTableKeys(keys: () => TableKeys): (event: KeyboardEvent) => void {
  let typed = "";
  let typedAt = 0;
  /** Where a range with Shift began. */
  let anchor: number | null = null;

  function vertical(row: number, column: TableColumn, by: number, ranging = false): void {
    const { rows, focus, range } = keys();
    const next = Math.max(0, Math.min(rows - 1, row + by));
    if (ranging) {
      anchor ??= row;
      range(anchor, next);
    }
    focus(next, column);
  }

  function horizontal(target: HTMLElement, row: number, column: TableColumn, by: 1 | -1): boolean {
    if (isTyping(target) && !atEdge(target, by === 1 ? "end" : "start")) return false;
    const line = target.closest("[data-row]");
    let index = tableColumns.indexOf(column) + by;
    // A line need not have every cell.
    while (tableColumns[index] !== undefined && !line?.querySelector(`[data-col=${tableColumns[index]}]`)) index += by;
    const next = tableColumns[index];
    if (next !== undefined) keys().focus(row, next);
    return next !== undefined;
  }

  function letter(event: KeyboardEvent, row: number): boolean {
    if (event.timeStamp - typedAt > typeAheadMs) typed = "";
    typed += event.key;
    typedAt = event.timeStamp;
    // The same letter again goes on to the next; a longer beginning may still be the line one stands on.
    const same = typed === (typed[0] ?? "").repeat(typed.length);
    const found = keys().find(same ? (typed[0] ?? "") : typed, same ? row + 1 : row);
    if (found >= 0) keys().focus(found, "name");
    return true;
  }

  function handled(event: KeyboardEvent, target: HTMLElement, row: number): boolean {
    const column = columnOf(target);
    const { rows, focus, toggle, all, none, undo, expand } = keys();
    const command = event.ctrlKey || event.metaKey;
    const typing = isTyping(target);
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        if (command || event.altKey) return false;
        vertical(row, column, event.key === "ArrowDown" ? 1 : -1, event.shiftKey);
        return true;
      case "PageDown":
      case "PageUp":
        vertical(row, column, event.key === "PageDown" ? pageRows : -pageRows, event.shiftKey);
        return true;
      case "Home":
      case "End":
        if (!command) return false;
        focus(event.key === "Home" ? 0 : rows - 1, column);
        return true;
      case "ArrowRight":
      case "ArrowLeft":
        if (event.altKey && column === "name") {
          expand(row, event.key === "ArrowRight");
          return true;
        }
        return !command && !event.altKey && horizontal(target, row, column, event.key === "ArrowRight" ? 1 : -1);
      case "Enter":
        if (!typing) return false;
        // Leaving the field keeps its value: on the last line too, where there is none to go to.
        target.blur();
        vertical(row, column, event.shiftKey ? -1 : 1);
        return true;
      case "Escape":
        if (typing && (target.value !== target.defaultValue || !isWholeSelected(target))) {
          target.value = target.defaultValue;
          target.select();
        } else none();
        return true;
      case " ":
        if (typing || column === "on" || column === "check") return false;
        // Within a name that is being typed it is a letter like others.
        if (typed !== "" && event.timeStamp - typedAt <= typeAheadMs) return letter(event, row);
        toggle(row);
        return true;
    }
    if (command && event.key.toLowerCase() === "a" && !typing) {
      all();
      return true;
    }
    if (command && event.key.toLowerCase() === "z" && !(typing && target.value !== target.defaultValue)) {
      undo();
      return true;
    }
    const isLetter = !command && !event.altKey && !typing && /^[\p{L}\p{N}]$/u.test(event.key);
    return isLetter && letter(event, row);
  }

  /** The line that had the focus was scrolled out of the document: the first key leads back, and what is typed is typed there. */
  function back(event: KeyboardEvent, { dataset }: HTMLElement): void {
    if (event.ctrlKey || event.metaKey || /^(Tab|Shift|Alt)$/.test(event.key)) return;
    keys().focus(Number(dataset["leftRow"]), tableColumns.find((column) => column === dataset["leftCol"]) ?? "name");
    delete dataset["leftRow"];
    event.stopPropagation();
    if (event.key.length > 1) event.preventDefault();
  }

  return (event) => {
    const target = event.target as HTMLElement | null;
    if (target?.dataset["leftRow"] !== undefined) back(event, target);
    const line = target?.closest<HTMLElement>("[data-row]");
    if (!target || !line || event.defaultPrevented) return;
    // What goes on a range are Shift itself and what moves with it; anything else ends it.
    if (!event.shiftKey || !/^(Shift|Arrow|Page)/.test(event.key)) anchor = null;
    if (handled(event, target, Number(line.dataset["row"]))) event.preventDefault();
  };
}
