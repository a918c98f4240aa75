import { beforeEach, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { createTableKeys, pressCell, type TableKeys } from "../../../client/stall/table-keys.ts";

// A table of three lines as the items' is drawn: the middle one has no price to edit.

const done: string[] = [];
const names = ["Ananas", "Beurre", "Bière"];
const cell = (row: number, column: string): HTMLElement =>
  document.querySelector<HTMLElement>(`[data-row="${row}"] [data-col=${column}]`)!;
const here = (): string => {
  const column = (document.activeElement as HTMLElement).dataset["col"] ?? "";
  return `${document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset["row"] ?? ""} ${column}`;
};

beforeEach(() => {
  done.length = 0;
  const line = (name: string, row: number): string =>
    `<div data-row="${row}"><input type="checkbox" data-col="check"><a href="#" data-col="name">${name}</a>${
      row === 1 ? "" : `<input class="cell-input" data-col="price" value="4.50">`
    }<input class="cell-input" data-col="stock" value="7"><input type="checkbox" data-col="on"></div>`;
  const table = document.createElement("div");
  table.setHTMLUnsafe(names.map(line).join(""));
  document.body.replaceChildren(table);
  const keys: TableKeys = {
    rows: 3,
    focus: (row, column) => (cell(row, column) ?? cell(row, "name")).focus(),
    toggle: (row) => done.push(`toggle ${row}`),
    range: (from, to) => done.push(`range ${from} ${to}`),
    all: () => done.push("all"),
    none: () => done.push("none"),
    undo: () => done.push("undo"),
    expand: (row, open) => done.push(`expand ${row} ${open}`),
    find: (typed, from) => {
      const order = [0, 1, 2].map((step) => (from + step) % 3);
      return order.find((row) => names[row]?.toLowerCase().startsWith(typed)) ?? -1;
    },
  };
  table.addEventListener(
    "keydown",
    createTableKeys(() => keys),
  );
});

test("arrows go from cell to cell, leave a field only at its edge, and skip what a line has not", async () => {
  cell(0, "price").focus();
  await userEvent.keyboard("{ArrowDown}");
  expect(here()).toBe("1 name");
  await userEvent.keyboard("{ArrowRight}");
  expect(here()).toBe("1 stock");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
  expect(here()).toBe("2 stock");
  const field = cell(2, "stock") as HTMLInputElement;
  field.setSelectionRange(0, 0);
  await userEvent.keyboard("{ArrowLeft}");
  expect(here()).toBe("2 price");
  const price = cell(2, "price") as HTMLInputElement;
  price.setSelectionRange(2, 2);
  await userEvent.keyboard("{ArrowLeft}");
  expect(here()).toBe("2 price");
  await userEvent.keyboard("{Control>}{Home}{/Control}");
  expect(here()).toBe("0 price");
});

test("Enter keeps what was typed and goes down; Escape gives back what there was, then ticks nothing any more", async () => {
  const field = cell(0, "stock") as HTMLInputElement;
  field.select();
  await userEvent.keyboard("12{Enter}");
  expect([field.value, here()]).toEqual(["12", "1 stock"]);
  const next = cell(1, "stock") as HTMLInputElement;
  next.select();
  await userEvent.keyboard("99{Escape}");
  expect([next.value, here(), done]).toEqual(["7", "1 stock", []]);
  await userEvent.keyboard("{Escape}");
  expect(done).toEqual(["none"]);
});

test("a press stands on a cell, after Escape too: what is typed replaces; a double one goes into it, and Escape leaves it", async () => {
  const field = cell(0, "price") as HTMLInputElement;
  field.addEventListener("mousedown", pressCell);
  await userEvent.click(field);
  await userEvent.keyboard("9{Escape}");
  await userEvent.click(field);
  await userEvent.keyboard("6");
  expect(field.value).toBe("6");
  await userEvent.keyboard("{Escape}");
  await userEvent.dblClick(field);
  await userEvent.keyboard("5");
  expect(field.value).toBe("4.505");
  await userEvent.keyboard("{Backspace}{Escape}7");
  expect([field.value, done]).toEqual(["7", []]);
});

test("Space ticks, Shift with arrows ticks a range from where it began, Control with A all", async () => {
  cell(0, "name").focus();
  await userEvent.keyboard(" {Shift>}{ArrowDown}{ArrowDown}{/Shift}{ArrowUp}{Shift>}{ArrowUp}{/Shift}");
  await userEvent.keyboard("{Control>}a{/Control}");
  expect(done).toEqual(["toggle 0", "range 0 1", "range 0 2", "range 1 0", "all"]);
});

test("a range goes on when Shift is let go of between, begins anew after Escape, and Shift with Enter only goes up", async () => {
  cell(0, "name").focus();
  await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}{Shift>}{ArrowDown}{/Shift}{Escape}{Shift>}{ArrowUp}{/Shift}");
  expect(done).toEqual(["range 0 1", "range 0 2", "none", "range 2 1"]);
  cell(2, "stock").focus();
  await userEvent.keyboard("{Shift>}{Enter}{/Shift}");
  expect([here(), done.length]).toEqual(["1 stock", 4]);
});

test("letters go to the next name that begins so, and are text inside a field", async () => {
  cell(0, "name").focus();
  await userEvent.keyboard("b");
  expect(here()).toBe("1 name");
  await userEvent.keyboard("b");
  expect(here()).toBe("2 name");
  const field = cell(2, "stock") as HTMLInputElement;
  field.select();
  await userEvent.keyboard("a");
  expect([field.value, here()]).toEqual(["a", "2 stock"]);
});

test("Control with Z takes the last change back, but in a field that is being typed in it is the field's own", async () => {
  cell(0, "name").focus();
  await userEvent.keyboard("{Control>}z{/Control}{Alt>}{ArrowRight}{/Alt}");
  expect(done).toEqual(["undo", "expand 0 true"]);
  const field = cell(0, "stock") as HTMLInputElement;
  field.select();
  await userEvent.keyboard("9{Control>}z{/Control}");
  expect(done).toEqual(["undo", "expand 0 true"]);
});

test("a space within a name that is being typed ticks nothing; one alone does", async () => {
  names.splice(2, 1, "Beurre salé");
  cell(0, "name").focus();
  await userEvent.keyboard("beurre s");
  expect(done).toEqual([]);
  expect(here()).toBe("2 name");
  names.splice(2, 1, "Bière");
  await new Promise((resolve) => setTimeout(resolve, 850));
  await userEvent.keyboard(" ");
  expect(done).toEqual(["toggle 2"]);
});
