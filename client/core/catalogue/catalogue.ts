import type {
  Accreditation,
  DeliveryOffer,
  Item,
  StatementOf,
  StatementType,
  StockLevel,
} from "../../../crypto/protocol/exports.ts";
import type {
  CatalogueView,
  DeliveryChoice,
  HomeView,
  ItemKey,
  ItemView,
  PartyView,
  PickupChoice,
  SearchQuery,
  SearchResult,
  Suggestion,
  WindowChoice,
} from "../api.ts";
import type { KeyChains, LinkFacts } from "../../../crypto/protocol/key-chains.ts";
import type { ShownStatement } from "../log/shown-statement.ts";
import type { IssuerStatements } from "../tokens/trusted-keys.ts";
import type { CarriedGoods } from "./carried-goods.ts";
import type { PartyLists } from "./party-lists.ts";
import type { PictureSet } from "./picture-set.ts";

/** A party's inbox key whose signature was verified, and that is valid today. */
export interface VerifiedInboxKey {
  /** The party's first key. */
  readonly partyId: string;
  /** Its present key, 43 characters: the inbox that the envelope goes to, and whom it is sealed for. */
  readonly key: string;
  /** 1,216 bytes, X-Wing. */
  readonly kemPublicKey: Uint8Array;
  readonly notAfter: string;
}

/** The public market on this device: fetched, verified, kept, and asked by every screen. See create-catalogue.ts. */
export interface Catalogue extends PartyLists {
  readonly view: CatalogueView;
  /** Reads what is kept, then fetches what is new, then listens. Resolves when what was kept can be shown. */
  start(): Promise<void>;
  /** Resolves when there are items to show, or there is nothing to wait for: no network, an empty market, closed. */
  begun(): Promise<void>;
  /** Ends live listening. */
  stop(): void;
  /** Asks the server once; resolves when everything that it named is here, verified, and found by a search. */
  refresh(): Promise<void>;
  /** Resolves when what is shown has been verified: await it before anything is put into an order. */
  verified(): Promise<void>;
  subscribe(listener: () => void): () => void;

  readonly pictures: PictureSet;
  setPostcode(postcode: string | null): void;
  home(): HomeView;
  search(query: SearchQuery): SearchResult;
  suggest(text: string, language: string): readonly Suggestion[];
  item(key: ItemKey): ItemView | null;
  similar(key: ItemKey, limit: number): readonly ItemView[];
  /** Any party, by any of its keys, with a verified statement, accredited or not: screens see from the view what it may do. */
  party(partyId: string): PartyView | null;
  /** Couriers that can carry these goods; without `goods`, those that can carry some of what the party sells. */
  deliveryChoices(partyId: string, postcode: string, goods?: CarriedGoods): readonly DeliveryChoice[];
  /** Pickup points that can keep these goods; without `goods`, those that can keep some of what the party sells. */
  pickupChoices(partyId: string, goods?: CarriedGoods): readonly PickupChoice[];
  /** Whether a party can be ordered from now: reachable, not on holiday, with a window that still takes orders. */
  takesOrders(partyId: string): boolean;
  collectionWindows(partyId: string): readonly WindowChoice[];
  /** Free times of a party's agenda for an appointment of `minutes`; those that are too soon as closed. */
  appointmentTimes(partyId: string, minutes: number): readonly WindowChoice[];

  /** The verified key that mail to a party is sealed to; null when there is none that is valid today. */
  inboxKey(partyId: string): VerifiedInboxKey | null;
  deliveryOffer(partyId: string): DeliveryOffer | null;
  accreditation(partyId: string): Accreditation | null;
  /** The item as published, for an order line and its digest; null when it is not in the shop. */
  published(key: ItemKey): { readonly item: Item; readonly stock: Readonly<Record<string, StockLevel>> } | null;
  /** How many reply boards a day the instance has now: a power of two. */
  readonly replyBuckets: number;
  /** Who issues tokens, by verified statements; `null` while the instance's own is not here. */
  readonly issuer: IssuerStatements | null;
  /** The newest verified statement by (type, author, subject): what a stall's next revision follows. */
  statement<T extends StatementType>(type: T, author: string, subject: string): StatementOf<T> | null;
  /** The verified statement of the key that speaks for the market; null before it came, or when there is none. */
  readonly instanceStatement: StatementOf<"instance"> | null;
  /** The key that speaks for the market; null on an empty server, and before anything came. */
  readonly instanceKey: string | null;
  /** Changes when the server names other packs, and with nothing else: whether there may be something to check. */
  readonly edition: string;
  /** Verified statements of types that are in the market's log. */
  logged(): readonly ShownStatement[];
  /** The one of these of an identity; null when there is none. */
  loggedOf(type: ShownStatement["type"], author: string, subject: string): ShownStatement | null;
  /** The wire bytes of a statement of the packs that are kept here; null when none has this digest. */
  wire(digest: string): Promise<Uint8Array | null>;
  /** Whose key is whose, by what is verified here, and by what the log is known to say. */
  readonly chains: KeyChains;
  /** Takes in what a reader of the log knows about keys that follow one another. */
  setLinkFacts(facts: LinkFacts): void;
  /** What names a key as the next one of another, verified, whether it counts or not. */
  keyStatement(digest: string): StatementOf<"succession" | "recovery"> | null;
  /** Verified statements of one author, by type. */
  statementsOf<T extends "shelf" | "stock">(type: T, author: string): readonly StatementOf<T>[];
}
