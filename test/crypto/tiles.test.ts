import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, u32, utf8 } from "../../crypto/bytes.ts";
import { consistencyPlan, fillProof, type Hash, inclusionPlan, leafHash } from "../../crypto/merkle.ts";
import {
  bundlesOf,
  decodeBundle,
  edgeFrom,
  edgeRoot,
  edgeTiles,
  encodeBundle,
  growTiles,
  hashesFromTiles,
  hashesIn,
  parseTilePath,
  type Tile,
  tilePath,
  tilesFor,
  tilesOf,
  widthAt,
} from "../../crypto/tiles.ts";
import { codeOf } from "./flipped.ts";
import { naivePath, naiveProof, naiveRoot } from "./naive-merkle.ts";

const entriesOf = (size: number): Uint8Array[] => Array.from({ length: size }, (_, at) => u32(at));
const nothing = { size: 0, levels: [] };

/** A store of tiles as a log's server would have it, grown by the given numbers of entries. */
function grown(steps: readonly number[]) {
  const tiles = new Map<string, Tile>();
  let edge = edgeFrom(0, []);
  for (const step of steps) {
    const leaves = Array.from({ length: step }, (_, at) => leafHash(u32(edge.size + at)));
    const result = growTiles(edge, leaves);
    for (const tile of result.changed) tiles.set(`${tile.level}/${tile.index}`, tile);
    edge = result.edge;
  }
  return { edge, tiles, find: (level: number, index: number) => tiles.get(`${level}/${index}`)?.hashes };
}

describe("names", () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, "tile/0/000"],
    [{ level: 0, index: 1_234_067, width: 256 }, "tile/0/x001/x234/067"],
    [{ level: 1, index: 999, width: 17 }, "tile/1/999.p/17"],
    [{ level: 2, index: 1000, width: 1 }, "tile/2/x001/000.p/1"],
    [{ level: "entries" as const, index: 7, width: 255 }, "tile/entries/007.p/255"],
    [{ level: 63, index: 999_999_999_999_999, width: 256 }, "tile/63/x999/x999/x999/x999/999"],
  ])("%j is %s, there and back", (name, path) => {
    expect(tilePath(name)).toBe(path);
    expect(parseTilePath(path)).toEqual(name);
  });

  test("every name has one path, and the path one name", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.nat({ max: 63 }), fc.constant("entries" as const)),
        fc.nat({ max: 999_999_999_999_999 }),
        fc.integer({ min: 1, max: 256 }),
        (level, index, width) => {
          expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width });
        },
      ),
    );
  });

  test.each([
    "",
    "tile",
    "tile/0",
    "tile/0/",
    "tile/0/1",
    "tile/0/0000",
    "tile/0/x000/001",
    "tile/0/001/002",
    "tile/0/x001",
    "tile/00/000",
    "tile/64/000",
    "tile/-1/000",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "tile/0/000.p/",
    "tile/0/000.p/1000",
    "tile/0/000/",
    "tile/data/000",
    "/tile/0/000",
    "tile/0/000\n",
    "tile/0/x001/x001/x001/x001/x001/000",
    `tile/0/${"x001/".repeat(10_000)}000`,
  ])("%j is none", (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  test("a tree of 70,000 has the tiles that the specification counts", () => {
    const names = tilesOf(70_000);
    const of = (level: number, width?: number) =>
      names.filter((name) => name.level === level && (width === undefined || name.width === width)).length;
    expect([of(0, 256), of(0, 112), of(1, 256), of(1, 17), of(2, 1)]).toEqual([273, 1, 1, 1, 1]);
    expect(names).toHaveLength(277);
    expect(tilesOf(256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
    expect(tilesOf(0)).toEqual([]);
    expect(bundlesOf(257)).toEqual([
      { level: "entries", index: 0, width: 256 },
      { level: "entries", index: 1, width: 1 },
    ]);
    expect(bundlesOf(300, 256)).toEqual([{ level: "entries", index: 1, width: 44 }]);
    expect(bundlesOf(300, 300)).toEqual([]);
    expect(widthAt(300, "entries", 2)).toBe(0);
  });
});

describe("a tree in tiles", () => {
  test("has the root of the recursion and all its tiles, however it grew", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 5 }), (steps) => {
        const { edge, tiles, find } = grown(steps);
        const size = steps.reduce((sum, step) => sum + step, 0);
        expect(edge.size).toBe(size);
        expect(edgeRoot(edge)).toEqual(naiveRoot(entriesOf(size)));
        expect(tilesOf(size).map(({ level, index, width }) => [level, index, width])).toEqual(
          [...tiles.values()]
            .toSorted((a, b) => a.level - b.level || a.index - b.index)
            .map(({ level, index, hashes }) => [level, index, hashes.length / 32]),
        );
        const kept = edgeTiles(size).map(({ level, index }) => tiles.get(`${level}/${index}`)!);
        expect(edgeFrom(size, kept)).toEqual(edge);
        for (const { level, index, hashes } of tiles.values()) {
          const width = 256 ** level;
          const expected = hashesIn(hashes).map((_, at) => {
            const first = (index * 256 + at) * width;
            return naiveRoot(entriesOf(size).slice(first, first + width));
          });
          expect(hashesIn(hashes)).toEqual(expected);
          expect(find(level, index)).toBe(hashes);
        }
      }),
      { numRuns: 12 },
    );
  });

  test("that grew tells exactly the tiles that are new or wider", () => {
    const before = grown([300]);
    const { changed } = growTiles(
      before.edge,
      Array.from({ length: 300 }, () => leafHash(utf8("more"))),
    );
    expect(changed.map(({ level, index, hashes }) => ({ level, index, width: hashes.length / 32 }))).toEqual(
      tilesOf(600, 300),
    );
  });

  test("answers every proof from the tiles that the plan names, and from no others", () => {
    const size = 66_000;
    const { tiles } = grown([size]);
    const entries = entriesOf(size);
    const from = (plan: ReturnType<typeof inclusionPlan>): Hash[] => {
      const named = tilesFor(plan, size);
      const held = new Map(named.map((name) => [`${name.level}/${name.index}`, name]));
      return fillProof(
        plan,
        hashesFromTiles((level, index) => {
          const name = held.get(`${level}/${index}`);
          return name && tiles.get(`${level}/${index}`)!.hashes.subarray(0, name.width * 32);
        }),
      );
    };
    for (const index of [0, 1, 255, 256, 65_535, 65_536, 65_999]) {
      expect(from(inclusionPlan(index, size))).toEqual(naivePath(index, entries));
    }
    for (const oldSize of [1, 255, 256, 257, 65_535, 65_536, 65_999]) {
      expect(from(consistencyPlan(oldSize, size))).toEqual(naiveProof(oldSize, entries));
    }
  });

  test("asks for what is missing or too narrow", async () => {
    const { tiles } = grown([300]);
    const plan = inclusionPlan(299, 300);
    expect(
      await codeOf(() =>
        fillProof(
          plan,
          hashesFromTiles(() => undefined),
        ),
      ),
    ).toBe("tiles/missing");
    const narrow = hashesFromTiles((level, index) => tiles.get(`${level}/${index}`)?.hashes.subarray(0, 32));
    expect(await codeOf(() => fillProof(plan, narrow))).toBe("tiles/missing");
  });

  test("is not gone on from tiles that are missing, of another width or of no whole number of hashes", async () => {
    const { tiles } = grown([300]);
    const right = [tiles.get("0/1")!, tiles.get("1/0")!];
    expect(await codeOf(() => edgeFrom(300, right))).toBe("none");
    expect(await codeOf(() => edgeFrom(300, right.slice(1)))).toBe("tiles/malformed");
    expect(await codeOf(() => edgeFrom(301, right))).toBe("tiles/malformed");
    const torn = { ...right[0]!, hashes: right[0]!.hashes.subarray(0, -1) };
    expect(await codeOf(() => edgeFrom(300, [torn, right[1]!]))).toBe("tiles/malformed");
    expect(await codeOf(() => hashesIn(new Uint8Array(0)))).toBe("tiles/malformed");
    expect(await codeOf(() => hashesIn(new Uint8Array(257 * 32)))).toBe("tiles/malformed");
  });

  test("of nothing has the root of nothing", () => {
    expect(edgeRoot(nothing)).toEqual(naiveRoot([]));
    expect(growTiles(nothing, [])).toEqual({ edge: nothing, changed: [] });
  });
});

describe("bundles of entries", () => {
  test("come back as they were", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 256 }), (entries) => {
        expect(decodeBundle(encodeBundle(entries), entries.length)).toEqual(entries);
      }),
    );
  });

  test("are bytes behind a u16 length", () => {
    expect(encodeBundle([utf8("ab"), new Uint8Array(0)])).toEqual(Uint8Array.of(0, 2, 97, 98, 0, 0));
  });

  test("of another number, torn, or with something behind them are refused", async () => {
    const bundle = encodeBundle([utf8("one"), utf8("two")]);
    for (const width of [0, 1, 3, 256]) expect(await codeOf(() => decodeBundle(bundle, width))).toBe("tiles/malformed");
    for (let length = 0; length < bundle.length; length++) {
      expect(await codeOf(() => decodeBundle(bundle.subarray(0, length), 2))).toBe("tiles/malformed");
    }
    expect(await codeOf(() => decodeBundle(concat(bundle, Uint8Array.of(0)), 2))).toBe("tiles/malformed");
    expect(await codeOf(() => encodeBundle([]))).toBe("tiles/malformed");
    expect(await codeOf(() => encodeBundle(entriesOf(257)))).toBe("tiles/malformed");
    expect(await codeOf(() => encodeBundle([new Uint8Array(65_536)]))).toBe("bytes/range");
  });
});
