import { msg } from "@lit/localize";
import type { DeskOrder } from "../core/api.ts";

/** To whom an order is handed: what came back is the customer's alone. */
export function handedTo({ view }: DeskOrder): "courier" | "customer" | "point" {
  const { kind } = view.order.fulfilment;
  if (view.state === "failed" || kind === "collection" || kind === "appointment") return "customer";
  return kind === "delivery" ? "courier" : "point";
}

/**
 * Whether the customer's three words are asked: where they come to fetch it. Who comes to an appointment is known, and
 * the words of a delivery are the courier's to ask: the producer of one that came back cannot check them.
 */
export function needsCode(order: DeskOrder): boolean {
  return handedTo(order) === "customer" && "handover" in order.view.order.fulfilment;
}

/** The age that has to be checked before an order is handed over, in years; null where none has to. */
export function ageOf(order: DeskOrder): number | null {
  const ages = order.view.order.lines.flatMap(({ ageMin }) => (ageMin === undefined ? [] : [ageMin]));
  return ages.length === 0 ? null : Math.max(...ages);
}

/** What handing over is called: short for a slip's button, and whole. */
export function handOverTexts(order: DeskOrder): { readonly short: string; readonly whole: string } {
  if (order.view.order.fulfilment.kind === "appointment") {
    return { short: msg("C’est fait"), whole: msg("C’est fait") };
  }
  switch (handedTo(order)) {
    case "courier":
      return { short: msg("Remis au coursier"), whole: msg("Remis au coursier") };
    case "point":
      return { short: msg("Apporté"), whole: msg("Apporté au point de retrait") };
    case "customer":
      return { short: msg("Remettre…"), whole: msg("Remettre au client") };
  }
}
