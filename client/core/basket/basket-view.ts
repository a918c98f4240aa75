import { appointmentNeed } from "../orders/appointment-need.ts";
import type { Item } from "../../../crypto/protocol/exports.ts";
import { orderTotal } from "../../../crypto/protocol/order-total.ts";
import type { BasketGroup, BasketLine, BasketView, ItemView, PartyView } from "../api.ts";

/** A line as it is kept: what was chosen, and the price it was chosen at. `id` is `item key|variant id`. */
export interface KeptLine {
  readonly id: string;
  readonly key: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly depositMinor: number;
  /** What it was called then: of a stall that is suspended since, nothing is in the catalogue. */
  readonly name?: Item["name"];
}

/** The time chosen for the services of a party, whose id `id` is. */
export interface KeptTime {
  readonly id: string;
  readonly time: string;
}

/** The record "basket" of the space. */
export interface KeptBasket {
  readonly lines: readonly KeptLine[];
  readonly times?: readonly KeptTime[];
}

/** A basket with other lines: a time goes with the last line of its party. */
export function withLines({ times, ...kept }: KeptBasket, lines: readonly KeptLine[]): KeptBasket {
  const left = times?.filter(({ id }) => lines.some(({ key }) => partOf(key).partyId === id)) ?? [];
  return { ...kept, lines, ...(left.length > 0 && { times: left }) };
}

/** What the view needs of the catalogue. `settled`: what is not there now is gone, not just still coming. */
export interface Shelves {
  readonly settled: boolean;
  item(key: string): ItemView | null;
  party(partyId: string): PartyView | null;
}

/** Party and item of an item key. */
export function partOf(key: string): { readonly partyId: string; readonly itemId: string } {
  const [partyId = "", itemId = ""] = key.split("/");
  return { partyId, itemId };
}

function lineOf(kept: KeptLine, shelves: Shelves): BasketLine {
  const { key, variantId, quantity } = kept;
  const view = shelves.item(key);
  const variant = view?.item.variants.find(({ id }) => id === variantId);
  const common = { key, variantId, quantity, view, name: view?.item.name ?? kept.name ?? null };
  if (view === null || variant === undefined) {
    const money = { lineMinor: 0, lineCapMinor: 0, depositMinor: 0 };
    // Until the catalogue has come, the line counts with the price it was added at.
    if (shelves.settled) return { ...common, ...money, problem: "gone" };
    const lineMinor = kept.unitPriceMinor * quantity;
    return { ...common, lineMinor, lineCapMinor: lineMinor, depositMinor: kept.depositMinor * quantity, problem: null };
  }
  const left = view.stock[variantId];
  // Of what is sold out nothing can be bought: it counts in no sum and towards no minimum.
  if (left === 0) return { ...common, lineMinor: 0, lineCapMinor: 0, depositMinor: 0, problem: "too-many" };
  const total = orderTotal(
    [
      {
        item: view.item.id,
        variant: variantId,
        name: view.item.id,
        quantity,
        unitPriceMinor: variant.priceMinor,
        vatPermille: 0,
        weighed: variant.weighed,
        deposit: variant.deposit,
        offer: "",
      },
    ],
    0,
  );
  const tooMany = typeof left === "number" && left < quantity;
  const moved = variant.priceMinor !== kept.unitPriceMinor || (variant.deposit?.amountMinor ?? 0) !== kept.depositMinor;
  return {
    ...common,
    lineMinor: total.itemsMinor,
    lineCapMinor: total.capMinor - total.depositsMinor,
    depositMinor: total.depositsMinor,
    problem: tooMany ? "too-many" : moved ? "price-changed" : null,
  };
}

function groupOf(
  partyId: string,
  lines: readonly BasketLine[],
  times: KeptBasket["times"],
  shelves: Shelves,
): BasketGroup {
  const party = shelves.party(partyId);
  const sum = (amount: (line: BasketLine) => number): number => lines.reduce((total, line) => total + amount(line), 0);
  const itemsMinor = sum((line) => line.lineMinor);
  const depositsMinor = sum((line) => line.depositMinor);
  const minimumMinor = party?.party.ordering?.minimumMinor ?? 0;
  const ages = new Set(lines.map(({ view }) => view?.item.ageMin ?? 0));
  return {
    partyId,
    party,
    lines,
    itemsMinor,
    depositsMinor,
    totalMinor: itemsMinor + depositsMinor,
    capMinor: sum((line) => line.lineCapMinor) + depositsMinor,
    missingMinor: Math.max(0, minimumMinor - itemsMinor),
    ageMin: ages.has(18) ? 18 : ages.has(16) ? 16 : 0,
    appointment: appointmentNeed(
      lines.flatMap(({ view, quantity }) => (view === null ? [] : [{ item: view.item, quantity }])),
    ),
    time: times?.find(({ id }) => id === partyId)?.time ?? null,
  };
}

/** The basket as screens show it, grouped by stall in the order in which each came in. */
export function basketView(kept: KeptBasket | null, shelves: Shelves): BasketView {
  const byParty = new Map<string, BasketLine[]>();
  for (const line of kept?.lines ?? []) {
    const { partyId } = partOf(line.key);
    const lines = byParty.get(partyId) ?? [];
    lines.push(lineOf(line, shelves));
    byParty.set(partyId, lines);
  }
  const groups = [...byParty].map(([partyId, lines]) => groupOf(partyId, lines, kept?.times, shelves));
  return {
    groups,
    count: groups.reduce((count, { lines }) => count + lines.reduce((sum, { quantity }) => sum + quantity, 0), 0),
    totalMinor: groups.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
  };
}
