import { concat, fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { type Audience, sealEnvelope } from "../../../crypto/envelope.ts";
import { orderEnvelopeFloorBytes } from "../../../crypto/protocol/limits.ts";
import { boardFor } from "../../../crypto/protocol/reply-board.ts";
import { replyTag } from "../../../crypto/pseudonym.ts";
import type { SigningKeyPair } from "../../../crypto/signature.ts";
import type { Composed } from "../orders/thread.ts";
import type { Sending } from "../sending.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";

/** Longest random delay before a consumer's envelope leaves: what a basket and an envelope have in common is their time. */
export const sendingDelayMsMax = 30_000;

/** Where a consumer's replies go, and what closes them. */
export interface ReplyTo {
  readonly bucket: number;
  readonly buckets: number;
  /** 32 bytes, base64url. */
  readonly tagKey: string;
  /** 1,216 bytes, base64url. */
  readonly kemPublicKey: string;
}

const whatOf = (composed: Composed): Sending["what"] =>
  composed.message.type === "order.place" ? "order" : composed.message.type === "order.text" ? "message" : "step";

/**
 * Seals a message for a party's inbox. `paidBy`: the party that writes; a person's own messages are paid for by their
 * account. `alsoInside`: parties for whom something is sealed inside. Throws `party/unreachable` when it has no inbox key
 * that is valid today.
 */
export async function toInbox(
  catalogue: Pick<Catalogue, "inboxKey">,
  to: { readonly audience: Audience & ("producer" | "courier" | "pickup-point"); readonly partyId: string },
  sender: SigningKeyPair,
  composed: Composed,
  delayMsMax = 0,
  paidBy?: string,
  alsoInside: readonly string[] = [],
): Promise<Sending> {
  const key = catalogue.inboxKey(to.partyId);
  if (key === null) throw new CodedError("party/unreachable", "This party cannot receive messages at present.");
  const floorBytes = composed.message.type === "order.place" ? orderEnvelopeFloorBytes : 0;
  const recipient = { audience: to.audience, id: key.key, kemPublicKey: key.kemPublicKey };
  return {
    what: whatOf(composed),
    route: "postEnvelope",
    params: { party: key.key },
    body: await sealEnvelope(recipient, sender, composed.json, floorBytes),
    lane: `thread/${composed.message.thread}/${to.partyId}`,
    messageId: composed.message.id,
    sealedBy: toBase64url(sender.publicKey),
    sealedTo: [to.partyId, ...alsoInside],
    delayMsMax,
    ...(paidBy !== undefined && { paidBy }),
  };
}

/**
 * Seals a message for a consumer and tags it for the board. The tag's counter is the message's number in its chain, so
 * that no device of the party has to remember how many it has used.
 */
export async function toBoard(
  catalogue: Pick<Catalogue, "replyBuckets">,
  reply: ReplyTo,
  sender: SigningKeyPair,
  composed: Composed,
): Promise<Sending> {
  // The sender on a board is a party itself, never a pseudonym.
  const paidBy = toBase64url(sender.publicKey);
  const { thread, seq, id } = composed.message;
  const recipient = { audience: "consumer" as const, id: thread, kemPublicKey: fromBase64url(reply.kemPublicKey) };
  const envelope = await sealEnvelope(recipient, sender, composed.json);
  return {
    what: whatOf(composed),
    route: "postReply",
    params: { bucket: String(boardFor(reply, catalogue.replyBuckets)) },
    body: concat(replyTag(fromBase64url(reply.tagKey), seq), envelope),
    lane: `thread/${thread}/reply`,
    messageId: id,
    sealedBy: paidBy,
    paidBy,
  };
}
