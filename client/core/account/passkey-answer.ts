import { passkeyKek } from "../../../crypto/keyring.ts";
import type { PasskeyAnswer } from "../api.ts";

/** The key-encryption key of the passkey that answered, 32 bytes; `rpId` is the host name that passkeys belong to. */
export function kekOf(answer: PasskeyAnswer, rpId: string): Uint8Array {
  return passkeyKek(answer.prf, rpId, answer.credentialId);
}

/** A ceremony's answer as it may leave this device: without what the PRF extension said. */
export function withoutPrf(response: Record<string, unknown>): Record<string, unknown> {
  const extensions = response["clientExtensionResults"];
  if (typeof extensions !== "object" || extensions === null) return response;
  const { prf: _, ...rest } = extensions as Record<string, unknown>;
  return { ...response, clientExtensionResults: rest };
}
