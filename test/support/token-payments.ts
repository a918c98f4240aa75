import { constants, randomBytes, sign } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { toBase64url } from "../../crypto/bytes.ts";
import { sha256 } from "../../crypto/hash.ts";
import { makeStatement } from "../../crypto/protocol/signed-statement.ts";
import type { TokenPurpose } from "../../crypto/protocol/statements.ts";
import { epochOf } from "../../crypto/protocol/token-epochs.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { challengeDigest, tokenInput, tokenText } from "../../crypto/tokens/token.ts";
import { type IssuerSecret, openIssuerKeys } from "../../server/tokens/issuer-keys.ts";
import { serverIdentity } from "./server-identity.ts";
import { until } from "./server-process.ts";

/** What a token is made of; a test may spoil any part. */
export interface MintOptions {
  readonly epoch?: string;
  readonly nonce?: Uint8Array;
  /** Purpose that its challenge names, when that is another than the key's. */
  readonly challenge?: string;
  readonly issuerName?: string;
}

/** Founds an instance on an empty server over HTTP, and returns its mint once the server has made its keys. */
export async function foundMint(url: string, dataDir: string): Promise<(purpose: TokenPurpose) => string> {
  await ready();
  const { operator, log } = await serverIdentity(url);
  const [instance, steward] = [signingKeyPair(), signingKeyPair()];
  const author = toBase64url(instance.publicKey);
  const head = { v: 1, type: "instance", author, subject: author, revision: 1, issuedOn: "2026-01-01" } as const;
  const body = { name: "Marché", stewards: [toBase64url(steward.publicKey)], replyBuckets: 1, operator, log };
  const { wire } = makeStatement({ ...head, body }, instance);
  const posted = await fetch(`${url}/statements`, { method: "POST", body: wire as Uint8Array<ArrayBuffer> });
  if (posted.status !== 201) throw new Error(`The instance was not founded: ${posted.status}`);
  const epoch = epochOf(Date.now());
  const keys = ["relay", "space"].map((purpose) => join(dataDir, "token-keys", `${purpose}-${epoch}.key`));
  await until("the server has made its token keys", async () => keys.every((file) => existsSync(file)));
  return openMint(dataDir, Date.now, log.origin.split("/")[0]);
}

/**
 * A mint beside a server, with the issuer's secrets from its data folder: tokens as a client would have finished them,
 * without asking for them first. What is under test then is what becomes of a token, however it came about.
 */
export function openMint(dataDir: string, now: () => number, issuerName = "localhost:8080") {
  const known = new Map<string, IssuerSecret>();
  return (purpose: TokenPurpose, options: MintOptions = {}): string => {
    const epoch = options.epoch ?? epochOf(now());
    const name = `${purpose}-${epoch}`;
    const issuer = known.get(name) ?? openIssuerKeys(join(dataDir, "token-keys")).get(purpose, epoch);
    if (issuer !== null) known.set(name, issuer);
    else throw new Error(`The server has no key for ${purpose} in the week of ${epoch}.`);
    const digest = challengeDigest(options.issuerName ?? issuerName, options.challenge ?? purpose);
    const input = tokenInput(options.nonce ?? new Uint8Array(randomBytes(32)), digest, sha256(issuer.published));
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const signature = sign("sha384", input, { key: issuer.secret, padding, saltLength: 48 });
    return tokenText(input, new Uint8Array(signature));
  };
}
