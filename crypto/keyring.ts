import { type Bytes, concat, exactly, fromBase64url, fromUtf8, lengthPrefixed, toBase64url, utf8 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { deriveKey, sha256 } from "./hash.ts";
import { encapsulatedKeyBytes, type KemKeyPair, kemKeyPair, type KemPublicKey, open, seal } from "./hpke.ts";
import { pad, unpad } from "./padding.ts";
import { closeBox, openBox } from "./secret-box.ts";
import { randomBytes } from "./sodium.ts";

/** What a person's devices share. Everything else they hold is records of the space, sealed under `vaultKey`. */
export interface Keyring {
  /** 1 at creation, one more at each rotation. */
  readonly epoch: number;
  readonly vaultKey: Bytes<32>;
  /** Ed25519 seed of the space: its public key is the space's address. */
  readonly spaceSeed: Bytes<32>;
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
  /** Encapsulated key, then ciphertext: 4,096·2^k bytes. */
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
const sealOverheadBytes = encapsulatedKeyBytes + 16;

function keyringInfo(kemPublicKey: Uint8Array): Uint8Array {
  return concat(utf8("smartketplace/keyring/v1"), sha256(kemPublicKey));
}

function wrapperData(kemPublicKey: Uint8Array): Uint8Array {
  return concat(utf8("smartketplace/wrapper/v1"), sha256(kemPublicKey));
}

/** A keyring for a new account: random keys, epoch 1, the given wrappers. */
export function newKeyring(wrapperKeys: readonly Uint8Array[]): Keyring {
  return {
    epoch: 1,
    vaultKey: exactly(randomBytes(32), 32),
    spaceSeed: exactly(randomBytes(32), 32),
    wrapperKeys: wrapperKeys.map(toBase64url),
  };
}

/** A new wrapper's key pair and its secret, closed under `kek`. The keyring is sealed to it by {@link sealKeyring}. */
export function newWrapperKey(kek: Uint8Array): { pair: KemKeyPair; wrappedSecret: Uint8Array } {
  const pair = kemKeyPair();
  return { pair, wrappedSecret: closeBox(kek, wrapperData(pair.publicKey), pair.secretKey) };
}

/** The keyring sealed to one wrapper's public key. */
export async function sealKeyring(keyring: Keyring, kemPublicKey: Uint8Array): Promise<Uint8Array> {
  const json = JSON.stringify({
    v: 1,
    epoch: keyring.epoch,
    vaultKey: toBase64url(keyring.vaultKey),
    spaceSeed: toBase64url(keyring.spaceSeed),
    wrapperKeys: keyring.wrapperKeys,
  });
  const padded = pad(utf8(json), keyringLadder, sealOverheadBytes);
  const sealed = await seal(kemPublicKey, keyringInfo(kemPublicKey), new Uint8Array(), padded);
  return concat(sealed.encapsulatedKey, sealed.ciphertext);
}

/**
 * Opens the keyring through one wrapper. Throws `keyring/cannot-open` for a wrong key-encryption key, a changed wrapper,
 * or a keyring that does not list this wrapper.
 */
export async function openKeyring(wrapper: Wrapper, kek: Uint8Array): Promise<Keyring> {
  try {
    const secret = openBox(kek, wrapperData(wrapper.kemPublicKey), wrapper.wrappedSecret);
    const pair = kemKeyPair(secret);
    const padded = await open(pair, keyringInfo(pair.publicKey), new Uint8Array(), {
      encapsulatedKey: wrapper.sealedKeyring.subarray(0, encapsulatedKeyBytes),
      ciphertext: wrapper.sealedKeyring.subarray(encapsulatedKeyBytes),
    });
    return parseKeyring(fromUtf8(unpad(padded)), toBase64url(pair.publicKey));
  } catch (cause) {
    throw new CodedError("keyring/cannot-open", "These keys cannot be opened this way.", cause);
  }
}

function parseKeyring(json: string, wrapperKey: string): Keyring {
  const parsed = JSON.parse(json) as Record<string, unknown>;
  const wrapperKeys = parsed["wrapperKeys"];
  const epoch = parsed["epoch"];
  if (parsed["v"] !== 1 || !Number.isSafeInteger(epoch) || !Array.isArray(wrapperKeys)) {
    throw new CodedError("keyring/version", "This keyring was made by a newer version.");
  }
  if (!wrapperKeys.includes(wrapperKey)) throw new CodedError("keyring/unlisted", "This way in is not listed.");
  return {
    epoch: epoch as number,
    vaultKey: exactly(fromBase64url(String(parsed["vaultKey"])), 32),
    spaceSeed: exactly(fromBase64url(String(parsed["spaceSeed"])), 32),
    wrapperKeys: wrapperKeys.map(String),
  };
}
