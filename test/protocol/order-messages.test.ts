import { describe, expect, test } from "vitest";
import { limits } from "../../crypto/protocol/limits.ts";
import { orderMessage } from "../../crypto/protocol/order-messages.ts";
import {
  address,
  announcement,
  appointment,
  collection,
  line,
  named,
  order,
  pickup,
  story,
  visit,
} from "./an-order.ts";

const placed = () => structuredClone(story().messages[0]!.message) as unknown as Record<string, unknown>;
const accepts = (value: unknown): boolean => orderMessage.safeParse(value).success;

/** The message with the value at `path` replaced, or taken out when `value` is undefined. */
function changed(path: string, value: unknown): unknown {
  const message = placed();
  const keys = path.split(".");
  let at = message;
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>;
  if (value === undefined) delete at[keys.at(-1)!];
  else at[keys.at(-1)!] = value;
  return message;
}

test("an order passes as it is", () => {
  expect(accepts(placed())).toBe(true);
  expect(accepts(changed("body.fulfilment", collection))).toBe(true);
});

test("an order for an appointment, at either place, and for a pickup point pass as they are", () => {
  const coming = { ...appointment, place: "yours", visit };
  for (const fulfilment of [appointment, coming, { ...appointment, place: "remote" }, pickup]) {
    expect(accepts(changed("body.fulfilment", fulfilment))).toBe(true);
  }
});

describe("is refused, whatever is said of how it is fulfilled:", () => {
  test.each<[string, unknown]>([
    ["an address where the producer does not come", { ...appointment, visit }],
    ["no address where it does", { ...appointment, place: "yours" }],
    [
      "an address that says more than is needed",
      { ...appointment, place: "yours", visit: { ...visit, email: "a@b.c" } },
    ],
    ["an address of two lines in one", { ...appointment, place: "yours", visit: { ...visit, street: "a\nb" } }],
    ["a place that is none", { ...appointment, place: "moon" }],
    ["an end before the beginning", { ...appointment, from: "15:00", to: "14:00" }],
    ["no length", { ...appointment, from: "15:00", to: "15:00" }],
    ["a day that is none", { ...appointment, day: "2026-02-30" }],
    ["a time that is none", { ...appointment, to: "25:00" }],
    ["a fee for an appointment", { ...appointment, feeMinor: 100 }],
    ["a point that is no key", { ...pickup, point: "kiosque" }],
    ["a negative fee", { ...pickup, feeMinor: -1 }],
    ["no check of its code", { ...pickup, handover: undefined }],
    ["a tag key that is short", { ...pickup, tagKey: named("short", 16) }],
    ["an address for a point", { ...pickup, visit }],
  ])("%s", (_, fulfilment) => {
    expect(accepts(changed("body.fulfilment", fulfilment))).toBe(false);
  });

  test.each<[string, unknown]>([
    ["who it is for", { ...announcement, name: "Ada Exemple" }],
    ["what is in it", { ...announcement, lines: order().lines }],
    ["no parcel", { ...announcement, parcels: 0 }],
    ["too many parcels", { ...announcement, parcels: 100 }],
    ["a board that is not there", { ...announcement, reply: { ...announcement.reply, bucket: 8 } }],
    ["a temperature that is none", { ...announcement, temperature: "tepid" }],
  ])("an announcement to a point that names %s", (_, body) => {
    const { message } = story().say("producer", "pickup.announce", announcement, 0);
    expect(accepts(message)).toBe(true);
    expect(accepts({ ...message, body })).toBe(false);
  });
});

describe("is refused, whatever a peer sends:", () => {
  test.each<[string, unknown]>([
    ["v", 2],
    ["v", undefined],
    ["type", "order.unknown"],
    ["type", undefined],
    ["surprise", true],
    ["body.surprise", true],
    ["body.lines.0.surprise", true],
    ["id", "short"],
    ["id", `${named("id", 16).slice(0, 21)}B`],
    ["thread", named("too long", 32)],
    ["seq", -1],
    ["seq", 1.5],
    ["seq", 100_001],
    ["prev", ""],
    ["createdOn", "2026-03-02"],
    ["createdOn", "2026-03-02T08:00:00+01:00"],
    ["createdOn", "2026-02-30T08:00:00Z"],
    ["body.lines", []],
    ["body.lines", Array.from({ length: limits.orderLinesMax + 1 }, () => line())],
    ["body.lines.0.quantity", 0],
    ["body.lines.0.quantity", 1000],
    ["body.lines.0.unitPriceMinor", 6.9],
    ["body.lines.0.unitPriceMinor", -1],
    ["body.lines.0.name", "a\nb"],
    ["body.lines.0.name", ""],
    ["body.lines.0.name", "x".repeat(221)],
    ["body.lines.0.name", "Tomme \u202Egnp.exe"],
    ["body.lines.0.name", "half \ud800 pair"],
    ["body.lines.1.weighed.gramsMax", 1],
    ["body.currency", "chf"],
    ["body.totalMinor", Number.MAX_SAFE_INTEGER],
    ["body.note", "x".repeat(501)],
    ["body.note", "\u0000"],
    ["body.note", "\u2028"],
    ["body.shortage", "maybe"],
    ["body.payment", { method: "card", number: "4242" }],
    ["body.payment", { method: "bank-transfer", reference: "<b>" }],
    ["body.fulfilment.from", "25:00"],
    ["body.fulfilment.from", "24:30"],
    ["body.fulfilment.address", "not base64url!"],
    ["body.fulfilment.address", "A".repeat(10_924)],
    ["body.fulfilment.kind", "drone"],
    ["body.reply.bucket", 8],
    ["body.reply.buckets", 6],
    ["body.reply.kemPublicKey", "AAAA"],
  ])("%s = %j", (path, value) => {
    expect(accepts(changed(path, value))).toBe(false);
  });

  test("what is no message at all", () => {
    for (const value of [null, undefined, 1, "order", [], {}, { ...placed(), body: null }]) {
      expect(accepts(value)).toBe(false);
    }
  });

  test("an object whose prototype came in the JSON", () => {
    const polluted = JSON.parse(
      JSON.stringify(placed()).replace('"v":1', '"v":1,"__proto__":{"admin":true}'),
    ) as unknown;
    expect(accepts(polluted)).toBe(false);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

test("an address has no room for what it does not need: unknown fields are refused, not carried along", () => {
  const message = { ...story().say("consumer", "delivery.address", address(), 0).message };
  expect(accepts(message)).toBe(true);
  expect(accepts({ ...message, body: { ...message.body, email: "ada@example.org" } })).toBe(false);
  expect(accepts({ ...message, body: { ...message.body, lines: order().lines } })).toBe(false);
});

test("texts may have several lines, an emoji, and any script", () => {
  const text = "Bonjour,\nдобрый день 🚲 مرحبا";
  expect(accepts(story().say("consumer", "order.text", { text }, 0).message)).toBe(true);
});
