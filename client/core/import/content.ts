import type { Content } from "../../../crypto/protocol/exports.ts";
import { fold } from "../search/terms.ts";
import { type DecimalMark, readNumber } from "./amounts.ts";
import { type Cell, cellOf, empty, unreadable } from "./cell.ts";

/** Units as files write them, folded and in the singular, in ours. */
const units: Readonly<Record<string, readonly [Content["unit"], number]>> = {
  mg: ["g", 0.001],
  g: ["g", 1],
  gr: ["g", 1],
  gram: ["g", 1],
  gramm: ["g", 1],
  gramme: ["g", 1],
  grammo: ["g", 1],
  grm: ["g", 1],
  kg: ["g", 1000],
  kgm: ["g", 1000],
  kilo: ["g", 1000],
  kilogram: ["g", 1000],
  kilogramm: ["g", 1000],
  kilogramme: ["g", 1000],
  ml: ["ml", 1],
  mlt: ["ml", 1],
  millilitre: ["ml", 1],
  milliliter: ["ml", 1],
  cl: ["ml", 10],
  clt: ["ml", 10],
  centilitre: ["ml", 10],
  dl: ["ml", 100],
  l: ["ml", 1000],
  lt: ["ml", 1000],
  ltr: ["ml", 1000],
  litre: ["ml", 1000],
  liter: ["ml", 1000],
  litro: ["ml", 1000],
  m: ["cm", 100],
  mtr: ["cm", 100],
  cm: ["cm", 1],
  cmt: ["cm", 1],
  min: ["minute", 1],
  minute: ["minute", 1],
  h: ["minute", 60],
  piece: ["piece", 1],
  pce: ["piece", 1],
  pc: ["piece", 1],
  stk: ["piece", 1],
  st: ["piece", 1],
  stuck: ["piece", 1],
  pezzo: ["piece", 1],
  pezzi: ["piece", 1],
  pz: ["piece", 1],
  unite: ["piece", 1],
  unit: ["piece", 1],
};

function unitOf(word: string): readonly [Content["unit"], number] | undefined {
  return units[word] ?? units[word.replace(/(?<=..)s$/, "")];
}

/** "500 g", "1kg", "6 × 33 cl", "kg"; or a number with its unit in a cell of its own. In thousandths, as items have it. */
export function readContent(text: string | undefined, unitText?: string, decimal?: DecimalMark): Cell<Content> {
  const written = fold((text ?? "").trim()).replace(/\s+/g, " ");
  if (written === "") return empty;
  const whole = /^[\d.,'\s]+$/.test(written) && unitText ? `${written} ${fold(unitText).trim()}` : written;
  const match = /^(?:(\d{1,4})\s*[x×*]\s*)?(\d[\d.,']*)?\s*([a-z]+)\.?$/.exec(whole.trim());
  const unit = unitOf(match?.[3] ?? "");
  if (match === null || unit === undefined) return unreadable;
  // A weight with three decimals is one: "1.250 kg" is no ton.
  const amount = readNumber(match[2] ?? "1", decimal ?? (match[2]?.includes(",") ? "," : "."));
  if (amount.kind !== "number") return unreadable;
  const quantity = Math.round(amount.value * Number(match[1] ?? 1) * unit[1] * 1000);
  return quantity < 1 || quantity > 100_000_000 ? unreadable : cellOf({ quantity, unit: unit[0] });
}

/** Grams of a weight, "1.2 kg"; or of a range of them, "1.1–1.4 kg". */
export function readGrams(
  text: string | undefined,
  decimal?: DecimalMark,
): Cell<{ readonly min: number; readonly max: number }> {
  const written = (text ?? "").trim();
  if (written === "") return empty;
  const [, low, high, unit] = /^(\d[\d.,']*)\s*(?:-|–|—|à|bis|to|a)\s*(\d[\d.,']*)\s*([a-z]+)\.?$/i.exec(written) ?? [];
  const ends = low && high ? [`${low} ${unit}`, `${high} ${unit}`] : [written, written];
  const [from, to] = ends.map((end) => readContent(end, undefined, decimal));
  if (from?.kind !== "value" || to?.kind !== "value" || from.value.unit !== "g" || to.value.unit !== "g") {
    return unreadable;
  }
  const [min, max] = [Math.round(from.value.quantity / 1000), Math.round(to.value.quantity / 1000)];
  return min < 1 || min > max ? unreadable : cellOf({ min, max });
}

/** A content as people write it, for showing what changes. */
export function contentText(content: Content | undefined): string {
  if (content === undefined) return "";
  const { unit } = content;
  const amount = content.quantity / 1000;
  if (unit === "g" && amount >= 1000) return `${amount / 1000} kg`;
  if (unit === "ml" && amount >= 1000) return `${amount / 1000} l`;
  return `${amount} ${unit}`;
}
