import type { DeliveryOffer, Item, Party, PickupWay, StockLevel } from "../../crypto/protocol/exports.ts";

/** An invented firm with what it sells, ready to be said by its own key. Couriers are named by slug. */
export interface DemoParty {
  readonly slug: string;
  readonly party: Party;
  /** Slugs of the couriers it works with. */
  readonly couriers: readonly string[];
  /** Pickup points that it brings to, by slug. */
  readonly pickups?: readonly (Omit<PickupWay, "point"> & { readonly slug: string })[];
  /** Labels granted to it. */
  readonly labels: readonly string[];
  readonly items: readonly Item[];
  readonly levels: Readonly<Record<string, StockLevel>>;
}

/** An invented courier with its offer. */
export interface DemoCourier {
  readonly slug: string;
  readonly party: Party;
  readonly offer: DeliveryOffer;
  readonly labels: readonly string[];
}

/** An invented place where parcels wait. */
export interface DemoPickupPoint {
  readonly slug: string;
  readonly party: Party;
}

/**
 * A picture of the demo: a file of its folder `photos`, rendered for this project, with its size in pixels, its ThumbHash,
 * and its thumbnail in a file beside it ({@link demoThumbnail}), written as a producer's device would.
 */
export interface DemoPhoto {
  readonly file: string;
  readonly placeholder: string;
  readonly width: number;
  readonly height: number;
  /** What it shows, in the instance's first language. */
  readonly alt: string;
}

/** The file with the thumbnail of a picture. */
export function demoThumbnail(file: string): string {
  return file.replace(/\.webp$/, ".thumbnail.webp");
}

/** What happens to an order of the demo, by whoever does it. */
export type DemoStep =
  | "accept"
  | "decline"
  | "prepare"
  | "ready"
  | "courier-accept"
  | "collect"
  | "deliver"
  | "hand-over"
  | "bring"
  | "arrive"
  | "hand-out"
  | "cancel";

/** One invented customer's order, and how far it has come. */
export interface DemoOrder {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  readonly lines: readonly (readonly [item: string, variant: number, quantity: number])[];
  /** An appointment is one at the bookable stall; what waits at a point is ordered at the open one. */
  readonly way: "delivery" | "collection" | "pickup" | "appointment";
  readonly payment: "at-handover" | "bank-transfer";
  readonly note?: string;
  readonly steps: readonly DemoStep[];
  /** Said by the customer after it was placed. */
  readonly text?: string;
  /** Said by the stall with the step that declines or cancels. */
  readonly reply?: string;
}

/** All that an instance shows of itself before anybody real is there: `demoMarket` of its `demo/market.ts`. */
export interface DemoMarket {
  readonly stalls: readonly DemoParty[];
  readonly couriers: readonly DemoCourier[];
  readonly pickupPoints: readonly DemoPickupPoint[];
  /** Pictures by "stall/item": the rest of the market shows prints. */
  readonly photos: Readonly<Record<string, readonly DemoPhoto[]>>;
  /** The stall and the courier at whose desks anyone may sit, by slug. */
  readonly openStall: string;
  readonly openCourier: string;
  /** The stall that is booked for appointments, and the pickup point, at whose desks anyone may sit; absent: none. */
  readonly openBookable?: string;
  readonly openPickupPoint?: string;
  /** Stalls that still wait for the steward's answer, by slug. */
  readonly waiting: readonly string[];
  /** Orders at the open stall and the bookable one, in the order in which they come in. */
  readonly orders: readonly DemoOrder[];
  /** Telephone number of every invented customer. */
  readonly customerPhone: string;
}
