import { exactly, fromBase64url, toBase64url } from "../bytes.ts";
import { CodedError } from "../coded-error.ts";
import { sign, type SigningKeyPair, verify } from "../signature.ts";
import type { Statement, StatementOf } from "./statements.ts";

/** Hours after the end of its day before a lost party's key is replaced: time for whoever still has it to speak up. */
export const recoveryDelayHours = 72;

const contexts = {
  succession: "smartketplace/succession/v1",
  recovery: "smartketplace/recovery/v1",
} as const;

/**
 * What the next key of a party says to taking over: its signature over the old one, 64 bytes of base64url. Without it a
 * key could be made the successor of what it never heard of.
 * @param oldKey 43 characters
 */
export function successionProof(use: keyof typeof contexts, oldKey: string, next: SigningKeyPair): string {
  return toBase64url(sign(contexts[use], exactly(fromBase64url(oldKey), 32), next));
}

/** Checks the next key's signature in a succession or recovery; any other statement passes. Throws `signature/invalid`. */
export function verifySuccessionProof({ type, subject, body }: Statement): void {
  if (type !== "succession" && type !== "recovery") return;
  verify(contexts[type], fromBase64url(subject), fromBase64url(body.proof), fromBase64url(body.next));
}

/** When a recovery counts, Unix milliseconds. Throws `succession/day` for a day that is none. */
export function recoveryEffectiveAt({ issuedOn }: Pick<StatementOf<"recovery">, "issuedOn">): number {
  const began = Date.parse(`${issuedOn}T00:00:00Z`);
  if (Number.isNaN(began)) throw new CodedError("succession/day", "A day is none.");
  return began + (24 + recoveryDelayHours) * 3_600_000;
}
