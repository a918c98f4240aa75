import type { InstanceFile } from "../../../crypto/protocol/exports.ts";
import { fold } from "../search/terms.ts";
import { readNumber } from "./amounts.ts";
import { type Cell, cellOf, empty, unreadable } from "./cell.ts";

/** What shop systems call their rates. */
const names: Readonly<Record<string, string>> = {
  standard: "standard",
  normal: "standard",
  taxable: "standard",
  "reduced-rate": "reduced",
  "reduced rate": "reduced",
  reduced: "reduced",
  reduit: "reduced",
  "taux reduit": "reduced",
  reduziert: "reduced",
  ridotta: "reduced",
};

/** Words for no VAT at all: the rate of 0, where the instance has one. */
const zeroWords: ReadonlySet<string> = new Set([
  ...["none", "zero", "zero-rate", "zero rate", "zero-rated", "exempt", "tax-free", "tax free"],
  ...["exonere", "exoneree", "non soumis"],
  ...["steuerfrei", "steuerbefreit", "befreit"],
  ...["esente", "esenzione"],
]);

/**
 * A rate of the instance, by its number ("2,6 %") or a shop system's name of it. A number that it does not have is
 * unreadable, and so are words that name none: whoever imports says what they mean.
 */
export function readVat(text: string | undefined, instance: InstanceFile): Cell<string> {
  const word = fold(text ?? "")
    .replace("%", "")
    .trim();
  const named = instance.vat.find(
    ({ id, name }) => id === (names[word] ?? word) || Object.values(name).some((one) => fold(one) === word),
  );
  if (named) return cellOf(named.id);
  if (!/[\p{L}\p{N}]/u.test(word)) return empty;
  const read = readNumber(zeroWords.has(word) ? "0" : word, word.includes(",") ? "," : ".");
  if (read.kind !== "number") return unreadable;
  const rate = instance.vat.find(({ permille }) => permille === Math.round(read.value * 10));
  return rate ? cellOf(rate.id) : unreadable;
}
