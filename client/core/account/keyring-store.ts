import { exactly, fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import type { Keyring } from "../../../crypto/keyring.ts";
import type { WrapperInfo } from "../../../crypto/protocol/exports.ts";
import type { DeviceVault } from "../device-vault.ts";
import type { LocalChange, LocalStore } from "../platform.ts";

/** A session as it is kept on the device, closed by the device's key. */
export interface KeptSession {
  readonly keyring: Keyring;
  /** Ways in, as last heard from the server. */
  readonly wrappers: readonly WrapperInfo[];
  /** The space was made here, and the server may not have opened it yet. */
  readonly isNew: boolean;
  /** Of a rotation: everything has moved, and only the old space remains to be deleted. */
  readonly deletingOld?: boolean;
}

interface KeyringText {
  readonly epoch: number;
  readonly vaultKey: string;
  readonly spaceSeed: string;
  readonly authoritySeed: string;
  readonly wrapperKeys: readonly string[];
}

function keyringText(keyring: Keyring): KeyringText {
  return {
    epoch: keyring.epoch,
    vaultKey: toBase64url(keyring.vaultKey),
    spaceSeed: toBase64url(keyring.spaceSeed),
    authoritySeed: toBase64url(keyring.authoritySeed),
    wrapperKeys: keyring.wrapperKeys,
  };
}

function keyringOf(text: KeyringText): Keyring {
  return {
    epoch: text.epoch,
    vaultKey: exactly(fromBase64url(text.vaultKey), 32),
    spaceSeed: exactly(fromBase64url(text.spaceSeed), 32),
    authoritySeed: exactly(fromBase64url(text.authoritySeed), 32),
    wrapperKeys: text.wrapperKeys,
  };
}

type Name = "keyring" | "rotation";

/** The session kept on this device, or the one that a rotation is on the way to; null without one. */
export async function readKept(store: LocalStore, vault: DeviceVault, name: Name): Promise<KeptSession | null> {
  const box = await store.get("device", name);
  if (!(box instanceof Uint8Array)) return null;
  const text = (await vault.open(name, box)) as Omit<KeptSession, "keyring"> & { readonly keyring: KeyringText };
  return { ...text, keyring: keyringOf(text.keyring) };
}

/** Keeps sessions on this device, or forgets them, all in one writing. */
export async function writeKept(
  store: LocalStore,
  vault: DeviceVault,
  kept: Readonly<Partial<Record<Name, KeptSession | null>>>,
): Promise<void> {
  const changes = Object.entries(kept).map(async ([key, session]): Promise<LocalChange> => {
    if (session === null) return { table: "device", key, remove: true };
    const value = await vault.seal(key, { ...session, keyring: keyringText(session.keyring) });
    return { table: "device", key, value };
  });
  await store.write(await Promise.all(changes));
}
