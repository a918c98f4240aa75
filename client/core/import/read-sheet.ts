import { streamOdsRows } from "hucre/ods";
import { streamXlsxRows } from "hucre/xlsx";
import { CodedError, isCodedError } from "../../../crypto/coded-error.ts";
import { importLimits } from "./limits.ts";
import type { Pace } from "./pace.ts";
import { type Table, tableOf, type TableRow } from "./table.ts";
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

function rowsOf(bytes: Uint8Array, sheet: number): Rows {
  const names = zipDirectory(bytes);
  if (names === null) throw unreadable();
  if (names.reduce((sum, { size }) => sum + size, 0) > importLimits.unpackedBytesMax) {
    throw new CodedError("import/too-large", "This file is too large.");
  }
  const has = (name: string): boolean => names.some((entry) => entry.name === name);
  if (has("content.xml")) return streamOdsRows(bytes, { sheets: [sheet] });
  if (has("xl/workbook.xml")) return streamXlsxRows(bytes, { sheet });
  throw unreadable();
}

const sheetsTried = 4;
const isFilled = ({ cells }: TableRow): boolean => cells.some((cell) => cell !== "");

async function readOne(bytes: Uint8Array, sheet: number, pace: Pace): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const { index, values } of rowsOf(bytes, sheet)) {
    const cells = values.slice(0, importLimits.columnsMax * 4).map(textOf);
    const row = { row: index + 1, cells, broken: false };
    // Spreadsheets repeat an empty row a million times.
    if (isFilled(row)) rows.push(row);
    if (rows.length > importLimits.rowsMax + 100) break;
    if (index > importLimits.rowsMax * 4) break;
    await pace.rest(index, importLimits.rowsMax);
  }
  return rows;
}

/**
 * The first sheet of an .xlsx or .ods file that holds a table; formulas as what they last came to, never worked out.
 * Throws `import/too-large`, `import/unreadable`, and what {@link tableOf} throws.
 */
export async function readSheet(bytes: Uint8Array, pace: Pace): Promise<Table> {
  let rows: TableRow[] = [];
  for (let sheet = 0; sheet < sheetsTried && rows.length < 2; sheet++) {
    try {
      rows = await readOne(bytes, sheet, pace);
    } catch (error) {
      if (isCodedError(error)) throw error;
      // There is no such sheet, or the archive is damaged.
      if (sheet === 0) throw unreadable(error);
      break;
    }
  }
  return tableOf(rows);
}
