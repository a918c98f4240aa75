import type { Audience } from "../../../crypto/envelope.ts";
import type { SigningKeyPair } from "../../../crypto/signature.ts";
import type { Trust } from "../log/trust.ts";
import { createInbox, type Inbox, type Mail } from "../mailroom/inbox.ts";
import { renewInboxKey } from "../mailroom/inbox-keys.ts";
import type { Outbox } from "../outbox.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";

/** A party's desk while it is open on this device: its space, its key, its inbox. */
export interface PartyRoom {
  readonly partyId: string;
  readonly space: SyncedSpace;
  readonly identity: SigningKeyPair;
  readonly inbox: Inbox;
  /** Resolves once the inbox key has been looked after once. */
  keyRenewed(): Promise<void>;
  close(): void;
}

const renewalCheckMs = 60 * 60_000;
const renewalRetryMs = 30_000;

/** Opens a party's room, and starts fetching its mail and keeping its inbox key fresh where this tab leads. */
export async function openPartyRoom(
  parts: {
    readonly platform: Platform;
    readonly session: Session;
    readonly outbox: Outbox;
    readonly trust: Pick<Trust, "heard">;
  },
  partyId: string,
  audience: Audience & ("producer" | "courier" | "pickup-point"),
  file: (
    room: Omit<PartyRoom, "inbox" | "keyRenewed" | "close">,
    mails: readonly Mail[],
  ) => Promise<ReadonlySet<number>>,
  changed: () => void,
): Promise<PartyRoom> {
  const { platform, session, outbox, trust } = parts;
  const space = await session.partySpace(partyId);
  const identity = session.partyKey(partyId);
  const inbox = createInbox({
    platform,
    partyId,
    audience,
    identity,
    space,
    file: (mails) => file({ partyId, space, identity }, mails),
    changed,
    heard: trust.heard,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let renewal: Promise<void> | null = null;

  async function renewNow(): Promise<void> {
    // Another device of the staff may have made a key already: look first.
    await space.pull();
    await renewInboxKey(space, identity, (sending) => outbox.enqueue(sending), platform.now());
  }

  function renewLater(): void {
    if (closed) return;
    renewal = platform.leadership.exclusive(`inbox-key/${partyId}`, renewNow);
    renewal.then(
      () => {
        if (!closed) timer = setTimeout(renewLater, renewalCheckMs);
      },
      () => {
        if (!closed) timer = setTimeout(renewLater, renewalRetryMs);
      },
    );
  }

  platform.leadership.onLead(renewLater);
  inbox.start();
  return {
    partyId,
    space,
    identity,
    inbox,
    keyRenewed: () => renewal ?? Promise.resolve(),
    close: () => {
      closed = true;
      clearTimeout(timer);
      inbox.stop();
    },
  };
}
