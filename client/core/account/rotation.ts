import { exactly } from "../../../crypto/bytes.ts";
import { CodedError, isCodedError } from "../../../crypto/coded-error.ts";
import { type Keyring, rotateKeyring } from "../../../crypto/keyring.ts";
import { signingKeyPair } from "../../../crypto/signature.ts";
import type { DeviceVault } from "../device-vault.ts";
import { mergeFor, type Json } from "../merge.ts";
import { statusOf } from "../network-problem.ts";
import type { PayingPlatform } from "../platform.ts";
import { openSyncedSpace } from "../spaces/open-synced-space.ts";
import type { SpaceKeys, SyncedSpace } from "../spaces/synced-space.ts";
import { type KeptSession, readKept, writeKept } from "./keyring-store.ts";
import { sealToAll } from "./wrapping.ts";

// Rotation
//
// Whoever could open the keyring once knows the vault key and the space's key. To shut them out, everything moves: a new
// vault key, a new space with a copy of every record, the new keyring sealed to the ways in that stay, and only then is
// the old space deleted. The keyring on its way is written down on this device first, so that a device that dies at any
// point goes on where it was: before the server has the new keyring nothing is lost by starting over, after it only the
// old space remains to be deleted.

/** What opens the personal space of a keyring. */
export function personalKeys(keyring: Keyring): SpaceKeys {
  return { pair: signingKeyPair(keyring.spaceSeed), vaultKey: exactly(keyring.vaultKey, 32) };
}

/** Copies what the old space holds into the new one; a record that differs in both is merged. */
async function copyRecords(from: SyncedSpace, to: SyncedSpace): Promise<void> {
  const changes = new Map<string, (current: Json) => Json>();
  for (const { subject, value } of from.list<Json>("")) {
    if (subject === claimSubject) continue;
    changes.set(subject, (current) => (current === null ? value : mergeFor(subject)(null, current, value)));
  }
  await to.updateMany<Json>(changes as never);
  await to.flush();
}

/**
 * Removes a way in and moves everything it could open. The server must be reachable.
 * Throws `session/rotated` when another device was first, `wrapper/last` for the only way in.
 * @param old the space as it is open now
 * @returns the session to go on with
 */
export async function removeAndRotate(
  platform: PayingPlatform,
  vault: DeviceVault,
  session: KeptSession,
  old: SyncedSpace,
  wrapperId: string,
): Promise<KeptSession> {
  const account = await platform.transport.request("account");
  if (account.epoch !== session.keyring.epoch) throw rotatedElsewhere();
  const staying = account.wrappers.filter(({ id }) => id !== wrapperId);
  if (staying.length === 0) throw new CodedError("wrapper/last", "The last way in cannot be removed.");
  const keyring = rotateKeyring(
    session.keyring,
    staying.map(({ kemPublicKey }) => kemPublicKey),
  );
  // Refuses before anything has moved when the server names a way in that the present keyring does not list.
  await sealToAll({ ...keyring, wrapperKeys: session.keyring.wrapperKeys }, staying);
  const next: KeptSession = { keyring, wrappers: staying, isNew: true };
  await writeKept(platform.store, vault, { rotation: next });
  return finishRotation(platform, vault, session, old, next);
}

/** Goes on with a rotation that this device had begun: at start, after a crash. Null when there was none. */
export async function resumeRotation(
  platform: PayingPlatform,
  vault: DeviceVault,
  session: KeptSession,
  old: SyncedSpace,
): Promise<KeptSession | null> {
  const next = await readKept(platform.store, vault, "rotation");
  return next && finishRotation(platform, vault, session, old, next);
}

const claimSubject = "rotation";

/** Left in the old space: where the device goes that is moving it. Tells two devices apart that rotate at once. */
interface Claim {
  readonly to: string;
}

/** Fetches what is new of the old space; whether it is still there. */
async function stillThere(old: SyncedSpace): Promise<boolean> {
  try {
    await old.pull();
    return true;
  } catch (cause) {
    if (isCodedError(cause, "session/rotated")) return false;
    throw cause;
  }
}

async function finishRotation(
  platform: PayingPlatform,
  vault: DeviceVault,
  session: KeptSession,
  old: SyncedSpace,
  next: KeptSession,
): Promise<KeptSession> {
  const { store, transport } = platform;
  const fresh = await openSyncedSpace(platform, vault, personalKeys(next.keyring), true);
  if (next.deletingOld !== true) {
    const { epoch } = await transport.request("account");
    const present = await stillThere(old);
    const rotated = epoch === next.keyring.epoch;
    const claimed = old.get<Claim>(claimSubject)?.to === fresh.id;
    if ((!rotated && epoch !== session.keyring.epoch) || !present || (rotated && !claimed)) {
      // Another device was first. It has copied everything, so nothing of this one's copy is needed.
      await fresh.destroy({ remote: false });
      await writeKept(store, vault, { rotation: null });
      throw rotatedElsewhere();
    }
    if (!rotated) {
      await old.update<Claim>(claimSubject, () => ({ to: fresh.id }));
      await old.flush();
      await copyRecords(old, fresh);
      const keyrings = await sealToAll(next.keyring, next.wrappers);
      await transport.request("rotateKeyring", { body: { epoch: next.keyring.epoch, keyrings } });
      // What another device wrote into the old space meanwhile comes along.
      await old.pull();
    }
    await copyRecords(old, fresh);
    await writeKept(store, vault, { rotation: { ...next, deletingOld: true } });
  }
  await old.destroy({ remote: true }).catch(async (cause: unknown) => {
    if (statusOf(cause) !== 404) throw cause;
    await old.destroy({ remote: false });
  });
  const { deletingOld: _, ...settled } = next;
  const kept: KeptSession = { ...settled, isNew: false };
  await writeKept(store, vault, { keyring: kept, rotation: null });
  return kept;
}

function rotatedElsewhere(): CodedError<"session/rotated"> {
  return new CodedError("session/rotated", "The keys of this account were replaced elsewhere. Sign in again.");
}
