import type { Market, StallView } from "../api.ts";

/** What a stall's desk may ask: its part of the Market, and what the order desk tells it. See create-stall.ts. */
export interface Stall extends Pick<
  Market,
  | "openStall"
  | "savePage"
  | "saveItem"
  | "deleteItem"
  | "saveItems"
  | "undoItems"
  | "sayIfSoldOut"
  | "publishItems"
  | "addPicture"
  | "previewImport"
  | "applyImport"
  | "cancelImport"
  | "saveDeliveryOffer"
  | "deliveryOffer"
  | "closeTime"
  | "reopenTime"
> {
  view(partyId: string): Promise<StallView>;
  /**
   * Takes the lines of an accepted order out of stock and publishes it; counted stock never falls below 0. Once per
   * thread: a second call, on another device of the staff too, changes nothing.
   */
  reserve(
    partyId: string,
    thread: string,
    lines: readonly { readonly item: string; readonly variant: string; readonly quantity: number }[],
  ): Promise<void>;
  /** Says which times of the agenda are taken, if that has changed since it was last said. */
  publishAgenda(partyId: string): Promise<void>;
  /** Puts what {@link reserve} took for this thread back, once: the order was cancelled. */
  release(partyId: string, thread: string): Promise<void>;
}
