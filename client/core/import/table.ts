import Papa from "papaparse";
import { CodedError } from "../../../crypto/coded-error.ts";

/** Limits of a table: what a stall can hold, and no more. */
export const tableLimits = { rowsMax: 5_000, columnsMax: 400, cellLengthMax: 50_000 } as const;

/** A table with a head: names of columns, and rows with the number of their line group in the file (head: 1). */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** Lines that explain the file before it begins. */
function withoutComments(text: string): string {
  return text.replace(/^(?:[^\S\n]*(?:#.*)?\n)+/, "");
}

/**
 * Reads CSV or TSV with whatever delimiter it has. Throws `import/empty`, `import/too-many-columns`,
 * `import/too-many-rows`, `import/unreadable` when it is no table.
 */
export function readTable(text: string): Table {
  const body = withoutComments(text);
  const head = body.slice(0, body.indexOf("\n") + 1 || undefined);
  if ((head.match(/[,;\t|]/g) ?? []).length > tableLimits.columnsMax * 4) throw tooManyColumns();
  const parsed = Papa.parse<string[]>(body, {
    header: false,
    skipEmptyLines: "greedy",
    delimitersToGuess: [",", ";", "\t", "|"],
    preview: tableLimits.rowsMax + 2,
  });
  const [first, ...rest] = parsed.data;
  if (first === undefined) throw new CodedError("import/empty", "There is nothing in this file.");
  if (first.length > tableLimits.columnsMax) throw tooManyColumns();
  if (first.length < 2) throw new CodedError("import/unreadable", "This file is not a table that can be read.");
  if (rest.length > tableLimits.rowsMax) throw new CodedError("import/too-many-rows", "This file has too many rows.");
  if (rest.length === 0) throw new CodedError("import/empty", "There is nothing in this file.");
  return {
    columns: distinct(first.map((name) => name.trim().slice(0, 120))),
    rows: rest.map((cells, index) => ({
      row: index + 2,
      cells: cells.slice(0, first.length).map((cell) => cell.slice(0, tableLimits.cellLengthMax).trim()),
    })),
  };
}

function tooManyColumns(): CodedError {
  return new CodedError("import/too-many-columns", "This file has too many columns.");
}

/** Columns of one name are told apart by a number: a mapping names columns. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name, index) => {
    const base = name === "" ? `(${index + 1})` : name;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base} (${count})`;
  });
}
