import { CodedError } from "../../../crypto/coded-error.ts";
import { fileText } from "./file-text.ts";
import type { ImportedFile } from "./imported-item.ts";
import { importLimits } from "./limits.ts";
import { type Pace, unhurried } from "./pace.ts";
import { bnnTable, isBnn } from "./read-bnn.ts";
import { readJson } from "./read-json.ts";
import { type ColumnChoices, readTableItems } from "./read-table.ts";
import { readTable } from "./table.ts";

const beginsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** Spreadsheets of before 2007, and those that a password locks. */
const oldSpreadsheet = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Reads a file of articles, whatever it is called: tables as text or spreadsheet, feeds, shop systems' exports and
 * interfaces, linked data, pages that hold some. Bytes in, articles out; no network, and nothing in it is run. Throws
 * `import/…` codes and changes nothing.
 * @param wanted the sheet of a workbook, where another than the likeliest is meant
 */
export async function readFile(
  bytes: Uint8Array,
  chosen: ColumnChoices = {},
  pace: Pace = unhurried,
  wanted?: string,
): Promise<ImportedFile> {
  if (bytes.length > importLimits.fileBytesMax) throw new CodedError("import/too-large", "This file is too large.");
  if (beginsWith(bytes, ...oldSpreadsheet)) {
    throw new CodedError("import/old-spreadsheet", "This spreadsheet is of an old kind, or locked by a password.");
  }
  // The readers of spreadsheets and of markup are large, and most files need neither.
  if (beginsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    const { readSheet } = await import("./read-sheet.ts");
    const { table, sheets, sheet } = await readSheet(bytes, pace, wanted);
    return { ...readTableItems(table, "sheet", chosen), sheets, sheet };
  }
  const text = fileText(bytes);
  if (isBnn(text)) {
    const { table, isCutOff } = await bnnTable(text, pace);
    return { ...readTableItems(table, "bnn", chosen), isCutOff };
  }
  if (/^\s*[[{]/.test(text)) return readJson(text, pace);
  if (/^\s*<[!?a-z]/i.test(text)) {
    const { readFeed, readPage } = await import("./read-markup.ts");
    const feed = /<(?:rss|feed|rdf:RDF|channel|products|offers|items|shop)\b/i.test(text.slice(0, 4000));
    return feed && !/^\s*(?:<!doctype html|<html)/i.test(text) ? readFeed(text, chosen, pace) : readPage(text, pace);
  }
  return readTableItems(await readTable(text, pace), "csv", chosen);
}
