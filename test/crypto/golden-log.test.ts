import { beforeAll, expect, test } from "vitest";
import { fromBase64url } from "../../crypto/bytes.ts";
import { openCheckpoint } from "../../crypto/checkpoint.ts";
import { cosignedAt } from "../../crypto/cosignature.ts";
import {
  consistencyPlan,
  emptyFrontier,
  extendFrontier,
  fillProof,
  frontierRoot,
  inclusionPlan,
  leafHash,
  verifyConsistency,
  verifyInclusion,
} from "../../crypto/merkle.ts";
import { decodeLogEntry, encodeLogEntry } from "../../crypto/protocol/log-entry.ts";
import { parseNoteKey } from "../../crypto/signed-note.ts";
import { ready } from "../../crypto/sodium.ts";
import {
  bundlesOf,
  decodeBundle,
  hashesFromTiles,
  hashesIn,
  tilePath,
  tilesFor,
  tilesOf,
  widthAt,
} from "../../crypto/tiles.ts";
import logFile from "../vectors/golden/log-v1.json?raw";
import { naiveRoot } from "./naive-merkle.ts";

// A log that was once served must be followed, proved and verified by every later version.

beforeAll(async () => {
  await ready();
});

const golden = JSON.parse(logFile) as {
  origin: string;
  key: string;
  witnessKey: string;
  checkpoints: string[];
  tiles: Record<string, string>;
};
const tileAt = (path: string): Uint8Array => fromBase64url(golden.tiles[path]!);
const opened = () => golden.checkpoints.map((note) => openCheckpoint(note, golden.origin, parseNoteKey(golden.key)));
const entriesOf = (size: number) =>
  bundlesOf(size).flatMap((bundle) => decodeBundle(tileAt(tilePath(bundle)), bundle.width));

test("its checkpoints are signed, and the last is cosigned", () => {
  const key = parseNoteKey(golden.witnessKey);
  expect(opened().map(({ size, note }) => [size, cosignedAt(note, key)])).toEqual([
    [100, null],
    [256, null],
    [260, 1_772_438_400],
  ]);
});

test("its entries lead to the root of every checkpoint, by two implementations", () => {
  for (const { size, root } of opened()) {
    const entries = entriesOf(size);
    expect(frontierRoot(extendFrontier(emptyFrontier, entries.map(leafHash)))).toEqual(root);
    expect(naiveRoot(entries)).toEqual(root);
  }
});

test("its tiles are there for every checkpoint, and hold the hashes of its entries", () => {
  for (const { size } of opened()) {
    const leaves = entriesOf(size).map(leafHash);
    for (const name of tilesOf(size)) {
      const hashes = hashesIn(tileAt(tilePath(name)));
      expect(hashes).toHaveLength(name.width);
      if (name.level === 0) expect(hashes).toEqual(leaves.slice(name.index * 256, name.index * 256 + name.width));
    }
  }
  expect(Object.keys(golden.tiles).toSorted()).toEqual([
    "tile/0/000",
    "tile/0/000.p/100",
    "tile/0/001.p/4",
    "tile/1/000.p/1",
    "tile/entries/000",
    "tile/entries/000.p/100",
    "tile/entries/001.p/4",
  ]);
});

test("every entry is proved included, and every checkpoint consistent with the others, from tiles alone", () => {
  const heads = opened();
  for (const { size, root } of heads) {
    const hashOf = hashesFromTiles((level, index) =>
      tileAt(tilePath({ level, index, width: widthAt(size, level, index) })),
    );
    for (const [index, entry] of entriesOf(size).entries()) {
      const plan = inclusionPlan(index, size);
      for (const name of tilesFor(plan, size)) expect(golden.tiles).toHaveProperty([tilePath(name)]);
      verifyInclusion({ index, leaf: leafHash(entry) }, { size, root }, fillProof(plan, hashOf));
    }
    for (const older of heads.filter((head) => head.size < size)) {
      verifyConsistency(older, { size, root }, fillProof(consistencyPlan(older.size, size), hashOf));
    }
  }
});

test("its entries say what they said", () => {
  const entries = entriesOf(260);
  for (const entry of entries) expect(encodeLogEntry(decodeLogEntry(entry))).toEqual(entry);
  expect(decodeLogEntry(entries[43]!)).toEqual({
    type: "token-key",
    author: "pCduXTSp8vehvOrbuqzV8M3tkncDVAvOclTMRWb9JRc",
    subject: "subject-3",
    revision: 2,
    digest: "WV5Dk4GY_sHOfl9R09oos-5Hif7dCJ0FMS95XtA7aeI",
  });
});
