import { CodedError } from "../../crypto/coded-error.ts";
import { ready } from "../../crypto/sodium.ts";
import { toBase64url } from "../../crypto/bytes.ts";
import type { OutboxView } from "./api.ts";
import { openSentEnvelopes, type SentEnvelopes } from "./audit/sent-envelopes.ts";
import { type Basket, createBasket } from "./basket/basket.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { type CourierDesk, createCourierDesk } from "./desk/courier-desk.ts";
import { createPickupDesk, type PickupDesk } from "./desk/pickup-desk.ts";
import { createProducerDesk, type ProducerDesk } from "./desk/producer-desk.ts";
import { openDeviceVault } from "./device-vault.ts";
import { createOwnEntries, type OwnEntries } from "./log/own-entries.ts";
import { createTrust } from "./log/create-trust.ts";
import type { Trust } from "./log/trust.ts";
import { followVaultCheckpoint } from "./log/vault-checkpoint.ts";
import { createRecentlySeen, type RecentlySeen } from "./lists/recently-seen.ts";
import { createShoppingLists, type ShoppingLists } from "./lists/shopping-lists.ts";
import { observedTransport } from "./observed-transport.ts";
import { type ConsumerOrders, createConsumerOrders } from "./orders/consumer-orders.ts";
import {
  forgetDeliveryAddresses,
  forgetOrderAddresses,
  forgetParcels,
  forgetVisitAddresses,
} from "./orders/forgetting.ts";
import { openOutbox, type Outbox } from "./outbox.ts";
import type { PayingPlatform, Platform } from "./platform.ts";
import { openSession } from "./open-session.ts";
import type { Session } from "./session.ts";
import { createStall } from "./stall/create-stall.ts";
import { createRecovery, type Recovery } from "./staff/recovery.ts";
import { createKeyChange, type KeyChange } from "./staff/key-change.ts";
import type { Stall } from "./stall/stall.ts";
import { createUnsaved } from "./stall/unsaved.ts";
import { createSteward, type Steward } from "./steward.ts";
import { createTokens, type Tokens } from "./tokens/tokens.ts";
import type { TopicHub } from "./topics.ts";

/** The parts of the core, put together on one platform. */
export interface Core {
  readonly platform: Platform;
  readonly hub: TopicHub;
  readonly catalogue: Catalogue;
  readonly session: Session;
  readonly outbox: Outbox;
  readonly tokens: Tokens;
  readonly trust: Trust;
  readonly ownEntries: OwnEntries;
  readonly keyChange: KeyChange;
  /** Envelopes of one's own orders, as they left: what the audit page shows. */
  readonly sent: SentEnvelopes;
  readonly basket: Basket;
  readonly lists: ShoppingLists;
  readonly seen: RecentlySeen;
  readonly orders: ConsumerOrders;
  readonly stall: Stall;
  readonly unsaved: ReturnType<typeof createUnsaved>;
  readonly steward: Steward;
  readonly recovery: Recovery;
  readonly producerDesk: ProducerDesk;
  readonly courierDesk: CourierDesk;
  readonly pickupDesk: PickupDesk;
  /** Stops everything that runs by itself. */
  close(): void;
}

const forgettingMs = 60 * 60_000;

/** What waits to be sent: sendings, and records that the server does not have yet. */
function outboxView(outbox: Outbox, session: Session, online: boolean): OutboxView {
  const records = session.spaces.flatMap((space) =>
    space.waiting.map(({ subject, since, attempts, failure }) => ({
      id: `record/${space.id}/${subject}`,
      what: "record" as const,
      since,
      attempts,
      notBefore: since,
      failure,
    })),
  );
  const { held } = outbox.view;
  return { online, ...(held !== undefined && { held }), waiting: [...outbox.view.waiting, ...records] };
}

/**
 * Puts the core together and starts what runs by itself. `catalogue` is there first, on its own, so that the shop shows
 * before anything cryptographic is loaded.
 */
export async function openCore(given: Platform, hub: TopicHub, catalogueFirst: Promise<Catalogue>): Promise<Core> {
  let online = true;
  const reached = (reachable: boolean): void => {
    if (online === reachable) return;
    online = reachable;
    hub.changed("outbox");
    if (reachable) parts?.outbox.retryPassing();
  };
  // A tab that does not lead asks the server for little: it would say for long what was true when it last asked.
  given.leadership.onTold(({ about }) => {
    if (about === "network/lost") reached(false);
    // Whoever brings the catalogue has been at the server, and does so at each connection.
    else if (about === "network/reached" || about === "catalogue") reached(true);
  });
  const reachedHere = (reachable: boolean): void => {
    if (online !== reachable) given.leadership.tell({ about: reachable ? "network/reached" : "network/lost" });
    reached(reachable);
  };
  let parts: { readonly outbox: Outbox } | null = null;
  let opened: Session | null = null;
  const observed: Platform = { ...given, transport: observedTransport(given.transport, reachedHere) };
  const vault = await observed.leadership.exclusive("device-key", () => openDeviceVault(observed.store));
  const catalogue = await catalogueFirst;
  const trust = createTrust({ platform: observed, catalogue, hub });
  const tokens = createTokens({ platform: observed, vault, session: () => opened, catalogue: catalogueFirst, trust });
  const platform: PayingPlatform = { ...observed, openSpace: (pair) => tokens.openSpace(pair) };
  // A visitor's basket needs no more than the browser's own cryptography.
  if ((await platform.store.get("device", "keyring")) !== undefined) await ready();
  const session = await openSession(platform, vault);
  opened = session;
  const sent = openSentEnvelopes(platform, vault);
  /** A desk's next key says nothing before the one before it has passed on: said too soon, nobody could pass on to it. */
  const speaks = (key: string): boolean =>
    session.view.memberships.every(
      ({ partyId }) =>
        toBase64url(session.partyKey(partyId).publicKey) !== key || catalogue.chains.currentOf(partyId) === key,
    );
  const outbox = await openOutbox(
    platform,
    vault,
    (partyId) => session.partyKey(partyId),
    tokens,
    {
      all: () => trust.hold,
      mayLeave: ({ sealedTo = [], saidBy }) =>
        sealedTo.every((partyId) => trust.vouchesForParty(partyId)) && (saidBy === undefined || speaks(saidBy)),
    },
    (sending) => sent.changesFor(sending),
  );
  parts = { outbox };
  tokens.onDrawn(() => {
    outbox.retryPassing();
    for (const space of session.spaces) {
      if (space.failure?.startsWith("token/")) space.pull().catch(() => undefined);
    }
  });
  const basket = createBasket({ session, catalogue, hub });
  const lists = createShoppingLists({ session, catalogue, basket, hub, now: () => platform.now() });
  const seen = await createRecentlySeen({ platform, vault, session, hub });
  const common = { platform, session, catalogue, outbox, trust, hub };
  const orders = createConsumerOrders({ ...common, basket });
  const ownEntries = createOwnEntries(common);
  const stall = createStall({ ...common, outbox: ownEntries.outbox });
  const unsaved = createUnsaved({ store: platform.store, vault, now: () => platform.now() });
  const keyChange = createKeyChange({
    ...common,
    outbox: {
      ...ownEntries.outbox,
      discard: (id) => outbox.discard(id),
      get waiting() {
        return outbox.waiting;
      },
    },
  });
  const steward = createSteward({ ...common, outbox: ownEntries.outbox });
  const recovery = createRecovery({ ...common, steward, outbox: ownEntries.outbox });
  const producerDesk = createProducerDesk({ ...common, stock: stall });
  const courierDesk = createCourierDesk(common);
  const pickupDesk = createPickupDesk(common);
  const desks = { producer: producerDesk, courier: courierDesk, "pickup-point": pickupDesk } as const;

  hub.provide("session", () => session.view);
  hub.provide("outbox", () => outboxView(outbox, session, online));
  outbox.subscribe(() => hub.changed("outbox"));
  catalogue.subscribe(() => outbox.holdChanged());
  let held = trust.hold;
  trust.subscribe(() => {
    if (trust.hold !== held) hub.changed("outbox");
    held = trust.hold;
    outbox.holdChanged();
  });

  const open = new Map<string, keyof typeof desks>();
  const followed = new Set<string>();
  function followSession(): void {
    const here = session.view.memberships.filter(({ moving }) => moving !== true);
    const seats = new Map(here.map(({ partyId, kind }) => [partyId, kind]));
    for (const [partyId, kind] of open) {
      if (seats.has(partyId)) continue;
      open.delete(partyId);
      desks[kind].close(partyId);
    }
    for (const [partyId, kind] of seats) {
      if (open.has(partyId)) continue;
      if (kind === "steward") {
        // It has no desk in the core, but a space like others: what waits there is told of too.
        session.partySpace(partyId).then(followSpaces, () => undefined);
        continue;
      }
      open.set(partyId, kind);
      desks[kind].open(partyId).then(followSpaces, () => open.delete(partyId));
      hub.changed("stall", partyId);
    }
    followSpaces();
    hub.changed("session");
  }
  /** What waits in a space shows in the outbox. */
  function followSpaces(): void {
    for (const space of session.spaces) {
      if (followed.has(space.id)) continue;
      followed.add(space.id);
      space.subscribe(() => hub.changed("outbox"));
    }
    hub.changed("outbox");
  }

  async function forget(): Promise<void> {
    if (!platform.leadership.leading || session.personal === null) return;
    await forgetOrderAddresses(platform, session.personal);
    await sent.forgetOld(session.personal);
    for (const { partyId, kind } of session.view.memberships) {
      if (kind === "courier") await forgetDeliveryAddresses(platform, await session.partySpace(partyId));
      if (kind === "pickup-point") await forgetParcels(platform, await session.partySpace(partyId));
      if (kind === "producer") await forgetVisitAddresses(platform, await session.partySpace(partyId));
    }
  }
  const forgetQuietly = (): void => {
    forget().catch(() => undefined);
  };

  session.subscribe(followSession);
  session.start();
  trust.start();
  ownEntries.start();
  keyChange.start();
  const endVaultCheckpoint = followVaultCheckpoint({ platform, session, trust });
  outbox.start();
  tokens.start();
  orders.start();
  followSession();
  forgetQuietly();
  const timer = setInterval(forgetQuietly, forgettingMs);

  return {
    platform,
    hub,
    catalogue,
    session,
    outbox,
    tokens,
    trust,
    ownEntries,
    keyChange,
    sent,
    basket,
    lists,
    seen,
    orders,
    stall,
    unsaved,
    steward,
    recovery,
    producerDesk,
    courierDesk,
    pickupDesk,
    close: () => {
      clearInterval(timer);
      for (const [partyId, kind] of open) desks[kind].close(partyId);
      orders.stop();
      outbox.stop();
      tokens.stop();
      endVaultCheckpoint();
      ownEntries.stop();
      keyChange.stop();
      trust.stop();
      session.stop();
      catalogue.stop();
    },
  };
}

/** Throws `session/outbox-waiting` while something of this device has not reached the server. */
export async function requireNothingWaiting(core: Core): Promise<void> {
  await Promise.all(core.session.spaces.map((space) => space.flush().catch(() => undefined)));
  const records = core.session.spaces.some((space) => space.waiting.length > 0);
  if (records || core.outbox.waiting.length > 0) {
    throw new CodedError("session/outbox-waiting", "Something has not been sent yet.");
  }
}
