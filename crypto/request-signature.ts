import { concat, exactly, fromBase64url, toBase64url, utf8 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { sha256 } from "./hash.ts";
import { sign, type SigningKeyPair, type SigningPublicKey, verify } from "./signature.ts";
import { randomBytes } from "./sodium.ts";

/**
 * A request is accepted this long before and after its own time. Its nonce is remembered until `seconds` plus this, so
 * for up to twice as long after it came: a clock that runs ahead must not open a second chance.
 */
export const requestWindowSeconds = 120;

/** What a signature of a request covers. `path` includes the query, exactly as sent. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Uint8Array;
}

/** A request whose signature has been verified: the key that signed it, and the nonce to remember. */
export interface VerifiedRequest {
  readonly key: SigningPublicKey;
  readonly nonce: string;
  readonly seconds: number;
}

function requestBytes(request: SignedRequest, seconds: string, nonce: string): Uint8Array {
  const head = `${request.method} ${request.path} ${seconds} ${nonce} `;
  return concat(utf8(head), sha256(request.body));
}

/** The value of `Authorization` for a request about the address that is `pair`'s public key. */
export function signRequest(request: SignedRequest, pair: SigningKeyPair, nowSeconds: number): string {
  const seconds = String(Math.floor(nowSeconds));
  const nonce = toBase64url(randomBytes(16));
  const signature = sign("smartketplace/request/v1", requestBytes(request, seconds, nonce), pair);
  return `Key ${toBase64url(pair.publicKey)}.${seconds}.${nonce}.${toBase64url(signature)}`;
}

function unsigned(): CodedError {
  return new CodedError("request/unsigned", "The request is not signed by a key.");
}

function decode(value: string): Uint8Array {
  try {
    return fromBase64url(value);
  } catch {
    throw unsigned();
  }
}

const headerForm = /^Key ([\w-]{43})\.(\d{1,12})\.([\w-]{22})\.([\w-]{86})$/;

/**
 * Verifies an `Authorization: Key` value. Throws `request/unsigned` when it is missing or malformed,
 * `request/stale` outside the window, `signature/invalid` when the signature does not cover this request.
 */
export function verifyRequest(request: SignedRequest, header: string | undefined, nowSeconds: number): VerifiedRequest {
  const parts = headerForm.exec(header ?? "");
  if (parts === null) throw unsigned();
  const [, key = "", seconds = "", nonce = "", signature = ""] = parts;
  if (Math.abs(nowSeconds - Number(seconds)) > requestWindowSeconds) {
    throw new CodedError("request/stale", "The request was signed too long ago, or by a clock that is wrong.");
  }
  const publicKey = exactly(decode(key), 32);
  verify("smartketplace/request/v1", requestBytes(request, seconds, nonce), decode(signature), publicKey);
  return { key: publicKey, nonce, seconds: Number(seconds) };
}
