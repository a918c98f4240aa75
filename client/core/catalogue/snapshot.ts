import type {
  Accreditation,
  DeliveryOffer,
  InstanceFile,
  Item,
  Party,
  StockLevel,
} from "../../../crypto/protocol/exports.ts";
import type { StatementOf } from "../../../crypto/protocol/statements.ts";
import type { Current, StatementBook } from "./statement-book.ts";

/** One item of an accredited party's shelf, as search and screens need it. */
export interface ItemRow {
  readonly key: string;
  readonly partyId: string;
  readonly item: Item;
  /** Lowest price of its variants. */
  readonly priceMinor: number;
  readonly labels: readonly string[];
  /** Its place among its party's items, drawn by lot: a mixed list takes one of each party in turn. */
  readonly turn: number;
  readonly issuedOn: string;
}

/** A party with all that is said about it. */
export interface PartyRow {
  readonly id: string;
  readonly party: Party;
  readonly accreditation: Accreditation | null;
  readonly accredited: boolean;
  readonly offer: DeliveryOffer | null;
  readonly inboxKey: { readonly kemPublicKey: string; readonly notAfter: string } | null;
  readonly itemCount: number;
  readonly verified: boolean;
}

/** The market at one moment, joined up from its statements. Never changed: a new one replaces it. */
export interface Snapshot {
  readonly parties: ReadonlyMap<string, PartyRow>;
  readonly items: ReadonlyMap<string, ItemRow>;
  /** By item key, then variant id; absent is plenty. */
  readonly stock: ReadonlyMap<string, Readonly<Record<string, StockLevel>>>;
  readonly replyBuckets: number;
}

const gravity = { accredited: 0, refused: 1, suspended: 2 } as const;

/** The accreditation of each party that counts: by a steward whom the instance names; the newest, else the gravest. */
function accreditations(book: StatementBook, stewards: ReadonlySet<string>): Map<string, Accreditation> {
  const newest = new Map<string, StatementOf<"accreditation">>();
  for (const { statement } of book.all("accreditation")) {
    if (!stewards.has(statement.author)) continue;
    const other = newest.get(statement.subject);
    const later =
      other === undefined ||
      statement.issuedOn > other.issuedOn ||
      (statement.issuedOn === other.issuedOn && gravity[statement.body.status] > gravity[other.body.status]);
    if (later) newest.set(statement.subject, statement);
  }
  return new Map([...newest].map(([subject, { body }]) => [subject, body]));
}

/** The instance's own statement: by the key that the server names, and that this device remembers. */
function instanceStatement(book: StatementBook, instanceKey: string | null): StatementOf<"instance"> | null {
  const own = book.all("instance").filter(({ statement }) => statement.author === instanceKey);
  return own.map(({ statement }) => statement).sort((a, b) => b.revision - a.revision)[0] ?? null;
}

/** The same order every day, that has nothing to do with the alphabet. */
function withTurns(items: ReadonlyMap<string, ItemRow>): Map<string, ItemRow> {
  const drawn = [...items.values()]
    .map((row) => ({ row, lot: lotOf(row.key) }))
    .sort((a, b) => a.lot - b.lot || (a.row.key < b.row.key ? -1 : 1));
  const turns = new Map<string, number>();
  const placed = new Map<string, ItemRow>();
  for (const { row } of drawn) {
    const turn = turns.get(row.partyId) ?? 0;
    turns.set(row.partyId, turn + 1);
    placed.set(row.key, { ...row, turn });
  }
  return placed;
}

function lotOf(key: string): number {
  let hash = 2166136261;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 16777619);
  return hash >>> 0;
}

interface Joined {
  readonly items: Map<string, ItemRow>;
  readonly counts: Map<string, number>;
}

function joinShelves(
  shelves: readonly Current<StatementOf<"shelf">>[],
  accredited: ReadonlyMap<string, Accreditation>,
  parties: ReadonlyMap<string, Current<StatementOf<"party">>>,
): Joined {
  const items = new Map<string, ItemRow>();
  const counts = new Map<string, number>();
  const inOrder = [...shelves].sort((a, b) => (a.statement.subject < b.statement.subject ? -1 : 1));
  for (const { statement } of inOrder) {
    const partyId = statement.author;
    const granted = accredited.get(partyId);
    if (granted?.status !== "accredited" || !parties.has(partyId)) continue;
    for (const item of statement.body.items) {
      const key = `${partyId}/${item.id}`;
      // An item that two shelves of one party claim is shown once.
      if (items.has(key)) continue;
      counts.set(partyId, (counts.get(partyId) ?? 0) + 1);
      items.set(key, {
        key,
        partyId,
        item,
        priceMinor: Math.min(...item.variants.map(({ priceMinor }) => priceMinor)),
        labels: (item.labels ?? []).filter((label) => granted.labels.includes(label)),
        turn: 0,
        issuedOn: statement.issuedOn,
      });
    }
  }
  return { items: withTurns(items), counts };
}

function joinStock(book: StatementBook): Map<string, Record<string, StockLevel>> {
  const stock = new Map<string, Record<string, StockLevel>>();
  for (const { statement } of book.all("stock")) {
    for (const [name, level] of Object.entries(statement.body.levels)) {
      const [item = "", variant = ""] = name.split("/");
      const key = `${statement.author}/${item}`;
      const levels = stock.get(key) ?? {};
      levels[variant] = level;
      stock.set(key, levels);
    }
  }
  return stock;
}

/**
 * Joins the current statements into the market that people see. Only shelves of parties that a steward named by the
 * instance has accredited are in it; who is a steward is said by the statement of `instanceKey` alone.
 */
export function takeSnapshot(book: StatementBook, instanceKey: string | null, instance: InstanceFile): Snapshot {
  const own = instanceStatement(book, instanceKey);
  const accredited = accreditations(book, new Set(own?.body.stewards));
  const statements = new Map(book.all("party").map((current) => [current.statement.author, current]));
  const { items, counts } = joinShelves(book.all("shelf"), accredited, statements);
  const parties = new Map<string, PartyRow>();
  for (const [id, { statement, verified }] of statements) {
    const accreditation = accredited.get(id) ?? null;
    parties.set(id, {
      id,
      party: statement.body,
      accreditation,
      accredited: accreditation?.status === "accredited",
      offer: book.get("delivery-offer", id, id)?.statement.body ?? null,
      inboxKey: book.get("inbox-key", id, id)?.statement.body ?? null,
      itemCount: counts.get(id) ?? 0,
      verified,
    });
  }
  return { parties, items, stock: joinStock(book), replyBuckets: own?.body.replyBuckets ?? instance.replyBuckets };
}
