import { type Bytes, concat, exactly, fromBase64url, fromUtf8, lengthPrefixed, toBase64url, utf8 } from "./bytes.ts";
import { CodedError, isCodedError } from "./coded-error.ts";
import { deriveKey, sha256 } from "./hash.ts";
import {
  encapsulatedKeyBytes,
  type KemKeyPair,
  kemKeyPair,
  type KemPublicKey,
  open,
  seal,
  sealTagBytes,
} from "./hpke.ts";
import { pad, unpad } from "./padding.ts";
import { closeBox, openBox } from "./secret-box.ts";
import { sign, signingKeyPair, verify } from "./signature.ts";
import { randomBytes } from "./sodium.ts";

// Who may hand a person their keyring
//
// Each wrapper's public key is known to the server, and anyone can seal to a public key: a server could make up a
// keyring of its own and read all that a person then stores. So keyrings are signed by an authority, an Ed25519 key whose
// seed lies in the keyring itself, and every wrapper's closed secret names that authority in its associated data. To
// show up with another authority, the server would need the key that only the passkey's PRF or the written code derives.
// What remains: a device that was removed still knows the authority's seed and could forge together with the server.

/** What a person's devices share. Everything else they hold is records of the space, sealed under `vaultKey`. */
export interface Keyring {
  /** 1 at creation, one more at each rotation. */
  readonly epoch: number;
  readonly vaultKey: Bytes<32>;
  /** Ed25519 seed of the space: its public key is the space's address. */
  readonly spaceSeed: Bytes<32>;
  /** Ed25519 seed of the authority that signs this person's keyrings. Stays the same over rotations. */
  readonly authoritySeed: Bytes<32>;
  /** Public keys of every wrapper, in base64url, so that the server cannot slip one in. */
  readonly wrapperKeys: readonly string[];
}

/**
 * A way to the keyring, held by the server: one per passkey, one for the recovery code. Its secret key is closed under a
 * key that only the passkey's PRF, or the written-down code, can derive; the keyring is sealed to its public key.
 */
export interface Wrapper {
  readonly kemPublicKey: KemPublicKey;
  /** 72 bytes: the 32-byte secret key under the key-encryption key. */
  readonly wrappedSecret: Uint8Array;
  /** Authority's public key 32, encapsulated key 1,120, ciphertext: 4,096·2^k bytes in all, k = 0…3. */
  readonly sealedKeyring: Uint8Array;
}

/** The PRF input of every passkey: `eval.first` of the WebAuthn PRF extension. */
export function prfInput(): Bytes<32> {
  return sha256(utf8("smartketplace/prf/v1"));
}

/** Key-encryption key of a passkey, from the 32 bytes of its PRF. */
export function passkeyKek(prfOutput: Uint8Array, rpId: string, credentialId: Uint8Array): Bytes<32> {
  const info = concat(utf8("smartketplace/kek/v1"), lengthPrefixed(credentialId));
  return deriveKey(exactly(prfOutput, 32), info, sha256(utf8(rpId)));
}

const keyringLadder = { firstBytes: 4096, steps: 4 } as const;
const authorityBytes = 32;
const signatureBytes = 64;
const overheadBytes = authorityBytes + encapsulatedKeyBytes + sealTagBytes;

function keyringInfo(kemPublicKey: Uint8Array, authority: Uint8Array): Uint8Array {
  return concat(utf8("smartketplace/keyring/v1"), sha256(kemPublicKey), authority);
}

function wrapperData(kemPublicKey: Uint8Array, authority: Uint8Array): Uint8Array {
  return concat(utf8("smartketplace/wrapper/v1"), sha256(kemPublicKey), authority);
}

/** A keyring for a new account: random keys, epoch 1, the given wrappers' public keys. */
export function newKeyring(wrapperKeys: readonly Uint8Array[] = []): Keyring {
  return {
    epoch: 1,
    vaultKey: exactly(randomBytes(32), 32),
    spaceSeed: exactly(randomBytes(32), 32),
    authoritySeed: exactly(randomBytes(32), 32),
    wrapperKeys: wrapperKeys.map(toBase64url),
  };
}

/** The keyring with one more wrapper listed, one epoch later unless it is a new account's. */
export function withWrapperKey(keyring: Keyring, kemPublicKey: Uint8Array): Keyring {
  const first = keyring.wrapperKeys.length === 0;
  return {
    ...keyring,
    epoch: first ? keyring.epoch : keyring.epoch + 1,
    wrapperKeys: [...keyring.wrapperKeys, toBase64url(kemPublicKey)],
  };
}

/** The next epoch's keyring after a way in was removed: a new vault key and a new space, for the wrappers that stay. */
export function rotateKeyring(keyring: Keyring, wrapperKeys: readonly string[]): Keyring {
  return {
    ...keyring,
    epoch: keyring.epoch + 1,
    vaultKey: exactly(randomBytes(32), 32),
    spaceSeed: exactly(randomBytes(32), 32),
    wrapperKeys,
  };
}

/**
 * A new wrapper's key pair and its secret, closed under `kek` and bound to the authority of `keyring`. List its public
 * key with {@link withWrapperKey}, then seal with {@link sealKeyring}.
 */
export function newWrapperKey(
  kek: Uint8Array,
  keyring: Pick<Keyring, "authoritySeed">,
): { pair: KemKeyPair; wrappedSecret: Uint8Array } {
  const pair = kemKeyPair();
  const authority = signingKeyPair(keyring.authoritySeed).publicKey;
  return { pair, wrappedSecret: closeBox(kek, wrapperData(pair.publicKey, authority), pair.secretKey) };
}

/** The keyring, signed by its authority and sealed to one wrapper's public key. */
export async function sealKeyring(keyring: Keyring, kemPublicKey: Uint8Array): Promise<Uint8Array> {
  const authority = signingKeyPair(keyring.authoritySeed);
  const info = keyringInfo(kemPublicKey, authority.publicKey);
  const json = utf8(
    JSON.stringify({
      v: 1,
      epoch: keyring.epoch,
      vaultKey: toBase64url(keyring.vaultKey),
      spaceSeed: toBase64url(keyring.spaceSeed),
      authoritySeed: toBase64url(keyring.authoritySeed),
      wrapperKeys: keyring.wrapperKeys,
    }),
  );
  const signature = sign("smartketplace/keyring/v1", concat(info, json), authority);
  const padded = pad(concat(signature, json), keyringLadder, overheadBytes);
  const sealed = await seal(kemPublicKey, info, new Uint8Array(), padded);
  return concat(authority.publicKey, sealed.encapsulatedKey, sealed.ciphertext);
}

/**
 * Opens the keyring through one wrapper. Throws `keyring/version` for one that a newer program made, and
 * `keyring/cannot-open` for everything else: a wrong key-encryption key, a changed wrapper, a keyring that its
 * authority did not sign or that does not list this wrapper.
 */
export async function openKeyring(wrapper: Wrapper, kek: Uint8Array): Promise<Keyring> {
  try {
    const authority = wrapper.sealedKeyring.subarray(0, authorityBytes);
    const pair = kemKeyPair(openBox(kek, wrapperData(wrapper.kemPublicKey, authority), wrapper.wrappedSecret));
    const info = keyringInfo(pair.publicKey, authority);
    const padded = await open(pair, info, new Uint8Array(), {
      encapsulatedKey: wrapper.sealedKeyring.subarray(authorityBytes, authorityBytes + encapsulatedKeyBytes),
      ciphertext: wrapper.sealedKeyring.subarray(authorityBytes + encapsulatedKeyBytes),
    });
    const signed = unpad(padded);
    const json = signed.subarray(signatureBytes);
    verify("smartketplace/keyring/v1", concat(info, json), signed.subarray(0, signatureBytes), authority);
    return parseKeyring(fromUtf8(json), toBase64url(pair.publicKey));
  } catch (cause) {
    if (isCodedError(cause, "keyring/version")) throw cause;
    throw new CodedError("keyring/cannot-open", "These keys cannot be opened this way.", cause);
  }
}

function parseKeyring(json: string, wrapperKey: string): Keyring {
  const parsed = JSON.parse(json) as Record<string, unknown>;
  if (parsed["v"] !== 1) {
    throw new CodedError("keyring/version", "These keys were stored by a newer version. Update this program.");
  }
  const { epoch, wrapperKeys } = parsed;
  const wellFormed =
    Number.isSafeInteger(epoch) &&
    Array.isArray(wrapperKeys) &&
    wrapperKeys.every((key): key is string => typeof key === "string") &&
    wrapperKeys.includes(wrapperKey);
  if (!wellFormed) throw new CodedError("keyring/malformed", "A keyring is malformed.");
  const key = (name: string): Bytes<32> => exactly(fromBase64url(String(parsed[name])), 32);
  return {
    epoch: epoch as number,
    vaultKey: key("vaultKey"),
    spaceSeed: key("spaceSeed"),
    authoritySeed: key("authoritySeed"),
    wrapperKeys,
  };
}
