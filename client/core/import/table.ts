import Papa from "papaparse";
import { CodedError } from "../../../crypto/coded-error.ts";
import { countKnown } from "./columns.ts";
import { importLimits } from "./limits.ts";
import type { Pace } from "./pace.ts";

/** A row with its number in the file, counted from 1, its head included. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
  /** A quotation mark is missing, or there are more cells than columns: what stands where is not sure. */
  readonly broken: boolean;
}

/** A table with a head: names of columns, each different, and rows that hold something. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

const tooManyColumns = (): CodedError => new CodedError("import/too-many-columns", "This file has too many columns.");

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

/** Lines that explain the table, above or in it. */
function isComment(cells: readonly string[]): boolean {
  return (cells[0] ?? "").startsWith("#") && cells.slice(1).every((cell) => cell === "");
}

/** How many rows from the top are looked at for the head: a title, an address and a date may stand above it. */
const headDepth = 12;

const isSaid = ({ cells }: TableRow): boolean => cells.some((cell) => cell !== "") && !isComment(cells);
const scoresOf = (rows: readonly TableRow[]): number[] =>
  rows.slice(0, headDepth).map(({ cells }) => countKnown(cells));

/** How many names of columns are known in the row that is most likely the head. */
export function headScore(raw: readonly TableRow[]): number {
  return Math.max(0, ...scoresOf(raw.filter(isSaid)));
}

/**
 * Finds the head among raw rows, and makes a table. Throws `import/empty`, `import/heading-only`,
 * `import/too-many-columns`, `import/too-many-rows`, and `import/unreadable` when it is no table.
 */
export function tableOf(raw: readonly TableRow[]): Table {
  const rows = raw.filter(isSaid);
  const [first] = rows;
  if (first === undefined) throw new CodedError("import/empty", "There is nothing in this file.");
  const scores = scoresOf(rows);
  const best = Math.max(...scores);
  const head = best < 2 ? first : (rows[scores.indexOf(best)] ?? first);
  const body = rows.slice(rows.indexOf(head) + 1);
  // What a spreadsheet has to the right of its table is nothing.
  const width = body.reduce(
    (most, { cells }) => Math.max(most, cells.findLastIndex((cell) => cell !== "") + 1),
    head.cells.findLastIndex((cell) => cell !== "") + 1,
  );
  const named = head.cells.findLastIndex((cell) => cell !== "") + 1;
  if (named > importLimits.columnsMax) throw tooManyColumns();
  // One word that names a column is a heading; any other text of one column is no table.
  const isHeading = named > 1 || best > 0;
  if (body.length === 0 && isHeading)
    throw new CodedError("import/heading-only", "There is nothing below the headings.");
  if (named < 2 && width < 2) throw new CodedError("import/unreadable", "This file is not a table that can be read.");
  if (body.length > importLimits.rowsMax) throw new CodedError("import/too-many-rows", "This file has too many rows.");
  return {
    columns: distinct(head.cells.slice(0, named).map((name) => name.slice(0, 120))),
    rows: body.map(({ row, cells, broken }) => ({
      row,
      cells: cells.slice(0, named),
      broken: broken || cells.slice(named).some((cell) => cell !== ""),
    })),
  };
}

const delimiters = [",", ";", "\t", "|"];

/** The delimiter under which most names of columns are known; where that tells nothing, what Papa Parse finds. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 64 * 1024);
  const scores = delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(start, { delimiter, newline: "\n", preview: headDepth });
    return Math.max(0, ...data.map((cells) => countKnown(cells)));
  });
  const best = Math.max(...scores);
  const winners = delimiters.filter((_, index) => scores[index] === best);
  if (best >= 2 && winners.length === 1) return winners[0] ?? ",";
  return Papa.parse(start, { delimitersToGuess: delimiters, preview: 50, newline: "\n" }).meta.delimiter;
}

const rowsAtOnce = 400;

/** The rows of a text as they are, some hundred at a time. Throws `import/too-many-rows`. */
export async function rawRows(text: string, delimiter: string, pace: Pace): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for (let cursor = 0; cursor < text.length;) {
    const { data, errors, meta } = Papa.parse<string[]>(text.slice(cursor), {
      delimiter,
      newline: "\n",
      preview: rowsAtOnce,
      fastMode: false,
    });
    const broken = new Set(errors.filter(({ type }) => type === "Quotes").map(({ row }) => row ?? -1));
    for (const [index, cells] of data.entries()) {
      rows.push({
        row: rows.length + 1,
        cells: cells.map((cell) => cell.slice(0, importLimits.cellLengthMax).trim()),
        broken: broken.has(index),
      });
    }
    if (rows.length > importLimits.rowsMax * 2) {
      throw new CodedError("import/too-many-rows", "This file has too many rows.");
    }
    if (data.length === 0 || meta.cursor === 0) break;
    cursor += meta.cursor;
    await pace.rest(cursor, text.length);
  }
  return rows;
}

/** Reads CSV or TSV with whatever delimiter it has. Throws what {@link tableOf} throws. */
export async function readTable(text: string, pace: Pace): Promise<Table> {
  const delimiter = delimiterOf(text);
  const head = text.slice(0, text.indexOf("\n") + 1 || undefined);
  if (head.split(delimiter).length > importLimits.columnsMax * 4) throw tooManyColumns();
  return tableOf(await rawRows(text, delimiter, pace));
}
