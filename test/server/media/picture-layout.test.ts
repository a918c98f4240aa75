import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sharpPlaceOf } from "../../../crypto/protocol/picture-file.ts";
import { type PlacedPicture, sharpPacks, thumbnailPacks } from "../../../server/media/picture-layout.ts";

/** Picture `index` of an item; the days are the last of a year, one after the other. */
function picture(item: number, index: number, day = 1): PlacedPicture {
  const nameBytes = createHash("sha256").update(`${item} ${index}`).digest();
  return {
    digest: nameBytes.toString("base64url"),
    nameBytes,
    unit: `party-${item % 40}/item-${item}`,
    main: index === 0,
    addedOn: `2026-01-${String(day).padStart(2, "0")}`,
    thumbnailBytes: 3000,
    sharpBytes: 80_000,
  };
}

const market = (items: number): PlacedPicture[] =>
  Array.from({ length: items }, (_, item) => [
    picture(item, 0, 1 + (item % 28)),
    ...(item % 2 === 0 ? [picture(item, 1, 1 + (item % 28))] : []),
  ]).flat();

const shuffled = <T>(values: readonly T[]): T[] =>
  [...values].sort((a, b) => (JSON.stringify(a).slice(12, 20) < JSON.stringify(b).slice(12, 20) ? 1 : -1));

describe("packs of thumbnails", () => {
  test("hold every picture once: what lists show first, the newest first, whatever order they were read in", () => {
    const pictures = market(1500);
    const packs = thumbnailPacks(pictures);
    const order = packs.flatMap((pack) => pack.pictures);
    expect(order).toHaveLength(pictures.length);
    expect(new Set(order.map(({ digest }) => digest)).size).toBe(pictures.length);
    const firstFurther = order.findIndex(({ main }) => !main);
    expect(order.slice(firstFurther).some(({ main }) => main)).toBe(false);
    const days = order.slice(0, firstFurther).map(({ addedOn }) => addedOn);
    expect(days).toEqual(days.toSorted().toReversed());
    expect(thumbnailPacks(shuffled(pictures))).toEqual(packs);
  });

  test("are small enough to be one step, and a new picture changes one or two of them", () => {
    const pictures = market(6000);
    const before = thumbnailPacks(pictures);
    expect(Math.max(...before.map((pack) => pack.pictures.length))).toBeLessThanOrEqual(96);
    const names = new Set(before.map(({ name }) => name));
    const changed: number[] = [];
    for (let item = 30_000; item < 30_020; item++) {
      const after = thumbnailPacks([...pictures, picture(item, 0, 28)]);
      changed.push(after.filter(({ name }) => !names.has(name)).length);
    }
    expect(Math.max(...changed)).toBeLessThanOrEqual(12);
    expect(changed.reduce((sum, count) => sum + count, 0) / changed.length).toBeLessThan(4);
  });

  test("of nothing are none", () => {
    expect(thumbnailPacks([])).toEqual([]);
  });
});

describe("packs of sharp pictures", () => {
  test.each([32, 33, 63, 64, 1500, 5000])(
    "of %i items: each has at least 32 and all pictures of each item, and an item's place finds it",
    (count) => {
      const pictures = market(count);
      const packs = sharpPacks(pictures);
      expect(packs.flatMap((pack) => pack.pictures)).toHaveLength(pictures.length);
      for (const pack of packs) expect(pack.items).toBeGreaterThanOrEqual(32);
      const packOf = new Map<string, Set<string>>();
      for (const { name, pictures: own } of packs) {
        for (const { unit } of own) packOf.set(unit, (packOf.get(unit) ?? new Set()).add(name));
      }
      expect([...packOf.values()].every((names) => names.size === 1)).toBe(true);
      for (const [unit, names] of packOf) {
        const place = sharpPlaceOf(unit);
        const found = packs.findLast(({ from }) => from <= place);
        expect([...names]).toEqual([found?.name]);
      }
    },
  );

  test("mix stalls: no pack of a large market is of fewer than ten of forty", () => {
    for (const { pictures } of sharpPacks(market(5000))) {
      expect(new Set(pictures.map(({ unit }) => unit.split("/")[0])).size).toBeGreaterThanOrEqual(10);
    }
  });

  test("hold fewer than 32 items only while the whole market does", () => {
    expect(sharpPacks(market(5)).map(({ items }) => items)).toEqual([5]);
    expect(sharpPacks([])).toEqual([]);
  });
});
