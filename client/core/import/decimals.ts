import { ambiguousDigits, type DecimalMark, decimalMarkOf } from "./amounts.ts";
import type { ImportedItem, ImportedVariant } from "./imported-item.ts";

/** What a number of a file is: each kind is written in one way. */
export type NumberKind = "price" | "stock" | "deposit" | "measure";

/** The mark before fractions, for each kind of number whose cells show it. */
export type Decimals = Partial<Readonly<Record<NumberKind, DecimalMark>>>;

/** Of what programs write for programs. */
export const pointDecimals: Decimals = { price: ".", stock: ".", deposit: ".", measure: "." };

const kinds: readonly NumberKind[] = ["price", "stock", "deposit", "measure"];
const cellsOf: Readonly<Record<NumberKind, (one: ImportedVariant) => readonly (string | undefined)[]>> = {
  price: ({ price, pricePerKg }) => [price, pricePerKg],
  stock: ({ stock }) => [stock],
  deposit: ({ deposit }) => [deposit],
  measure: ({ content, weight, weightMin, weightMax }) => [content, weight, weightMin, weightMax],
};

function textsOf(items: readonly ImportedItem[], kind: NumberKind): string[] {
  return items.flatMap(({ variants }) => variants.flatMap(cellsOf[kind])).filter((text) => text !== undefined);
}

/**
 * How the numbers of a table are written: each kind as all of its cells say, else as all amounts of money do. A stock that
 * somebody typed says nothing about a price.
 */
export function decimalsOf(items: readonly ImportedItem[]): Decimals {
  const money = decimalMarkOf([...textsOf(items, "price"), ...textsOf(items, "deposit")]);
  return withChosen(Object.fromEntries(kinds.map((kind) => [kind, decimalMarkOf(textsOf(items, kind))])), money);
}

/** With a mark for the kinds whose cells do not show theirs. */
export function withChosen(decimals: Decimals, chosen: DecimalMark | undefined): Decimals {
  return Object.fromEntries(kinds.map((kind) => [kind, decimals[kind] ?? chosen]));
}

/** Prices and stocks that could be read in two ways as long as nobody says in which. Deposits are asked about by themselves. */
export function ambiguousNumbers(items: readonly ImportedItem[], decimals: Decimals): string[] {
  const undecided = (["price", "stock"] as const).filter((kind) => decimals[kind] === undefined);
  return undecided.flatMap((kind) => textsOf(items, kind).flatMap((text) => ambiguousDigits(text) ?? []));
}
