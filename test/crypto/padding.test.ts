import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, u32 } from "../../crypto/bytes.ts";
import { envelopeLadder, onLadder, pad, recordLadder, stepFor, unpad } from "../../crypto/padding.ts";
import { codeOf } from "./flipped.ts";

describe("padding", () => {
  test("comes off as it went on, and the whole is a step, no smaller than the floor", () => {
    const ladders = fc.constantFrom(envelopeLadder, recordLadder);
    const message = fc.uint8Array({ maxLength: 9000 });
    fc.assert(
      fc.property(message, ladders, fc.nat(1200), fc.nat(20_000), (bytes, ladder, overhead, floor) => {
        const padded = pad(bytes, ladder, overhead, floor);
        expect(unpad(padded)).toEqual(bytes);
        const total = padded.length + overhead;
        expect(onLadder(ladder, total)).toBe(true);
        expect(total).toBeGreaterThanOrEqual(floor);
        // No smaller step would have done.
        const needed = Math.max(4 + bytes.length + overhead, floor);
        if (total > ladder.firstBytes) expect(total / 2).toBeLessThan(needed);
      }),
    );
  });

  test("that is not all zeros, or names an impossible length, is malformed", async () => {
    const impossible = [
      new Uint8Array(),
      new Uint8Array(3),
      concat(u32(1), new Uint8Array(0)),
      concat(u32(5), new Uint8Array(4)),
      concat(u32(0xffff_ffff), new Uint8Array(100)),
      concat(u32(1), Uint8Array.of(1, 0, 0, 1)),
      concat(u32(0), Uint8Array.of(1)),
    ];
    for (const padded of impossible) expect(await codeOf(() => unpad(padded))).toBe("padding/malformed");
  });

  test("ends with the ladder", async () => {
    expect(stepFor(envelopeLadder, 1)).toBe(4096);
    expect(stepFor(envelopeLadder, 262_144)).toBe(262_144);
    expect(await codeOf(() => stepFor(envelopeLadder, 262_145))).toBe("padding/too-large");
    expect([4095, 4097, 12_288, 524_288, 0].some((length) => onLadder(envelopeLadder, length))).toBe(false);
  });
});
