import type { StaffInvitation } from "../api.ts";
import {
  createInvitation,
  deleteInvitation,
  invitationDays,
  invitationId,
  newInvitationSecret,
} from "../invitation.ts";
import type { MembershipRecord } from "../membership.ts";
import type { PayingPlatform, Transport } from "../platform.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";

// Invitations that are open
//
// A link holds all keys of a desk until somebody has taken it. The desk remembers each in its own space, so that any of the
// staff can show it once more or take it back. It ends by itself after some days, and when the desk moves to other keys.

/** An invitation that nobody has taken yet: the record `invitation/<id>` of the party's space. */
type InvitationRecord = StaffInvitation;

export const invitationPrefix = "invitation/";

/** Those that can still be taken, the oldest first. */
export function openInvitationsOf(space: Pick<SyncedSpace, "list">, now: number): readonly StaffInvitation[] {
  return space
    .list<InvitationRecord>(invitationPrefix)
    .map(({ value }) => value)
    .filter((invitation) => !isOver(invitation, now))
    .sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1));
}

function isOver({ until }: InvitationRecord, now: number): boolean {
  return Date.parse(until) <= now;
}

/** Makes a link's secret. It is on the desk's list before it opens anything: none is open that nobody can take back. */
export async function invite(
  platform: Pick<PayingPlatform, "transport" | "openSpace" | "now">,
  space: SyncedSpace,
  membership: MembershipRecord,
): Promise<string> {
  const now = platform.now();
  const secret = newInvitationSecret();
  const id = invitationId(secret);
  const until = new Date(now + invitationDays * 86_400_000).toISOString();
  const record: InvitationRecord = { id, secret, madeAt: new Date(now).toISOString(), until };
  await space.update<InvitationRecord>(invitationPrefix + id, () => record);
  try {
    // Whoever takes it at once has to find it on the list, to strike it off.
    await space.flush();
    await createInvitation(platform, membership, { secret, until });
  } catch (cause) {
    await strike(space, id);
    throw cause;
  }
  return secret;
}

/** Takes it off the desk's list. */
async function strike(space: Pick<SyncedSpace, "update">, id: string): Promise<void> {
  await space.update<InvitationRecord>(invitationPrefix + id, () => null);
}

/** Ends an invitation that has given its seat. */
export async function endTaken(transport: Transport, space: SyncedSpace, secret: string): Promise<void> {
  await deleteInvitation(transport, secret);
  await strike(space, invitationId(secret));
}

/** Takes an invitation back: its link opens nothing any more. Throws what the network throws; one that is gone is no error. */
export async function takeBack(transport: Transport, space: SyncedSpace, id: string): Promise<void> {
  const record = space.get<InvitationRecord>(invitationPrefix + id);
  if (record === null) return;
  await deleteInvitation(transport, record.secret);
  await strike(space, id);
}

/** Takes back what has come to its end, as far as the network lets it. */
export async function takeBackOver(
  { transport, now }: Pick<PayingPlatform, "transport" | "now">,
  space: SyncedSpace,
): Promise<void> {
  const over = space.list<InvitationRecord>(invitationPrefix).filter(({ value }) => isOver(value, now()));
  for (const { value } of over) await takeBack(transport, space, value.id);
}

/**
 * Ends the invitations of a desk that has gone over to other keys. The desk has moved, whatever the server says to this:
 * what it does not delete now gives no seat any more, and ends by its day.
 */
export async function endAll(transport: Transport, secrets: readonly string[]): Promise<void> {
  await Promise.allSettled(secrets.map((secret) => deleteInvitation(transport, secret)));
}
