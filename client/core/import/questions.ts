import type { ImportPreview, ImportQuestion } from "../api.ts";
import { guessCategory, sourceCategoryOf, sourceCategoryText } from "./category-guess.ts";
import { hasOnlyZeroStock, type Compared } from "./compare.ts";
import { ambiguousNumbers } from "./decimals.ts";
import { readDeposit } from "./deposit.ts";
import type { ImportedFile } from "./imported-item.ts";
import { importLimits } from "./limits.ts";
import { sourceOf, type Stand } from "./merging.ts";
import { readVat } from "./vat-rate.ts";

/** Words of a file, each once, with the number of rows that they stand in. */
function tally(
  texts: Iterable<string | undefined>,
  keyOf: (text: string | undefined) => string,
  answer: (source: string, text: string) => string | null | undefined,
  shown: (text: string) => string = (text) => text,
): ImportQuestion[] {
  const found = new Map<string, { text: string; rows: number }>();
  for (const text of texts) {
    const source = keyOf(text);
    const known = found.get(source) ?? { text: text ?? "", rows: 0 };
    if (found.size < importLimits.choicesMax || found.has(source))
      found.set(source, { ...known, rows: known.rows + 1 });
  }
  const questions: ImportQuestion[] = [];
  for (const [source, { text, rows }] of found) {
    const said = answer(source, text);
    if (said !== undefined) questions.push({ source, text: shown(text).slice(0, 120), rows, answer: said });
  }
  return questions;
}

/** What a file's own words are taken for, and what a person has to say of them. */
export function questionsOf(
  file: ImportedFile,
  compared: readonly Compared[],
  { instance, party, choices }: Pick<Stand, "instance" | "party" | "choices">,
): ImportPreview["questions"] {
  const variants = file.items.flatMap((item) => item.variants);
  const problems = compared.flatMap(({ line }) => line.problems);
  const currencies = [...problems, ...compared.flatMap(({ line }) => line.remarks)].filter(
    ({ reason }) => reason === "currency-other" || reason === "currency-taken",
  );
  // What the stall has stays where it is, if the file does not say otherwise.
  const placed = file.items.filter(
    ({ category }, at) => sourceCategoryOf(category) !== "" || compared[at]?.isKnown !== true,
  );
  const [number, ...numbers] = ambiguousNumbers(file.items, file.decimals);
  return {
    categories: tally(
      placed.map(({ category }) => category),
      sourceCategoryOf,
      (source, text) =>
        choices.categories?.[source] ?? (source === "" ? (party?.category ?? null) : guessCategory(text, instance)),
      sourceCategoryText,
    ),
    vat: tally(
      file.items.map(({ vat }) => vat),
      sourceOf,
      (source, text) => choices.vat?.[source] ?? (readVat(text, instance).kind === "unreadable" ? null : undefined),
    ),
    deposits: tally(
      variants.map(({ deposit }) => deposit),
      sourceOf,
      (source, text) =>
        choices.deposits?.[source] ??
        (readDeposit(text, instance, file.decimals.deposit).kind === "unreadable" ? null : undefined),
    ),
    decimal:
      number === undefined
        ? null
        : { source: "", text: number, rows: numbers.length + 1, answer: choices.decimal ?? null },
    isCutOff: file.isCutOff === true,
    currencies: [...new Set(currencies.map(({ text }) => text))],
    zeros: choices.zeros === true || problems.some(({ reason }) => reason === "price-zero") || hasOnlyZeroStock(file),
    archived: compared.filter(({ archived }) => archived).length,
  };
}
