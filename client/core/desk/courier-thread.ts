import { fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import { envelopeKeyId, openEnvelope } from "../../../crypto/envelope.ts";
import { digestName } from "../../../crypto/hash.ts";
import type { DeliveryAddress, DeliveryRequest, OrderMessageOf } from "../../../crypto/protocol/exports.ts";
import { type DeliveryView, foldDelivery } from "../../../crypto/protocol/delivery-fold.ts";
import type { CourierAction } from "../api.ts";
import type { KemKeyPair } from "../../../crypto/hpke.ts";
import { inboxKeyPair } from "../mailroom/inbox-keys.ts";
import type { Mail } from "../mailroom/inbox.ts";
import { messagesOf, parseMessage, type Thread, withMessage } from "../orders/thread.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import type { RootOf } from "./producer-thread.ts";

/** A delivery as its courier keeps it: the record `delivery/<thread>` of the party's space. */
export interface CourierThread extends Thread {
  readonly role: "courier";
  readonly producerId: string;
  /** The buyer's pseudonym towards this courier, 43 characters. */
  readonly consumerKey: string;
  /** Null once the dispute window has passed and it was forgotten. */
  readonly address: DeliveryAddress | null;
}

export const deliveryPrefix = "delivery/";

/** The producer's request in a thread. Every courier's thread begins with one. */
export function requestIn(thread: CourierThread): DeliveryRequest | null {
  for (const { message } of messagesOf(thread)) if (message.type === "delivery.request") return message.body;
  return null;
}

/** What the messages of a delivery come to. */
export function deliveryViewOf(thread: CourierThread): DeliveryView {
  return foldDelivery(messagesOf(thread));
}

type Request = Mail & { readonly message: OrderMessageOf<"delivery.request"> };

/**
 * Opens the address that the buyer sealed inside the order, and holds it against what the producer passed on with it:
 * the same thread, the producer it was given to, the reply key it names. Null when anything differs.
 */
async function openAddress(
  courierKeys: readonly string[],
  space: SyncedSpace,
  request: Request,
  rootOf: RootOf,
): Promise<{ readonly address: DeliveryAddress; readonly consumerKey: string } | null> {
  const { body, thread } = request.message;
  try {
    const envelope = fromBase64url(body.address);
    const kid = envelopeKeyId(envelope);
    const key = kid && inboxKeyPair(space, kid);
    if (!key) return null;
    const { sender, json } = await openForAny(courierKeys, key, envelope);
    const nested = parseMessage(json);
    if (nested.type !== "delivery.address" || nested.thread !== thread) return null;
    const address = nested.body;
    const replyKeyDigest = digestName(fromBase64url(body.replyKemPublicKey));
    const genuine =
      rootOf(address.producer) === request.sender &&
      address.reply.kemPublicKeyDigest === replyKeyDigest &&
      address.day === body.day &&
      address.from === body.from &&
      address.to === body.to;
    return genuine ? { address, consumerKey: toBase64url(sender) } : null;
  } catch {
    return null;
  }
}

/** Opens what was sealed to one of the courier's keys: an order may have waited while the courier replaced its own. */
async function openForAny(
  keys: readonly string[],
  pair: KemKeyPair,
  envelope: Uint8Array,
): Promise<Awaited<ReturnType<typeof openEnvelope>>> {
  let failure: unknown;
  for (const id of keys) {
    try {
      return await openEnvelope({ audience: "courier", id }, pair, envelope);
    } catch (cause) {
      failure = cause;
    }
  }
  throw failure;
}

/**
 * Puts a courier's mail into its threads; returns the cursors of what belongs to none.
 * @param courierKeys the courier's present key, and those before
 */
export async function fileCourierMail(
  courierKeys: readonly string[],
  space: SyncedSpace,
  mails: readonly Mail[],
  at: string,
  rootOf: RootOf = (key) => key,
): Promise<ReadonlySet<number>> {
  const strangers = new Set<number>();
  const begun = new Map<string, CourierThread>();
  for (const mail of mails) {
    if (mail.message.type !== "delivery.request") continue;
    const opened = await openAddress(courierKeys, space, mail as Request, rootOf);
    if (opened === null) {
      strangers.add(mail.cursor);
      continue;
    }
    const { thread } = mail.message;
    const record = { v: 1, thread, role: "courier", producerId: mail.sender, messages: [], readAt: null } as const;
    if (!begun.has(thread)) begun.set(thread, { ...record, ...opened });
  }
  const changes = new Map<string, (current: CourierThread | null) => CourierThread | null>();
  for (const { thread } of mails.map((mail) => mail.message)) {
    changes.set(deliveryPrefix + thread, (current) => {
      let next = current ?? begun.get(thread) ?? null;
      for (const mail of mails.filter(({ message }) => message.thread === thread)) {
        if (strangers.has(mail.cursor)) continue;
        const fromProducer = ["delivery.request", "delivery.ready", "delivery.cancel"].includes(mail.message.type);
        if (next === null || !fromProducer || mail.sender !== rootOf(next.producerId)) strangers.add(mail.cursor);
        else next = withMessage(next, "producer", mail.json, at);
      }
      return next;
    });
  }
  await space.updateMany(changes);
  return strangers;
}

/** What a courier may do with a delivery now, in the order of likelihood. */
export function courierActions(view: DeliveryView): CourierAction["type"][] {
  switch (view.state) {
    case "requested":
      return ["accept", "refuse"];
    case "accepted":
      return ["collect", "refuse"];
    case "collected":
      return ["deliver", "fail"];
    case "failed":
      return view.failure?.next === "retry" ? ["deliver", "fail", "collect"] : [];
    case "none":
    case "refused":
    case "delivered":
    case "cancelled":
      return [];
  }
}
