import { CodedError } from "../../../crypto/coded-error.ts";
import type { Pace } from "./pace.ts";
import { rawRows, type Table, tableOf, type TableRow } from "./table.ts";

/** Places of what is read of an article's record, counted from 0 (BNN 3, records of 69 fields), and what we call them. */
const fields: readonly (readonly [number, string])[] = [
  [0, "Artikelnummer"],
  [4, "EAN"],
  [6, "Bezeichnung"],
  [7, "Kurzbeschreibung"],
  [12, "Herkunft"],
  [16, "Warengruppe"],
  [23, "Ladeneinheit"],
  [26, "Pfand"],
  [33, "MwSt"],
  // The recommended price holds VAT; the trade's own does not.
  [35, "Bruttopreis"],
  [37, "Nettopreis"],
];
/** Whether the article was taken from the list ("X"), in the second field. */
const changeField = 1;
/** Of the head's record: the currency of all prices, as a code of three letters. */
const currencyField = 6;
const articleFieldsMin = 38;
const articleFieldsUsual = 69;
const rates: Readonly<Record<string, string>> = { "1": "reduced", "2": "standard" };

/** Whether a text is a file of the German organic trade's BNN format, version 3. */
export function isBnn(text: string): boolean {
  return /^"?BNN"?;"?3/.test(text);
}

const zeroIsNothing: ReadonlySet<string> = new Set(["EAN", "Pfand", "Bruttopreis", "Nettopreis", "Warengruppe"]);

/**
 * A BNN file as a table with a head, and whether the record that ends it is missing. Throws `import/cut-off` when its last
 * record is only a part of one: what stands in it is not sure.
 */
export async function bnnTable(
  text: string,
  pace: Pace,
): Promise<{ readonly table: Table; readonly isCutOff: boolean }> {
  const [first, ...records] = await rawRows(text, ";", pace);
  const end = records.findLast(({ cells }) => cells.some((cell) => cell !== ""));
  // The last record says which file follows; 99 is none.
  const isCutOff = end?.cells[2] !== "99";
  const whole = records.filter((one) => one !== end && one.cells.length >= articleFieldsMin);
  const width = whole.reduce((most, { cells }) => Math.max(most, cells.length), 0) || articleFieldsUsual;
  if (end === undefined || (isCutOff && (end.broken || end.cells.length < width))) {
    throw new CodedError("import/cut-off", "This file ends before it is complete.");
  }
  const named = first?.cells[currencyField]?.trim() ?? "";
  const currency = /^[a-z]{3}$/i.test(named) ? named : "";
  const articles = records.filter(({ cells }) => cells.length >= articleFieldsMin);
  const rows = articles.map(({ row, cells, broken }): TableRow => {
    const values = fields.map(([at, name]) => {
      const cell = cells[at] ?? "";
      if (name === "MwSt") return rates[cell] ?? cell;
      return zeroIsNothing.has(name) && /^0*([.,]0*)?$/.test(cell) ? "" : cell;
    });
    return { row, cells: [...values, cells[changeField] === "X" ? "0" : "", currency], broken };
  });
  const head = { row: 1, cells: [...fields.map(([, name]) => name), "Statut", "Währung"], broken: false };
  return { table: tableOf([head, ...rows]), isCutOff };
}
