import { type Bytes, concat, exactly, lengthPrefixed, toBase64url, u16, u8, utf8 } from "../bytes.ts";
import { CodedError } from "../coded-error.ts";
import { sha256 } from "../hash.ts";
import { issuerModulusBytes } from "./issuer-key.ts";

// The structures of RFC 9577 and RFC 9578 for publicly verifiable tokens, as bytes.

/** Blind RSA of 2048 bits (RFC 9578, 8.2.2). */
export const tokenType = 0x0002;
/** `u16 type | nonce 32 | challenge digest 32 | key id 32 | authenticator 256`. */
export const tokenBytes = 2 + 32 + 32 + 32 + issuerModulusBytes;
/** `u16 type | u8 last byte of the key id | blinded message 256`. */
export const tokenRequestBytes = 2 + 1 + issuerModulusBytes;
/** What the issuer returns for one request: the blind signature. */
export const tokenResponseBytes = issuerModulusBytes;

/** A token, taken apart. */
export interface Token {
  readonly nonce: Bytes<32>;
  readonly challengeDigest: Bytes<32>;
  readonly keyId: Bytes<32>;
  /** What the authenticator is a signature on: the token without it. */
  readonly input: Uint8Array;
  readonly authenticator: Uint8Array;
}

/**
 * The TokenChallenge of one purpose (RFC 9577, 2.1.1), `u16 type | u16 length, issuer | u8 0 | u16 length, origin info`: the
 * same for everybody who redeems for it, since it names the issuer and what is paid for, and no context.
 */
export function tokenChallenge(issuerName: string, purpose: string): Uint8Array {
  const noContext = u8(0);
  return concat(u16(tokenType), lengthPrefixed(utf8(issuerName)), noContext, lengthPrefixed(utf8(purpose)));
}

/** Digest of {@link tokenChallenge}, as tokens carry it. */
export function challengeDigest(issuerName: string, purpose: string): Bytes<32> {
  return sha256(tokenChallenge(issuerName, purpose));
}

/** What is blinded and signed: everything of a token but the authenticator. */
export function tokenInput(nonce: Uint8Array, digest: Uint8Array, keyId: Uint8Array): Uint8Array {
  return concat(u16(tokenType), exactly(nonce, 32), exactly(digest, 32), exactly(keyId, 32));
}

/** A request for one token. */
export function tokenRequest(keyId: Uint8Array, blindedMessage: Uint8Array): Uint8Array {
  return concat(u16(tokenType), u8(exactly(keyId, 32)[31]!), exactly(blindedMessage, issuerModulusBytes));
}

/** A blinded message to sign, and the last byte of the name of the key to sign it with. */
export interface TokenRequest {
  readonly truncatedKeyId: number;
  readonly blindedMessage: Uint8Array;
}

/** Takes a batch of requests apart. Throws `token/request` unless it holds exactly `count`, all of our type. */
export function readTokenRequests(batch: Uint8Array, count: number): TokenRequest[] {
  const malformed = () => new CodedError("token/request", "A request for tokens is malformed.");
  if (batch.length !== count * tokenRequestBytes) throw malformed();
  return Array.from({ length: count }, (_, index) => {
    const request = batch.subarray(index * tokenRequestBytes, (index + 1) * tokenRequestBytes);
    if (request[0] !== tokenType >> 8 || request[1] !== (tokenType & 0xff)) throw malformed();
    return { truncatedKeyId: request[2]!, blindedMessage: request.subarray(3) };
  });
}

/** Takes a token apart without verifying it. Throws `token/invalid` for another type or length. */
export function readToken(token: Uint8Array): Token {
  const ofOurType = token[0] === tokenType >> 8 && token[1] === (tokenType & 0xff);
  if (token.length !== tokenBytes || !ofOurType) throw new CodedError("token/invalid", "The token is not valid.");
  const part = (from: number) => exactly(token.subarray(from, from + 32), 32);
  const input = token.subarray(0, 98);
  return { nonce: part(2), challengeDigest: part(34), keyId: part(66), input, authenticator: token.subarray(98) };
}

/** A token as text: 472 characters of base64url. */
export function tokenText(input: Uint8Array, authenticator: Uint8Array): string {
  return toBase64url(concat(input, exactly(authenticator, issuerModulusBytes)));
}
