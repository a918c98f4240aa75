import { type Bytes, concat, exactly, fromUtf8, lengthPrefixed, sameBytes, u16, u8, utf8 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { sha256 } from "./hash.ts";
import { encapsulatedKeyBytes, type KemKeyPair, open, seal, sealTagBytes } from "./hpke.ts";
import { envelopeLadder, onLadder, pad, unpad } from "./padding.ts";
import { sign, type SigningKeyPair, type SigningPublicKey, verify } from "./signature.ts";

const magic = utf8("SMK1");
/** X-Wing, HKDF-SHA256, ChaCha20-Poly1305: the only suite of protocol v1. */
const suiteNumber = 1;
const kidBytes = 8;
const headerBytes = magic.length + 2 + kidBytes;
const overheadBytes = headerBytes + encapsulatedKeyBytes + sealTagBytes;

/** Who an envelope is for, bound into its key schedule and its signature: an address meant for a courier opens for no one else. */
export type Audience = "producer" | "courier" | "consumer" | "steward" | "pickup-point";
const audienceNumbers: Record<Audience, number> = {
  producer: 1,
  courier: 2,
  consumer: 3,
  steward: 4,
  "pickup-point": 5,
};

/** The address of an envelope: the recipient's id (party id or thread id, ≤ 64 bytes of ASCII), KEM key and audience. */
export interface Recipient {
  readonly audience: Audience;
  readonly id: string;
  readonly kemPublicKey: Uint8Array;
}

/** What came out of an envelope: who signed it, and the exact JSON text. Schemas are applied by `protocol/`. */
export interface OpenedEnvelope {
  readonly sender: SigningPublicKey;
  readonly json: string;
}

/** First 8 bytes of SHA-256 of a KEM public key: tells a recipient which of its keys to use, and no one whose it is. */
export function keyId(kemPublicKey: Uint8Array): Bytes<8> {
  return exactly(sha256(kemPublicKey).slice(0, kidBytes), 8);
}

function envelopeInfo(recipient: Recipient): Uint8Array {
  return concat(
    utf8("smartketplace/envelope/v1"),
    u8(audienceNumbers[recipient.audience]),
    lengthPrefixed(utf8(recipient.id)),
    sha256(recipient.kemPublicKey),
  );
}

/**
 * Signs `json` for the recipient and seals it.
 * @param floorBytes smallest total size, for kinds of message that must all look alike
 * @returns an envelope of 4096·2^k bytes, k = 0…6. Throws `padding/too-large` when `json` does not fit.
 */
export async function sealEnvelope(
  recipient: Recipient,
  sender: SigningKeyPair,
  json: string,
  floorBytes = 0,
): Promise<Uint8Array> {
  const info = envelopeInfo(recipient);
  const body = utf8(json);
  const signature = sign("smartketplace/message/v1", concat(info, body), sender);
  const header = concat(magic, u16(suiteNumber), keyId(recipient.kemPublicKey));
  const padded = pad(concat(signature, sender.publicKey, body), envelopeLadder, overheadBytes, floorBytes);
  const sealed = await seal(recipient.kemPublicKey, info, header, padded);
  return concat(header, sealed.encapsulatedKey, sealed.ciphertext);
}

/** The key id an envelope names, or `null` when its outer form is not that of an envelope of this version. */
export function envelopeKeyId(envelope: Uint8Array): Bytes<8> | null {
  if (!onLadder(envelopeLadder, envelope.length)) return null;
  if (!sameBytes(envelope.subarray(0, 6), concat(magic, u16(suiteNumber)))) return null;
  return exactly(envelope.slice(6, headerBytes), 8);
}

/** Whether this is an envelope of a version or suite that this program does not know: the reader is told to update. */
function isOfAnotherVersion(envelope: Uint8Array): boolean {
  const family = sameBytes(envelope.subarray(0, 3), magic.subarray(0, 3));
  return family && !sameBytes(envelope.subarray(3, 6), concat(magic.subarray(3), u16(suiteNumber)));
}

/**
 * Opens an envelope and verifies its sender's signature. Throws `envelope/version` for one of another version, and
 * `envelope/cannot-open` for anything else, always the same and without a cause, so that nothing is learnt from the
 * kind of failure.
 */
export async function openEnvelope(
  recipient: Omit<Recipient, "kemPublicKey">,
  key: KemKeyPair,
  envelope: Uint8Array,
): Promise<OpenedEnvelope> {
  if (isOfAnotherVersion(envelope)) {
    throw new CodedError("envelope/version", "An envelope was made by a newer version. Update this program.");
  }
  try {
    const kid = envelopeKeyId(envelope);
    if (kid === null || !sameBytes(kid, keyId(key.publicKey)))
      throw new CodedError("envelope/not-mine", "An envelope is for another key.");
    const info = envelopeInfo({ ...recipient, kemPublicKey: key.publicKey });
    const plaintext = await open(key, info, envelope.subarray(0, headerBytes), {
      encapsulatedKey: envelope.subarray(headerBytes, headerBytes + encapsulatedKeyBytes),
      ciphertext: envelope.subarray(headerBytes + encapsulatedKeyBytes),
    });
    const message = unpad(plaintext);
    const sender = exactly(message.slice(64, 96), 32);
    const body = message.subarray(96);
    verify("smartketplace/message/v1", concat(info, body), message.subarray(0, 64), sender);
    return { sender, json: fromUtf8(body) };
  } catch {
    throw new CodedError("envelope/cannot-open", "An envelope cannot be opened.");
  }
}
