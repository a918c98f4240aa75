import { fromBase64url, sameBytes, toBase64url, toHex } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { envelopeKeyId, keyId, openEnvelope } from "../../../crypto/envelope.ts";
import { sha256 } from "../../../crypto/hash.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import { boardFor, replyTagBytes } from "../../../crypto/protocol/reply-board.ts";
import { replyTag } from "../../../crypto/pseudonym.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { type ReplyBoard, replyBoardSubject } from "../mailroom/board.ts";
import { type Frame, readFrames } from "../mailroom/frames.ts";
import { type ConsumerThread, orderPrefix, replyPairOf, roleOf, senderOf } from "../orders/consumer-thread.ts";
import { messagesOf, parseMessage } from "../orders/thread.ts";
import type { Outbox } from "../outbox.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import type { BoardPost, BoardTraces, OrderTraces, SentEnvelope } from "./audit-views.ts";
import type { SentEnvelopes } from "./sent-envelopes.ts";

const dayMs = 86_400_000;
/** A board is read to its end, but never further than this many answers: 200 posts each. */
const answersMax = 100;
/** As many tags ahead of what was read as the follower of boards knows. */
const upcomingTags = 32;

/** What the traces of orders are made from. */
export interface TraceParts {
  readonly platform: Platform;
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly outbox: Outbox;
  readonly sent: SentEnvelopes;
}

function orderOf({ session }: TraceParts, thread: string): ConsumerThread | null {
  return session.personal?.get<ConsumerThread>(orderPrefix + thread) ?? null;
}

function keyOf(catalogue: Catalogue, { partyId, bytes }: Omit<SentEnvelope, "key">): SentEnvelope["key"] {
  const shown = catalogue.inboxKey(partyId);
  const named = envelopeKeyId(bytes);
  if (shown === null || named === null) return "unknown";
  return sameBytes(named, keyId(shown.kemPublicKey)) ? "current" : "earlier";
}

/** What this device has of the envelopes of one's own order; null for an order that is not here. */
export async function orderTraces(parts: TraceParts, thread: string): Promise<OrderTraces | null> {
  const { catalogue, outbox, sent } = parts;
  const order = orderOf(parts, thread);
  if (order === null) return null;
  await catalogue.verified();
  const envelopes = await sent.of(thread, outbox.waiting);
  return {
    thread,
    pseudonym: toHex(senderOf(order).publicKey),
    sent: envelopes.map((envelope) => ({ ...envelope, key: keyOf(catalogue, envelope) })),
  };
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** By tag, base64url: whose reply it would be. */
function tagsOf(order: ConsumerThread): Map<string, string> {
  const tags = new Map<string, string>();
  for (const [partyId, tagKey] of Object.entries(order.tagKeys)) {
    const role = roleOf(order, partyId);
    const seen = messagesOf(order).filter(({ from }) => from === role);
    const upTo = Math.max(-1, ...seen.map(({ message }) => message.seq)) + 1 + upcomingTags;
    const key = fromBase64url(tagKey);
    for (let counter = 0; counter < upTo; counter++) tags.set(toBase64url(replyTag(key, counter)), partyId);
  }
  return tags;
}

async function readBoard({ transport }: Platform, day: string, bucket: number): Promise<Frame[]> {
  const frames: Frame[] = [];
  let after = 0;
  for (let answers = 0; answers < answersMax; answers++) {
    const params = { day, bucket: String(bucket) };
    const page = readFrames(await transport.request("listReplies", { params, query: { after } }), after);
    if (page.length === 0) break;
    frames.push(...page);
    after = Math.max(after, ...page.map(({ cursor }) => cursor));
  }
  return frames;
}

async function openedOf(order: ConsumerThread, partyId: string, envelope: Uint8Array): Promise<BoardPost["opened"]> {
  try {
    const recipient = { audience: "consumer" as const, id: order.thread };
    const { sender, json } = await openEnvelope(recipient, replyPairOf(order), envelope);
    if (toBase64url(sender) !== partyId) return null;
    const message = parseMessage(json);
    const text = "text" in message.body && typeof message.body.text === "string" ? message.body.text : null;
    return { type: message.type, writtenOn: message.createdOn, text };
  } catch {
    return null;
  }
}

/**
 * Reads the boards on which replies to an order can be, whole: the same question that every reader of these boards asks.
 * Throws `order/unknown`, and what the network throws.
 */
export async function boardTraces(parts: TraceParts, thread: string): Promise<BoardTraces> {
  const { platform, session, catalogue } = parts;
  const order = orderOf(parts, thread);
  const board = session.personal?.get<ReplyBoard>(replyBoardSubject) ?? null;
  if (order === null || board === null) throw new CodedError("order/unknown", "There is no such order here.");
  const bucket = boardFor(board, catalogue.replyBuckets);
  const now = platform.now();
  const placedAt = Math.min(now, ...order.messages.map(({ at }) => Date.parse(at)));
  const tags = tagsOf(order);
  const own: BoardPost[] = [];
  let [days, posts, bytes] = [0, 0, 0];
  for (let at = Math.max(placedAt - dayMs, now - limits.envelopeRetentionDays * dayMs); ; at += dayMs) {
    const day = dayOf(at);
    if (day > dayOf(now)) break;
    const frames = await readBoard(platform, day, bucket);
    days += 1;
    posts += frames.length;
    for (const { cursor, content } of frames) {
      bytes += content.length;
      const fromPartyId = tags.get(toBase64url(content.subarray(0, replyTagBytes)));
      if (fromPartyId === undefined) continue;
      const opened = await openedOf(order, fromPartyId, content.subarray(replyTagBytes));
      own.push({ day, cursor, bytes: content.slice(), digest: toHex(sha256(content)), fromPartyId, opened });
    }
  }
  return { bucket, days, posts, bytes, own };
}
