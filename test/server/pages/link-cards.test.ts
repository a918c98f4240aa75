import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { instanceNamed, instanceNames } from "../../../instances/registry.ts";
import { cardNames } from "../../../server/pages/page-files.ts";

const folder = "client/public/art/cards";
const wanted = new Set(instanceNames.flatMap((name) => cardNames(instanceNamed(name)).map(({ file }) => file)));

/** Width and height in a JPEG's first frame header (ITU-T T.81, B.2.2). */
function sizeOf(jpeg: Buffer): readonly [width: number, height: number] | null {
  let at = 2;
  while (at + 9 < jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  return null;
}

test("every category with a tile, of every instance, has a picture for link previews, and there is no other", () => {
  expect(wanted.size).toBeGreaterThan(10);
  expect([...wanted].filter((file) => !existsSync(`${folder}/${file}`))).toEqual([]);
  expect(readdirSync(folder).filter((file) => !wanted.has(file))).toEqual([]);
});

test("each is a JPEG of the size that pages say it has, and small", () => {
  for (const file of readdirSync(folder)) {
    const bytes = readFileSync(`${folder}/${file}`);
    expect([file, sizeOf(bytes)]).toEqual([file, [1200, 630]]);
    expect(bytes.length).toBeLessThan(60_000);
  }
});
