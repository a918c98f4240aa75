import type { InstanceFile } from "../../crypto/protocol/exports.ts";

/** A file with some illustrations of the art set. */
export interface ArtSheet {
  readonly prints: readonly string[];
  /** The file: an SVG document of symbols. */
  readonly source: string;
}

/** Into how many sheets the illustrations go that the front page does not need: a browser reads each of them in one go. */
const laterSheetsCount = 4;

/** Illustrations that the front page shows before any item is known: its tiles', and the snail's. */
function frontPrints(instance: InstanceFile): ReadonlySet<string> {
  return new Set(instance.categories.filter(({ tile }) => tile === true).map(({ print }) => print)).add("snail");
}

/** The symbols of every illustration, its tint's (`c-…`) and its key's (`k-…`), by its name. */
function symbolsIn(press: string): ReadonlyMap<string, string> {
  const symbols = new Map<string, string>();
  for (const [symbol, print = ""] of press.matchAll(/<symbol id="[ck]-([^"]+)"[\s\S]*?<\/symbol>/g)) {
    symbols.set(print, `${symbols.get(print) ?? ""}${symbol}`);
  }
  return symbols;
}

function sheetWith(prints: readonly string[], symbols: ReadonlyMap<string, string>): ArtSheet {
  const drawn = prints.map((print) => {
    const found = symbols.get(print);
    if (found === undefined) throw new Error(`No illustration ${print}.`);
    return found;
  });
  return { prints, source: `<svg xmlns="http://www.w3.org/2000/svg">${drawn.join("")}</svg>\n` };
}

/**
 * The art set, each illustration in one sheet: first what the front page needs at once, then the rest in a few of about
 * one size. Throws where an illustration of the front page is missing.
 * @param press the whole set, `client/public/art/press.svg`
 */
export function artSheets(press: string, instance: InstanceFile): readonly ArtSheet[] {
  const symbols = symbolsIn(press);
  const front = [...frontPrints(instance)];
  const later = [...symbols.keys()].filter((print) => !front.includes(print));
  const lengthOf = (print: string): number => symbols.get(print)?.length ?? 0;
  const lengthMax = later.reduce((sum, print) => sum + lengthOf(print), 0) / laterSheetsCount;
  const parts: string[][] = [];
  let length = 0;
  for (const print of later) {
    (parts[Math.min(Math.floor(length / lengthMax), laterSheetsCount - 1)] ??= []).push(print);
    length += lengthOf(print);
  }
  return [front, ...parts].map((prints) => sheetWith(prints, symbols));
}
