import type { PickupParcels } from "../core/api.ts";

/** A point's parcels as its day goes: what may come, what lies here, what should go back, what is over. */
export interface Shelf {
  readonly expected: readonly PickupParcels[];
  readonly here: readonly PickupParcels[];
  readonly overdue: readonly PickupParcels[];
  readonly gone: readonly PickupParcels[];
}

/** Sorts parcels onto the shelf: what is expected or lies here by day, what is over the last one first. */
export function shelfOf(parcels: readonly PickupParcels[]): Shelf {
  const of = (test: (one: PickupParcels) => boolean): PickupParcels[] => parcels.filter(test);
  return {
    expected: of(({ state }) => state === "announced" || state === "refused"),
    here: of(({ state, overdue }) => state === "arrived" && !overdue),
    overdue: of(({ state, overdue }) => state === "arrived" && overdue),
    gone: of(({ state }) => state === "handed-out" || state === "returned" || state === "cancelled").sort((a, b) =>
      (a.steppedOn ?? "") < (b.steppedOn ?? "") ? 1 : -1,
    ),
  };
}

/** Parcels whose name begins with what was typed or scanned, by word, whatever case and accents. */
export function namedLike(parcels: readonly PickupParcels[], text: string): readonly PickupParcels[] {
  const plain = (words: string): string =>
    words
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .join(" ");
  const wanted = plain(text);
  return wanted === "" ? parcels : parcels.filter(({ name }) => plain(name.join(" ")).startsWith(wanted));
}
