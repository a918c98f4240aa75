import {
  WebAuthnError,
  base64URLStringToBuffer,
  browserSupportsWebAuthn,
  bufferToBase64URLString,
  startAuthentication,
  startRegistration,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import { CodedError } from "../crypto/coded-error.ts";
import type { PasskeyAnswer } from "./core/api.ts";

/**
 * The passkey ceremonies, on the main thread because only it may ask for a touch. The PRF output (WebAuthn Level 3,
 * 10.1.4) is taken out of the answer inside these functions: what they return as `response` may be sent, `prf` may not.
 *
 * Codes thrown: `passkey/unsupported`, the browser or the device has no passkeys; `passkey/no-prf`, it has, but they
 * cannot close anything; `passkey/cancelled`, the person said no, or waited too long; `passkey/already-here`, this
 * device holds one of the account already; `passkey/failed`, anything else.
 */
export type PasskeyErrorCode =
  | "passkey/unsupported"
  | "passkey/no-prf"
  | "passkey/cancelled"
  | "passkey/already-here"
  | "passkey/failed";

/** What every passkey of this application is asked to derive from: one input, so that sign-in needs no user name. */
const prfLabel = "smartketplace/prf/v1";

type Answered = RegistrationResponseJSON | AuthenticationResponseJSON;

/** Whether this browser has passkeys at all; whether they can close something is known only after a touch. */
export function passkeysSupported(): boolean {
  return browserSupportsWebAuthn();
}

async function prfExtension(): Promise<{ prf: { eval: { first: ArrayBuffer } } }> {
  const first = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(prfLabel));
  return { prf: { eval: { first } } };
}

/** Removes the PRF output from the answer and returns it: 32 bytes, or null when the authenticator gave none. */
function takePrf(answer: Answered): Uint8Array | null {
  const results = answer.clientExtensionResults as { prf?: { results?: { first?: unknown } } };
  const first = results.prf?.results?.first;
  delete results.prf;
  if (first instanceof ArrayBuffer) return new Uint8Array(first);
  if (ArrayBuffer.isView(first)) return new Uint8Array(first.buffer, first.byteOffset, first.byteLength).slice();
  return null;
}

function coded(thrown: unknown): CodedError<PasskeyErrorCode> {
  if (thrown instanceof CodedError) return thrown as CodedError<PasskeyErrorCode>;
  const cause = thrown instanceof WebAuthnError ? thrown.cause : thrown;
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : "";
  const code = thrown instanceof WebAuthnError ? thrown.code : "";
  if (code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
    return new CodedError("passkey/already-here", "This device already holds a passkey of the account.", thrown);
  }
  if (code === "ERROR_CEREMONY_ABORTED" || name === "NotAllowedError" || name === "AbortError") {
    return new CodedError("passkey/cancelled", "The passkey was not used.", thrown);
  }
  if (name === "NotSupportedError" || name === "ConstraintError" || name === "SecurityError") {
    return new CodedError("passkey/unsupported", "This device cannot make such a passkey.", thrown);
  }
  return new CodedError("passkey/failed", "The passkey could not be used.", thrown);
}

function requireSupport(): void {
  if (!browserSupportsWebAuthn()) {
    throw new CodedError("passkey/unsupported", "This browser has no passkeys.");
  }
}

/** One assertion by a passkey that was just made, for its PRF output alone: its answer is thrown away. */
async function prfByAssertion(rpId: string | undefined, credentialId: string): Promise<Uint8Array | null> {
  const challenge = bufferToBase64URLString(crypto.getRandomValues(new Uint8Array(32)).buffer);
  const optionsJSON = {
    challenge,
    ...(rpId !== undefined && { rpId }),
    allowCredentials: [{ id: credentialId, type: "public-key" as const }],
    userVerification: "required" as const,
    extensions: await prfExtension(),
  } as PublicKeyCredentialRequestOptionsJSON;
  return takePrf(await startAuthentication({ optionsJSON }));
}

function answerOf(response: Answered, prf: Uint8Array): PasskeyAnswer {
  const credentialId = new Uint8Array(base64URLStringToBuffer(response.rawId));
  return { response: response as unknown as Record<string, unknown>, credentialId, prf };
}

/**
 * Makes a passkey. `name` is what the device will list it under; it goes to the authenticator only. Some authenticators
 * give no PRF output at creation: then one assertion follows, which may ask for a second touch.
 */
export async function createPasskey(options: Record<string, unknown>, name: string): Promise<PasskeyAnswer> {
  requireSupport();
  const given = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const optionsJSON = {
    ...given,
    user: { ...given.user, name, displayName: name },
    extensions: { ...given.extensions, ...(await prfExtension()) },
  } as PublicKeyCredentialCreationOptionsJSON;
  try {
    const response = await startRegistration({ optionsJSON });
    const prf = takePrf(response) ?? (await prfByAssertion(given.rp.id, response.id));
    if (prf === null) {
      await forgetPasskey(given.rp.id, response.id);
      throw new CodedError("passkey/no-prf", "The passkeys of this device cannot close anything.");
    }
    return answerOf(response, prf);
  } catch (thrown) {
    throw coded(thrown);
  }
}

/** Signs in with a passkey that the person picks among those of this site. */
export async function usePasskey(options: Record<string, unknown>): Promise<PasskeyAnswer> {
  requireSupport();
  const given = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const optionsJSON = {
    ...given,
    extensions: { ...given.extensions, ...(await prfExtension()) },
  } as PublicKeyCredentialRequestOptionsJSON;
  try {
    const response = await startAuthentication({ optionsJSON });
    const prf = takePrf(response);
    if (prf === null) throw new CodedError("passkey/no-prf", "The passkeys of this device cannot close anything.");
    return answerOf(response, prf);
  } catch (thrown) {
    throw coded(thrown);
  }
}

/** Tells the device that a passkey is of no use, where it listens (WebAuthn Level 3, 5.1.10). */
async function forgetPasskey(rpId: string | undefined, credentialId: string): Promise<void> {
  const signal = (
    PublicKeyCredential as unknown as {
      signalUnknownCredential?: (of: { rpId: string; credentialId: string }) => Promise<void>;
    }
  ).signalUnknownCredential;
  await signal?.call(PublicKeyCredential, { rpId: rpId ?? location.hostname, credentialId }).catch(() => undefined);
}
