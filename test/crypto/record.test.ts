import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { onLadder, recordLadder } from "../../crypto/padding.ts";
import { openRecord, recordIdFor, type RecordPlace, sealRecord } from "../../crypto/record.ts";
import { randomBytes, ready } from "../../crypto/sodium.ts";
import { closeBox } from "../../crypto/secret-box.ts";
import { utf8 } from "../../crypto/bytes.ts";
import { codeOf, everyByteFlipped } from "./flipped.ts";

const place: RecordPlace = { spaceId: "s".repeat(43), recordId: "r".repeat(22), revision: 7 };
let vaultKey: Uint8Array;
beforeAll(async () => {
  await ready();
  vaultKey = randomBytes(32);
});

describe("a record", () => {
  test("opens where it was written, and its size tells only a step of the ladder", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (content) => {
        const sealed = sealRecord(vaultKey, place, content);
        expect(onLadder(recordLadder, sealed.length)).toBe(true);
        expect(openRecord(vaultKey, place, sealed)).toEqual(content);
      }),
      { numRuns: 50 },
    );
    expect(sealRecord(vaultKey, place, new Uint8Array(0))).toHaveLength(256);
    expect(sealRecord(vaultKey, place, new Uint8Array(212))).toHaveLength(256);
    expect(sealRecord(vaultKey, place, new Uint8Array(213))).toHaveLength(512);
  });

  test("opens nowhere else: not as another record, revision or space, nor with another key", async () => {
    const sealed = sealRecord(vaultKey, place, utf8("basket"));
    const elsewhere: RecordPlace[] = [
      { ...place, revision: 6 },
      { ...place, revision: 8 },
      { ...place, recordId: "q".repeat(22) },
      { ...place, spaceId: "t".repeat(43) },
      { ...place, spaceId: `${place.spaceId}r`, recordId: place.recordId.slice(1) },
    ];
    for (const other of elsewhere) {
      expect(await codeOf(() => openRecord(vaultKey, other, sealed))).toBe("box/cannot-open");
    }
    expect(await codeOf(() => openRecord(randomBytes(32), place, sealed))).toBe("box/cannot-open");
  });

  test("is refused with any byte changed, cut short or lengthened", async () => {
    const sealed = sealRecord(vaultKey, place, utf8("basket"));
    for (const { index, changed } of everyByteFlipped(sealed)) {
      expect(await codeOf(() => openRecord(vaultKey, place, changed)), `byte ${index}`).toBe("box/cannot-open");
    }
    for (const wrong of [sealed.subarray(0, 255), sealed.subarray(0, 10), new Uint8Array(), new Uint8Array(512)]) {
      expect(await codeOf(() => openRecord(vaultKey, place, wrong))).toBe("box/cannot-open");
    }
  });

  test("is not sealed with the vault key itself, which has other uses", async () => {
    const box = closeBox(vaultKey, new Uint8Array(), new Uint8Array(216));
    expect(await codeOf(() => openRecord(vaultKey, place, box))).toBe("box/cannot-open");
  });

  test("too large for the ladder, or with an impossible revision, is not written", async () => {
    expect(sealRecord(vaultKey, place, new Uint8Array(262_144 - 44))).toHaveLength(262_144);
    expect(await codeOf(() => sealRecord(vaultKey, place, new Uint8Array(262_144 - 43)))).toBe("padding/too-large");
    const impossible = { ...place, revision: 2 ** 32 };
    expect(await codeOf(() => sealRecord(vaultKey, impossible, utf8("x")))).toBe("bytes/range");
  });
});

test("a record's id depends on subject and vault, and says nothing of either", () => {
  expect(recordIdFor(vaultKey, "basket")).toBe(recordIdFor(vaultKey, "basket"));
  expect(recordIdFor(vaultKey, "basket")).toMatch(/^[\w-]{22}$/);
  const ids = ["basket", "basket/1", "order/abc"].map((subject) => recordIdFor(vaultKey, subject));
  expect(new Set([...ids, recordIdFor(randomBytes(32), "basket")]).size).toBe(4);
});
