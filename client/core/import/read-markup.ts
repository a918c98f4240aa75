import { DomHandler, DomUtils, Parser } from "htmlparser2";
import { CodedError } from "../../../crypto/coded-error.ts";
import { pointDecimals } from "./decimals.ts";
import type { ImportedFile } from "./imported-item.ts";
import { importLimits } from "./limits.ts";
import { microdataOf } from "./microdata.ts";
import type { Pace } from "./pace.ts";
import { parseLoosely, readLinked } from "./read-json.ts";
import { type ColumnChoices, readTableItems } from "./read-table.ts";
import { tableOf } from "./table.ts";

const broken = (): CodedError => new CodedError("import/cut-off", "This file ends before it is complete.");
const pieceLength = 32 * 1024;

/** Feeds a parser piece by piece, resting in between. */
async function feed(parser: Parser, text: string, pace: Pace): Promise<void> {
  for (let start = 0; start < text.length; start += pieceLength) {
    parser.write(text.slice(start, start + pieceLength));
    await pace.rest(start, text.length);
  }
}

const entryNames: ReadonlySet<string> = new Set(["item", "entry", "product", "offer"]);
const withoutPrefix = (name: string): string => name.slice(name.indexOf(":") + 1).toLowerCase();

/** Entries of a feed: what its items say, by the names of their own elements; of elements that repeat, all. */
async function entriesOf(xml: string, pace: Pace): Promise<Map<string, string>[]> {
  const entries: Map<string, string>[] = [];
  let [depth, entryDepth, text] = [0, -1, ""];
  const parser = new Parser(
    {
      onopentagname: (name) => {
        depth++;
        if (depth > importLimits.depthMax * 4) throw broken();
        if (entryDepth < 0 && entryNames.has(withoutPrefix(name))) {
          entryDepth = depth;
          entries.push(new Map());
          if (entries.length > importLimits.rowsMax) {
            throw new CodedError("import/too-many-rows", "This file has too many rows.");
          }
        }
        text = "";
      },
      onattribute: (name, value) => {
        // Atom has addresses in an attribute.
        if (name === "href") text = value;
      },
      ontext: (more) => {
        if (text.length < importLimits.cellLengthMax) text += more;
      },
      onclosetag: (name) => {
        const entry = entries.at(-1);
        if (entryDepth > 0 && depth === entryDepth + 1 && entry) {
          const field = withoutPrefix(name);
          const known = entry.get(field);
          entry.set(field, known === undefined ? text.trim() : `${known}, ${text.trim()}`);
        }
        if (depth === entryDepth) entryDepth = -1;
        depth--;
        text = "";
      },
    },
    { xmlMode: true },
  );
  await feed(parser, xml, pace);
  // What was cut off has something open: nothing of it is taken.
  if (depth !== 0) throw broken();
  parser.end();
  return entries;
}

/**
 * Google Merchant's feed, RSS or Atom, and any like it: an element an article, its own elements the columns. Entities of
 * its own are refused: they can be made to grow without end. Throws `import/entities`, `import/cut-off`,
 * `import/nothing-found`, `import/too-many-rows`.
 */
export async function readFeed(xml: string, chosen: ColumnChoices, pace: Pace): Promise<ImportedFile> {
  if (/<!ENTITY/i.test(xml)) throw new CodedError("import/entities", "This file defines entities, which are not read.");
  const entries = await entriesOf(xml, pace);
  if (entries.length === 0) throw new CodedError("import/nothing-found", "No article was found in this file.");
  const columns = [...new Set(entries.flatMap((entry) => [...entry.keys()]))];
  const rows = entries.map((entry, index) => ({
    row: index + 2,
    cells: columns.map((column) => entry.get(column) ?? ""),
    broken: false,
  }));
  return readTableItems(tableOf([{ row: 1, cells: columns, broken: false }, ...rows]), "merchant", chosen);
}

/**
 * Articles that a page describes in schema.org's words: JSON-LD first, microdata where there is none. Nothing of the page
 * is shown or run. Throws `import/nothing-found`.
 */
export async function readPage(html: string, pace: Pace): Promise<ImportedFile> {
  const handler = new DomHandler();
  const parser = new Parser(handler);
  await feed(parser, html, pace);
  parser.end();
  const scripts = DomUtils.getElementsByTagName("script", handler.root, true).filter(
    ({ attribs }) => attribs["type"]?.trim().toLowerCase() === "application/ld+json",
  );
  const texts = scripts.map((script) => DomUtils.textContent(script));
  const documents = texts.flatMap((text) => {
    try {
      return [parseLoosely(text)];
    } catch {
      // One script of a page that is broken does not take the others with it.
      return [];
    }
  });
  const read = { columns: [], decimals: pointDecimals };
  try {
    if (documents.length > 0) return { ...readLinked(documents, texts.join("\n")), ...read };
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== "import/nothing-found") throw error;
  }
  return { ...readLinked(microdataOf(handler.root), ""), ...read };
}
