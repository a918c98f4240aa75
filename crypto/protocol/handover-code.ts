import { scrypt } from "@noble/hashes/scrypt.js";
import { fromBase64url, sameBytes, toBase64url } from "../bytes.ts";
import { sha256 } from "../hash.ts";
import { randomBytes } from "../sodium.ts";

/** Three bytes, said as three words of the instance's list of 256: what a customer tells whoever hands over. */
export type HandoverCode = readonly [number, number, number];

/** scrypt at 2^15: about 0.1 s a guess on a phone, so that a device that holds the check cannot try all 2^24 at once. */
const cost = { N: 2 ** 15, r: 8, p: 1, dkLen: 32 } as const;

/** A fresh code. */
export function newHandoverCode(): HandoverCode {
  const [a = 0, b = 0, c = 0] = randomBytes(3);
  return [a, b, c];
}

/** What the handing party is given beforehand: enough to check a code with no network, not to read it. */
export function handoverCheckOf(code: HandoverCode): { salt: string; check: string } {
  const salt = randomBytes(16);
  return { salt: toBase64url(salt), check: toBase64url(scrypt(Uint8Array.from(code), salt, cost)) };
}

/** Whether `code` is the one that `check` was made from. */
export function handoverCodeMatches(code: HandoverCode, check: { salt: string; check: string }): boolean {
  const derived = scrypt(Uint8Array.from(code), fromBase64url(check.salt), cost);
  return sameBytes(sha256(derived), sha256(fromBase64url(check.check)));
}
