/**
 * What the screens, and the headless agent, can ask of the core. In a browser the core runs in a worker and every method
 * crosses by structured clone, so arguments and results are plain data. Methods throw `CodedError`; across the worker
 * only its `code` and `message` survive.
 */
import type { Diet } from "./catalogue/diets.ts";
import type {
  BoardTraces,
  DeviceHoldings,
  MarketCheck,
  OrderTraces,
  ServerAnswer,
  StoredOverview,
} from "./audit/audit-views.ts";
import type { DemoLink } from "../../crypto/protocol/routes.ts";
import type {
  Accreditation,
  DeclineReason,
  DeliveryAddress,
  DeliveryOffer,
  DeliveryRequest,
  FailReason,
  Item,
  OrderLine,
  OrderView,
  Party,
  PickupAnnouncement,
  PickupState,
  ServicePlace,
  StockLevel,
  WrapperInfo,
} from "../../crypto/protocol/exports.ts";
import type { TrustRefusalReason } from "../../crypto/protocol/log-evidence.ts";
import type { ReleaseRefusalReason } from "../../crypto/protocol/release-evidence.ts";

export type { ReleaseRefusalReason, TrustRefusalReason };

// ── reading the market ───────────────────────────────────────────────────────────────────────────────────────────────

/** `party id / item id`. */
export type ItemKey = string;

export interface ItemView {
  readonly key: ItemKey;
  readonly partyId: string;
  readonly partyName: string;
  /** From the chosen postcode, as the crow flies; null before one is chosen or where the party has no place. */
  readonly distanceMetres: number | null;
  readonly item: Item;
  /** Stock by variant id; a variant that is absent is "plenty". */
  readonly stock: Readonly<Record<string, StockLevel>>;
  /** Labels of the item that were also granted to its party. */
  readonly labels: readonly string[];
  /** Has a season, and this month is in it. Goods of all the year are never "in season"; see `item.season`. */
  readonly inSeason: boolean;
}

/** How a key looks: stripes 0–11, words 0–255 of the instance's list, and the whole in hexadecimal. */
export interface Fingerprint {
  readonly stripes: readonly number[];
  readonly words: readonly string[];
  readonly hex: string;
}

export interface PartyView {
  readonly id: string;
  readonly party: Party;
  readonly accreditation: Accreditation | null;
  readonly labels: readonly string[];
  readonly itemCount: number;
  /** Items that it has published, shown or, before it is admitted, not. */
  readonly publishedCount: number;
  readonly distanceMetres: number | null;
  /** Whether it can receive orders now: accredited, with an inbox key that is valid today. */
  readonly reachable: boolean;
  /** Of the key that speaks for it now. */
  readonly fingerprint: Fingerprint;
  /** What there is to say about its keys; absent for a party that has had one only. */
  readonly keys?: KeyHistory;
}

/** What lists and maps are narrowed by, and all that a pin says: no more, for there may be thousands. */
export interface StallInBrief extends Pick<PartyView, "id" | "distanceMetres"> {
  readonly party: Pick<Party, "kind" | "name" | "trade" | "category" | "place" | "hours" | "pickup">;
}

/** How a party came to its present key, and what is about to happen to it. */
export interface KeyHistory {
  /** Newest first. `on`: the day from which it counts, YYYY-MM-DD. `before`: of the key that it replaced. */
  readonly changes: readonly {
    readonly kind: "succession" | "recovery";
    readonly on: string;
    readonly before: Fingerprint;
    /** Of a recovery: what the steward wrote. */
    readonly reason?: Readonly<Record<string, string>>;
  }[];
  /** The log has two things said about what follows its key: nothing is sent to it. */
  readonly contested: boolean;
  /** A steward gave it another key, which does not count yet. */
  readonly recovery: {
    readonly on: string;
    /** ISO instant. */
    readonly countsAt: string;
    readonly next: Fingerprint;
    readonly reason?: Readonly<Record<string, string>>;
  } | null;
}

/** A stall that asks for another key. */
export interface RecoveryCase {
  readonly party: PartyView;
  /** Of the key that it shall have. */
  readonly next: Fingerprint;
}

export interface CatalogueView {
  /** `empty` before anything came, `partial` while packs arrive, `complete` after; `offline` shows what was kept. */
  readonly state: "empty" | "partial" | "complete" | "offline";
  readonly verified: boolean;
  readonly items: number;
  readonly parties: number;
  /** Rises with each change: screens ask again when it does. */
  readonly version: number;
  readonly postcode: string | null;
  /**
   * What was refused of what the server said, while the last good state is shown: `catalogue/instance-changed` (another
   * key speaks for the instance than at the first visit), `catalogue/rollback` (an older revision than one already
   * seen), `catalogue/forged` (a signature or a rule of authorship failed). Null when nothing was.
   */
  readonly problem: "catalogue/instance-changed" | "catalogue/rollback" | "catalogue/forged" | null;
}

/** What prices are compared per. */
export type PriceUnit = "kg" | "l" | "piece" | "m" | "hour";

/** Distances that are offered, in kilometres; each counts what is at most that far. */
export const distanceSteps: readonly number[] = [1, 2, 5, 10, 20, 50];

/** Bands of prices that are offered, minor units, both ends inside; null is without end. */
export const priceBands: readonly { readonly minMinor: number; readonly maxMinor: number | null }[] = [
  { minMinor: 0, maxMinor: 499 },
  { minMinor: 500, maxMinor: 999 },
  { minMinor: 1000, maxMinor: 1999 },
  { minMinor: 2000, maxMinor: 4999 },
  { minMinor: 5000, maxMinor: null },
];

/**
 * How many answers each choice would leave, given all the others. A choice that would leave none is absent from the
 * records. Of alternatives (kinds, conditions, distances, units, prices) what each would leave instead of the present
 * one; of what adds up (diets, allergens) what would be left with it too.
 */
export interface FacetCounts {
  readonly kinds: Readonly<Partial<Record<"good" | "service", number>>>;
  readonly conditions: Readonly<Partial<Record<"new" | "second-hand", number>>>;
  readonly diets: Readonly<Record<string, number>>;
  /** By allergen: what is declared to be without it. */
  readonly without: Readonly<Record<string, number>>;
  readonly inSeason: number;
  readonly available: number;
  readonly deliveredToMe: number;
  readonly freeSoon: number;
  /** For each of {@link distanceSteps}. */
  readonly distances: readonly number[];
  /** Without the range of prices, which is one of the present unit. */
  readonly units: Readonly<Partial<Record<PriceUnit, number>>>;
  /** For each of {@link priceBands}: by price, or by price of the chosen unit. */
  readonly prices: readonly number[];
  /** What nothing but the chosen allergens keeps out: declared to hold one (traces too), or silent about one. */
  readonly putAside: { readonly declared: number; readonly undeclared: number };
}

/** How many thumbnails a person wants on this device, and whether an item's page brings its sharp pictures by itself. */
export interface PictureChoice {
  /** `some`: the first 5 MB of the packs, in the order that is everybody's. */
  readonly budget: "none" | "some" | "all";
  /** Each item's page asks for a pack of sharp pictures. Off, a button of the page does. */
  readonly sharper: boolean;
}

export interface PicturesView extends PictureChoice {
  readonly fetching: boolean;
  /** Thumbnails on this device, and in the whole market. */
  readonly here: { readonly pictures: number; readonly bytes: number };
  readonly offered: { readonly pictures: number; readonly bytes: number };
  /** What a pack of sharp pictures is like: its bytes, and of how many items it is; null while there is none. */
  readonly sharperPack: { readonly bytes: number; readonly items: number } | null;
}

export interface SearchQuery {
  readonly text?: string;
  readonly category?: string;
  readonly partyId?: string;
  readonly labels?: readonly string[];
  readonly withoutAllergens?: readonly string[];
  readonly diets?: readonly string[];
  readonly kind?: "good" | "service";
  readonly inSeason?: boolean;
  readonly available?: boolean;
  readonly deliveredToMe?: boolean;
  /** Booked for a time, and one of the next seven days is free. */
  readonly freeSoon?: boolean;
  /** Goods of second hand only, or goods that are new. */
  readonly condition?: "new" | "second-hand";
  readonly distanceMetresMax?: number;
  /** Only what is measured in this unit; the range of prices is then one of prices of that unit. */
  readonly unit?: PriceUnit;
  readonly priceMinorMin?: number;
  readonly priceMinorMax?: number;
  readonly sort?: "relevance" | "near" | "price" | "price-down" | "unit-price" | "new" | "name";
  readonly offset?: number;
  readonly limit?: number;
}

export interface SearchResult {
  readonly total: number;
  readonly items: readonly ItemView[];
  readonly parties: readonly PartyView[];
  /** How many would remain with each choice added: by category path, label id. */
  readonly categories: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, number>>;
  readonly counts: FacetCounts;
  /** How many of all answers each stall has, by party id: what a map shows of them. */
  readonly stalls: Readonly<Record<string, number>>;
  readonly suggestions: readonly string[];
  /** Where nothing answers "pain sans gluten": the branch that is named, and how many are declared to be of the diet there. */
  readonly instead?: { readonly category: string; readonly diet: string; readonly count: number };
}

/** What someone may mean while they type; `text` is what is shown, in the asked language. */
export type Suggestion =
  | { readonly kind: "term"; readonly text: string }
  /** `count` answers of the typed text lie in it. */
  | { readonly kind: "category"; readonly text: string; readonly path: string; readonly count: number }
  /** What was granted or declared, and what was typed before it. `count` answers of that have it. */
  | {
      readonly kind: "label";
      readonly text: string;
      readonly label: string;
      readonly before: string;
      readonly count: number;
    }
  | { readonly kind: "diet"; readonly diet: Diet; readonly before: string; readonly count: number }
  | { readonly kind: "stall"; readonly text: string; readonly partyId: string; readonly trade: string }
  | {
      readonly kind: "item";
      readonly text: string;
      readonly key: ItemKey;
      readonly stall: string;
      /** Of the cheapest variant that can be had. */
      readonly priceMinor: number;
      /** How that stands: weighed first, the lowest of several, or neither. */
      readonly bound: "about" | "from" | null;
    };

export interface HomeView {
  /** Categories with a tile on the front page, with the number of items below them. */
  readonly tiles: readonly { readonly path: string; readonly count: number }[];
  readonly inSeason: readonly ItemView[];
  readonly besidesFood: readonly ItemView[];
  readonly near: readonly PartyView[];
  readonly newest: readonly PartyView[];
  readonly partiesOpen: number;
}

/** A window in which something can be handed over; times are wall-clock of the instance. */
export interface WindowChoice {
  /** Unique among the windows of one courier or one stall: slot and day. */
  readonly id: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  /** Last moment to order for it, ISO; past ones are listed as closed. */
  readonly orderBefore: string;
  readonly open: boolean;
}

export interface DeliveryChoice {
  readonly courier: PartyView;
  readonly zoneId: string;
  readonly feeMinor: number;
  readonly vehicle: Readonly<Record<string, string>>;
  readonly windows: readonly WindowChoice[];
}

/** A pickup point that a stall brings to, and from when on things can be fetched there. */
export interface PickupChoice {
  readonly point: PartyView;
  readonly feeMinor: number;
  /** How many days the point keeps a parcel. */
  readonly keptDays: number;
  readonly windows: readonly WindowChoice[];
}

// ── basket and checkout ──────────────────────────────────────────────────────────────────────────────────────────────

export interface BasketLine {
  readonly key: ItemKey;
  readonly variantId: string;
  readonly quantity: number;
  readonly view: ItemView | null;
  /** Also of what is in the shop no more; null where it was not kept. */
  readonly name: Item["name"] | null;
  /** What is wrong with it now: gone from the shop, more than is left, price changed since it was added. */
  readonly problem: "gone" | "too-many" | "price-changed" | null;
  readonly lineMinor: number;
  readonly lineCapMinor: number;
  readonly depositMinor: number;
}

/** What is to be booked for the services of one stall that lie in the basket: one time, for all of them together. */
export interface AppointmentNeed {
  readonly minutes: number;
  /** Null where they happen in different places: they are ordered apart. */
  readonly place: ServicePlace | null;
}

export interface BasketGroup {
  readonly partyId: string;
  readonly party: PartyView | null;
  readonly lines: readonly BasketLine[];
  readonly itemsMinor: number;
  readonly depositsMinor: number;
  readonly totalMinor: number;
  readonly capMinor: number;
  /** What is still missing to the producer's minimum; 0 when reached. */
  readonly missingMinor: number;
  readonly ageMin: 0 | 16 | 18;
  /** Null when nothing here is booked for a time. */
  readonly appointment: AppointmentNeed | null;
  /** The time chosen for it, as `chooseTime` was told. */
  readonly time: string | null;
}

export interface BasketView {
  readonly groups: readonly BasketGroup[];
  readonly count: number;
  readonly totalMinor: number;
}

export interface Address {
  readonly id: string;
  readonly label?: string | undefined;
  readonly name: string;
  readonly street: string;
  readonly extra?: string | undefined;
  readonly postcode: string;
  readonly town: string;
  readonly phone: string;
  readonly note?: string | undefined;
}

export interface OrderDraft {
  readonly partyId: string;
  readonly fulfilment:
    | {
        readonly kind: "delivery";
        readonly courierId: string;
        readonly zoneId: string;
        readonly windowId: string;
        readonly day: string;
        readonly address: Address;
      }
    | { readonly kind: "collection"; readonly windowId: string; readonly day: string }
    | { readonly kind: "pickup"; readonly pointId: string; readonly windowId: string; readonly day: string }
    /** `address` where the producer comes to the customer, and nowhere else. */
    | { readonly kind: "appointment"; readonly windowId: string; readonly day: string; readonly address?: Address };
  readonly payment: "at-handover" | "bank-transfer";
  readonly shortage: "replace" | "refund" | "ask";
  readonly note?: string;
  /** What the buyer was shown: the order is refused with `order/changed` when prices moved since. */
  readonly totalMinor: number;
  readonly capMinor: number;
  /** Leave at once instead of after a random delay of up to 30 s. */
  readonly sendNow?: boolean;
}

// ── lists, and what was looked at ────────────────────────────────────────────────────────────────────────────────────

export interface ListLine {
  readonly id: string;
  /** Null for a line of words. */
  readonly key: ItemKey | null;
  readonly variantId: string | null;
  /** The words, or what the item was called when it was put here. */
  readonly text: string;
  readonly quantity: number;
  /** Ticked off. */
  readonly done: boolean;
  readonly view: ItemView | null;
  /** No longer in the market, or nothing left today. */
  readonly problem: "gone" | "sold-out" | null;
  readonly lineMinor: number;
}

export interface ListView {
  readonly id: string;
  readonly name: string;
  readonly madeOn: string;
  readonly lines: readonly ListLine[];
  /** Lines that are not ticked off, and what they come to today. */
  readonly openCount: number;
  readonly openMinor: number;
}

export type ListChange =
  | { readonly type: "rename"; readonly name: string }
  /** More of an item: what is on the list already is added to. */
  | { readonly type: "add-item"; readonly key: ItemKey; readonly variantId: string; readonly quantity: number }
  | { readonly type: "add-text"; readonly text: string }
  | { readonly type: "set"; readonly line: string; readonly quantity?: number; readonly done?: boolean }
  | { readonly type: "remove"; readonly line: string }
  | { readonly type: "remove-done" }
  /** Takes every tick off, to shop with the list again. */
  | { readonly type: "all-open" };

/** What is not as it was when something was put into the basket from a list or an order. */
export interface FillChange {
  readonly key: ItemKey;
  readonly name: string;
  /** `closed`: in the basket, but the stall takes no orders now; `full`: the stall's part of the basket holds no more. */
  readonly problem: "gone" | "sold-out" | "fewer" | "price" | "closed" | "full";
  readonly wanted: number;
  /** How many lie in the basket now. */
  readonly quantity: number;
  /** For `price`: what one cost, and what it costs. */
  readonly wasMinor: number | null;
  readonly priceMinor: number | null;
}

export interface BasketFill {
  /** Lines that lie in the basket now. */
  readonly added: number;
  readonly changes: readonly FillChange[];
}

export interface SeenView {
  /** Whether what is looked at is remembered. */
  readonly on: boolean;
  /** The last first. */
  readonly keys: readonly ItemKey[];
}

// ── orders ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface OrderSummary {
  readonly thread: string;
  /** Three words that name the order, the same on every screen. */
  readonly name: readonly string[];
  readonly partyId: string;
  readonly partyName: string;
  readonly view: OrderView;
  readonly unread: number;
  /** Ids of messages of one's own that have not left this device yet. */
  readonly waiting: readonly string[];
}

export interface OrderDetail extends OrderSummary {
  readonly party: PartyView | null;
  readonly courier: PartyView | null;
  /** Where it waits, of an order that goes to a pickup point. */
  readonly point: PartyView | null;
  /** What to say at handover; null once delivered. */
  readonly handoverWords: readonly string[] | null;
  /** The same as text, for a QR code. */
  readonly handoverText: string | null;
  /** Consumer only: where it goes, while it is kept. */
  readonly address: Address | null;
  /** Bank transfer: what the QR-bill needs. Made on the device, from the producer's public statement. */
  readonly bill: {
    readonly iban: string;
    readonly creditor: {
      readonly name: string;
      readonly street: string;
      readonly buildingNumber?: string | undefined;
      readonly postcode: string;
      readonly town: string;
      readonly country: string;
    };
    readonly amountMinor: number;
    readonly currency: string;
    readonly reference: string;
    readonly dueOn: string;
  } | null;
}

/** An order at a producer's desk. */
export interface DeskOrder extends OrderDetail {
  /**
   * Of an appointment that is not over: whether its time is still free at this desk, `taken` by others that were accepted,
   * or one that the desk has closed. Null of everything else.
   */
  readonly time: "free" | "taken" | "closed" | null;
  /** What the producer may do now, in the order of likelihood. */
  readonly actions: readonly DeskAction["type"][];
}

export type DeskAction =
  | { readonly type: "accept"; readonly text?: string }
  | { readonly type: "decline"; readonly reason: DeclineReason; readonly text?: string }
  | { readonly type: "prepare" }
  | {
      readonly type: "ready";
      readonly weights: readonly { readonly line: number; readonly grams: readonly number[] }[];
    }
  | {
      readonly type: "hand-over";
      readonly to: "courier" | "customer" | "point";
      readonly words?: readonly string[];
      readonly ageChecked?: boolean;
    }
  | { readonly type: "cancel"; readonly text?: string }
  | { readonly type: "paid"; readonly amountMinor: number };

/** A time that a stall has closed in its agenda: booked by telephone, or not worked. */
export interface ClosedTime {
  /** 22 characters. */
  readonly id: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  /** How many places of the agenda it takes, 1 to its capacity. */
  readonly places: number;
}

export interface DeskView {
  readonly partyId: string;
  /** The soonest first; those of past days are dropped. */
  readonly closedTimes: readonly ClosedTime[];
  readonly orders: readonly DeskOrder[];
  /**
   * Envelopes that could not be opened: shown, kept, and never in the way of the others. `foundAt` is when this device
   * found that first (ISO 8601, UTC).
   */
  readonly unreadable: readonly { readonly id: string; readonly foundAt: string }[];
  /** While a first load opens many envelopes; null when done. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly syncedAt: string | null;
}

/** A delivery at a courier's desk: the address and what to collect where; never the items. */
export interface Delivery {
  readonly thread: string;
  readonly name: readonly string[];
  readonly producer: PartyView | null;
  readonly request: DeliveryRequest;
  /** Null once the dispute window has passed and it was forgotten. */
  readonly address: DeliveryAddress | null;
  readonly state: "requested" | "accepted" | "refused" | "collected" | "delivered" | "failed" | "cancelled";
  readonly ready: boolean;
  readonly collectMinor: number;
  readonly failure?: { readonly reason: FailReason; readonly next: "retry" | "return" } | undefined;
  readonly attemptsLeft: number;
  readonly actions: readonly CourierAction["type"][];
  readonly waiting: readonly string[];
}

export type CourierAction =
  | { readonly type: "accept" }
  | { readonly type: "refuse"; readonly text?: string }
  | { readonly type: "collect" }
  | {
      readonly type: "deliver";
      readonly words: readonly string[] | null;
      readonly ageChecked?: boolean;
      readonly collectedMinor: number;
    }
  | { readonly type: "fail"; readonly reason: FailReason; readonly next: "retry" | "return"; readonly text?: string };

export interface CourierView {
  readonly partyId: string;
  readonly deliveries: readonly Delivery[];
  readonly unreadable: readonly { readonly id: string; readonly foundAt: string }[];
  readonly syncedAt: string | null;
}

/** An order at a pickup point's desk: how many parcels, how they are kept, and never what is in them nor for whom. */
export interface PickupParcels {
  readonly thread: string;
  /** The three words on the parcels. */
  readonly name: readonly string[];
  readonly producer: PartyView | null;
  readonly announced: PickupAnnouncement;
  readonly state: Exclude<PickupState, "none">;
  /** The last day on which it can be fetched: what will be said when it arrives now, or was said. */
  readonly keptUntil: string;
  /** It lies here, and its last day is over. */
  readonly overdue: boolean;
  /** When the point's own last step was; null before one. */
  readonly steppedOn: string | null;
  readonly attemptsLeft: number;
  readonly actions: readonly PickupAction["type"][];
  readonly waiting: readonly string[];
}

export type PickupAction =
  | { readonly type: "arrive" }
  | { readonly type: "refuse"; readonly text?: string }
  | { readonly type: "hand-out"; readonly words: readonly string[]; readonly ageChecked?: boolean }
  | { readonly type: "return" };

export interface PickupDeskView {
  readonly partyId: string;
  readonly parcels: readonly PickupParcels[];
  readonly unreadable: readonly { readonly id: string; readonly foundAt: string }[];
  readonly syncedAt: string | null;
}

// ── a stall and its items ────────────────────────────────────────────────────────────────────────────────────────────

/** A price as it was published. */
export interface PublishedPrice {
  /** Of the shelf that said it first: the time in seconds since 1970, or a little more. */
  readonly revision: number;
  readonly amountMinor: number;
  /** Of what is weighed: the amount is per kilogram. */
  readonly perKg: boolean;
}

export interface ItemDraft {
  /** Stays the same over every edit and import. */
  readonly id: string;
  readonly item: Item;
  readonly stock: Readonly<Record<string, StockLevel>>;
  readonly status: "draft" | "on" | "archived";
  readonly changed: boolean;
  /** By variant, oldest first. A variant that was never published has none. */
  readonly prices: Readonly<Record<string, readonly PublishedPrice[]>>;
  /** The day (YYYY-MM-DD) for which it was said to be sold out; null when it was not. */
  readonly soldOutOn: string | null;
  /** Variants whose price nobody has said yet, by id: they stand at 0, and the item cannot be shown. */
  readonly unpriced: readonly string[];
}

/** A change of items that can be taken back, on any device of the stall. */
export interface UndoableChange {
  /** Its name: see {@link Market.undoItems}. */
  readonly change: string;
  readonly kind: "edit" | "deletion" | "import";
  /** How many items it was of. */
  readonly count: number;
  /** How many of them were published since: taken back here, they stay in the shop until the next publishing. */
  readonly published: number;
  /** When it was made, in milliseconds; null of what was made before this was kept. */
  readonly at: number | null;
  /** The name of the file that was imported, "" otherwise. */
  readonly file: string;
}

/** An item as it is to be kept; where `unpriced` is left out, every variant has its price. */
export type ItemEdit = Pick<ItemDraft, "item" | "stock" | "status"> & Partial<Pick<ItemDraft, "unpriced">>;

export interface StallView {
  readonly partyId: string;
  readonly party: Party;
  readonly published: boolean;
  readonly accreditation: Accreditation | null;
  readonly fingerprint: Fingerprint;
  readonly items: readonly ItemDraft[];
  /** Items whose change has not been published yet. */
  readonly unpublished: number;
  /** What can be taken back, newest first. */
  readonly undoable: readonly UndoableChange[];
  /** Who sits at this desk, those who came first before. */
  readonly staff: readonly StaffMember[];
  /** Invitations that nobody has taken yet, the oldest first. */
  readonly invitations: readonly StaffInvitation[];
}

/** Something that was found in a file: a code of the reason, and what stands there, cut to what a line can show. */
export interface ImportFinding {
  /** As the file counts, its head included; null when it is about the file as a whole. */
  readonly row: number | null;
  readonly field: string | null;
  readonly reason: string;
  readonly text: string;
  /** Of an amount that is not taken as it stands: which one is, in minor units. */
  readonly takenMinor?: number;
}

/** What a person decided about a kind of file; the stall remembers it. Keys are the file's own words. */
export interface ImportChoices {
  /** What columns are; null leaves one out. */
  readonly columns?: Readonly<Record<string, string | null>>;
  readonly categories?: Readonly<Record<string, string>>;
  readonly vat?: Readonly<Record<string, string>>;
  /** A container, or "" for none. */
  readonly deposits?: Readonly<Record<string, string>>;
  /** Which sheet of a workbook is the list; not remembered. */
  readonly sheet?: string;
  /** Prices in another currency are taken as they stand; asked of each file anew. */
  readonly otherCurrency?: boolean;
  /** A price of 0 is free, and a stock of 0 in every row is none left. */
  readonly zeros?: boolean;
  /** Which mark stands before fractions, where a file's own numbers do not show it. */
  readonly decimal?: "." | ",";
  /** A file that seems to be cut off is taken as it is; asked of each file anew. */
  readonly cutOff?: boolean;
  /** What is archived here and named by the file is shown in the shop again; asked of each file anew. */
  readonly fromArchive?: boolean;
}

/** Words of a file that have to mean something here: what they were taken for, null when that is to be chosen. */
export interface ImportQuestion {
  readonly source: string;
  readonly text: string;
  readonly rows: number;
  readonly answer: string | null;
}

export interface ImportProgress {
  readonly stage: "reading" | "comparing" | "writing";
  readonly done: number;
  readonly total: number;
}

export interface ImportPreview {
  readonly id: string;
  readonly format:
    | "csv"
    | "sheet"
    | "woocommerce"
    | "shopify"
    | "prestashop"
    | "merchant"
    | "schema-org"
    | "dfc"
    | "bnn";
  readonly columns: readonly { readonly name: string; readonly field: string | null; readonly sample: string }[];
  readonly rows: readonly {
    readonly row: number;
    readonly verdict: "new" | "changed" | "unchanged" | "wrong";
    readonly name: string;
    readonly priceMinor: number | null;
    readonly changes: readonly {
      readonly field: string;
      readonly from: string;
      readonly to: string;
      /** Of which variant, where the item has several. */
      readonly variant?: string;
    }[];
    /** Why it is not taken. */
    readonly problems: readonly ImportFinding[];
    /** What is worth knowing; it is taken all the same. */
    readonly remarks: readonly ImportFinding[];
  }[];
  readonly counts: Readonly<Record<"new" | "changed" | "unchanged" | "wrong", number>>;
  readonly warnings: readonly ImportFinding[];
  readonly questions: {
    readonly categories: readonly ImportQuestion[];
    readonly vat: readonly ImportQuestion[];
    readonly deposits: readonly ImportQuestion[];
    /** Numbers that could be read in two ways ("1.500"), one of them as `text`; the answer is a mark. */
    readonly decimal: ImportQuestion | null;
    /** Whether the file's end is missing, so that rows may be. Nothing is taken until somebody agreed to that. */
    readonly isCutOff: boolean;
    /** Currencies of prices that are not the instance's. */
    readonly currencies: readonly string[];
    /** Whether there are zeros that may mean "unknown". */
    readonly zeros: boolean;
    /** How many articles of the file are archived here. */
    readonly archived: number;
  };
  /** Of a workbook: names of the sheets that could be the list, where there are several, and of the one that was read. */
  readonly sheets: readonly string[];
  readonly sheet: string;
  /** What was decided: remembered from before, and now. */
  readonly choices: ImportChoices;
  /** Rows that name pictures: they are added by hand, since nothing is fetched from elsewhere. */
  readonly pictures: number;
}

// ── session ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Somebody who sits at a party's desk. */
export interface StaffMember {
  readonly id: string;
  /** As they call themselves; "" while they have not said. */
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly joinedOn: string;
  readonly own: boolean;
}

/** An invitation to a desk that can still be taken. */
export interface StaffInvitation {
  readonly id: string;
  /** What its link ends with. */
  readonly secret: string;
  /** ISO 8601 instants: when it was made, and from when on it gives no seat any more. */
  readonly madeAt: string;
  readonly until: string;
}

export interface Membership {
  readonly partyId: string;
  readonly kind: Party["kind"];
  readonly name: string;
  /** While its desk goes over to other keys: a moment later it is there again. */
  readonly moving?: true;
  /** This seat began with a key that a steward gave, or shall give, to a stall that lost its own. */
  readonly recovered?: true;
}

export interface SessionView {
  readonly state: "starting" | "anonymous" | "signed-in";
  readonly memberships: readonly Membership[];
  /** Desks that a colleague removed this person from, and the day (YYYY-MM-DD) on which this was learned. */
  readonly removedFrom?: readonly { readonly partyId: string; readonly name: string; readonly on: string }[];
  /** Passkeys and recovery code, as far as they were last heard of. */
  readonly wrappers: readonly WrapperInfo[];
  /** True until there is a second way in: asked before the first order. */
  readonly needsSecondWay: boolean;
  /**
   * What keeps this device apart from the account: `session/rotated` (a way in was removed elsewhere: sign in again),
   * `account/signed-out` (it was not used for a month: nothing leaves before somebody signs in again),
   * `space/rolled-back` (the server showed less than it had confirmed). Absent while all is well.
   */
  readonly problem?: string;
}

export interface OutboxView {
  readonly online: boolean;
  /** Why nothing leaves although the server is there: the market's log is not checked yet, or was refused. */
  readonly held?: "checking" | "refused";
  readonly waiting: readonly {
    readonly id: string;
    readonly what: "order" | "message" | "step" | "record" | "statement" | "picture";
    readonly since: string;
    readonly attempts: number;
    /** Not before this moment: the random delay, or the pause after a failure. */
    readonly notBefore: string;
    /** The code of the last failure, null before one. */
    readonly failure: string | null;
  }[];
}

// ── newer versions of this program ───────────────────────────────────────────────────────────────────────────────────

/** A file that a newer service worker has put by: its path, and SHA-256 as 43 characters; null for one that is missing. */
export interface InstalledFile {
  readonly path: string;
  readonly digest: string | null;
}

/** `evidence` is a JSON text to be kept and passed on. */
export type ReleaseVerdict =
  | { readonly taken: true; readonly version: string }
  | { readonly taken: false; readonly reason: ReleaseRefusalReason; readonly evidence: string };

// ── the market's log ─────────────────────────────────────────────────────────────────────────────────────────────────

/** What this device knows of the market's log; see client/core/log. */
export interface TrustView {
  /**
   * `checking`: not verified yet, or not lately; nothing is sent meanwhile. `verified`: all that is shown is in the log, and
   * the log is the one that was seen before. `offline`: the same, when the server was last reached. `refused`: nothing is
   * sent, reading goes on.
   */
  readonly state: "checking" | "verified" | "offline" | "refused";
  /** What was last found true; null before the first time. */
  readonly log: {
    readonly size: number;
    /** First 16 hexadecimal digits of the root: what two people may compare. */
    readonly root: string;
    /** ISO instant. */
    readonly verifiedAt: string;
    /** Witnesses of the market's policy that cosigned it lately. */
    readonly witnesses: number;
    /** Releases of the client that are in it. */
    readonly releases: number;
  } | null;
  /** While the log is being read for the first time. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly refusal: { readonly reason: TrustRefusalReason; readonly on: string } | null;
  /** Parties, by id, that the market shows and the log does not know: nothing is sent to them. */
  readonly absent: readonly string[];
  /** The day (YYYY-MM-DD) on which the market's own key named another log than the one that this device had followed. */
  readonly renewedOn: string | null;
}

/** An entry of the log in the name of a party whose key this device holds, that none of its devices says it made. */
export interface ForeignEntry {
  readonly type: string;
  readonly subject: string;
  readonly revision: number;
  /** SHA-256 of the statement, 43 characters: by this name the log has it. */
  readonly digest: string;
  /** Its place in the log. */
  readonly index: number;
}

/** What can be watched. A listener is called at once with the present value, then at each change. */
export interface Topics {
  readonly session: SessionView;
  readonly catalogue: CatalogueView;
  readonly basket: BasketView;
  readonly orders: readonly OrderSummary[];
  /** Kept addresses; none before somebody has come in. */
  readonly addresses: readonly Address[];
  readonly outbox: OutboxView;
  readonly pictures: PicturesView;
  readonly desk: DeskView;
  readonly courier: CourierView;
  readonly pickup: PickupDeskView;
  readonly stall: StallView;
  /** How far reading a file is; null while none is read. */
  readonly import: ImportProgress | null;
  /** Favourite items and parties. */
  readonly favourites: readonly string[];
  readonly lists: readonly ListView[];
  readonly seen: SeenView;
  readonly trust: TrustView;
  /** Of one party: what stands in its name in the log and was not made by its devices. */
  readonly foreignEntries: readonly ForeignEntry[];
}

/** Answer of a passkey ceremony, made on the main thread by SimpleWebAuthn. `prf` is taken out of `response` first. */
export interface PasskeyAnswer {
  readonly response: Record<string, unknown>;
  readonly credentialId: Uint8Array;
  readonly prf: Uint8Array;
}

/** What came of an import. */
export interface ImportTaken {
  readonly change: string | null;
  readonly added: number;
  readonly changed: number;
  readonly drafts: number;
}

export interface Market {
  /** Watches a topic; `scope` is a party id for `desk`, `courier`, `pickup`, `stall`, `import` and `foreignEntries`. Returns the function that ends it. */
  watch<T extends keyof Topics>(topic: T, listener: (value: Topics[T]) => void, scope?: string): Promise<() => void>;

  // session
  passkeyCreationOptions(): Promise<Record<string, unknown>>;
  createAccount(answer: PasskeyAnswer): Promise<void>;
  passkeyRequestOptions(): Promise<Record<string, unknown>>;
  signIn(answer: PasskeyAnswer): Promise<void>;
  /** An account without a passkey: returns its code, to be written down. */
  createAccountWithCode(): Promise<string>;
  signInWithCode(code: string): Promise<void>;
  passkeyAdditionOptions(): Promise<Record<string, unknown>>;
  addPasskey(answer: PasskeyAnswer): Promise<void>;
  /** Sets a new recovery code (an older one stops working) and returns it. */
  newRecoveryCode(): Promise<string>;
  /** Removes a passkey or the code, and rotates every key that it could open. */
  removeWrapper(wrapperId: string): Promise<void>;
  /** Throws `session/outbox-waiting` while something has not left, unless forced. */
  signOut(options?: { readonly force?: boolean }): Promise<void>;
  deleteAccount(): Promise<void>;
  /** Everything held, decrypted, as one JSON text. */
  exportEverything(): Promise<string>;

  // the market
  setPostcode(postcode: string | null): Promise<void>;
  home(): Promise<HomeView>;
  search(query: SearchQuery): Promise<SearchResult>;
  /** What someone may mean who has typed so much; names in a language (ISO 639-1). Made on the device, kept nowhere. */
  suggest(text: string, language: string): Promise<readonly Suggestion[]>;
  item(key: ItemKey): Promise<ItemView | null>;
  /** Of each line of an order how long it lasts or is hired for, in minutes; null where that is not known to be as ordered. */
  orderedMinutes(
    partyId: string,
    lines: readonly Pick<OrderLine, "item" | "offer">[],
  ): Promise<readonly (number | null)[]>;
  similar(key: ItemKey, limit: number): Promise<readonly ItemView[]>;
  party(partyId: string): Promise<PartyView | null>;
  parties(kind?: Party["kind"]): Promise<readonly PartyView[]>;
  /** Those of some parties that are there, once each, in the order asked for. */
  partiesNamed(partyIds: readonly string[]): Promise<readonly PartyView[]>;
  /** All accredited parties but stewards, by name. */
  stalls(): Promise<readonly StallInBrief[]>;
  /** Those of some accredited parties that say where they are, by name. */
  onMap(partyIds: readonly string[]): Promise<readonly StallInBrief[]>;
  /**
   * The bytes of a picture of the shop, the sharpest that is on this device; null when there is none. Packs are fetched
   * whatever is looked at: a screen never asks the server for a picture.
   */
  picture(digest: string): Promise<Uint8Array | null>;
  /** Couriers that bring what lies in the basket of a stall, and `also` where it is given. */
  deliveryChoices(
    partyId: string,
    postcode: string,
    also?: { readonly key: ItemKey; readonly variantId: string; readonly quantity: number },
  ): Promise<readonly DeliveryChoice[]>;
  /** The same at a stall's own desk, for pictures that are not in the shop yet: these are asked for. */
  ownPicture(digest: string): Promise<Uint8Array | null>;
  /** Brings the sharp pictures of an item, in a pack with those of at least 31 others. */
  sharpenPictures(key: ItemKey): Promise<void>;
  /** Whether all these pictures are on this device in their sharp size. */
  arePicturesSharp(digests: readonly string[]): Promise<boolean>;
  choosePictures(choice: PictureChoice): Promise<void>;
  collectionWindows(partyId: string): Promise<readonly WindowChoice[]>;
  /** Free times of a stall's agenda for an appointment of `minutes`; those that are too soon as closed. */
  appointmentTimes(partyId: string, minutes: number): Promise<readonly WindowChoice[]>;
  /** Pickup points to which a stall brings what lies in the basket, and `also` where it is given. */
  pickupChoices(
    partyId: string,
    also?: { readonly key: ItemKey; readonly variantId: string; readonly quantity: number },
  ): Promise<readonly PickupChoice[]>;
  toggleFavourite(key: string): Promise<void>;
  /** Things ordered before that are to be had today, the likeliest first: from one's own orders, on this device. */
  again(limit: number): Promise<readonly ItemView[]>;
  /** Remembers that an item was looked at, on this device: see client/core/lists/recently-seen.ts. */
  noteSeen(key: ItemKey): Promise<void>;
  clearSeen(): Promise<void>;
  /** Switches remembering on or off; off forgets. */
  rememberSeen(on: boolean): Promise<void>;

  // shopping lists
  /** Returns its id. Throws `list/text` for a name without words, `list/too-many`. */
  createList(name: string): Promise<string>;
  /** Throws `list/unknown`, `list/text`, `list/quantity`, `list/full`, `list/gone`. */
  changeList(id: string, change: ListChange): Promise<void>;
  deleteList(id: string): Promise<void>;
  /** Brings a deleted list back as it was shown; returns its new id. */
  restoreList(list: ListView): Promise<string>;
  /** Puts what is not ticked off into the basket. Throws `list/unknown`. */
  listIntoBasket(id: string): Promise<BasketFill>;

  // basket and checkout
  setBasketLine(key: ItemKey, variantId: string, quantity: number): Promise<void>;
  clearBasketGroup(partyId: string): Promise<void>;
  /** Keeps the time chosen for a stall's services beside them in the basket: `windowId` and day, joined by `@`. */
  chooseTime(partyId: string, time: string): Promise<void>;
  addresses(): Promise<readonly Address[]>;
  saveAddress(address: Address): Promise<void>;
  deleteAddress(id: string): Promise<void>;
  /** Seals the order and puts it into the outbox; returns its thread once it is safely kept on this device. */
  placeOrder(draft: OrderDraft): Promise<string>;

  // orders
  order(thread: string): Promise<OrderDetail | null>;
  sendText(thread: string, text: string, asParty?: string): Promise<void>;
  requestCancel(thread: string, text?: string): Promise<void>;
  /** Puts the lines of an order back into the basket, and says what is not as it was. */
  repeatOrder(thread: string): Promise<BasketFill>;
  markRead(thread: string, asParty?: string): Promise<void>;

  // a producer's or courier's desk
  act(partyId: string, thread: string, action: DeskAction): Promise<void>;
  /** Closes a time of the stall's agenda, and says so publicly. Throws `agenda/malformed`, `agenda/too-many`. */
  closeTime(partyId: string, time: Omit<ClosedTime, "id">): Promise<void>;
  reopenTime(partyId: string, id: string): Promise<void>;
  courierAct(partyId: string, thread: string, action: CourierAction): Promise<void>;
  /** Throws `pickup/unknown`, `pickup/not-now`, `party/unreachable`, `handover/…`. */
  pickupAct(partyId: string, thread: string, action: PickupAction): Promise<void>;
  discardUnreadable(partyId: string, id: string): Promise<void>;

  // a stall
  openStall(party: Party): Promise<string>;
  /** Publishes a party's page. Throws `staff/key-under-way` while its key is being replaced: the old page is said last then. */
  savePage(partyId: string, party: Party): Promise<void>;
  /** Whether a party's key is being replaced. Ends with a change of the catalogue. */
  keyUnderWay(partyId: string): Promise<boolean>;
  saveItem(partyId: string, edit: ItemEdit): Promise<void>;
  /** Many edits as one change, whole or not at all. Returns the change's name, by which it can be taken back. */
  saveItems(partyId: string, edits: readonly ItemEdit[]): Promise<string>;
  /** Returns the change's name, as {@link saveItems} does; null when there was no such item. */
  deleteItem(partyId: string, itemId: string): Promise<string | null>;
  /**
   * Takes back a change of items (edits, a deletion, an import), the newest by default. What was sold, published or
   * edited again since stays. False when there is none, or it is too long ago.
   */
  undoItems(partyId: string, change?: string): Promise<boolean>;
  /** Says at once that there is nothing left of items today, or brings back what there was before. */
  sayIfSoldOut(partyId: string, itemIds: readonly string[], soldOut: boolean): Promise<void>;
  /**
   * Keeps a form that was begun, on this device alone, until it is saved (`null`) or thirty days have passed. `partyId` is
   * "" for a stall that is being opened; the form is JSON of at most 256 KiB, else `unsaved/too-large`.
   */
  keepUnsaved(partyId: string, what: string, form: unknown): Promise<void>;
  /** What {@link keepUnsaved} kept; null when there is none. It comes from the device: to be read with care. */
  unsaved(partyId: string, what: string): Promise<unknown>;
  /** Signs and sends shelves and stock as they are now. */
  publishItems(partyId: string): Promise<void>;
  /** Sends a prepared picture (WebP, AVIF or JPEG in two sizes, without metadata) and returns its name. */
  addPicture(partyId: string, picture: { readonly thumbnail: Uint8Array; readonly sharp: Uint8Array }): Promise<string>;
  previewImport(
    partyId: string,
    file: { readonly name: string; readonly bytes: Uint8Array },
    choices?: ImportChoices,
  ): Promise<ImportPreview>;
  /**
   * Takes what a preview showed, all at once, and remembers its choices. Returns the change's name, as {@link saveItems}
   * does; null when nothing was changed. `drafts` are those of what was added and changed that are not shown yet.
   * @param leftOut places in the preview's `rows` that are not taken
   */
  applyImport(partyId: string, previewId: string, leftOut?: readonly number[]): Promise<ImportTaken>;
  /** Stops reading or comparing a file of this stall; whoever waits for it gets `import/cancelled`. */
  cancelImport(partyId: string): Promise<void>;
  saveDeliveryOffer(partyId: string, offer: DeliveryOffer): Promise<void>;
  deliveryOffer(partyId: string): Promise<DeliveryOffer | null>;
  /** A link's secret for a new member of the stall's staff. It works once, for a week. */
  inviteStaff(partyId: string): Promise<string>;
  /** Takes an invitation back: its link opens nothing any more. One that is gone is no error. */
  takeBackInvitation(partyId: string, id: string): Promise<void>;
  /**
   * Takes a seat with an invitation's secret; returns the party. Needs a session. Throws `invitation/malformed`,
   * `invitation/used` when it was taken or taken back, `invitation/over` after its end.
   */
  joinWithInvitation(secret: string): Promise<Membership>;
  leaveParty(partyId: string): Promise<void>;
  /** Says what one is called at this desk: kept in the party's space only. */
  nameSeat(partyId: string, name: string): Promise<void>;
  /**
   * Removes somebody from a desk: everything moves to other keys, sealed to those who stay, and a new inbox key is said.
   * With `replaceKey` the party's own key passes on to another too, which everybody sees; a steward's does not. Needs the
   * network. Throws `staff/moved` when a colleague removed somebody at the same moment: look again; `staff/key-under-way`
   * while the key that was replaced last is not known to the market yet.
   */
  removeStaff(partyId: string, seatId: string, options?: { readonly replaceKey?: boolean }): Promise<void>;
  /**
   * Passes a party's key on to another, and its desk to other keys: somebody may have copied it. Everybody stays. Throws as
   * {@link removeStaff}, and `staff/steward` for a steward's.
   */
  replaceKey(partyId: string): Promise<void>;

  // a stall that lost its key
  /**
   * Makes another key for a stall whose own is lost, and a desk for it that is empty. It speaks for the stall once a steward
   * has given it to it and the delay is over. Throws `recovery/unknown`, `recovery/not-needed`, `staff/steward`.
   */
  askForRecovery(partyId: string): Promise<void>;
  /** What to bring to the market's office: a text for it to read, the words to compare. Null once the key counts. */
  recoveryRequest(partyId: string): Promise<{ readonly text: string; readonly next: Fingerprint } | null>;

  // a steward's desk
  /** What such a text asks for. Throws `recovery/malformed`, `recovery/unknown`, `recovery/outdated`. */
  readRecovery(text: string): Promise<RecoveryCase>;
  /** Gives a stall another key: signed and published, counts 72 hours after the end of the day. Throws as {@link readRecovery}. */
  recover(stewardId: string, text: string, reason: Readonly<Record<string, string>>): Promise<void>;
  accreditationRequests(): Promise<readonly PartyView[]>;
  accredit(stewardId: string, partyId: string, accreditation: Accreditation): Promise<void>;

  /** Seats at the desks of a demo; empty where there is no demo. */
  demoLinks(): Promise<readonly DemoLink[]>;

  /**
   * Judges a newer version of this program by the market's log, with the means of the one that is in use. Throws what the
   * network throws while nothing can be told. See client/core/release.
   */
  judgeRelease(installed: readonly InstalledFile[]): Promise<ReleaseVerdict>;

  // the market's log
  /** Asks the log now; resolves when it was held against what this device knows, whatever came of it. */
  checkLog(): Promise<void>;
  /** What shows why the log was refused, as a JSON text to be kept and passed on; null while nothing is refused. */
  evidence(): Promise<string | null>;
  /** Says that an entry of the log that looked foreign was made by this party after all. */
  ownEntry(partyId: string, digest: string): Promise<void>;

  // what anybody can look into (client/audit)
  /** The server's data map with its counts. Throws `audit/malformed`. */
  storedOverview(): Promise<StoredOverview>;
  /** Envelopes of one's own order as they left this device; null for an order that is not here. */
  orderTraces(thread: string): Promise<OrderTraces | null>;
  /** Reads the boards of an order's replies from the server, now. Throws `order/unknown`. */
  boardTraces(thread: string): Promise<BoardTraces>;
  /** Reads the market's log whole, and holds its release, and a stall's page, against it. Throws `log/…`, `note/…`. */
  checkMarket(partyId: string | null): Promise<MarketCheck>;
  /** How the server answers at some of its addresses, 16 at most. */
  lookAtServer(paths: readonly string[]): Promise<readonly ServerAnswer[]>;
  /** What this device keeps, and how much of it can be read without a key. */
  deviceHoldings(): Promise<DeviceHoldings>;

  // what waits
  retryNow(): Promise<void>;
  discardWaiting(id: string): Promise<void>;
}
