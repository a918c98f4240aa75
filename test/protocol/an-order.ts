import { toBase64url } from "../../crypto/bytes.ts";
import { digestName, sha256 } from "../../crypto/hash.ts";
import { utf8 } from "../../crypto/bytes.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import { nextLink } from "../../crypto/protocol/order-chain.ts";
import {
  type AuthenticMessage,
  type DeliveryAddress,
  type DeliveryRequest,
  type OrderLine,
  orderMessage,
  type OrderMessage,
  type OrderMessageOf,
  type OrderMessageType,
  type OrderPlace,
  type PickupAnnouncement,
  type Role,
  type VisitAddress,
} from "../../crypto/protocol/order-messages.ts";
import { orderTotal } from "../../crypto/protocol/order-total.ts";

// Orders for tests, valid by the schemas and the same at each run. Every person and firm is invented.

/** A name of `bytes` bytes that depends on `seed` alone, in base64url. */
export function named(seed: string, bytes: 16 | 32): string {
  return toBase64url(sha256(utf8(seed)).subarray(0, bytes));
}

/** `bytes` bytes that depend on `seed` alone, as base64url that does not compress. */
export function opaque(seed: string, bytes: number): string {
  const filled = new Uint8Array(bytes);
  for (let offset = 0; offset < bytes; offset += 32) {
    filled.set(sha256(utf8(`${seed} ${offset}`)).subarray(0, Math.min(32, bytes - offset)), offset);
  }
  return toBase64url(filled);
}

export const thread = named("thread", 16);
export const placedOn = "2026-03-02T08:00:00.000Z";
export const acceptBy = "2026-03-02T12:00:00.000Z";
const reply = { bucket: 5, buckets: 8, tagKey: named("tag key", 32) };
const handover = { salt: named("salt", 16), check: named("check", 32) };

export function line(change: Partial<OrderLine> = {}): OrderLine {
  return {
    item: "tomme",
    variant: "250g",
    name: "Tomme de Jussy, 250 g",
    quantity: 2,
    unitPriceMinor: 690,
    vatPermille: 26,
    offer: named("offer", 32),
    ...change,
  };
}

/** Sold by the piece of about 1.2 kg, at 24.00 a kilogram. */
export const weighedLine = line({
  item: "poulet",
  variant: "piece",
  name: "Poulet fermier",
  quantity: 2,
  unitPriceMinor: 2880,
  weighed: { pricePerKgMinor: 2400, gramsMin: 1000, gramsEstimate: 1200, gramsMax: 1500 },
});

export const bottleLine = line({
  item: "jus",
  variant: "1l",
  name: "Jus de pomme, 1 l",
  quantity: 6,
  unitPriceMinor: 420,
  deposit: { container: "bottle-1l", amountMinor: 50 },
});

/** An order whose sums are right for its lines. */
export function order(change: Partial<OrderPlace> = {}): OrderPlace {
  const lines = change.lines ?? [line(), weighedLine, bottleLine];
  const fulfilment = change.fulfilment ?? {
    kind: "delivery",
    courier: named("courier", 32),
    zone: "centre",
    slot: "tuesday-evening",
    day: "2026-03-03",
    from: "17:00",
    to: "19:00",
    feeMinor: 900,
    address: opaque("nested envelope", 4096),
  };
  const { itemsMinor, depositsMinor, deliveryMinor, totalMinor, capMinor } = orderTotal(
    lines,
    "feeMinor" in fulfilment ? fulfilment.feeMinor : 0,
  );
  return {
    lines,
    currency: "CHF",
    itemsMinor,
    depositsMinor,
    deliveryMinor,
    totalMinor,
    capMinor,
    fulfilment,
    payment: { method: "at-handover" },
    shortage: "ask",
    acceptBy,
    reply: { ...reply, kemPublicKey: opaque("reply key", 1216) },
    ...change,
  };
}

export const collection: OrderPlace["fulfilment"] = {
  kind: "collection",
  day: "2026-03-03",
  from: "17:00",
  to: "19:00",
  handover,
};

/** At the producer's. */
export const appointment: OrderPlace["fulfilment"] = {
  kind: "appointment",
  day: "2026-03-03",
  from: "14:00",
  to: "15:30",
  place: "ours",
};

export const visit: VisitAddress = {
  name: "Ada Exemple",
  street: "Rue des Inventés 12",
  postcode: "1204",
  town: "Genève",
  phone: "+41 22 000 00 00",
};

export const pickup: OrderPlace["fulfilment"] = {
  kind: "pickup",
  point: named("point", 32),
  day: "2026-03-03",
  from: "11:00",
  to: "19:00",
  feeMinor: 200,
  handover,
  tagKey: named("point's tag key", 32),
};

export const announcement: PickupAnnouncement = {
  parcels: 1,
  temperature: "chilled",
  day: "2026-03-03",
  from: "11:00",
  to: "19:00",
  handover,
  reply: { ...reply, tagKey: named("point's tag key", 32), kemPublicKey: opaque("reply key", 1216) },
};

export function address(change: Partial<DeliveryAddress> = {}): DeliveryAddress {
  return {
    producer: named("producer", 32),
    name: "Ada Exemple",
    street: "Rue des Inventés 12",
    postcode: "1204",
    town: "Genève",
    phone: "+41 22 000 00 00",
    day: "2026-03-03",
    from: "17:00",
    to: "19:00",
    feeMinor: 900,
    handover,
    reply: { ...reply, kemPublicKeyDigest: named("reply key", 32) },
    ...change,
  };
}

export const request: DeliveryRequest = {
  address: opaque("nested envelope", 4096),
  replyKemPublicKey: opaque("reply key", 1216),
  parcels: 2,
  temperature: "chilled",
  collectMinor: 9660,
  currency: "CHF",
  day: "2026-03-03",
  from: "17:00",
  to: "19:00",
  zone: "centre",
};

type Body<Type extends OrderMessageType> = OrderMessageOf<Type>["body"];

/** A thread that is being written: each `say` numbers and links the message as its sender's client would. */
export interface Story {
  readonly messages: AuthenticMessage[];
  /** @param minutes after the order was placed, by the sender's clock */
  say<Type extends OrderMessageType>(from: Role, type: Type, body: Body<Type>, minutes: number): AuthenticMessage;
}

export function story(place: OrderPlace = order()): Story {
  const messages: AuthenticMessage[] = [];
  const say: Story["say"] = (from, type, body, minutes) => {
    const message = orderMessage.parse({
      v: 1,
      id: named(`${from} ${type} ${messages.length}`, 16),
      thread,
      ...nextLink(messages, from, type),
      createdOn: new Date(Date.parse(placedOn) + minutes * 60_000).toISOString(),
      type,
      body,
    });
    const said = authentic(from, message);
    messages.push(said);
    return said;
  };
  say("consumer", "order.place", place, 0);
  return { messages, say };
}

/** A message as if its sender had been established. */
export function authentic(from: Role, message: OrderMessage): AuthenticMessage {
  return { from, message, json: JSON.stringify(message) };
}

/** The weights with which every weighed piece comes out as `grams`, and the total then. */
export function weighing(place: OrderPlace, grams: number): Body<"order.ready"> {
  const weights = place.lines.flatMap((each, index) =>
    each.weighed ? [{ line: index, grams: Array.from({ length: each.quantity }, () => grams) }] : [],
  );
  const totalMinor = place.lines.reduce((sum, each) => {
    const pieceMinor = each.weighed ? Math.round((each.weighed.pricePerKgMinor * grams) / 1000) : each.unitPriceMinor;
    return sum + (pieceMinor + (each.deposit?.amountMinor ?? 0)) * each.quantity;
  }, place.deliveryMinor);
  return { weights, totalMinor };
}

/** `lineCount` lines, each as long as it may be. */
export function longLines(lineCount: number): OrderLine[] {
  return Array.from({ length: lineCount }, (_, index) =>
    line({
      item: `item-${index}-`.padEnd(64, "x"),
      variant: `variant-${index}-`.padEnd(64, "x"),
      name: `Ligne ${index} `.padEnd(220, "€"),
      quantity: limits.lineQuantityMax,
      unitPriceMinor: 1,
      deposit: { container: "crate".padEnd(64, "x"), amountMinor: 1 },
      ageMin: 18,
      offer: digestName(utf8(`offer ${index}`)),
    }),
  );
}
