import type { InstanceFile, Variant } from "../../../crypto/protocol/exports.ts";
import { fold } from "../search/terms.ts";
import { type DecimalMark, readPrice } from "./amounts.ts";
import { type Cell, cellOf, empty, unreadable } from "./cell.ts";

/**
 * The container that a deposit is for: by its id or name, or by its amount where only one container has it. An amount that
 * two containers have, or none, is unreadable: it is asked which is meant.
 */
export function readDeposit(
  text: string | undefined,
  instance: InstanceFile,
  decimal?: DecimalMark,
): Cell<NonNullable<Variant["deposit"]>> {
  const word = fold(text ?? "").trim();
  if (word === "") return empty;
  const named = instance.containers.find(
    ({ id, name }) => id === word || Object.values(name).some((one) => fold(one) === word),
  );
  if (named) return cellOf({ container: named.id, amountMinor: named.amountMinor });
  const price = readPrice(text, decimal);
  if (price.kind !== "number") return price.kind === "empty" ? empty : unreadable;
  if (price.value === 0) return empty;
  const fitting = instance.containers.filter(({ amountMinor }) => amountMinor === price.value);
  const [only] = fitting;
  return only && fitting.length === 1 ? cellOf({ container: only.id, amountMinor: only.amountMinor }) : unreadable;
}
