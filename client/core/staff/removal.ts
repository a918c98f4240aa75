import { exactly, fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { randomBytes } from "../../../crypto/sodium.ts";
import { makeStatement, readStatement } from "../../../crypto/protocol/signed-statement.ts";
import { successionProof } from "../../../crypto/protocol/succession.ts";
import { type SigningKeyPair, signingKeyPair } from "../../../crypto/signature.ts";
import type { DeviceVault } from "../device-vault.ts";
import { inboxKeyPrefix } from "../mailroom/inbox-keys.ts";
import { type Json, mergeFor, registerMerge } from "../merge.ts";
import type { PayingPlatform } from "../platform.ts";
import { openSyncedSpace } from "../spaces/open-synced-space.ts";
import type { SpaceKeys, SyncedSpace } from "../spaces/synced-space.ts";
import { type NextKeys, sealNextKeys } from "./next-keys.ts";
import { invitationPrefix } from "./open-invitations.ts";
import { staffPrefix, type StaffRecord } from "./roster.ts";

// A desk moves
//
// Whoever sat at a desk knows the keys of its space. To shut one of them out, everything moves to a space with other
// keys: a copy of every record, and in the old space one record, `moved`, that holds the new keys sealed to each seat that
// stays. Devices that find it follow, those for whom there is nothing in it know that they were removed. Of two devices
// that remove somebody at once, the one whose `moved` reaches the server first is followed by the other. The keys on
// their way are written down on this device first: one that dies on the way goes on where it was.
//
// The party's identity can change with them. Its next seed travels like the other keys; that the old key passes on to it
// lies signed in the new space, so that whoever of the staff is there first can say it (key-change.ts): it is said only once
// the next key is where it cannot be lost.

/** The record `moved`, the last of a space that was left. */
export interface Moved {
  /** The keys of the next space, sealed to each seat that stays, by its id. */
  readonly to: Readonly<Record<string, string>>;
  /** The next space's address. */
  readonly space: string;
}

export const movedSubject = "moved";

// The first that reached the server stands: the other one's device finds it, and follows.
registerMerge(movedSubject, (_base, mine, theirs) => theirs ?? mine);

/** What is wished: a seat's removal, other keys for the party, or both. */
export interface Wish {
  /** The id of the seat; null when everybody stays. */
  readonly removed: string | null;
  readonly replaceKey: boolean;
}

/** A move that was begun on this device. */
interface Pending extends NextKeys {
  /** "" when everybody stays. */
  readonly removed: string;
  /** The wire bytes of what says that the old identity passes on to the next; absent when it stays. */
  readonly succession?: string;
}

/** That a key passes on to the next, signed: the record `succession/<old key>` of the party's space. */
export interface SuccessionRecord {
  /** Wire bytes, base64url. */
  readonly wire: string;
}

export const successionPrefix = "succession/";

const pendingKey = (partyId: string): string => `moving/${partyId}`;

export async function readPending(
  platform: PayingPlatform,
  vault: DeviceVault,
  partyId: string,
): Promise<Pending | null> {
  const key = pendingKey(partyId);
  const sealed = await platform.store.get("device-state", key);
  return sealed instanceof Uint8Array ? ((await vault.open(key, sealed)) as Pending) : null;
}

async function writePending(
  platform: PayingPlatform,
  vault: DeviceVault,
  partyId: string,
  pending: Pending,
): Promise<void> {
  const key = pendingKey(partyId);
  await platform.store.write([{ table: "device-state", key, value: await vault.seal(key, pending) }]);
}

/** Forgets a removal: it is done, or somebody else was first. */
export async function clearPending(platform: PayingPlatform, partyId: string): Promise<void> {
  await platform.store.write([{ table: "device-state", key: pendingKey(partyId), remove: true }]);
}

function keysOf(next: NextKeys): SpaceKeys {
  return {
    pair: signingKeyPair(exactly(fromBase64url(next.spaceSeed), 32)),
    vaultKey: exactly(fromBase64url(next.vaultKey), 32),
  };
}

/** What a record of the old space is in the new one; null for what stays behind. */
function carried(subject: string, value: Json, removed: string): Json {
  if (subject === movedSubject || subject === staffPrefix + removed) return null;
  // An invitation leads to the keys that are left.
  if (subject.startsWith(invitationPrefix)) return null;
  // Whoever left knows these keys: they open what is still on its way to them, and are said to nobody any more.
  if (subject.startsWith(inboxKeyPrefix)) return { ...(value as { readonly [key: string]: Json }), retired: true };
  return value;
}

async function copyRecords(from: SyncedSpace, to: SyncedSpace, { removed, succession }: Pending): Promise<void> {
  const changes = new Map<string, (current: Json) => Json>();
  for (const { subject, value } of from.list<Json>("")) {
    const next = carried(subject, value, removed);
    if (next === null) continue;
    changes.set(subject, (current) => (current === null ? next : mergeFor(subject)(null, current, next)));
  }
  if (succession !== undefined) {
    const { author } = readStatement(fromBase64url(succession)).statement;
    changes.set(successionPrefix + author, () => ({ wire: succession }));
  }
  await to.updateMany<Json>(changes as never);
  await to.flush();
}

/** What says, signed, that an identity passes on to the next one. */
function successionTo(identity: SigningKeyPair, next: SigningKeyPair, now: number): string {
  const old = toBase64url(identity.publicKey);
  const { wire } = makeStatement(
    {
      v: 1,
      type: "succession",
      author: old,
      subject: old,
      revision: 1,
      issuedOn: new Date(now).toISOString().slice(0, 10),
      body: { next: toBase64url(next.publicKey), proof: successionProof("succession", old, next) },
    },
    identity,
  );
  return toBase64url(wire);
}

function newPending(wish: Wish, identity: SigningKeyPair, now: number): Pending {
  const secret = (): string => toBase64url(randomBytes(32));
  const moved = { spaceSeed: secret(), vaultKey: secret(), removed: wish.removed ?? "" };
  if (!wish.replaceKey) return moved;
  const next = signingKeyPair();
  return { ...moved, identitySeed: toBase64url(next.seed), succession: successionTo(identity, next, now) };
}

/** The keys of every seat that stays, sealed to it. */
async function sealedToStaff(
  partyId: string,
  space: SyncedSpace,
  pending: Pending,
): Promise<Readonly<Record<string, string>>> {
  const staying = space.list<StaffRecord>(staffPrefix).filter(({ value }) => value.id !== pending.removed);
  const { spaceSeed, vaultKey, identitySeed } = pending;
  const keys: NextKeys = { spaceSeed, vaultKey, ...(identitySeed !== undefined && { identitySeed }) };
  const sealed = staying.map(
    async ({ value: { id, kemPublicKey } }) => [id, await sealNextKeys(partyId, kemPublicKey, keys)] as const,
  );
  return Object.fromEntries(await Promise.all(sealed));
}

/**
 * Removes a seat, or replaces the party's keys: moves its space to new keys, or goes on with a move that this device had
 * begun (`wish` null). The server must be reachable. Afterwards the old space holds `moved`, which this device then follows like all others.
 * Throws `staff/moved` when the space had been left already.
 * @param old the party's space as it is open now, in step
 * @param identity the key that speaks for the party now
 */
export async function moveParty(
  platform: PayingPlatform,
  vault: DeviceVault,
  partyId: string,
  old: SyncedSpace,
  identity: SigningKeyPair,
  wish: Wish | null,
): Promise<void> {
  await old.pull();
  let pending = await readPending(platform, vault, partyId);
  if (old.get<Moved>(movedSubject) === null) {
    if (pending === null) {
      if (wish === null) return;
      pending = newPending(wish, identity, platform.now());
      await writePending(platform, vault, partyId, pending);
    }
    const fresh = await openSyncedSpace(platform, vault, keysOf(pending), true);
    await copyRecords(old, fresh, pending);
    const moved: Moved = { to: await sealedToStaff(partyId, old, pending), space: fresh.id };
    await old.update<Moved>(movedSubject, (current) => current ?? moved);
    await old.flush();
    await old.pull();
  }
  const said = old.get<Moved>(movedSubject);
  const mine = pending !== null && said?.space === toBase64url(keysOf(pending).pair.publicKey);
  if (pending !== null) {
    const fresh = await openSyncedSpace(platform, vault, keysOf(pending), true);
    if (mine) {
      // What a colleague wrote while it was being copied comes along; then nothing but the way on is left behind.
      await copyRecords(old, fresh, pending);
      const left = old.list("").filter(({ subject }) => subject !== movedSubject);
      await old.updateMany(new Map(left.map(({ subject }) => [subject, () => null])));
      await old.flush();
    } else await fresh.destroy({ remote: true });
    await clearPending(platform, partyId);
  }
  if (!mine) throw new CodedError("staff/moved", "This desk has moved already. Look again.");
}
