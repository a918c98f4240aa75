import type { Item, Party, StockLevel } from "../../crypto/protocol/exports.ts";
import type { StatementBook } from "../statements/statement-book.ts";

/** An item as the catalogue offers it: of an accredited producer, with the labels that a steward granted. */
export interface ListedItem {
  readonly partyId: string;
  readonly item: Item;
  readonly labels: readonly string[];
  /** By variant id; absent is plenty. */
  readonly stock: Readonly<Record<string, StockLevel>>;
  /** The day on which its shelf or its stock was last published. */
  readonly day: string;
}

/** An accredited producer with all that it offers. */
export interface ListedStall {
  readonly id: string;
  readonly party: Party;
  readonly labels: readonly string[];
  /** By item id, in the order of its shelves. */
  readonly items: ReadonlyMap<string, ListedItem>;
  /** The newest day of its page and its shelves. */
  readonly day: string;
}

/** A courier that brings a stall's things, and from what price. */
export interface ListedCourier {
  readonly name: string;
  readonly priceMinorMin: number;
}

/** A pickup point that a stall brings to. */
export interface ListedPoint {
  readonly name: string;
  /** ", Rue 3, Genève", or "" without an address. */
  readonly where: string;
  readonly priceMinor: number;
}

function newest(days: readonly string[]): string {
  return days.reduce((latest, day) => (day > latest ? day : latest), "");
}

function stockOf(book: StatementBook, author: string) {
  const levels = new Map<string, Record<string, StockLevel>>();
  const days = new Map<string, string>();
  for (const { statement } of book.ofAuthor(author)) {
    if (statement.type !== "stock") continue;
    for (const [name, level] of Object.entries(statement.body.levels)) {
      const [item = "", variant = ""] = name.split("/");
      levels.set(item, { ...levels.get(item), [variant]: level });
      days.set(item, newest([days.get(item) ?? "", statement.issuedOn]));
    }
  }
  return { levels, days };
}

/** Joins what an author has published into its stall; null unless it is an accredited producer that speaks by this key. */
export function listStall(book: StatementBook, author: string): ListedStall | null {
  if (book.isReplaced(author)) return null;
  const own = book.get("party", author, author)?.statement;
  const accreditation = book.accreditation(author)?.body;
  if (own?.body.kind !== "producer" || accreditation?.status !== "accredited") return null;
  const granted = new Set(accreditation.labels);
  const stock = stockOf(book, author);
  const items = new Map<string, ListedItem>();
  const shelves = book
    .ofAuthor(author)
    .flatMap(({ statement }) => (statement.type === "shelf" ? [statement] : []))
    .sort((a, b) => (a.subject < b.subject ? -1 : 1));
  for (const { body, issuedOn } of shelves) {
    for (const item of body.items) {
      // An item that two shelves of one party claim is shown once, as in the shop.
      if (items.has(item.id)) continue;
      items.set(item.id, {
        partyId: author,
        item,
        labels: (item.labels ?? []).filter((label) => granted.has(label)),
        stock: stock.levels.get(item.id) ?? {},
        day: newest([issuedOn, stock.days.get(item.id) ?? ""]),
      });
    }
  }
  const day = newest([own.issuedOn, ...shelves.map(({ issuedOn }) => issuedOn)]);
  return { id: author, party: own.body, labels: accreditation.labels, items, day };
}

/** The couriers that a stall works with and that are there now, the cheapest first. */
export function couriersOf(book: StatementBook, stall: ListedStall): readonly ListedCourier[] {
  return (stall.party.ordering?.couriers ?? [])
    .flatMap((name) => {
      const id = book.speakerOf(name);
      const party = book.get("party", id, id)?.statement.body;
      const zones = book.get("delivery-offer", id, id)?.statement.body.zones ?? [];
      if (party?.kind !== "courier" || zones.length === 0 || !book.isAccredited(id)) return [];
      return [{ name: party.name, priceMinorMin: Math.min(...zones.map(({ priceMinor }) => priceMinor)) }];
    })
    .sort((a, b) => a.priceMinorMin - b.priceMinorMin);
}

/** The pickup points that a stall brings to and that are there now, the cheapest first. */
export function pointsOf(book: StatementBook, stall: ListedStall): readonly ListedPoint[] {
  return (stall.party.ordering?.pickupPoints ?? [])
    .flatMap(({ point: name, feeMinor }) => {
      const point = book.speakerOf(name);
      const party = book.get("party", point, point)?.statement.body;
      if (party?.kind !== "pickup-point" || !book.isAccredited(point)) return [];
      const where = party.place === undefined ? "" : `, ${party.place.street}, ${party.place.town}`;
      return [{ name: party.name, where, priceMinor: feeMinor }];
    })
    .sort((a, b) => a.priceMinor - b.priceMinor);
}
