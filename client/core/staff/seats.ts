import { CodedError } from "../../../crypto/coded-error.ts";
import { isKeyOf, membershipPrefix, membershipSubject, type SeatRecord } from "../membership.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";

/** The seats of whoever is signed in, at parties by any of their keys. */
export interface Seats {
  /** Null where there is none. */
  at(key: string): SeatRecord | null;
  /** Throws `session/not-member` where there is none. */
  membership(partyId: string): SeatRecord;
  /** Whether this party's key can pass on to another: not a steward's, whom the market names key by key. */
  mayReplaceKey(partyId: string): boolean;
  /** `partyId`; throws `staff/steward` where the key cannot pass on. */
  replaceable(partyId: string): string;
}

/** @param personal the space that holds the seats; null while nobody is signed in */
export function createSeats(personal: () => SyncedSpace | null): Seats {
  const at: Seats["at"] = (key) =>
    personal()?.get<SeatRecord>(membershipSubject(key)) ??
    personal()
      ?.list<SeatRecord>(membershipPrefix)
      .find(({ value }) => isKeyOf(value, key))?.value ??
    null;
  const membership: Seats["membership"] = (partyId) => {
    const record = at(partyId);
    if (record) return record;
    throw new CodedError("session/not-member", "This device does not belong to this party.");
  };
  const mayReplaceKey: Seats["mayReplaceKey"] = (partyId) => membership(partyId).kind !== "steward";
  const replaceable: Seats["replaceable"] = (partyId) => {
    if (mayReplaceKey(partyId)) return partyId;
    throw new CodedError("staff/steward", "A steward's key is named by the market.");
  };
  return { at, membership, mayReplaceKey, replaceable };
}
