import { type Cell, cellOf, empty, unreadable } from "./cell.ts";

/**
 * A GTIN of 8, 12, 13 or 14 digits whose check digit is right (GS1 General Specifications, 7.9). What a spreadsheet made
 * of it ("7.61E+12") is not one.
 */
export function readGtin(text: string | undefined): Cell<string> {
  const written = (text ?? "")
    .trim()
    .replace(/^="?([^"]*)"?$/, "$1")
    .replace(/^'/, "")
    .replace(/\.0$/, "")
    .replace(/[\s-]/g, "");
  if (written === "" || /^0+$/.test(written)) return empty;
  if (!/^(\d{8}|\d{12,14})$/.test(written)) return unreadable;
  const digits = Array.from(written, Number).toReversed();
  const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0 ? cellOf(written) : unreadable;
}
