import { describe, expect, test } from "vitest";
import { toBase64url } from "../../../../crypto/bytes.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { openRecordText, sealRecordText } from "../../../../client/core/spaces/record-text.ts";

await ready();

const vaultKey = new Uint8Array(32).fill(7);
const place = { spaceId: "s".repeat(43), recordId: "r".repeat(22), revision: 1 };
const sealed = (subject: string, value: unknown): Uint8Array =>
  sealRecordText(vaultKey, place, { v: 1, subject, value: value as never });
const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ item: `honey-${at}`, quantity: 1, note: "." }));

describe("the size of a record says nothing of how much is in it", () => {
  test.each([
    ["an order", "order/abc", 32 * 1024],
    ["a basket", "basket", 32 * 1024],
  ])("%s", (_, subject, bytes) => {
    for (const count of [0, 1, 40, 120]) expect(sealed(subject, lines(count))).toHaveLength(bytes);
  });

  test("a basket of forty lines is as large as one of none, each named in four languages", () => {
    const key = `${"p".repeat(43)}/${"i".repeat(22)}`;
    const name = Object.fromEntries(["fr", "de", "it", "en"].map((language) => [language, "é".repeat(50)]));
    const line = {
      id: `${key}|500g`,
      key,
      variantId: "500g",
      quantity: 12,
      unitPriceMinor: 123_450,
      depositMinor: 200,
      name,
    };
    expect(sealed("basket", { lines: Array.from({ length: 40 }, () => line), times: [] })).toHaveLength(32 * 1024);
  });

  test("what is larger than that takes the next step, and what is too large is refused", () => {
    expect(sealed("order/abc", "x".repeat(40_000))).toHaveLength(64 * 1024);
    expect(() => sealed("order/abc", "x".repeat(300_000))).toThrow(
      expect.objectContaining({ code: "padding/too-large" }),
    );
  });

  test("what was deleted, and what has always the same size, stays small", () => {
    expect(sealed("order/abc", null)).toHaveLength(256);
    expect(sealed("postcode", "1205")).toHaveLength(256);
    // Only how a subject begins counts, not what it has in it.
    expect(sealed("my-order/abc", {})).toHaveLength(256);
  });
});

test("what was sealed is read again; changed, cut short or from elsewhere it is not", () => {
  const text = { v: 1, subject: "order/abc", value: lines(3) } as const;
  const bytes = sealRecordText(vaultKey, place, text as never);
  const open = (of: Uint8Array, at = place) => openRecordText(vaultKey, at, toBase64url(of));
  expect(open(bytes)).toEqual(text);
  expect(open(bytes, { ...place, revision: 2 })).toBeNull();
  expect(open(bytes.subarray(0, 1024))).toBeNull();
  expect(open(Uint8Array.from(bytes, (byte, at) => (at === 900 ? byte ^ 1 : byte)))).toBeNull();
  expect(open(new Uint8Array(0))).toBeNull();
});
