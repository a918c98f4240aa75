import type {
  Accreditation,
  DeliveryOffer,
  InstanceFile,
  Item,
  Party,
  StockLevel,
  TakenTimes,
} from "../../../crypto/protocol/exports.ts";
import { agendaSubject, type Statement, type StatementOf } from "../../../crypto/protocol/statements.ts";
import { type KeyChains, linkKeys, type LinkFacts, noFacts } from "../../../crypto/protocol/key-chains.ts";
import { type PartyRows, rowsOf } from "./item-rows.ts";
import { identityOf } from "./pack-entries.ts";
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
  /** Its first key, by which it is known for good. */
  readonly id: string;
  /** The key that speaks for it now. */
  readonly key: string;
  readonly party: Party;
  readonly accreditation: Accreditation | null;
  readonly accredited: boolean;
  readonly offer: DeliveryOffer | null;
  /** What is taken of its agenda, as its own desk last said. */
  readonly taken: TakenTimes | null;
  readonly inboxKey: { readonly kemPublicKey: string; readonly notAfter: string } | null;
  readonly itemCount: number;
  /** Items that it has published, shown or, before it is admitted, not. */
  readonly publishedCount: number;
  readonly verified: boolean;
}

/** The market at one moment, joined up from its statements. Never changed: a new one replaces it. */
export interface Snapshot {
  readonly chains: KeyChains;
  /** By their first key. */
  readonly parties: ReadonlyMap<string, PartyRow>;
  readonly items: ReadonlyMap<string, ItemRow>;
  /** By item key, then variant id; absent is plenty. */
  readonly stock: Pick<ReadonlyMap<string, Readonly<Record<string, StockLevel>>>, "get">;
  /** The items of each accredited party; the same list as in the snapshot before where nothing of it has changed. */
  readonly rows: ReadonlyMap<string, PartyRows>;
  readonly replyBuckets: number;
}

const gravity = { accredited: 0, refused: 1, suspended: 2 } as const;

type Judgement = StatementOf<"accreditation">;

/** What stewards whom the instance names said, by the key that it is about, then by steward. */
function judgementsOf(book: StatementBook, stewards: ReadonlySet<string>): Map<string, Map<string, Judgement>> {
  const about = new Map<string, Map<string, Judgement>>();
  for (const { statement } of book.all("accreditation")) {
    if (!stewards.has(statement.author)) continue;
    const bySteward = about.get(statement.subject) ?? new Map<string, Judgement>();
    about.set(statement.subject, bySteward.set(statement.author, statement));
  }
  return about;
}

/**
 * The accreditation of a party that counts: of each steward what they said of the latest of its keys since a steward gave
 * it one; of all stewards the newest, else the gravest. The server judges the same. Words that were compared were those of
 * the key that was judged: of a later one nobody has.
 */
function accreditationOf(
  key: string,
  chains: KeyChains,
  judgements: ReadonlyMap<string, ReadonlyMap<string, Judgement>>,
): Accreditation | null {
  const bySteward = new Map<string, Judgement>();
  const keys = chains.keysOf(key);
  const from = chains.linksOf(key).findLastIndex(({ kind }) => kind === "recovery") + 1;
  for (const each of keys.slice(from))
    for (const [steward, said] of judgements.get(each) ?? []) bySteward.set(steward, said);
  let counts: Judgement | null = null;
  for (const said of bySteward.values()) {
    const later =
      counts === null ||
      said.issuedOn > counts.issuedOn ||
      (said.issuedOn === counts.issuedOn && gravity[said.body.status] > gravity[counts.body.status]);
    if (later) counts = said;
  }
  if (counts === null) return null;
  return counts.subject === key ? counts.body : { ...counts.body, keyCompared: false };
}

/**
 * Whose key is whose, by what is verified of what the book holds: also while the same bytes come once more in another pack,
 * since nothing may be sealed to an earlier key meanwhile.
 */
export function keyChainsOf(
  book: Pick<StatementBook, "all" | "heads">,
  stewards: readonly string[],
  now: number,
  facts: LinkFacts = noFacts,
): KeyChains {
  const verified = <S extends Statement>(all: readonly Current<S>[]) =>
    all.filter((one) => one.verified || book.heads[identityOf(one.statement)]?.[1] === one.digest);
  const said = { successions: verified(book.all("succession")), recoveries: verified(book.all("recovery")) };
  return linkKeys(said, stewards, now, facts);
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
 * @param now milliseconds since 1970: which recoveries count
 * @param facts what the market's log says of keys
 */
export function takeSnapshot(
  book: StatementBook,
  instanceKey: string | null,
  instance: InstanceFile,
  before: Snapshot | null = null,
  now = 0,
  facts: LinkFacts = noFacts,
): Snapshot {
  const own = instanceStatement(book, instanceKey);
  const chains = keyChainsOf(book, own?.body.stewards ?? [], now, facts);
  const judgements = judgementsOf(book, new Set(own?.body.stewards));
  const shelves = byAuthor(book.all("shelf"));
  const stocks = byAuthor(book.all("stock"));
  const parties = new Map<string, PartyRow>();
  const rows = new Map<string, PartyRows>();
  const items = new Map<string, ItemRow>();
  // Parties in one order everywhere, whatever came first.
  const introduced = [...book.all("party")].sort((a, b) => (a.statement.author < b.statement.author ? -1 : 1));
  const present = new Set(introduced.map(({ statement }) => statement.author));
  for (const { statement, verified } of introduced) {
    const voice = statement.author;
    // Of a party's keys the last that has introduced itself shows its page and goods; mail goes to the present one alone.
    if (chains.isWaiting(voice) || voice !== chains.keysOf(voice).findLast((key) => present.has(key))) continue;
    const id = chains.rootOf(voice);
    const key = chains.currentOf(voice);
    const accreditation = accreditationOf(key, chains, judgements);
    const admitted = accreditation?.status === "accredited";
    const published = shelves.get(voice) ?? [];
    const shown = admitted
      ? rowsOf(id, published, stocks.get(voice) ?? [], accreditation.labels, before?.rows.get(id))
      : null;
    if (shown !== null && shown.list.length > 0) rows.set(id, shown);
    for (const row of shown?.list ?? []) items.set(row.key, row);
    parties.set(id, {
      id,
      key,
      party: statement.body,
      accreditation,
      accredited: admitted,
      offer: book.get("delivery-offer", voice, voice)?.statement.body ?? null,
      taken: book.get("stock", voice, agendaSubject)?.statement.body.taken ?? null,
      inboxKey: book.get("inbox-key", key, key)?.statement.body ?? null,
      itemCount: shown?.list.length ?? 0,
      publishedCount: published.reduce((count, { body }) => count + body.items.length, 0),
      verified,
    });
  }
  const stock = { get: (key: string) => items.get(key)?.levels };
  return { chains, parties, items, stock, rows, replyBuckets: own?.body.replyBuckets ?? instance.replyBuckets };
}
