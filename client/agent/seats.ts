import { ready } from "../../crypto/sodium.ts";
import { openDeviceVault } from "../core/device-vault.ts";
import { createInvitation } from "../core/invitation.ts";
import { renewInboxKey } from "../core/mailroom/inbox-keys.ts";
import { identityOf, type MembershipRecord, newMembership, spaceKeysOf } from "../core/membership.ts";
import type { PayingPlatform } from "../core/platform.ts";
import { openSyncedSpace } from "../core/spaces/open-synced-space.ts";
import type { SyncedSpace } from "../core/spaces/synced-space.ts";
import { keyName, sendNow } from "./said-directly.ts";

/** A party that an agent speaks for: its keys, and the space that its staff will share. */
export interface Seat {
  readonly id: string;
  readonly membership: MembershipRecord;
  readonly key: ReturnType<typeof identityOf>;
  readonly space: SyncedSpace;
}

/** Takes the seat that a keyring is for. `isNew`: its space has to be opened on the server. */
export async function takeSeat(platform: PayingPlatform, membership: MembershipRecord, isNew: boolean): Promise<Seat> {
  await ready();
  const vault = await openDeviceVault(platform.store);
  const space = await openSyncedSpace(platform, vault, spaceKeysOf(membership), isNew);
  const key = identityOf(membership);
  return { id: keyName(key), membership, key, space };
}

/** Makes a party with fresh keys. */
export async function makeSeat(platform: PayingPlatform, kind: MembershipRecord["kind"], name: string): Promise<Seat> {
  await ready();
  return takeSeat(platform, newMembership({ kind, name }), true);
}

/** Sees to it that the party can be written to: a valid inbox key, its secret safe in the party's space first. */
export async function renewMailbox(platform: PayingPlatform, { space, key }: Seat): Promise<void> {
  await space.pull();
  await renewInboxKey(space, key, (sending) => sendNow(platform.transport, key, sending), platform.now());
  await space.flush();
}

/** A link with which someone takes the seat too. `reusable` links of a demo stay after someone has joined. */
export async function invitationLink(platform: PayingPlatform, seat: Seat, reusable: boolean): Promise<string> {
  const secret = await createInvitation(platform, seat.membership, { reusable });
  return `${platform.origin}/join#${secret}`;
}
