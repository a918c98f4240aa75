import { z } from "zod";
import { concat, fromBase64url, fromUtf8, toBase64url, utf8 } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { encapsulatedKeyBytes, open, seal } from "../../../crypto/hpke.ts";
import { base64urlOf } from "../../../crypto/protocol/primitives.ts";
import type { SeatRecord } from "../membership.ts";
import { seatPair } from "./roster.ts";

/** The keys of a party's next space, and of its next identity where that changes too: seeds of 32 bytes, base64url. */
export const nextKeys = z.strictObject({
  spaceSeed: base64urlOf(32),
  vaultKey: base64urlOf(32),
  identitySeed: base64urlOf(32).optional(),
});
export type NextKeys = z.infer<typeof nextKeys>;

function infoOf(partyId: string): Uint8Array {
  return utf8(`smartketplace/staff/v1 ${partyId}`);
}

/** Seals the keys of the next space to one seat. */
export async function sealNextKeys(partyId: string, kemPublicKey: string, keys: NextKeys): Promise<string> {
  const plaintext = utf8(JSON.stringify(nextKeys.parse(keys)));
  const sealed = await seal(fromBase64url(kemPublicKey), infoOf(partyId), new Uint8Array(), plaintext);
  return toBase64url(concat(sealed.encapsulatedKey, sealed.ciphertext));
}

/** Opens what was sealed to a seat. Throws `staff/cannot-open` whatever is wrong with it. */
export async function openNextKeys(
  partyId: string,
  seat: NonNullable<SeatRecord["seat"]>,
  text: string,
): Promise<NextKeys> {
  try {
    const bytes = fromBase64url(text);
    const plaintext = await open(seatPair(seat), infoOf(partyId), new Uint8Array(), {
      encapsulatedKey: bytes.subarray(0, encapsulatedKeyBytes),
      ciphertext: bytes.subarray(encapsulatedKeyBytes),
    });
    return nextKeys.parse(JSON.parse(fromUtf8(plaintext)));
  } catch (cause) {
    throw new CodedError("staff/cannot-open", "The new keys of this desk cannot be opened.", cause);
  }
}
