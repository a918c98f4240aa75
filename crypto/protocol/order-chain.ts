import { utf8 } from "../bytes.ts";
import { digestName } from "../hash.ts";
import type { AuthenticMessage, OrderMessageType, Role } from "./order-messages.ts";

// Chains
//
// Each sender numbers what it says in a thread from 0 and names the digest of its previous message, so that a reader
// sees when something is missing (a gap) or when a sender contradicts itself (a fork). What goes to different readers is
// numbered apart, or they would see gaps that are none: `order.*` is one channel, `delivery.*` another, `pickup.*` a third.

/** `order.*` between consumer, producer and courier; `delivery.*` to and from the courier, `pickup.*` the pickup point. */
export type Channel = "order" | "delivery" | "pickup";

/** What a set of messages has wrong with it: shown, and never acted on. */
export interface OrderProblem {
  readonly kind: "gap" | "fork" | "unexpected" | "total";
  readonly from: Role;
  readonly id: string;
}

const digests = new WeakMap<AuthenticMessage, string>();

/** SHA-256 of a message's signed text, by which the next one names it. Computed once for each message object. */
export function messageDigest(entry: AuthenticMessage): string {
  const digest = entry.digest ?? digests.get(entry) ?? digestName(utf8(entry.json));
  digests.set(entry, digest);
  return digest;
}

/** The channel in which messages of `type` are numbered. */
export function channelOf(type: OrderMessageType): Channel {
  if (type.startsWith("pickup.")) return "pickup";
  return type.startsWith("delivery.") ? "delivery" : "order";
}

/** The `seq` and `prev` of the next message that `from` sends in a thread, after all of `messages` (of any sender). */
export function nextLink(
  messages: readonly AuthenticMessage[],
  from: Role,
  type: OrderMessageType,
): { readonly seq: number; readonly prev: string | null } {
  const last = chainOf(messages, from, channelOf(type)).at(-1);
  return last === undefined ? { seq: 0, prev: null } : { seq: last.message.seq + 1, prev: messageDigest(last) };
}

/** Orders texts by UTF-16 code units, the same everywhere. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders moments of the `instant` form, whatever their precision. */
export function compareInstants(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

/** Each message once, in an order that does not depend on how they arrived. */
export function withoutCopies(messages: readonly AuthenticMessage[]): AuthenticMessage[] {
  const unique = new Map(messages.map((message) => [`${message.from} ${message.json}`, message]));
  return [...unique.values()].sort(
    (a, b) =>
      compareText(a.from, b.from) ||
      a.message.seq - b.message.seq ||
      compareInstants(a.message.createdOn, b.message.createdOn) ||
      compareText(a.json, b.json),
  );
}

/**
 * What one sender said in one channel, in the order it was sent. Where two of its devices said something at once, both
 * count, the earlier first: nothing is lost, and every reader comes to the same order.
 */
export function chainOf(messages: readonly AuthenticMessage[], from: Role, channel: Channel): AuthenticMessage[] {
  return withoutCopies(messages.filter((each) => each.from === from && channelOf(each.message.type) === channel));
}

/** Where a chain has gaps (the first message after each) or forks (each message beside another, or wrongly linked). */
export function chainProblems(chain: readonly AuthenticMessage[]): OrderProblem[] {
  const digestsBySeq = new Map<number, string[]>();
  for (const entry of chain) {
    const { seq } = entry.message;
    digestsBySeq.set(seq, [...(digestsBySeq.get(seq) ?? []), messageDigest(entry)]);
  }
  return chain.flatMap(({ from, message }): OrderProblem[] => {
    const before = digestsBySeq.get(message.seq - 1);
    const beside = digestsBySeq.get(message.seq)!.length > 1;
    if (message.seq > 0 && before === undefined) return [{ kind: "gap", from, id: message.id }];
    const linked = message.seq === 0 ? message.prev === null : before!.includes(message.prev ?? "");
    return linked && !beside ? [] : [{ kind: "fork", from, id: message.id }];
  });
}
