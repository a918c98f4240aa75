import { exactly, fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import type { KeyringWire, WrapperInfo, WrapperWire } from "../../../crypto/protocol/exports.ts";
import { type Keyring, newWrapperKey, openKeyring, sealKeyring, withWrapperKey } from "../../../crypto/keyring.ts";
import { CodedError } from "../../../crypto/coded-error.ts";

/** A keyring that lists a new wrapper, and that wrapper as it is sent. */
export interface Wrapped {
  readonly keyring: Keyring;
  readonly wrapper: WrapperWire;
}

/** Makes a wrapper whose secret is closed under `kek`, and the keyring that lists it. */
export async function wrapFor(keyring: Keyring, kek: Uint8Array): Promise<Wrapped> {
  const { pair, wrappedSecret } = newWrapperKey(kek, keyring);
  const next = withWrapperKey(keyring, pair.publicKey);
  return {
    keyring: next,
    wrapper: {
      kemPublicKey: toBase64url(pair.publicKey),
      wrappedSecret: toBase64url(wrappedSecret),
      sealedKeyring: toBase64url(await sealKeyring(next, pair.publicKey)),
    },
  };
}

/** Opens what the server answered to a sign-in. Throws `keyring/cannot-open`. */
export async function unwrap(wire: KeyringWire, kek: Uint8Array): Promise<Keyring> {
  const keyring = await openKeyring(
    {
      kemPublicKey: exactly(fromBase64url(wire.wrapper.kemPublicKey), 1216),
      wrappedSecret: fromBase64url(wire.wrapper.wrappedSecret),
      sealedKeyring: fromBase64url(wire.wrapper.sealedKeyring),
    },
    kek,
  );
  if (keyring.epoch !== wire.epoch) {
    throw new CodedError("keyring/cannot-open", "These keys cannot be opened this way.");
  }
  return keyring;
}

/**
 * The keyring sealed to each of `wrappers`, by wrapper id. A wrapper that the keyring does not list was slipped in by the
 * server: throws `keyring/unlisted`, and nothing is sealed to it.
 */
export async function sealToAll(keyring: Keyring, wrappers: readonly WrapperInfo[]): Promise<Record<string, string>> {
  const sealed: Record<string, string> = {};
  for (const { id, kemPublicKey } of wrappers) {
    if (!keyring.wrapperKeys.includes(kemPublicKey)) {
      throw new CodedError("keyring/unlisted", "The server named a way in that this account does not know.");
    }
    sealed[id] = toBase64url(await sealKeyring(keyring, fromBase64url(kemPublicKey)));
  }
  return sealed;
}

/** What the server is sent when a way in is added or replaced: the new one, and the keyring sealed to each that stays. */
export interface AdditionWire {
  readonly wrapper: WrapperWire;
  readonly epoch: number;
  readonly keyrings: Record<string, string>;
}

/**
 * The keyring with one way in more, of the next epoch, sealed to it and to the wrappers that stay.
 * @param without which of the server's wrappers the new one replaces
 */
export async function sealedAddition(
  keyring: Keyring,
  wrappers: readonly WrapperInfo[],
  without: (wrapper: WrapperInfo) => boolean,
  kek: Uint8Array,
): Promise<{ readonly next: Keyring; readonly body: AdditionWire }> {
  const staying = wrappers.filter((wrapper) => !without(wrapper));
  const listed = new Set(staying.map(({ kemPublicKey }) => kemPublicKey));
  const wrapperKeys = keyring.wrapperKeys.filter((key) => listed.has(key));
  const added = await wrapFor({ ...keyring, wrapperKeys }, kek);
  const next = { ...added.keyring, epoch: keyring.epoch + 1 };
  return { next, body: { wrapper: added.wrapper, epoch: next.epoch, keyrings: await sealToAll(next, staying) } };
}
