import { exactly, fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import { type KemKeyPair, kemKeyPair } from "../../../crypto/hpke.ts";
import type { OrderMessageOf, OrderPlace, Role } from "../../../crypto/protocol/exports.ts";
import { pseudonymFor, replyKeysFor, replyTagKeyFor } from "../../../crypto/pseudonym.ts";
import { type SigningKeyPair, signingKeyPair } from "../../../crypto/signature.ts";
import type { Address } from "../api.ts";
import type { Thread } from "./thread.ts";

/**
 * A consumer's order: the record `order/<thread>` of the personal space. It keeps its own secrets, so that it outlives
 * the vault key that they were derived from.
 */
export interface ConsumerThread extends Thread {
  readonly role: "consumer";
  readonly partyId: string;
  readonly partyName: string;
  readonly courierId: string | null;
  /** Where the parcels wait, if they do so at a pickup point. */
  readonly pointId?: string;
  /** Seed of the pseudonym towards this producer, 32 bytes. */
  readonly senderSeed: string;
  /** Seed of the pair that replies are sealed to, 32 bytes. */
  readonly replySeed: string;
  /** Key of the tags of each correspondent's replies, by party id, 32 bytes. */
  readonly tagKeys: Readonly<Record<string, string>>;
  readonly handover: readonly [number, number, number];
  /** Null for collection, and once it was forgotten. */
  readonly address: Address | null;
  /** Day of delivery or collection. */
  readonly day: string;
}

export const orderPrefix = "order/";

/** The secrets of a new thread, derived from the vault key of today. The first of those who write in it is the producer. */
export function newThreadSecrets(
  vaultKey: Uint8Array,
  thread: string,
  correspondents: readonly [partyId: string, ...others: string[]],
): Pick<ConsumerThread, "senderSeed" | "replySeed" | "tagKeys"> {
  const [partyId] = correspondents;
  return {
    senderSeed: toBase64url(pseudonymFor(vaultKey, partyId).seed),
    replySeed: toBase64url(replyKeysFor(vaultKey, thread).secretKey),
    tagKeys: Object.fromEntries(correspondents.map((id) => [id, toBase64url(replyTagKeyFor(vaultKey, thread, id))])),
  };
}

/** The key that a thread's messages are signed with. */
export function senderOf(thread: Pick<ConsumerThread, "senderSeed">): SigningKeyPair {
  return signingKeyPair(exactly(fromBase64url(thread.senderSeed), 32));
}

const replyPairs = new Map<string, KemKeyPair>();

/** The pair that a thread's replies are sealed to. */
export function replyPairOf(thread: Pick<ConsumerThread, "replySeed">): KemKeyPair {
  const known = replyPairs.get(thread.replySeed) ?? kemKeyPair(exactly(fromBase64url(thread.replySeed), 32));
  replyPairs.set(thread.replySeed, known);
  return known;
}

/** In which role a correspondent of this thread speaks; null for anyone else. */
export function roleOf(thread: ConsumerThread, partyId: string): Role | null {
  if (partyId === thread.partyId) return "producer";
  if (partyId === thread.courierId) return "courier";
  return partyId === thread.pointId ? "point" : null;
}

/** The order as its buyer signed it; null in a thread that has none. */
export function placedIn(thread: Thread): OrderPlace | null {
  for (const { from, json } of thread.messages) {
    if (from !== "consumer") continue;
    const message = JSON.parse(json) as OrderMessageOf<"order.place">;
    if (message.type === "order.place") return message.body;
  }
  return null;
}
