import { toBase64url, utf8 } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { digestName } from "../../../crypto/hash.ts";
import type {
  AuthenticMessage,
  OrderMessage,
  OrderMessageOf,
  OrderMessageType,
  OrderView,
  Role,
} from "../../../crypto/protocol/exports.ts";
import { nextLink } from "../../../crypto/protocol/order-chain.ts";
import { foldOrder } from "../../../crypto/protocol/order-fold.ts";
import { orderMessage, type SeenCheckpoint } from "../../../crypto/protocol/order-messages.ts";
import { randomBytes } from "../../../crypto/sodium.ts";
import type { Outbox } from "../outbox.ts";

/** One message as it is kept: who said it was established when it came, by the sender's key. */
export interface KeptMessage {
  /** Digest of `json`: the same message is kept once, however often it arrives. */
  readonly id: string;
  readonly from: Role;
  /** The exact signed text. */
  readonly json: string;
  /** When this party's devices first had it. */
  readonly at: string;
}

/** What every side keeps of an order. A record `order/<thread>` (or `delivery/<thread>`), merged as a set of messages. */
export interface Thread {
  readonly v: 1;
  readonly thread: string;
  readonly messages: readonly KeptMessage[];
  /** Everything that came until then has been read. */
  readonly readAt: string | null;
}

const parsed = new WeakMap<KeptMessage, AuthenticMessage>();

/** The messages of a thread for the fold. They passed their schema before they were kept. */
export function messagesOf(thread: Thread): AuthenticMessage[] {
  return thread.messages.map((kept) => {
    const known = parsed.get(kept);
    if (known) return known;
    const { from, json, id: digest } = kept;
    const message = { from, message: JSON.parse(json) as OrderMessage, json, digest };
    parsed.set(kept, message);
    return message;
  });
}

const folded = new WeakMap<Thread, { readonly view: OrderView | null; readonly until: number }>();

/** The order that a thread tells of at `now`; null without its order. Folded once per change and deadline. */
export function viewOf(thread: Thread, now: number): OrderView | null {
  const known = folded.get(thread);
  if (known && now < known.until) return known.view;
  const view = foldOrder(messagesOf(thread), now);
  const until = view?.deadline ? Date.parse(view.deadline.at) + 1 : Number.POSITIVE_INFINITY;
  folded.set(thread, { view, until: now < until ? until : Number.POSITIVE_INFINITY });
  return view;
}

/** The thread with one more message; the same object when it is there already. */
export function withMessage<T extends Thread>(thread: T, from: Role, json: string, at: string): T {
  const id = digestName(utf8(json));
  if (thread.messages.some((kept) => kept.id === id && kept.from === from)) return thread;
  return { ...thread, messages: [...thread.messages, { id, from, json, at }] };
}

/** How many messages of others came since the thread was last read. */
export function unreadOf(thread: Thread, self: Role): number {
  return thread.messages.filter(({ from, at }) => from !== self && (thread.readAt === null || at > thread.readAt))
    .length;
}

/** Reads a message's text by the strict schema. Throws `message/malformed`, or `message/version` for a newer one. */
export function parseMessage(json: string): OrderMessage {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new CodedError("message/malformed", "A message is malformed.", cause);
  }
  const result = orderMessage.safeParse(value);
  if (result.success) return result.data;
  const version = typeof value === "object" && value !== null && "v" in value ? value.v : undefined;
  if (typeof version === "number" && version > 1) {
    throw new CodedError("message/version", "A message was made by a newer version. Update this program.");
  }
  throw new CodedError("message/malformed", "A message is malformed.", result.error);
}

/** A message of one's own, linked to what one said before. */
export interface Composed {
  readonly message: OrderMessage;
  readonly json: string;
}

/**
 * Writes the next message of a thread. Throws `message/malformed` when the content breaks its schema (a text that is too
 * long), so that nothing is sealed that the other side would refuse.
 * @param checkpoint the log as this device last verified it; null in a message nested in another, and before the first
 * @param id 16 bytes, base64url; random unless two devices must come to the same message
 */
export function compose<Type extends OrderMessageType>(
  thread: Pick<Thread, "thread" | "messages">,
  from: Role,
  type: Type,
  body: OrderMessageOf<Type>["body"],
  now: number,
  checkpoint: SeenCheckpoint | null,
  id: string = toBase64url(randomBytes(16)),
): Composed {
  const { seq, prev } = nextLink(messagesOf(thread as Thread), from, type);
  const createdOn = new Date(now).toISOString();
  const seen = checkpoint !== null && { checkpoint };
  const json = JSON.stringify({ v: 1, id, thread: thread.thread, seq, prev, createdOn, ...seen, type, body });
  return { message: parseMessage(json), json };
}

/** Which messages of a thread have not left this device: asked of the outbox once, for as many threads as needed. */
export function waitingMessages(outbox: Pick<Outbox, "waiting">): (thread: Thread) => string[] {
  const waiting = new Set(outbox.waiting.flatMap(({ messageId }) => messageId ?? []));
  if (waiting.size === 0) return () => [];
  return (thread) => messagesOf(thread).flatMap(({ message: { id } }) => (waiting.has(id) ? [id] : []));
}
