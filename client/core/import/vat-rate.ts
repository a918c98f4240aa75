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
  none: "none",
  zero: "none",
  "zero-rate": "none",
  "zero rate": "none",
};

/** A rate of the instance, by its number ("2,6 %") or a shop system's name of it. A number it does not have is unreadable. */
export function readVat(text: string | undefined, instance: InstanceFile): Cell<string> {
  const word = fold(text ?? "")
    .replace("%", "")
    .trim();
  const named = instance.vat.find(
    ({ id, name }) => id === (names[word] ?? word) || Object.values(name).some((one) => fold(one) === word),
  );
  if (named) return cellOf(named.id);
  const read = readNumber(word, word.includes(",") ? "," : ".");
  if (read.kind !== "number") return empty;
  const rate = instance.vat.find(({ permille }) => permille === Math.round(read.value * 10));
  return rate ? cellOf(rate.id) : unreadable;
}
