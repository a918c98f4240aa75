import { z } from "zod";
import { deposit, servicePlace, temperatureClass, weighed } from "./item.ts";
import { limits } from "./limits.ts";
import {
  amountMinor,
  base64urlOf,
  base64urlUpTo,
  boardCount,
  clock,
  currencyCode,
  day,
  digest,
  instant,
  keyName,
  line,
  localId,
  messageId,
  postcode,
  prose,
  threadId,
} from "./primitives.ts";

/** One line of an order, frozen as it was offered: later edits of the shelf rewrite nothing. */
export const orderLine = z.strictObject({
  item: localId,
  variant: localId,
  name: line(220),
  quantity: z.int().min(1).max(limits.lineQuantityMax),
  unitPriceMinor: amountMinor,
  vatPermille: z.int().min(0).max(500),
  weighed: weighed.optional(),
  deposit: deposit.optional(),
  ageMin: z.union([z.literal(16), z.literal(18)]).optional(),
  /** SHA-256 of the offer: the item as JSON, as the buyer saw it. */
  offer: digest,
});

/** Where replies go: a public board shared by many, under tags that only the addressee can tell apart. */
export const replyAddress = z.strictObject({
  bucket: z.int().min(0).max(65_535),
  /** How many boards there were a day when the address was made. */
  buckets: boardCount,
  tagKey: base64urlOf(32),
});
const bucketExists = (address: { bucket: number; buckets: number }): boolean => address.bucket < address.buckets;

export const window = { day, from: clock, to: clock };

/** Proof of handover: what the handing party checks a spoken code against, with no network. See handover-code.ts. */
export const handoverCheck = z.strictObject({ salt: base64urlOf(16), check: base64urlOf(32) });

/** Where somebody comes or brings to. A customer's: sealed to whoever does, and to nobody else. */
const door = {
  name: line(60),
  street: line(100),
  extra: line(80).optional(),
  postcode,
  town: line(60),
  phone: z.string().regex(/^\+?[\d ]{6,20}$/),
  note: line(200).optional(),
};

/** The customer's address for a producer who comes to them. */
export const visitAddress = z.strictObject(door);

/** A time of the producer's agenda; all lines of the order are done, or handed over, then. */
export const appointment = z
  .strictObject({
    kind: z.literal("appointment"),
    ...window,
    place: servicePlace,
    /** With the place `yours`, and with no other: the producer has to find the door. */
    visit: visitAddress.optional(),
  })
  .refine(({ from, to, place, visit }) => from < to && (place === "yours") === (visit !== undefined));

export const fulfilment = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("delivery"),
    courier: keyName,
    zone: localId,
    slot: localId,
    ...window,
    feeMinor: amountMinor,
    /** An envelope for the courier, closed to the producer, who passes it on when it accepts. */
    address: base64urlUpTo(8192),
  }),
  z.strictObject({ kind: z.literal("collection"), ...window, handover: handoverCheck }),
  appointment,
  z.strictObject({
    kind: z.literal("pickup"),
    /** Party id of the point where the parcels wait. */
    point: keyName,
    ...window,
    feeMinor: amountMinor,
    handover: handoverCheck,
    /** Key of the tags under which the point answers: another than the producer's, so that neither can be told by the other's. */
    tagKey: base64urlOf(32),
  }),
]);

export const orderPayment = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("at-handover") }),
  z.strictObject({ method: z.literal("bank-transfer"), reference: z.string().regex(/^[A-Z0-9]{5,27}$/) }),
]);

export const orderPlace = z.strictObject({
  lines: z.array(orderLine).min(1).max(limits.orderLinesMax),
  currency: currencyCode,
  itemsMinor: amountMinor,
  depositsMinor: amountMinor,
  deliveryMinor: amountMinor,
  totalMinor: amountMinor,
  /** The most it can cost once everything is weighed: signed by the buyer. Equal to the total when nothing is weighed. */
  capMinor: amountMinor,
  fulfilment,
  payment: orderPayment,
  shortage: z.enum(["replace", "refund", "ask"]),
  note: prose(500).optional(),
  /** Without an acceptance by then the order lapses. */
  acceptBy: instant,
  reply: z.strictObject({ ...replyAddress.shape, kemPublicKey: base64urlOf(1216) }).refine(bucketExists),
});

/** What only the courier reads. The reply key travels beside it, through the producer; its digest is here. */
export const deliveryAddress = z.strictObject({
  producer: keyName,
  ...door,
  ...window,
  feeMinor: amountMinor,
  handover: handoverCheck,
  reply: z.strictObject({ ...replyAddress.shape, kemPublicKeyDigest: digest }).refine(bucketExists),
});

export const deliveryRequest = z.strictObject({
  /** The sealed envelope from the consumer, as it came inside the order. */
  address: base64urlUpTo(8192),
  replyKemPublicKey: base64urlOf(1216),
  parcels: z.int().min(1).max(99),
  temperature: temperatureClass,
  ageMin: z.union([z.literal(16), z.literal(18)]).optional(),
  /** What to collect from the customer for the producer, 0 when paid otherwise. */
  collectMinor: amountMinor,
  currency: currencyCode,
  ...window,
  zone: localId,
});

/** What a pickup point reads of an order: how much will come, how it is kept, when, and how it knows whom to give it to. */
export const pickupAnnouncement = z.strictObject({
  parcels: z.int().min(1).max(99),
  temperature: temperatureClass,
  ageMin: z.union([z.literal(16), z.literal(18)]).optional(),
  ...window,
  handover: handoverCheck,
  /** Where the customer hears that it is there: a place on a board, and a key that is of this order alone. */
  reply: z.strictObject({ ...replyAddress.shape, kemPublicKey: base64urlOf(1216) }).refine(bucketExists),
});

export const declineReason = z.enum(["sold-out", "closed", "too-far", "too-many", "slot-taken", "other"]);
export const failReason = z.enum(["nobody-home", "address-not-found", "refused-by-customer", "code-wrong", "other"]);

const note = { text: prose(limits.messageTextLengthMax).optional() };
const empty = z.strictObject({});

/**
 * A head of the market's log as a sender last verified it, with the log's own signature over it: 64 bytes over the
 * checkpoint's text (checkpoint.ts). So a split view shows in the mail itself, which no server can filter, and nobody but
 * the log can make up one that contradicts another.
 */
export const seenCheckpoint = z.strictObject({
  size: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  root: base64urlOf(32),
  signature: base64urlOf(64),
});
export type SeenCheckpoint = z.infer<typeof seenCheckpoint>;

const head = {
  v: z.literal(1),
  id: messageId,
  thread: threadId,
  /** From 0, per sender, thread and channel (`order.*`, `delivery.*` and `pickup.*` go to different readers): see order-chain.ts. */
  seq: z.int().min(0).max(100_000),
  /** Digest of the sender's previous message in this thread and channel; null for the first. */
  prev: digest.nullable(),
  createdOn: instant,
  /** Absent in messages nested in another, in those of earlier versions, and before a sender has verified any. */
  checkpoint: seenCheckpoint.optional(),
};

/**
 * Everything that is said about an order. Consumer and producer speak as `order.*`, courier and producer as
 * `delivery.*`, pickup point and producer as `pickup.*`. The producer's own chain decides what state an order is in; see order-fold.ts.
 */
export const orderMessage = z.discriminatedUnion("type", [
  // consumer → producer
  z.strictObject({ ...head, type: z.literal("order.place"), body: orderPlace }),
  z.strictObject({ ...head, type: z.literal("order.cancel-request"), body: z.strictObject(note) }),
  // consumer → producer, producer → consumer, courier → consumer
  z.strictObject({
    ...head,
    type: z.literal("order.text"),
    body: z.strictObject({ text: prose(limits.messageTextLengthMax) }),
  }),
  // producer → consumer
  z.strictObject({ ...head, type: z.literal("order.accept"), body: z.strictObject(note) }),
  z.strictObject({
    ...head,
    type: z.literal("order.decline"),
    body: z.strictObject({ reason: declineReason, ...note }),
  }),
  z.strictObject({ ...head, type: z.literal("order.cancel"), body: z.strictObject(note) }),
  z.strictObject({ ...head, type: z.literal("order.prepare"), body: empty }),
  z.strictObject({
    ...head,
    type: z.literal("order.ready"),
    body: z.strictObject({
      /** Grams of each piece of each weighed line, by line index. */
      weights: z
        .array(
          z.strictObject({
            line: z
              .int()
              .min(0)
              .max(limits.orderLinesMax - 1),
            grams: z.array(z.int().min(1).max(1_000_000)).min(1).max(limits.lineQuantityMax),
          }),
        )
        .max(limits.orderLinesMax),
      totalMinor: amountMinor,
    }),
  }),
  z.strictObject({
    ...head,
    type: z.literal("order.hand-over"),
    body: z.strictObject({ to: z.enum(["courier", "customer", "point"]), ageChecked: z.boolean().optional() }),
  }),
  z.strictObject({ ...head, type: z.literal("order.paid"), body: z.strictObject({ amountMinor }) }),
  // producer → courier
  z.strictObject({ ...head, type: z.literal("delivery.request"), body: deliveryRequest }),
  z.strictObject({ ...head, type: z.literal("delivery.ready"), body: z.strictObject({ collectMinor: amountMinor }) }),
  z.strictObject({ ...head, type: z.literal("delivery.cancel"), body: empty }),
  // producer → pickup point
  z.strictObject({ ...head, type: z.literal("pickup.announce"), body: pickupAnnouncement }),
  z.strictObject({ ...head, type: z.literal("pickup.cancel"), body: empty }),
  // pickup point → producer and consumer
  z.strictObject({ ...head, type: z.literal("pickup.refuse"), body: z.strictObject(note) }),
  z.strictObject({
    ...head,
    type: z.literal("pickup.arrive"),
    /** The last day on which it can be fetched. */
    body: z.strictObject({ keptUntil: day }),
  }),
  z.strictObject({
    ...head,
    type: z.literal("pickup.hand-out"),
    body: z.strictObject({ ageChecked: z.boolean().optional() }),
  }),
  z.strictObject({ ...head, type: z.literal("pickup.return"), body: empty }),
  // consumer → courier, nested in the order
  z.strictObject({ ...head, type: z.literal("delivery.address"), body: deliveryAddress }),
  // courier → producer and consumer
  z.strictObject({ ...head, type: z.literal("delivery.accept"), body: empty }),
  z.strictObject({ ...head, type: z.literal("delivery.refuse"), body: z.strictObject(note) }),
  z.strictObject({ ...head, type: z.literal("delivery.collect"), body: empty }),
  z.strictObject({
    ...head,
    type: z.literal("delivery.deliver"),
    body: z.strictObject({
      proof: z.enum(["code", "none"]),
      ageChecked: z.boolean().optional(),
      collectedMinor: amountMinor,
    }),
  }),
  z.strictObject({
    ...head,
    type: z.literal("delivery.fail"),
    body: z.strictObject({ reason: failReason, next: z.enum(["retry", "return"]), ...note }),
  }),
]);

export type OrderMessage = z.infer<typeof orderMessage>;
export type OrderMessageType = OrderMessage["type"];
export type OrderMessageOf<Type extends OrderMessageType> = Extract<OrderMessage, { type: Type }>;
export type OrderPlace = z.infer<typeof orderPlace>;
export type OrderLine = z.infer<typeof orderLine>;
export type Fulfilment = z.infer<typeof fulfilment>;
export type VisitAddress = z.infer<typeof visitAddress>;
export type DeliveryAddress = z.infer<typeof deliveryAddress>;
export type DeliveryRequest = z.infer<typeof deliveryRequest>;
export type PickupAnnouncement = z.infer<typeof pickupAnnouncement>;
export type ReplyAddress = z.infer<typeof replyAddress>;
export type DeclineReason = z.infer<typeof declineReason>;
export type FailReason = z.infer<typeof failReason>;
/** Who said it: established by the sender's key, never by the message itself. */
export type Role = "consumer" | "producer" | "courier" | "point";

/** A message whose sender has been established. `json` is the exact signed text; its digest chains the next one. */
export interface AuthenticMessage<M extends OrderMessage = OrderMessage> {
  readonly from: Role;
  readonly message: M;
  readonly json: string;
  /** Digest of the text as it was signed, where `json` lacks what was forgotten since. */
  readonly digest?: string;
}
