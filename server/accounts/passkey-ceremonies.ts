import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { prfInput } from "../../crypto/keyring.ts";
import { ProblemError } from "../problems.ts";
import type { ChallengePurpose, Challenges } from "./challenges.ts";

/** A passkey that proved itself: all that is kept of it. No AAGUID, no counter, no transports. */
export interface ProvenPasskey {
  readonly credentialId: Uint8Array;
  /** COSE key. */
  readonly publicKey: Uint8Array;
}

/** An answer as it came: SimpleWebAuthn checks every part of it. */
export type CeremonyAnswer = Readonly<Record<string, unknown>>;

/** The WebAuthn ceremonies of one origin. */
export interface PasskeyCeremonies {
  registrationOptions(userId: Uint8Array, purpose: ChallengePurpose, known: readonly Uint8Array[]): Promise<object>;
  loginOptions(): Promise<object>;
  /** Throws `account/challenge`, `account/passkey`, `account/prf-sent`. */
  verifyRegistration<Use extends ChallengePurpose["use"]>(
    answer: CeremonyAnswer,
    use: Use,
  ): Promise<{ passkey: ProvenPasskey; purpose: Extract<ChallengePurpose, { use: Use }> }>;
  /** Throws the same. */
  verifyLogin(answer: CeremonyAnswer, passkey: ProvenPasskey): Promise<void>;
}

/** Credential id of an answer, before anything about it is verified: says whose key to verify with. */
export function claimedCredentialId(answer: CeremonyAnswer): Uint8Array {
  const id = answer["id"];
  if (typeof id !== "string" || id.length === 0 || id.length > 1366) throw new ProblemError("account/passkey");
  return fromBase64url(id);
}

/** The PRF output opens the keyring: a client that sends it is broken, and must be told before anyone relies on it. */
function refusePrf(answer: CeremonyAnswer): void {
  const extensions = answer["clientExtensionResults"] as { prf?: { results?: unknown } } | undefined;
  if (extensions?.prf?.results !== undefined) throw new ProblemError("account/prf-sent");
}

async function verified<Result extends { verified: boolean }>(verify: () => Promise<Result>): Promise<Result> {
  let result: Result;
  try {
    result = await verify();
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError("account/passkey", {}, cause);
  }
  if (!result.verified) throw new ProblemError("account/passkey");
  return result;
}

const prfExtension = (): object => ({ prf: { eval: { first: toBase64url(prfInput()) } } });

/** @param relyingParty `name` is what authenticators show beside a passkey; a person's name is never sent here. */
export function createPasskeyCeremonies(
  relyingParty: { id: string; origin: string; name: () => string },
  challenges: Challenges,
): PasskeyCeremonies {
  /** Takes the challenge that an answer names, once, and what it was for. */
  const expect = <Use extends ChallengePurpose["use"]>(use: Use) => {
    const taken: { purpose?: Extract<ChallengePurpose, { use: Use }> } = {};
    const expectedChallenge = (challenge: string): boolean => {
      const purpose = challenges.take(challenge);
      if (purpose?.use !== use) throw new ProblemError("account/challenge");
      taken.purpose = purpose as Extract<ChallengePurpose, { use: Use }>;
      return true;
    };
    return { taken, expectedChallenge };
  };

  return {
    registrationOptions: (userId, purpose, known) =>
      generateRegistrationOptions({
        rpName: relyingParty.name(),
        rpID: relyingParty.id,
        // WebAuthn wants a name; the device puts its own in this one's place before the authenticator sees it.
        userName: relyingParty.name(),
        userID: Uint8Array.from(userId),
        challenge: Uint8Array.from(fromBase64url(challenges.issue(purpose))),
        attestationType: "none",
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        excludeCredentials: known.map((id) => ({ id: toBase64url(id) })),
        extensions: prfExtension(),
      }),
    // No list of credentials: who signs in is known from the answer, not before.
    loginOptions: () =>
      generateAuthenticationOptions({
        rpID: relyingParty.id,
        challenge: Uint8Array.from(fromBase64url(challenges.issue({ use: "login" }))),
        userVerification: "required",
        extensions: prfExtension(),
      }),
    async verifyRegistration(answer, use) {
      refusePrf(answer);
      const { taken, expectedChallenge } = expect(use);
      const { registrationInfo } = await verified(() =>
        verifyRegistrationResponse({
          response: answer as unknown as RegistrationResponseJSON,
          expectedChallenge,
          expectedOrigin: relyingParty.origin,
          expectedRPID: relyingParty.id,
          requireUserVerification: true,
        }),
      );
      if (registrationInfo === undefined || taken.purpose === undefined) throw new ProblemError("account/passkey");
      const { id, publicKey } = registrationInfo.credential;
      return { passkey: { credentialId: fromBase64url(id), publicKey }, purpose: taken.purpose };
    },
    async verifyLogin(answer, passkey) {
      refusePrf(answer);
      const { expectedChallenge } = expect("login");
      await verified(() =>
        verifyAuthenticationResponse({
          response: answer as unknown as AuthenticationResponseJSON,
          expectedChallenge,
          expectedOrigin: relyingParty.origin,
          expectedRPID: relyingParty.id,
          requireUserVerification: true,
          // Synced passkeys do not count; a history of counters would be one more thing to know about a person.
          credential: {
            id: toBase64url(passkey.credentialId),
            publicKey: Uint8Array.from(passkey.publicKey),
            counter: 0,
          },
        }),
      );
    },
  };
}
