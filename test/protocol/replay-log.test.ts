import { expect, test } from "vitest";
import { utf8 } from "../../crypto/bytes.ts";
import { emptyFrontier, emptyRoot, extendFrontier, frontierRoot, leafHash } from "../../crypto/merkle.ts";
import { replayLog } from "../../crypto/protocol/replay-log.ts";
import type { TileName } from "../../crypto/tiles.ts";

const entriesOf = (size: number, word = "entry") => Array.from({ length: size }, (_, at) => utf8(`${word} ${at}`));
const treeOf = (entries: readonly Uint8Array[]) => ({
  size: entries.length,
  root: frontierRoot(extendFrontier(emptyFrontier, entries.map(leafHash))),
});
const from = (entries: readonly Uint8Array[]) => async (name: TileName) =>
  entries.slice(name.index * 256, name.index * 256 + name.width);
const none = { size: 0, root: emptyRoot };
const ignore = (): void => undefined;

test("shows every entry in its place, over several bundles, and agrees with all that was seen earlier", async () => {
  const entries = entriesOf(700);
  const seen: [string, number][] = [];
  const visit = (entry: Uint8Array, index: number): void => void seen.push([new TextDecoder().decode(entry), index]);
  expect(await replayLog(treeOf(entries), none, from(entries), visit)).toBe("agrees");
  expect(seen).toEqual(entries.map((_, index) => [`entry ${index}`, index]));
  for (const size of [1, 255, 256, 257, 512, 699, 700]) {
    const earlier = treeOf(entries.slice(0, size));
    expect(await replayLog(treeOf(entries), earlier, from(entries), ignore), String(size)).toBe("agrees");
  }
});

test("tells a shorter log, another history and entries that were not signed apart", async () => {
  const entries = entriesOf(300);
  const read = (size: number, earlier: { size: number; root: ReturnType<typeof treeOf>["root"] }) =>
    replayLog(treeOf(entries.slice(0, size)), earlier, from(entries), ignore);
  expect(await read(299, treeOf(entries))).toBe("shrunk");
  expect(await read(300, treeOf(entriesOf(257, "other")))).toBe("forked");
  expect(await read(300, treeOf(entriesOf(300, "other")))).toBe("forked");
  expect(await replayLog(treeOf(entriesOf(300, "other")), none, from(entries), ignore)).toBe("inconsistent");
  expect(await replayLog(treeOf(entries), none, from(entries.slice(0, 290)), ignore)).toBe("inconsistent");
  expect(await replayLog(none, none, from([]), ignore)).toBe("agrees");
});
