import type { OrderView } from "../../crypto/protocol/exports.ts";
import { priceOfGrams, weighedTotalMinor } from "../../crypto/protocol/order-total.ts";

/** A line that has to be weighed before the order is ready: one field a piece. */
export interface WeighedLine {
  readonly line: number;
  readonly name: string;
  readonly pieces: number;
  readonly gramsMin: number;
  readonly gramsEstimate: number;
  readonly gramsMax: number;
}

/** What the scales say, as typed: by line index, one text a piece. */
export type Readings = Readonly<Record<number, readonly string[]>>;

export type WeighingOutcome =
  | { readonly kind: "missing"; readonly totalMinor: number }
  | { readonly kind: "above-cap"; readonly totalMinor: number; readonly overMinor: number }
  | {
      readonly kind: "complete";
      readonly totalMinor: number;
      readonly weights: readonly { readonly line: number; readonly grams: readonly number[] }[];
    };

/** The lines of an order that are sold by weight; empty when nothing has to be weighed. */
export function weighedLines(view: OrderView): readonly WeighedLine[] {
  return view.order.lines.flatMap((line, index) =>
    line.weighed
      ? [
          {
            line: index,
            name: line.name,
            pieces: line.quantity,
            gramsMin: line.weighed.gramsMin,
            gramsEstimate: line.weighed.gramsEstimate,
            gramsMax: line.weighed.gramsMax,
          },
        ]
      : [],
  );
}

/** Grams from what was typed: "412", "412 g", "0,412 kg". Null for anything that is not a weight of 1 g to 1 t. */
export function gramsFrom(text: string): number | null {
  const match = /^\s*(\d{1,7}(?:[.,]\d{1,3})?)\s*(g|kg)?\s*$/i.exec(text);
  if (match === null) return null;
  const [, digits = "", unit = "g"] = match;
  const [whole = "0", fraction = ""] = digits.replace(",", ".").split(".");
  if (unit.toLowerCase() === "g") return fraction === "" && Number(whole) > 0 ? inRange(Number(whole)) : null;
  return inRange(Number(whole) * 1000 + Number(fraction.padEnd(3, "0")));
}

function inRange(grams: number): number | null {
  return grams >= 1 && grams <= 1_000_000 ? grams : null;
}

/** What an order comes to with these readings: pieces not yet weighed count with their estimate. */
export function weigh(view: OrderView, readings: Readings): WeighingOutcome {
  const lines = weighedLines(view);
  let complete = true;
  const weights = lines.map(({ line, pieces, gramsEstimate }) => ({
    line,
    grams: Array.from({ length: pieces }, (_, piece) => {
      const grams = gramsFrom(readings[line]?.[piece] ?? "");
      if (grams === null) complete = false;
      return grams ?? gramsEstimate;
    }),
  }));
  const totalMinor = weighedTotalMinor(view.order.lines, view.order.deliveryMinor, weights);
  if (!complete) return { kind: "missing", totalMinor };
  const overMinor = totalMinor - view.order.capMinor;
  return overMinor > 0 ? { kind: "above-cap", totalMinor, overMinor } : { kind: "complete", totalMinor, weights };
}

/** The price of one piece, in minor units. */
export function piecePriceMinor(view: OrderView, line: number, grams: number): number {
  const weighed = view.order.lines[line]?.weighed;
  return weighed ? priceOfGrams(weighed.pricePerKgMinor, grams) : 0;
}
