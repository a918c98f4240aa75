import { constants, type KeyObject, privateDecrypt, publicEncrypt } from "node:crypto";
import { CodedError } from "../../crypto/coded-error.ts";

const padding = constants.RSA_NO_PADDING;

/**
 * An issuer's signature on a blinded message (RFC 9474, 4.3): both as long as the modulus, the message below it. OpenSSL
 * blinds the computation. What comes out is checked: a signature with a fault in it would give the key away. Throws
 * `token/signing`, or what OpenSSL throws for a message that is no number below the modulus.
 */
export async function signBlind(
  secret: KeyObject,
  publicKey: KeyObject,
  blindedMessage: Uint8Array,
): Promise<Uint8Array> {
  // A batch is many of these: others get their turn between two.
  await new Promise((resolve) => setImmediate(resolve));
  const signature = privateDecrypt({ key: secret, padding }, blindedMessage);
  const again = publicEncrypt({ key: publicKey, padding }, signature);
  if (Buffer.compare(again, blindedMessage) !== 0) {
    throw new CodedError("token/signing", "A token could not be signed.");
  }
  return new Uint8Array(signature);
}
