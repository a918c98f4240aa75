import type { DeliveryChoice, ItemView, PartyView, WindowChoice } from "../api.ts";

/** What ordering needs of the catalogue, which implements it. Answers come from verified statements only. */
export interface MarketData {
  /** Resolves once every signature of what is held has been checked. */
  verified(): Promise<void>;
  party(partyId: string): Promise<PartyView | null>;
  item(key: string): Promise<ItemView | null>;
  /** The newest inbox key of a party that is valid today, 1,216 bytes; null without one. */
  inboxKey(partyId: string): Uint8Array | null;
  /** Reply boards per day now, a power of two. */
  readonly replyBuckets: number;
  deliveryChoices(partyId: string, postcode: string): Promise<readonly DeliveryChoice[]>;
  collectionWindows(partyId: string): Promise<readonly WindowChoice[]>;
}
