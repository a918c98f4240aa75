import type {
  Accreditation,
  DeliveryOffer,
  InstanceFile,
  Item,
  Party,
  StockLevel,
  TakenTimes,
} from "../../../crypto/protocol/exports.ts";
import { agendaSubject, type StatementOf } from "../../../crypto/protocol/statements.ts";
import { type PartyRows, rowsOf } from "./item-rows.ts";
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
  /** What is left, by variant; absent is plenty. */
  readonly levels: Readonly<Record<string, StockLevel>>;
}

/** A party with all that is said about it. */
export interface PartyRow {
  readonly id: string;
  readonly party: Party;
  readonly accreditation: Accreditation | null;
  readonly accredited: boolean;
  readonly offer: DeliveryOffer | null;
  /** What is taken of its agenda, as its own desk last said. */
  readonly taken: TakenTimes | null;
  readonly inboxKey: { readonly kemPublicKey: string; readonly notAfter: string } | null;
  readonly itemCount: number;
  readonly verified: boolean;
}

/** The market at one moment, joined up from its statements. Never changed: a new one replaces it. */
export interface Snapshot {
  readonly parties: ReadonlyMap<string, PartyRow>;
  readonly items: ReadonlyMap<string, ItemRow>;
  /** By item key, then variant id; absent is plenty. */
  readonly stock: Pick<ReadonlyMap<string, Readonly<Record<string, StockLevel>>>, "get">;
  /** The items of each accredited party; the same list as in the snapshot before where nothing of it has changed. */
  readonly rows: ReadonlyMap<string, PartyRows>;
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
export function instanceStatement(book: StatementBook, instanceKey: string | null): StatementOf<"instance"> | null {
  const own = book.all("instance").filter(({ statement }) => statement.author === instanceKey);
  return own.map(({ statement }) => statement).sort((a, b) => b.revision - a.revision)[0] ?? null;
}

/** Statements by their author, each author's in the order of their subjects. */
function byAuthor<S extends StatementOf<"shelf" | "stock">>(all: readonly Current<S>[]): Map<string, S[]> {
  const authors = new Map<string, S[]>();
  for (const { statement } of all) {
    const own = authors.get(statement.author);
    if (own === undefined) authors.set(statement.author, [statement]);
    else own.push(statement);
  }
  for (const own of authors.values()) own.sort((a, b) => (a.subject < b.subject ? -1 : 1));
  return authors;
}

/**
 * Joins the current statements into the market that people see. Only shelves of parties that a steward named by the
 * instance has accredited are in it; who is a steward is said by the statement of `instanceKey` alone.
 * @param before an earlier snapshot: what has not changed since is taken over from it
 */
export function takeSnapshot(
  book: StatementBook,
  instanceKey: string | null,
  instance: InstanceFile,
  before: Snapshot | null = null,
): Snapshot {
  const own = instanceStatement(book, instanceKey);
  const accredited = accreditations(book, new Set(own?.body.stewards));
  const shelves = byAuthor(book.all("shelf"));
  const stocks = byAuthor(book.all("stock"));
  const parties = new Map<string, PartyRow>();
  const rows = new Map<string, PartyRows>();
  const items = new Map<string, ItemRow>();
  // Parties in one order everywhere, whatever came first.
  const introduced = [...book.all("party")].sort((a, b) => (a.statement.author < b.statement.author ? -1 : 1));
  for (const { statement, verified } of introduced) {
    const id = statement.author;
    const accreditation = accredited.get(id) ?? null;
    const admitted = accreditation?.status === "accredited";
    const shown = admitted
      ? rowsOf(id, shelves.get(id) ?? [], stocks.get(id) ?? [], accreditation.labels, before?.rows.get(id))
      : null;
    if (shown !== null && shown.list.length > 0) rows.set(id, shown);
    for (const row of shown?.list ?? []) items.set(row.key, row);
    parties.set(id, {
      id,
      party: statement.body,
      accreditation,
      accredited: admitted,
      offer: book.get("delivery-offer", id, id)?.statement.body ?? null,
      taken: book.get("stock", id, agendaSubject)?.statement.body.taken ?? null,
      inboxKey: book.get("inbox-key", id, id)?.statement.body ?? null,
      itemCount: shown?.list.length ?? 0,
      verified,
    });
  }
  const stock = { get: (key: string) => items.get(key)?.levels };
  return { parties, items, stock, rows, replyBuckets: own?.body.replyBuckets ?? instance.replyBuckets };
}
