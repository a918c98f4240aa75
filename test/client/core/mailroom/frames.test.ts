import fc from "fast-check";
import { expect, test } from "vitest";
import { concat, u32 } from "../../../../crypto/bytes.ts";
import { isCodedError } from "../../../../crypto/coded-error.ts";
import { limits } from "../../../../crypto/protocol/limits.ts";
import { readFrames } from "../../../../client/core/mailroom/frames.ts";

const frame = (cursor: number, content: Uint8Array, length = content.length): Uint8Array =>
  concat(u32(Math.floor(cursor / 2 ** 32)), u32(cursor % 2 ** 32), u32(length), content);

test("come out as they went in, whatever their cursors, as long as they rise", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), { maxLength: 8 }),
      fc.uint8Array({ maxLength: 50 }),
      (cursors, content) => {
        const sorted = cursors.sort((a, b) => a - b);
        const bytes = concat(...sorted.map((cursor) => frame(cursor, content)));
        expect(readFrames(bytes, 0)).toEqual(sorted.map((cursor) => ({ cursor, content })));
      },
    ),
  );
});

const some = new Uint8Array(20);
test.each<[string, Uint8Array, number]>([
  ["a cursor that is not after the one asked for", frame(7, some), 7],
  ["cursors that fall", concat(frame(8, some), frame(7, some)), 0],
  ["one cursor twice", concat(frame(8, some), frame(8, some)), 0],
  ["a cursor that no number holds", concat(u32(2 ** 32 - 1), u32(0), u32(0)), 0],
  ["more than there is", frame(8, some, 21), 0],
  ["more than an envelope may be", frame(8, new Uint8Array(limits.envelopeBytesMax + 17)), 0],
  ["half a head", frame(8, some).subarray(0, 11), 0],
])("%s is refused", (_, bytes, after) => {
  expect(() => readFrames(bytes, after)).toThrow(expect.objectContaining({ code: "frames/malformed" }));
});

test("any bytes are frames or refused, and nothing else happens", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(), (bytes, after) => {
      try {
        readFrames(bytes, after);
      } catch (thrown) {
        expect(isCodedError(thrown, "frames/malformed")).toBe(true);
      }
    }),
  );
});
