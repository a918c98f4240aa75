import { CodedError } from "../../../crypto/coded-error.ts";
import type { DeviceVault } from "../device-vault.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import {
  identityOf,
  membershipOf,
  membershipSubject,
  newSeat,
  type SeatRecord,
  spaceIdOf,
  spaceKeysOf,
  withNextKeys,
} from "../membership.ts";
import { inboxKeyPrefix } from "../mailroom/inbox-keys.ts";
import { dayAt } from "../catalogue/wall-clock.ts";
import { type Json, mergeFor } from "../merge.ts";
import { isPassing } from "../network-problem.ts";
import type { PayingPlatform } from "../platform.ts";
import { openSyncedSpace } from "../spaces/open-synced-space.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { openNextKeys } from "./next-keys.ts";
import { endAll, invitationPrefix, openInvitationsOf, takeBackOver } from "./open-invitations.ts";
import { moveParty, type Moved, movedSubject, readPending, type Wish } from "./removal.ts";
import { listSeat, staffPrefix } from "./roster.ts";

/** That somebody was removed from a desk: the record `removed/<party id>` of the personal space. */
export interface RemovedRecord {
  readonly partyId: string;
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly on: string;
}

export const removedPrefix = "removed/";

/** The spaces of the parties that a person sits at, followed where they move. */
export interface PartySpaces {
  open(partyId: string): Promise<SyncedSpace>;
  /** The space of a party where it is open; `null` otherwise. */
  openNow(partyId: string): SyncedSpace | null;
  /**
   * Takes in the space of a party that is being made on this device. Whoever hears of the membership, which `join` writes,
   * finds this space, and opens no second one beside it.
   */
  found(partyId: string, space: SyncedSpace, join: () => Promise<void>): Promise<void>;
  readonly list: readonly SyncedSpace[];
  /** Whether a party is on its way to another space: for that moment nobody sits there. */
  isMoving(partyId: string): boolean;
  /** Closes what one sits at no longer, and goes where another of one's devices went. */
  reconcile(): void;
  /** Removes a seat or replaces keys, or ends what was cut short (`null`). Throws `staff/moved`, and what the network throws. */
  move(partyId: string, wish: Wish | null): Promise<void>;
  /** Says what one is called at this desk, and sees to it that the seat is on the list. */
  enlist(partyId: string, name: string | null): Promise<void>;
  /**
   * Takes the seat that an invitation gave: on the desk's list from now on. Throws `invitation/used` for an invitation to
   * a desk that has moved since it was made, and leaves no seat behind then.
   */
  arrive(partyId: string): Promise<void>;
  /** Takes one's own seat off the desk's list, before one leaves. */
  depart(partyId: string): Promise<void>;
  /** Takes one's seats off the lists of all desks, as far as the network lets it. */
  departAll(): Promise<void>;
  closeAll(): Promise<void>;
}

type Waiting = ReadonlyMap<string, Json>;

/** What has not reached the server of a space, as it is now. */
function waitingOf(space: SyncedSpace): Waiting {
  return new Map(space.waiting.map(({ subject }) => [subject, space.get<Json>(subject)]));
}

export function createPartySpaces(parts: {
  readonly platform: PayingPlatform;
  readonly vault: DeviceVault;
  readonly personal: () => SyncedSpace | null;
  readonly membership: (partyId: string) => SeatRecord;
  readonly started: () => boolean;
  readonly notify: () => void;
}): PartySpaces {
  const { platform, vault, personal, membership, started, notify } = parts;
  const parties = new Map<string, Promise<SyncedSpace>>();
  const spaces = new Map<string, SyncedSpace>();
  const moving = new Set<string>();
  const founding = new Set<string>();
  /** Parties that this very device is moving: it follows when it is done. */
  const removing = new Set<string>();
  /** What had not left when a device heard that its desk had moved: it goes along. */
  const along = new Map<string, Waiting>();
  const today = (): string => dayAt(platform.now(), platform.instance.timeZone);

  function requirePersonal(): SyncedSpace {
    const space = personal();
    if (space === null) throw new CodedError("session/required", "Sign in first.");
    return space;
  }

  /** Goes where the desk went, or learns that there is no seat any more. */
  async function follow(partyId: string, space: SyncedSpace): Promise<void> {
    const moved = space.get<Moved>(movedSubject);
    const own = personal();
    const record = own?.get<SeatRecord>(membershipSubject(partyId));
    if (moved === null || own === null || !record || spaceIdOf(record) !== space.id || removing.has(partyId)) return;
    // A move of one's own that was cut short ends first: until the server has it, it is no move.
    if ((await readPending(platform, vault, partyId)) !== null) return;
    const sealed = record.seat && moved.to[record.seat.id];
    const keys =
      record.seat && sealed !== undefined ? await openNextKeys(partyId, record.seat, sealed).catch(() => null) : null;
    if (keys !== null) {
      // Longer than anything can wait in the inbox of a key that speaks no more.
      const until = new Date(platform.now() + limits.inboxKeySecretDays * 86_400_000).toISOString().slice(0, 10);
      await own.update<SeatRecord>(
        membershipSubject(partyId),
        (current) => current && withNextKeys(current, keys, until),
      );
      return;
    }
    await own.updateMany<unknown>(
      new Map<string, (current: unknown) => unknown>([
        [membershipSubject(partyId), () => null],
        [removedPrefix + partyId, () => ({ partyId, name: record.name, on: today() }) satisfies RemovedRecord],
      ]),
    );
  }

  function watch(partyId: string, space: SyncedSpace): void {
    spaces.set(partyId, space);
    const moved = (): void => {
      if (!along.has(partyId)) along.set(partyId, waitingOf(space));
      follow(partyId, space).catch(() => undefined);
    };
    space.subscribe((subjects) => {
      if (subjects.includes(movedSubject)) moved();
    });
    if (space.get(movedSubject) !== null) moved();
    if (started()) space.start();
    platform.leadership.onLead(() => {
      // Without the network: at the next start.
      settle(partyId, space).catch(() => undefined);
    });
  }

  /** Ends a removal that was cut short on this device, and sees to it that one's seat is on the list. */
  async function settle(partyId: string, space: SyncedSpace): Promise<void> {
    if (spaces.get(partyId) !== space || removing.has(partyId)) return;
    await move(partyId, null);
    if (spaces.get(partyId) !== space) return;
    await space.pull();
    await enlist(partyId, null);
    await takeBackOver(platform, space);
  }

  async function move(partyId: string, wish: Wish | null): Promise<void> {
    if (removing.has(partyId)) throw new CodedError("staff/moved", "This desk is moving already. Look again.");
    if (wish === null && (await readPending(platform, vault, partyId)) === null) return;
    const space = await open(partyId);
    removing.add(partyId);
    const secrets = openInvitationsOf(space, platform.now()).map(({ secret }) => secret);
    try {
      await moveParty(platform, vault, partyId, space, identityOf(membership(partyId)), wish);
    } finally {
      removing.delete(partyId);
      await follow(partyId, space);
      await parties.get(partyId);
    }
    await endAll(platform.transport, secrets);
    await requirePersonal().flush();
  }

  function open(partyId: string): Promise<SyncedSpace> {
    const known = parties.get(partyId);
    if (known) return known;
    const opening = (async () => {
      const space = await openSyncedSpace(platform, vault, spaceKeysOf(membership(partyId)));
      watch(partyId, space);
      return space;
    })();
    opening.catch(() => parties.delete(partyId));
    parties.set(partyId, opening);
    return opening;
  }

  /** What is still in the space that was left, and what never left this device, put into the new one. */
  async function takeAlong(partyId: string, old: SyncedSpace, fresh: SyncedSpace): Promise<void> {
    const left = [staffPrefix, inboxKeyPrefix, invitationPrefix];
    const stays = (subject: string): boolean =>
      subject === movedSubject || left.some((prefix) => subject.startsWith(prefix));
    const values = new Map(old.list<Json>("").map(({ subject, value }) => [subject, value]));
    for (const [subject, value] of along.get(partyId) ?? []) if (value !== null) values.set(subject, value);
    along.delete(partyId);
    const changes = new Map<string, (current: Json) => Json>();
    for (const [subject, value] of values) {
      if (stays(subject)) continue;
      changes.set(subject, (current) => (current === null ? value : mergeFor(subject)(null, current, value)));
    }
    if (changes.size > 0) await fresh.updateMany<Json>(changes as never);
  }

  /** Opens the space that the membership names now in place of the one that was left. */
  async function swap(partyId: string, old: SyncedSpace): Promise<SyncedSpace> {
    moving.add(partyId);
    // Whoever works at this desk stops before the ground moves.
    notify();
    try {
      old.stop();
      const fresh = await openSyncedSpace(platform, vault, spaceKeysOf(membership(partyId)));
      await fresh.pull().catch((cause: unknown) => {
        if (!isPassing(cause)) throw cause;
      });
      await takeAlong(partyId, old, fresh);
      watch(partyId, fresh);
      await old.destroy({ remote: false });
      return fresh;
    } finally {
      moving.delete(partyId);
      queueMicrotask(notify);
    }
  }

  function reconcile(): void {
    for (const [partyId, opening] of parties) {
      if (founding.has(partyId)) continue;
      const record = personal()?.get<SeatRecord>(membershipSubject(partyId));
      const space = spaces.get(partyId);
      if (!record) {
        parties.delete(partyId);
        spaces.delete(partyId);
        along.delete(partyId);
        opening.then((left) => left.destroy({ remote: false })).catch(() => undefined);
      } else if (space && space.id !== spaceIdOf(record) && !moving.has(partyId)) {
        const swapped = swap(partyId, space);
        swapped.catch(() => parties.delete(partyId));
        parties.set(partyId, swapped);
      }
    }
  }

  async function enlist(partyId: string, name: string | null): Promise<void> {
    const own = requirePersonal();
    const record = membership(partyId);
    if (removing.has(partyId)) return;
    const seat = record.seat ?? newSeat();
    if (!record.seat) {
      await own.update<SeatRecord>(membershipSubject(partyId), (current) => current && { ...current, seat });
    }
    const space = await open(partyId);
    if (space.get(movedSubject) !== null) return;
    if (name !== null || space.get(staffPrefix + seat.id) === null) await listSeat(space, seat, name, today());
  }

  async function depart(partyId: string): Promise<void> {
    const { seat } = membership(partyId);
    if (!seat) return;
    const space = await open(partyId);
    await space.update(staffPrefix + seat.id, () => null);
    // A list that still names who has left opens nothing to them: without a network one leaves all the same.
    await space.flush().catch(() => undefined);
  }

  return {
    open,
    openNow: (partyId) => spaces.get(partyId) ?? null,
    found: async (partyId, space, join) => {
      founding.add(partyId);
      parties.set(partyId, Promise.resolve(space));
      try {
        await join();
      } catch (cause) {
        parties.delete(partyId);
        throw cause;
      } finally {
        founding.delete(partyId);
      }
      watch(partyId, space);
    },
    get list() {
      return [...spaces.values()];
    },
    isMoving: (partyId) => moving.has(partyId),
    reconcile,
    move,
    enlist,
    arrive: async (partyId) => {
      const space = await open(partyId);
      await space.pull();
      const own = requirePersonal();
      if (space.get(movedSubject) !== null || !own.get(membershipSubject(partyId))) {
        const none = (): null => null;
        await own.updateMany(
          new Map([
            [membershipSubject(partyId), none],
            [removedPrefix + partyId, none],
          ]),
        );
        throw new CodedError("invitation/used", "This invitation was used already, or taken back.");
      }
      await enlist(partyId, null);
      await space.flush();
    },
    depart,
    departAll: async () => {
      for (const { value } of requirePersonal().list<SeatRecord>("membership/")) {
        await depart(membershipOf(value).partyId).catch(() => undefined);
      }
    },
    closeAll: async () => {
      for (const opening of parties.values()) (await opening.catch(() => null))?.stop();
      parties.clear();
      spaces.clear();
      along.clear();
    },
  };
}

/** What screens see of the desks that one was removed from. */
export function removedFrom(personal: SyncedSpace | null): readonly RemovedRecord[] {
  const seats = new Set(
    personal?.list<SeatRecord>("membership/").map(({ value }) => membershipOf(value).partyId) ?? [],
  );
  const records = personal?.list<RemovedRecord>(removedPrefix).map(({ value }) => value) ?? [];
  return records.filter(({ partyId }) => !seats.has(partyId));
}
