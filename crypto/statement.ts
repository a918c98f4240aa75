import { concat, exactly, fromUtf8, utf8 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { sign, type SigningKeyPair, verify } from "./signature.ts";

/** Length of the signature that a statement on the wire begins with. */
export const statementSignatureBytes = 64;
/** Largest statement on the wire, signature included. */
export const statementBytesMax = 1024 * 1024;

/** A statement on the wire: `signature 64 | JSON, UTF-8`. The signature is over the exact bytes of the JSON. */
export function signStatement(json: string, author: SigningKeyPair): Uint8Array {
  const body = utf8(json);
  const wire = concat(sign("smartketplace/statement/v1", body, author), body);
  if (wire.length > statementBytesMax) throw new CodedError("statement/too-large", "A statement is too large.");
  return wire;
}

/** Splits the wire form without believing it: the reader finds the author inside, then calls {@link verifyStatement}. */
export function statementJson(wire: Uint8Array): string {
  if (wire.length <= statementSignatureBytes || wire.length > statementBytesMax) {
    throw new CodedError("statement/malformed", "A statement is malformed.");
  }
  return fromUtf8(wire.subarray(statementSignatureBytes));
}

/** The exact JSON text when `author` (32 bytes) signed it. Throws `signature/invalid` otherwise. */
export function verifyStatement(wire: Uint8Array, author: Uint8Array): string {
  const body = wire.subarray(statementSignatureBytes);
  return fromUtf8(
    verify("smartketplace/statement/v1", body, wire.subarray(0, statementSignatureBytes), exactly(author, 32)),
  );
}
