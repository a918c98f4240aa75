import type { OrderDraft } from "../core/api.ts";
import type { AddressFields } from "./address.ts";

/** What has been chosen at a checkout so far; what was not chosen yet is null. */
export interface CheckoutDraft {
  readonly how: "delivery" | "collection" | "pickup" | null;
  /** A kept address, or `new` while the form is open. */
  readonly addressId: string | null;
  readonly fields: AddressFields | null;
  /** Id that the address in the form is, or will be, kept under. */
  readonly newAddressId: string | null;
  readonly courierId: string | null;
  readonly pointId: string | null;
  /** `windowId` and day of the chosen window, joined by `@`: a weekly window has one id and many days. */
  readonly window: string | null;
  readonly payment: OrderDraft["payment"] | null;
  readonly shortage: OrderDraft["shortage"];
  readonly note: string;
}

const fresh: CheckoutDraft = {
  how: null,
  addressId: null,
  fields: null,
  newAddressId: null,
  courierId: null,
  pointId: null,
  window: null,
  payment: null,
  shortage: "ask",
  note: "",
};

// A typed address is nobody else's business: drafts live in this module's memory, by party, and are gone with the page.
const drafts = new Map<string, CheckoutDraft>();

/** The draft for a party, as far as it got since the client was loaded. */
export function draftOf(partyId: string): CheckoutDraft {
  return drafts.get(partyId) ?? fresh;
}

/** Changes a draft and returns it. */
export function changeDraft(partyId: string, change: Partial<CheckoutDraft>): CheckoutDraft {
  const draft = { ...draftOf(partyId), ...change };
  drafts.set(partyId, draft);
  return draft;
}

/** Drops a draft: the order left. */
export function forgetDraft(partyId: string): void {
  drafts.delete(partyId);
}
