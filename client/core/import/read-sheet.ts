import { readOds, streamOdsRows } from "hucre/ods";
import { readXlsx, streamXlsxRows } from "hucre/xlsx";
import { CodedError, isCodedError } from "../../../crypto/coded-error.ts";
import { importLimits } from "./limits.ts";
import type { Pace } from "./pace.ts";
import { headScore, type Table, tableOf, type TableRow } from "./table.ts";
import { zipDirectory } from "./zip-directory.ts";

const unreadable = (cause?: unknown): CodedError =>
  new CodedError("import/unreadable", "This file is not a table that can be read.", cause);

/** A cell's value as a person would write it: numbers without the noise of binary fractions, a day as a date. */
function textOf(value: unknown): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
  if (typeof value === "boolean") return value ? "true" : "false";
  return typeof value === "string" ? value.slice(0, importLimits.cellLengthMax).trim() : "";
}

type Rows = AsyncGenerator<{ readonly index: number; readonly values: readonly unknown[] }>;

/** What tells the two kinds of workbook apart, each with its reader. */
interface Workbook {
  rows(sheet: number): Rows;
  /** Names of the sheets that people see, with their places in the workbook; nothing of the sheets is read. */
  names(): Promise<readonly (readonly [number, string])[]>;
}

/** Hears of each sheet before it is read, and has none read. */
function listener(): {
  readonly heard: Map<number, string>;
  readonly sheets: (info: { name: string; hidden?: boolean; veryHidden?: boolean }, index: number) => boolean;
} {
  const heard = new Map<number, string>();
  return {
    heard,
    sheets: ({ name, hidden, veryHidden }, index) => {
      if (hidden !== true && veryHidden !== true) heard.set(index, name);
      return false;
    },
  };
}

/** Sheets of which nobody knows the names, nor whether there are as many. */
const firstPlaces = [0, 1, 2, 3].map((place) => [place, String(place + 1)] as const);

function workbookOf(bytes: Uint8Array): Workbook {
  const entries = zipDirectory(bytes);
  if (entries === null) throw unreadable();
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > importLimits.unpackedBytesMax) {
    throw new CodedError("import/sheet-too-large", "This workbook is too large when it is unpacked.");
  }
  const has = (name: string): boolean => entries.some((entry) => entry.name === name);
  const { heard, sheets } = listener();
  if (has("content.xml")) {
    return {
      rows: (sheet) => streamOdsRows(bytes, { sheets: [sheet] }),
      names: async () => {
        // Names lie among the rows, all in one document: a very large one does not fit into memory at once.
        if (unpacked > importLimits.unpackedAtOnceMax) return firstPlaces;
        await readOds(bytes, { sheets });
        return [...heard];
      },
    };
  }
  if (has("xl/workbook.xml")) {
    return {
      rows: (sheet) => streamXlsxRows(bytes, { sheet }),
      names: async () => {
        await readXlsx(bytes, { sheets });
        return [...heard];
      },
    };
  }
  throw unreadable();
}

const isFilled = ({ cells }: TableRow): boolean => cells.some((cell) => cell !== "");

/** The rows of a sheet that hold something, `most` at most. */
async function rowsOf(workbook: Workbook, sheet: number, most: number, pace: Pace): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const { index, values } of workbook.rows(sheet)) {
    const cells = values.slice(0, importLimits.columnsMax * 4).map(textOf);
    const row = { row: index + 1, cells, broken: false };
    // Spreadsheets repeat an empty row a million times.
    if (isFilled(row)) rows.push(row);
    if (rows.length >= most || index > importLimits.rowsMax * 4) break;
    await pace.rest(index, importLimits.rowsMax);
  }
  return rows;
}

/** How many sheets of a workbook are looked into, and how far: enough to tell a list from a cover. */
const sheetsMax = 12;
const lookedInto = 60;

interface Leaf {
  readonly place: number;
  readonly name: string;
  readonly rows: readonly TableRow[];
}

/** Whether rows make a table at all: what is none is not offered. */
function isTable(rows: readonly TableRow[]): boolean {
  try {
    return tableOf(rows).rows.length > 0;
  } catch (error) {
    if (isCodedError(error)) return false;
    throw error;
  }
}

/** The sheets that may be a list. */
async function leavesOf(workbook: Workbook, pace: Pace): Promise<Leaf[]> {
  const leaves: Leaf[] = [];
  for (const [place, name] of (await workbook.names()).slice(0, sheetsMax)) {
    const rows = await rowsOf(workbook, place, lookedInto, pace);
    if (isTable(rows)) leaves.push({ place, name, rows });
  }
  return leaves;
}

/** The sheet whose head names most columns that are known; of equal ones the longer, then the first. */
function likeliest(leaves: readonly Leaf[]): Leaf | undefined {
  const [best] = leaves
    .map((leaf) => ({ leaf, score: headScore(leaf.rows) }))
    .toSorted((a, b) => b.score - a.score || b.leaf.rows.length - a.leaf.rows.length);
  return best?.leaf;
}

/** A table out of a workbook, and the sheets that it could have been. */
export interface SheetTable {
  readonly table: Table;
  /** Names of the sheets that may be a list; empty where there is nothing to choose. */
  readonly sheets: readonly string[];
  /** The one that was read. */
  readonly sheet: string;
}

/**
 * The sheet of an .xlsx or .ods file that is `wanted`, else the one that looks most like a list; formulas as what they last
 * came to, never worked out. Throws `import/sheet-too-large`, `import/unreadable`, and what {@link tableOf} throws.
 */
export async function readSheet(bytes: Uint8Array, pace: Pace, wanted?: string): Promise<SheetTable> {
  const workbook = workbookOf(bytes);
  try {
    const leaves = await leavesOf(workbook, pace);
    const leaf = leaves.find(({ name }) => name === wanted) ?? likeliest(leaves);
    const rows = await rowsOf(workbook, leaf?.place ?? 0, importLimits.rowsMax + 101, pace);
    const sheets = leaves.length > 1 ? leaves.map(({ name }) => name) : [];
    return { table: tableOf(rows), sheets, sheet: leaf?.name ?? "" };
  } catch (error) {
    // The archive is damaged.
    throw isCodedError(error) ? error : unreadable(error);
  }
}
