import { kemKeyPair } from "../../../crypto/hpke.ts";
import { exactly, fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import type { StaffMember } from "../api.ts";
import type { SeatRecord } from "../membership.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";

/** A member of the staff: the record `staff/<seat id>` of the party's space. Names are nowhere else. */
export interface StaffRecord {
  readonly id: string;
  /** As the member calls themselves; "" while they have not said. */
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly joinedOn: string;
  /** X-Wing public key, 1,216 bytes, base64url: what the party's next keys are sealed to. */
  readonly kemPublicKey: string;
}

export const staffPrefix = "staff/";
export const staffNameLengthMax = 40;

type Seat = NonNullable<SeatRecord["seat"]>;

/** The key of a seat. */
export function seatPair(seat: Seat) {
  return kemKeyPair(exactly(fromBase64url(seat.secret), 32));
}

/** Puts a seat on the list of the staff, or gives it another name; `null` leaves the name as it is. */
export async function listSeat(
  space: Pick<SyncedSpace, "update">,
  seat: Seat,
  name: string | null,
  today: string,
): Promise<void> {
  await space.update<StaffRecord>(staffPrefix + seat.id, (current) => ({
    id: seat.id,
    joinedOn: today,
    kemPublicKey: toBase64url(seatPair(seat).publicKey),
    ...current,
    name: (name ?? current?.name ?? "").trim().slice(0, staffNameLengthMax),
  }));
}

/** Who sits at a desk, those who came first before. */
export function staffOf(space: Pick<SyncedSpace, "list">, own: string | undefined): readonly StaffMember[] {
  return space
    .list<StaffRecord>(staffPrefix)
    .map(({ value: { id, name, joinedOn } }) => ({ id, name, joinedOn, own: id === own }))
    .sort((a, b) => (a.joinedOn + a.id < b.joinedOn + b.id ? -1 : 1));
}
