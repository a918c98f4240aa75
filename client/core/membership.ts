import { z } from "zod";
import { exactly, fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import { base64urlOf, day, line, recordId } from "../../crypto/protocol/primitives.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { randomBytes } from "../../crypto/sodium.ts";
import type { Membership } from "./api.ts";
import type { SpaceKeys } from "./spaces/synced-space.ts";

/** A party's keyring, as each member of its staff holds it: the record `membership/<party id>` of the personal space. */
export const membershipRecord = z.strictObject({
  /** Ed25519 seed of the party's identity: of the key that speaks for it now. */
  identitySeed: base64urlOf(32),
  /** The party's first key, by which it is known, where another speaks for it now. */
  root: base64urlOf(32).optional(),
  /** Seeds of keys that spoke before, oldest first, and the day until which something can lie in their inboxes. */
  earlier: z
    .array(z.strictObject({ seed: base64urlOf(32), until: day }))
    .max(limits.keysPerPartyMax)
    .optional(),
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

/** A keyring for a new party, or with `root` for one that lost its keys: random keys. */
export function newMembership(party: {
  readonly kind: Membership["kind"];
  readonly name: string;
  readonly root?: string;
}): MembershipRecord {
  const secret = (): string => toBase64url(randomBytes(32));
  const { kind, name, root } = party;
  return { identitySeed: secret(), ...(root && { root }), spaceSeed: secret(), vaultKey: secret(), kind, name };
}

/** Whether a keyring began with a key that a steward gives: it has none of the keys before. */
export function isRecovered({ root, earlier }: Pick<MembershipRecord, "root" | "earlier">): boolean {
  return root !== undefined && earlier === undefined;
}

/** The key that speaks for the party now. */
export function identityOf(record: Pick<MembershipRecord, "identitySeed">): SigningKeyPair {
  return signingKeyPair(exactly(fromBase64url(record.identitySeed), 32));
}

/** The keys that spoke for it before and whose inboxes may still hold something on a day. */
export function earlierIdentitiesOf({ earlier = [] }: MembershipRecord, today: string): SigningKeyPair[] {
  return earlier.filter(({ until }) => until >= today).map(({ seed }) => identityOf({ identitySeed: seed }));
}

/** Whether a key is, or was, the party's. */
export function isKeyOf(record: MembershipRecord, key: string): boolean {
  const seeds = [record.identitySeed, ...(record.earlier ?? []).map(({ seed }) => seed)];
  return record.root === key || seeds.some((identitySeed) => nameOf({ identitySeed }) === key);
}

const names = new Map<string, string>();

/** The public key of a seed, 43 characters. */
function nameOf({ identitySeed }: Pick<MembershipRecord, "identitySeed">): string {
  const known = names.get(identitySeed) ?? toBase64url(identityOf({ identitySeed }).publicKey);
  names.set(identitySeed, known);
  return known;
}

/** The keyring after the party's keys were replaced; its identity stays where `next` names none. */
export function withNextKeys<R extends MembershipRecord>(
  record: R,
  next: Pick<MembershipRecord, "spaceSeed" | "vaultKey"> & { readonly identitySeed?: string | undefined },
  until: string,
): R {
  const { spaceSeed, vaultKey, identitySeed = record.identitySeed } = next;
  if (identitySeed === record.identitySeed) return { ...record, spaceSeed, vaultKey };
  const earlier = [...(record.earlier ?? []), { seed: record.identitySeed, until }];
  return { ...record, spaceSeed, vaultKey, identitySeed, root: membershipOf(record).partyId, earlier };
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
  const partyId = record.root ?? nameOf(record);
  return { partyId, kind: record.kind, name: record.name, ...(isRecovered(record) && { recovered: true as const }) };
}
