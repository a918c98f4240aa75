import { sameBytes, toBase64url } from "../../crypto/bytes.ts";
import { CodedError, isCodedError } from "../../crypto/coded-error.ts";
import { type Keyring, newKeyring } from "../../crypto/keyring.ts";
import { deriveKey } from "../../crypto/hash.ts";
import type { WrapperInfo } from "../../crypto/protocol/exports.ts";
import {
  formatRecoveryCode,
  newRecoverySecret,
  parseRecoveryCode,
  recoveryKek,
  recoveryLookup,
} from "../../crypto/recovery-code.ts";
import { carriedOver } from "./account/carry-over.ts";
import { type KeptSession, readKept, writeKept } from "./account/keyring-store.ts";
import { exportText } from "./account/export.ts";
import { kekOf, withoutPrf } from "./account/passkey-answer.ts";
import { personalKeys, removeAndRotate, resumeRotation } from "./account/rotation.ts";
import { type AdditionWire, sealedAddition, unwrap, wrapFor } from "./account/wrapping.ts";
import type { Membership, SessionView } from "./api.ts";
import type { DeviceVault } from "./device-vault.ts";
import { openInvitation } from "./invitation.ts";
import {
  identityOf,
  membershipOf,
  membershipPrefix,
  type MembershipRecord,
  membershipSubject,
  newMembership,
  newSeat,
  type SeatRecord,
  spaceKeysOf,
} from "./membership.ts";
import type { Json } from "./merge.ts";
import { isPassing, isUnreachable, statusOf } from "./network-problem.ts";
import type { PayingPlatform } from "./platform.ts";
import type { Session } from "./session.ts";
import { openLocalSpace } from "./spaces/local-space.ts";
import { openSyncedSpace } from "./spaces/open-synced-space.ts";
import { endTaken, invite, takeBack } from "./staff/open-invitations.ts";
import { createSeats } from "./staff/seats.ts";
import { createPartySpaces, removedFrom } from "./staff/party-spaces.ts";
import { problemOf, type SyncedSpace } from "./spaces/synced-space.ts";

/** Opens the session that this device holds, or a visitor's. Needs no network. */
export async function openSession(platform: PayingPlatform, vault: DeviceVault): Promise<Session> {
  const { store, transport } = platform;
  const local = await openLocalSpace(platform, vault);
  const listeners = new Set<() => void>();
  let kept: KeptSession | null = null;
  let personal: SyncedSpace | null = null;
  let started = false;
  /** The cookie is gone or too old; the keys on this device are as good as ever. */
  let signedOut = false;
  const notify = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const required = (): { kept: KeptSession; personal: SyncedSpace } => {
    if (kept !== null && personal !== null) return { kept, personal };
    throw new CodedError("session/required", "Sign in first.");
  };
  const seats = createSeats(() => personal);
  const { membership } = seats;

  const parties = createPartySpaces({
    platform,
    vault,
    personal: () => personal,
    membership,
    started: () => started,
    notify,
  });

  async function setKept(next: KeptSession): Promise<void> {
    kept = next;
    await writeKept(store, vault, { keyring: next });
    platform.leadership.tell({ about: "session" });
    notify();
  }

  async function openPersonal(next: KeptSession): Promise<SyncedSpace> {
    const space = await openSyncedSpace(platform, vault, personalKeys(next.keyring), next.isNew);
    kept = next;
    personal = space;
    space.subscribe((subjects) => {
      if (subjects.length === 0) notify();
      if (subjects.includes("keyring")) adoptNewerKeyring();
      if (subjects.some((subject) => subject.startsWith(membershipPrefix))) parties.reconcile();
      if (subjects.some((subject) => subject === "keyring" || subject.startsWith(membershipPrefix))) notify();
    });
    if (started) start(space);
    return space;
  }

  /** Another device added a way in: the same space and vault key, a later epoch. */
  function adoptNewerKeyring(): void {
    const newer = personal?.get<Pick<Keyring, "epoch" | "wrapperKeys">>("keyring");
    if (!newer || !kept || newer.epoch <= kept.keyring.epoch) return;
    const keyring = { ...kept.keyring, epoch: newer.epoch, wrapperKeys: newer.wrapperKeys };
    setKept({ ...kept, keyring }).catch(() => undefined);
  }

  function start(space: SyncedSpace): void {
    space.start();
    platform.leadership.onLead(() => {
      // Without the server it waits for the next start; until then the old keys are the account's.
      resume(space).catch(() => space.start());
      if (kept?.wrappers.length === 0) refreshWrappers().catch(() => undefined);
    });
  }

  /** A rotation that was cut short on this device goes on. */
  async function resume(space: SyncedSpace): Promise<void> {
    if (kept === null || (await readKept(store, vault, "rotation")) === null) return;
    space.stop();
    const next = await resumeRotation(platform, vault, kept, space);
    if (next) await openPersonal(next);
    notify();
  }

  /** Another tab signed in or out. */
  async function reload(): Promise<void> {
    const found = await readKept(store, vault, "keyring").catch(() => null);
    const epoch = kept?.keyring.epoch;
    if (found && epoch === found.keyring.epoch && sameBytes(found.keyring.spaceSeed, kept!.keyring.spaceSeed)) {
      kept = found;
    } else {
      personal?.stop();
      if (!found) await parties.closeAll();
      kept = null;
      personal = null;
      if (found) {
        await openPersonal(found);
        parties.reconcile();
      }
    }
    notify();
  }

  /** Goes on as the holder of `next`; what the visitor, or an older epoch on this device, had is taken along. */
  async function enter(next: KeptSession): Promise<void> {
    const before = personal;
    signedOut = false;
    const carried = carriedOver(before, local);
    before?.stop();
    const space = await openPersonal(next);
    await writeKept(store, vault, { keyring: next });
    if (!next.isNew) await space.pull();
    await space.updateMany<Json>(carried as never);
    await local.clear();
    if (before && before.id !== space.id) await before.destroy({ remote: false });
    // The account exists, its keys are kept: what the server has not got yet waits like anything else.
    if (next.isNew) await space.flush().catch(() => undefined);
    // Parties stay open over a rotation: their keys are their own. Another person's are left.
    parties.reconcile();
    platform.leadership.tell({ about: "session" });
    notify();
  }

  /** Asks which ways in there are. Nothing depends on it but what is shown: what fails is asked again at the next start. */
  async function refreshWrappers(): Promise<void> {
    try {
      const { wrappers } = await transport.request("account");
      if (kept) await setKept({ ...kept, isNew: false, wrappers });
    } catch (cause) {
      if (!isPassing(cause) && statusOf(cause) === null) throw cause;
    }
  }

  async function addWrapper(
    kek: Uint8Array,
    without: (wrapper: WrapperInfo) => boolean,
    send: (body: AdditionWire) => Promise<unknown>,
  ): Promise<void> {
    const now = required();
    await now.personal.pull();
    const account = await transport.request("account");
    const current = required().kept;
    if (account.epoch !== current.keyring.epoch) {
      throw new CodedError("session/rotated", "The keys of this account were replaced elsewhere. Sign in again.");
    }
    const { next, body } = await sealedAddition(current.keyring, account.wrappers, without, kek);
    await send(body);
    await setKept({ ...current, keyring: next });
    await now.personal.update("keyring", () => ({ epoch: next.epoch, wrapperKeys: next.wrapperKeys }));
    await refreshWrappers();
  }

  async function takeSeat(record: MembershipRecord): Promise<Membership> {
    const seat = membershipOf(record);
    await required().personal.update<SeatRecord>(membershipSubject(seat.partyId), (current) => ({
      ...record,
      seat: current?.seat ?? newSeat(),
    }));
    notify();
    return seat;
  }

  await reload();
  platform.leadership.onTold(({ about }) => {
    if (about === "session") reload().catch(() => undefined);
  });

  return {
    get view(): SessionView {
      const problem = personal === null ? null : (problemOf(personal) ?? (signedOut ? "account/signed-out" : null));
      const wrappers = kept?.wrappers ?? [];
      const memberships = (personal?.list<SeatRecord>(membershipPrefix) ?? [])
        .map(({ value }) => membershipOf(value))
        .map((seat) => (parties.isMoving(seat.partyId) ? { ...seat, moving: true as const } : seat));
      const removed = removedFrom(personal);
      return {
        state: personal ? "signed-in" : "anonymous",
        memberships,
        wrappers,
        needsSecondWay:
          personal !== null && wrappers.length < 2 && !wrappers.some(({ kind }) => kind === "recovery-code"),
        ...(removed.length > 0 && { removedFrom: removed }),
        ...(problem !== null && { problem }),
      };
    },
    get space() {
      return personal ?? local;
    },
    get personal() {
      return personal;
    },
    get vaultKey() {
      return required().kept.keyring.vaultKey;
    },
    get tokenSecret() {
      return deriveKey(required().kept.keyring.authoritySeed, "smartketplace/account-tokens/v1");
    },
    noteSignedOut: () => {
      signedOut = true;
      notify();
    },
    partySpaceNow: (key) => seats.at(key) && parties.openNow(membershipOf(membership(key)).partyId),
    get spaces() {
      return [...(personal ? [personal] : []), ...parties.list];
    },
    membership,
    partySpace: async (partyId) => parties.open(membershipOf(membership(partyId)).partyId),
    partyKey: (partyId) => identityOf(membership(partyId)),
    createParty: async (party) => {
      const { personal: space } = required();
      const record: SeatRecord = { ...newMembership(party), seat: newSeat() };
      const seat = membershipOf(record);
      const opened = await openSyncedSpace(platform, vault, spaceKeysOf(record), true);
      await parties.found(seat.partyId, opened, () =>
        space.update<SeatRecord>(membershipSubject(seat.partyId), () => record),
      );
      await parties.enlist(seat.partyId, null);
      notify();
      return seat.partyId;
    },

    passkeyCreationOptions: () => transport.request("registrationOptions", { body: {} }),
    createAccount: async (answer) => {
      const { keyring, wrapper } = await wrapFor(newKeyring(), kekOf(answer, platform.rpId));
      await transport.request("register", { body: { response: withoutPrf(answer.response), wrapper } });
      await enter({ keyring, wrappers: [], isNew: true });
      await refreshWrappers();
    },
    passkeyRequestOptions: () => transport.request("loginOptions", { body: {} }),
    signIn: async (answer) => {
      const wire = await transport.request("login", { body: { response: withoutPrf(answer.response) } });
      await enter({ keyring: await unwrap(wire, kekOf(answer, platform.rpId)), wrappers: [], isNew: false });
      await refreshWrappers();
    },
    createAccountWithCode: async () => {
      const secret = newRecoverySecret();
      const { keyring, wrapper } = await wrapFor(newKeyring(), recoveryKek(secret));
      await transport.request("registerWithCode", { body: { lookup: toBase64url(recoveryLookup(secret)), wrapper } });
      await enter({ keyring, wrappers: [], isNew: true });
      await refreshWrappers();
      return formatRecoveryCode(secret);
    },
    signInWithCode: async (code) => {
      const secret = parseRecoveryCode(code);
      const wire = await transport.request("loginWithCode", { body: { lookup: toBase64url(recoveryLookup(secret)) } });
      await enter({ keyring: await unwrap(wire, recoveryKek(secret)), wrappers: [], isNew: false });
      await refreshWrappers();
    },
    passkeyAdditionOptions: () => transport.request("passkeyOptions", { body: {} }),
    addPasskey: async (answer) => {
      const response = withoutPrf(answer.response);
      await addWrapper(
        kekOf(answer, platform.rpId),
        () => false,
        (body) => transport.request("addPasskey", { body: { response, ...body } }),
      );
    },
    newRecoveryCode: async () => {
      const secret = newRecoverySecret();
      const lookup = toBase64url(recoveryLookup(secret));
      await addWrapper(
        recoveryKek(secret),
        ({ kind }) => kind === "recovery-code",
        (body) => transport.request("setRecoveryCode", { body: { lookup, ...body } }),
      );
      return formatRecoveryCode(secret);
    },
    removeWrapper: async (wrapperId) => {
      const now = required();
      now.personal.stop();
      try {
        // One that was cut short ends first: it may have been this very one.
        const resumed = await resumeRotation(platform, vault, now.kept, now.personal);
        if (resumed) await openPersonal(resumed);
        const current = required();
        if (!resumed || resumed.wrappers.some(({ id }) => id === wrapperId)) {
          current.personal.stop();
          await openPersonal(await removeAndRotate(platform, vault, current.kept, current.personal, wrapperId));
        }
        platform.leadership.tell({ about: "session" });
        await refreshWrappers();
      } catch (cause) {
        if (personal === now.personal && started) now.personal.start();
        throw cause;
      }
    },
    deleteAccount: async () => {
      const now = required();
      await parties.departAll();
      // The space first: one whose account is gone is opened by nobody, and stays for ever.
      await now.personal.destroy({ remote: true }).catch(async (cause: unknown) => {
        // An earlier try got as far as this.
        if (!isCodedError(cause, "space/unknown")) throw cause;
        await now.personal.destroy({ remote: false });
      });
      await transport.request("deleteAccount");
      await forget();
    },
    exportEverything: async () => exportText(required().personal, parties.open, platform.now()),
    inviteStaff: async (partyId) => invite(platform, await parties.open(partyId), membership(partyId)),
    takeBackInvitation: async (partyId, id) => takeBack(transport, await parties.open(partyId), id),
    joinWithInvitation: async (secret) => {
      const { personal: space } = required();
      const { reusable, until: _, ...record } = await openInvitation(transport, secret, platform.now());
      const seat = await takeSeat(record);
      await parties.arrive(seat.partyId);
      // Only once the seat is safe on the server: an invitation that was taken and lost would be gone for good.
      await space.flush();
      if (!reusable) await endTaken(transport, await parties.open(seat.partyId), secret);
      return seat;
    },
    leaveParty: async (partyId) => {
      membership(partyId);
      await parties.depart(partyId);
      await required().personal.update(membershipSubject(partyId), () => null);
      notify();
    },
    nameSeat: (partyId, name) => parties.enlist(partyId, name),
    removeStaff: (partyId, seatId, { replaceKey = false } = {}) =>
      parties.move(partyId, { removed: seatId, replaceKey: replaceKey && seats.mayReplaceKey(partyId) }),
    replaceKey: async (partyId) => parties.move(seats.replaceable(partyId), { removed: null, replaceKey: true }),
    signOut: async () => {
      await transport.request("logout", { body: {} }).catch((cause: unknown) => {
        if (!isUnreachable(cause)) throw cause;
      });
      await forget();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start: () => {
      started = true;
      if (personal) start(personal);
      for (const space of parties.list) space.start();
    },
    stop: () => {
      started = false;
      for (const space of [...parties.list, ...(personal ? [personal] : [])]) space.stop();
    },
  };

  async function forget(): Promise<void> {
    const emptied = ["records", "spaces", "outbox", "device-state"] as const;
    personal?.stop();
    await parties.closeAll();
    await store.clear(emptied);
    await store.write([
      { table: "device", key: "keyring", remove: true },
      { table: "device", key: "rotation", remove: true },
    ]);
    kept = null;
    personal = null;
    platform.leadership.tell({ about: "session" });
    notify();
    // What those who followed the session had under way may have been written in between.
    await store.clear(emptied);
  }
}

/** A passkey's answer as it may be sent: what the PRF gave stays here, whatever the caller forgot to take out. */
