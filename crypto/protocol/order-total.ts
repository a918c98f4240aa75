import type { OrderLine } from "./order-messages.ts";

/** What an order comes to, in minor units of its currency. */
export interface OrderTotal {
  readonly itemsMinor: number;
  readonly depositsMinor: number;
  readonly deliveryMinor: number;
  readonly totalMinor: number;
  readonly capMinor: number;
}

/** Price of `grams` at a price per kilogram, rounded half up to a minor unit. */
export function priceOfGrams(pricePerKgMinor: number, grams: number): number {
  return Math.floor((pricePerKgMinor * grams + 500) / 1000);
}

/**
 * What a line comes to, in minor units, without its deposit: by weight once its pieces are weighed, the estimate before.
 * @param grams the weight of each piece; `undefined` before anything is weighed
 */
export function lineMinor(line: OrderLine, grams: readonly number[] | undefined): number {
  const { weighed } = line;
  if (weighed === undefined || grams === undefined) return line.unitPriceMinor * line.quantity;
  return grams.reduce((sum, piece) => sum + priceOfGrams(weighed.pricePerKgMinor, piece), 0);
}

/** Sums an order before anything is weighed. Every amount includes VAT; deposits are outside price and VAT. */
export function orderTotal(lines: readonly OrderLine[], deliveryMinor: number): OrderTotal {
  let itemsMinor = 0;
  let capItemsMinor = 0;
  let depositsMinor = 0;
  for (const line of lines) {
    itemsMinor += lineMinor(line, undefined);
    const pieceCapMinor = line.weighed
      ? priceOfGrams(line.weighed.pricePerKgMinor, line.weighed.gramsMax)
      : line.unitPriceMinor;
    capItemsMinor += pieceCapMinor * line.quantity;
    depositsMinor += (line.deposit?.amountMinor ?? 0) * line.quantity;
  }
  const rest = depositsMinor + deliveryMinor;
  return { itemsMinor, depositsMinor, deliveryMinor, totalMinor: itemsMinor + rest, capMinor: capItemsMinor + rest };
}

/** Sums an order with the weights the producer sent, by line index. Lines without a weight keep their estimate. */
export function weighedTotalMinor(
  lines: readonly OrderLine[],
  deliveryMinor: number,
  weights: readonly { readonly line: number; readonly grams: readonly number[] }[],
): number {
  const byLine = new Map(weights.map((weight) => [weight.line, weight.grams]));
  return lines.reduce((sum, line, index) => {
    return sum + lineMinor(line, byLine.get(index)) + (line.deposit?.amountMinor ?? 0) * line.quantity;
  }, deliveryMinor);
}

/**
 * Whether weights are what the buyer signed: of lines that are weighed, each once, at most one a piece, none above the
 * line's largest. Their sum is held to the order's cap besides.
 */
export function weightsAgree(
  lines: readonly OrderLine[],
  weights: readonly { readonly line: number; readonly grams: readonly number[] }[],
): boolean {
  return weights.every(({ line, grams }, index) => {
    const ordered = lines[line];
    const first = weights.findIndex((other) => other.line === line) === index;
    const gramsMax = ordered?.weighed?.gramsMax;
    if (ordered === undefined || gramsMax === undefined || !first || grams.length > ordered.quantity) return false;
    return grams.every((piece) => piece <= gramsMax);
  });
}
