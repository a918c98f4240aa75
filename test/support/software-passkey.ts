import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/** What a ceremony's answer may be spoilt with. */
export interface Spoiling {
  readonly challenge?: string;
  readonly origin?: string;
  readonly rpId?: string;
  /** User present 1, user verified 4. */
  readonly flags?: number;
  readonly extensions?: Record<string, unknown>;
}

/** An authenticator in software (WebAuthn Level 3): one passkey, ES256, attestation "none", a counter that stays 0. */
export interface SoftwarePasskey {
  readonly credentialId: Uint8Array;
  /** Answers `navigator.credentials.create`. */
  create(options: { challenge: string; rp: { id: string } }, spoiling?: Spoiling): Record<string, unknown>;
  /** Answers `navigator.credentials.get`. */
  get(options: { challenge: string; rpId: string }, spoiling?: Spoiling): Record<string, unknown>;
}

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();
const verifiedPresence = 1 | 4;
const withCredential = 64;
const noCounter = Buffer.alloc(4);

/** A new passkey of a page at `origin`. */
export function softwarePasskey(origin: string): SoftwarePasskey {
  const credentialId = randomBytes(32);
  const id = credentialId.toString("base64url");
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const coseKey = new Map<number, number | Uint8Array<ArrayBuffer>>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Uint8Array.from(Buffer.from(x, "base64url"))],
    [-3, Uint8Array.from(Buffer.from(y, "base64url"))],
  ]);

  const clientData = (type: string, challenge: string, spoiling: Spoiling) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: spoiling.challenge ?? challenge,
        origin: spoiling.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const answer = (response: Record<string, string>, spoiling: Spoiling) => ({
    id,
    rawId: id,
    type: "public-key",
    clientExtensionResults: spoiling.extensions ?? {},
    response,
  });

  return {
    credentialId,
    create(options, spoiling = {}) {
      const length = Buffer.from([0, credentialId.length]);
      const authData = Buffer.concat([
        sha256(spoiling.rpId ?? options.rp.id),
        Buffer.from([(spoiling.flags ?? verifiedPresence) | withCredential]),
        noCounter,
        Buffer.alloc(16, 0xa6),
        length,
        credentialId,
        isoCBOR.encode(coseKey),
      ]);
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", Uint8Array.from(authData)],
      ]);
      const response = {
        clientDataJSON: clientData("webauthn.create", options.challenge, spoiling).toString("base64url"),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString("base64url"),
      };
      return answer(response, spoiling);
    },
    get(options, spoiling = {}) {
      const data = clientData("webauthn.get", options.challenge, spoiling);
      const flags = Buffer.from([spoiling.flags ?? verifiedPresence]);
      const authData = Buffer.concat([sha256(spoiling.rpId ?? options.rpId), flags, noCounter]);
      const signature = createSign("sha256")
        .update(Buffer.concat([authData, sha256(data)]))
        .sign(privateKey);
      const response = {
        clientDataJSON: data.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: signature.toString("base64url"),
      };
      return answer(response, spoiling);
    },
  };
}
