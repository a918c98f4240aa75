import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { CodedError } from "../../crypto/coded-error.ts";
import type { TokenPurpose } from "../../crypto/protocol/statements.ts";
import { toNumber } from "../../crypto/tokens/blind-rsa.ts";
import { encodeIssuerKey, issuerModulusBytes } from "../../crypto/tokens/issuer-key.ts";
import { createKeyFile, overwriteAndRemove } from "../key-file.ts";

/** A key that issues the tokens of one purpose and epoch. */
export interface IssuerSecret {
  readonly secret: KeyObject;
  readonly publicKey: KeyObject;
  /** The public key as it is published. */
  readonly published: Uint8Array;
}

/** The secrets of the issuer, outside the database. */
export interface IssuerKeys {
  /** The key of a purpose and epoch, `null` when there is none. */
  get(purpose: TokenPurpose, epoch: string): IssuerSecret | null;
  /** The same, made now if there is none: some hundred milliseconds on another thread. */
  getOrMake(purpose: TokenPurpose, epoch: string): Promise<IssuerSecret>;
  /** Overwrites and removes the keys of all epochs before `epoch`. */
  shredBefore(epoch: string): void;
}

const generate = promisify(generateKeyPair);
const fileForm = /^(?:relay|space)-(\d{4}-\d{2}-\d{2})\.key$/;

function fromFile(der: Buffer): IssuerSecret {
  const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(secret);
  const modulus = Buffer.from(publicKey.export({ format: "jwk" }).n ?? "", "base64url");
  if (modulus.length !== issuerModulusBytes) throw new CodedError("token/key-damaged", "A token key file is damaged.");
  return { secret, publicKey, published: encodeIssuerKey(toNumber(modulus)) };
}

/**
 * Keys in the files `<folder>/<purpose>-<epoch>.key` (PKCS #8, readable by this user only); servers of one database share
 * the folder, and of two that make one at once both use the first's.
 */
export function openIssuerKeys(folder: string): IssuerKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = new Map<string, IssuerSecret>();

  const get = (purpose: TokenPurpose, epoch: string): IssuerSecret | null => {
    const name = `${purpose}-${epoch}.key`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const file = join(folder, name);
    if (!existsSync(file)) return null;
    const read = fromFile(readFileSync(file));
    kept.set(name, read);
    return read;
  };

  return {
    get,
    async getOrMake(purpose, epoch) {
      const known = get(purpose, epoch);
      if (known !== null) return known;
      const { privateKey } = await generate("rsa", { modulusLength: issuerModulusBytes * 8, publicExponent: 65_537 });
      const der = privateKey.export({ format: "der", type: "pkcs8" });
      const made = fromFile(createKeyFile(join(folder, `${purpose}-${epoch}.key`), der));
      kept.set(`${purpose}-${epoch}.key`, made);
      return made;
    },
    shredBefore(epoch) {
      for (const name of readdirSync(folder)) {
        const [, of] = fileForm.exec(name) ?? [];
        if (of === undefined || of >= epoch) continue;
        kept.delete(name);
        overwriteAndRemove(join(folder, name));
      }
    },
  };
}
