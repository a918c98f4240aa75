import type { Audience } from "../../../crypto/envelope.ts";
import type { SigningKeyPair } from "../../../crypto/signature.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { toBase64url } from "../../../crypto/bytes.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Trust } from "../log/trust.ts";
import { createInbox, type Inbox, joinInboxes, type Mail } from "../mailroom/inbox.ts";
import { renewInboxKey } from "../mailroom/inbox-keys.ts";
import { createSpeakers } from "../mailroom/speakers.ts";
import { earlierIdentitiesOf, isRecovered } from "../membership.ts";
import type { Outbox } from "../outbox.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";

/** A party's desk while it is open on this device: its space, its key, its inbox. */
export interface PartyRoom {
  readonly partyId: string;
  readonly space: SyncedSpace;
  /** The key that speaks for it now. */
  readonly identity: SigningKeyPair;
  /** Its present key, and those before whose inboxes are still read. */
  readonly keys: readonly string[];
  readonly inbox: Inbox;
  /** Resolves once the inbox key has been looked after once. */
  keyRenewed(): Promise<void>;
  close(): void;
}

const renewalCheckMs = 60 * 60_000;
/** Nobody can write to a party whose first key waits: what stood in its way at the beginning is soon gone. */
const renewalRetryMsMin = 500;
const renewalRetryMsMax = 30_000;

/** Opens a party's room, and starts fetching its mail and keeping its inbox key fresh where this tab leads. */
export async function openPartyRoom(
  parts: {
    readonly platform: Platform;
    readonly session: Session;
    readonly outbox: Outbox;
    readonly catalogue: Pick<Catalogue, "chains" | "verified" | "subscribe">;
    readonly trust: Pick<Trust, "heard" | "entriesOf" | "view">;
  },
  partyId: string,
  audience: Audience & ("producer" | "courier" | "pickup-point"),
  file: (
    room: Omit<PartyRoom, "inbox" | "keyRenewed" | "close">,
    mails: readonly Mail[],
  ) => Promise<ReadonlySet<number>>,
  changed: () => void,
): Promise<PartyRoom> {
  const { platform, session, outbox, catalogue, trust } = parts;
  const space = await session.partySpace(partyId);
  const identity = session.partyKey(partyId);
  const today = new Date(platform.now()).toISOString().slice(0, 10);
  const identities = [identity, ...earlierIdentitiesOf(session.membership(partyId), today)];
  const keys = identities.map(({ publicKey }) => toBase64url(publicKey));
  const speakers = createSpeakers(space, catalogue, trust);
  const inboxOf = (own: SigningKeyPair): Inbox =>
    createInbox({
      platform,
      key: toBase64url(own.publicKey),
      audience,
      identity: own,
      space,
      speakers,
      live: own === identity,
      file: (mails) => file({ partyId, space, identity, keys }, mails),
      changed,
      heard: trust.heard,
    });
  const [present, ...earlier] = identities.map(inboxOf) as [Inbox, ...Inbox[]];
  const inbox = joinInboxes(present, earlier);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let renewal: Promise<void> | null = null;
  let retryMs = renewalRetryMsMin;

  /** A key that a steward gave says nothing before it counts. */
  const speaks = (): boolean =>
    !isRecovered(session.membership(partyId)) || catalogue.chains.currentOf(partyId) === keys[0];

  async function renewNow(): Promise<void> {
    if (!speaks()) throw new CodedError("recovery/waiting", "This key does not count yet.");
    // Another device of the staff may have made a key already: look first.
    await space.pull();
    await renewInboxKey(space, identity, (sending) => outbox.enqueue(sending), platform.now());
  }

  function renewLater(): void {
    if (closed) return;
    renewal = platform.leadership.exclusive(`inbox-key/${partyId}`, renewNow);
    renewal.then(
      () => {
        retryMs = renewalRetryMsMin;
        if (!closed) timer = setTimeout(renewLater, renewalCheckMs);
      },
      () => {
        if (!closed) timer = setTimeout(renewLater, retryMs);
        retryMs = Math.min(2 * retryMs, renewalRetryMsMax);
      },
    );
  }

  // As soon as it counts, it can be written to.
  let endWaiting: (() => void) | undefined;
  if (!speaks()) {
    endWaiting = catalogue.subscribe(() => {
      if (!speaks()) return;
      endWaiting?.();
      clearTimeout(timer);
      renewLater();
    });
  }
  platform.leadership.onLead(renewLater);
  inbox.start();
  return {
    partyId,
    space,
    identity,
    keys,
    inbox,
    keyRenewed: () => renewal ?? Promise.resolve(),
    close: () => {
      closed = true;
      clearTimeout(timer);
      endWaiting?.();
      inbox.stop();
    },
  };
}
