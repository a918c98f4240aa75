import { z } from "zod";
import { exactly, fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { base64urlOf, line, recordId } from "../../crypto/protocol/primitives.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { randomBytes } from "../../crypto/sodium.ts";
import type { Membership } from "./api.ts";
import type { SpaceKeys } from "./spaces/synced-space.ts";

/** A party's keyring, as each member of its staff holds it: the record `membership/<party id>` of the personal space. */
export const membershipRecord = z.strictObject({
  /** Ed25519 seed of the party's identity. */
  identitySeed: base64urlOf(32),
  /** Ed25519 seed of the space that the staff share. */
  spaceSeed: base64urlOf(32),
  vaultKey: base64urlOf(32),
  kind: z.enum(["producer", "courier", "pickup-point", "steward"]),
  name: line(60),
});
export type MembershipRecord = z.infer<typeof membershipRecord>;

/** A party's keyring with the member's own seat: what no invitation carries. */
export const seatRecord = z.strictObject({
  ...membershipRecord.shape,
  /** The seat's id, and the seed of the key under which the party's next keys are left for it. */
  seat: z.strictObject({ id: recordId, secret: base64urlOf(32) }).optional(),
});
export type SeatRecord = z.infer<typeof seatRecord>;

export const membershipPrefix = "membership/";

/** Where a party's keyring lies in the personal space. */
export function membershipSubject(partyId: string): string {
  return membershipPrefix + partyId;
}

/** A keyring for a new party: random keys. */
export function newMembership(party: { readonly kind: Membership["kind"]; readonly name: string }): MembershipRecord {
  const secret = (): string => toBase64url(randomBytes(32));
  return { identitySeed: secret(), spaceSeed: secret(), vaultKey: secret(), kind: party.kind, name: party.name };
}

/** The party's identity key; its public key is the party's id. */
export function identityOf(record: MembershipRecord): SigningKeyPair {
  return signingKeyPair(exactly(fromBase64url(record.identitySeed), 32));
}

/** A seat of one's own at a party: a random id and key. */
export function newSeat(): NonNullable<SeatRecord["seat"]> {
  return { id: toBase64url(randomBytes(16)), secret: toBase64url(randomBytes(32)) };
}

/** The address of the party's space. */
export function spaceIdOf(record: MembershipRecord): string {
  return toBase64url(spaceKeysOf(record).pair.publicKey);
}

/** What opens the party's space. */
export function spaceKeysOf(record: MembershipRecord): SpaceKeys {
  return {
    pair: signingKeyPair(exactly(fromBase64url(record.spaceSeed), 32)),
    vaultKey: exactly(fromBase64url(record.vaultKey), 32),
  };
}

/** What screens see of a seat at a party. */
export function membershipOf(record: MembershipRecord): Membership {
  return { partyId: toBase64url(identityOf(record).publicKey), kind: record.kind, name: record.name };
}
