import { concat, exactly, type Bytes, u32, utf8 } from "./bytes.ts";
import { deriveKey, hmacSha256 } from "./hash.ts";
import { kemKeyPair, type KemKeyPair } from "./hpke.ts";
import { type SigningKeyPair, signingKeyPair } from "./signature.ts";

/** The key a consumer signs with towards one party, and no other: two producers cannot join a customer by it. */
export function pseudonymFor(vaultKey: Uint8Array, partyId: string): SigningKeyPair {
  return signingKeyPair(deriveKey(vaultKey, concat(utf8("smartketplace/pseudonym/v1"), utf8(partyId))));
}

/** The KEM pair under which the replies to one order's thread are sealed. */
export function replyKeysFor(vaultKey: Uint8Array, threadId: string): KemKeyPair {
  return kemKeyPair(deriveKey(vaultKey, concat(utf8("smartketplace/reply/v1"), utf8(threadId))));
}

/** The key of the tags of one correspondent in one thread, 32 bytes; the correspondent is told it, sealed. */
export function replyTagKeyFor(vaultKey: Uint8Array, threadId: string, correspondentId: string): Bytes<32> {
  return deriveKey(vaultKey, concat(utf8("smartketplace/reply-tag-key/v1"), utf8(`${threadId} ${correspondentId}`)));
}

/** The 16-byte tag of reply number `counter` (from 0). Only the holder of the key can tell which tags are related. */
export function replyTag(tagKey: Uint8Array, counter: number): Bytes<16> {
  const label = concat(utf8("smartketplace/reply-tag/v1"), u32(counter));
  return exactly(hmacSha256(tagKey, label).slice(0, 16), 16);
}
