import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { toBase64url } from "../crypto/bytes.ts";
import { CodedError } from "../crypto/coded-error.ts";
import { deriveKey } from "../crypto/hash.ts";
import { type SigningKeyPair, signingKeyPair } from "../crypto/signature.ts";
import { readOrCreateKeyFile } from "./key-file.ts";
import { mountRoute, type RouteMount } from "./mount-route.ts";

const seedBytes = 32;

/** What the server signs with. The instance statement names the first two; none speaks for a party or the instance. */
export interface OperatorKeys {
  /** Author of the statements that the server makes about itself: token keys, releases. */
  readonly operator: SigningKeyPair;
  /** Signs the checkpoints of the transparency log. */
  readonly log: SigningKeyPair;
  /** Cosigns what was seen of the logs of others. */
  readonly witness: SigningKeyPair;
}

/**
 * The keys of the seed in `<dataDir>/operator.key` (32 bytes, readable by this user only), made when there is none;
 * servers of one database share the folder. Throws `operator/key-damaged` for a file of another length.
 */
export function openOperatorKeys(dataDir: string): OperatorKeys {
  const seed = readOrCreateKeyFile(join(dataDir, "operator.key"), () => randomBytes(seedBytes));
  if (seed.length !== seedBytes) throw new CodedError("operator/key-damaged", "The operator's key file is damaged.");
  return {
    operator: signingKeyPair(deriveKey(seed, "smartketplace/operator/v1")),
    log: signingKeyPair(deriveKey(seed, "smartketplace/log/v1")),
    witness: signingKeyPair(deriveKey(seed, "smartketplace/witness/v1")),
  };
}

/** The name that a log of this server begins with, until an instance statement has fixed one. */
export function proposedLogOrigin(origin: string): string {
  return `${new URL(origin).host.replaceAll(/[[\]]/g, "")}/log`;
}

/** Serves the keys to whoever founds the instance. */
export function mountOperatorRoute(mount: RouteMount, keys: OperatorKeys, logOrigin: () => Promise<string>): void {
  mountRoute(mount, "operator", async () => ({
    operator: toBase64url(keys.operator.publicKey),
    log: { origin: await logOrigin(), key: toBase64url(keys.log.publicKey) },
  }));
}
