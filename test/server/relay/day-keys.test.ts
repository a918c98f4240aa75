import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDayKeys } from "../../../server/relay/day-keys.ts";

const day = "2026-01-02";

describe("keys of the days that two servers share", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "smartketplace-keys-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test("what one closes the other opens, and after one has shredded the key, neither does", () => {
    const [one, other] = [openDayKeys(folder), openDayKeys(folder)];
    const content = randomBytes(64);
    const closed = one.close("inbox", day, content);
    expect(other.open("inbox", day, closed)).toEqual(content);
    one.shred("inbox", day);
    expect(one.open("inbox", day, closed)).toBeNull();
    // The other looks at the folder once an hour, and forgets what is gone.
    expect(other.days("inbox")).toEqual([]);
    expect(other.open("inbox", day, closed)).toBeNull();
  });

  test("a draft that a crash left is removed at the next start, without harm to the key that it was linked to", () => {
    const closed = openDayKeys(folder).close("inbox", day, Buffer.from("hello"));
    const key = join(folder, `${day}.inbox.key`);
    const [linked, lone, fresh] = ["1", "2", "3"].map((process) => join(folder, `${day}.inbox.key.${process}.draft`));
    linkSync(key, linked!);
    writeFileSync(lone!, randomBytes(32));
    writeFileSync(fresh!, randomBytes(32));
    for (const file of [linked!, lone!]) utimesSync(file, new Date(2026, 0, 1), new Date(2026, 0, 1));
    const again = openDayKeys(folder);
    // One that is being made at this moment is left to whoever makes it.
    expect(readdirSync(folder).sort()).toEqual([`${day}.inbox.key`, `${day}.inbox.key.3.draft`]);
    expect(again.open("inbox", day, closed)?.toString()).toBe("hello");
  });

  test("shredding overwrites the key before it is removed: a name that still leads to it finds other bytes", () => {
    const keys = openDayKeys(folder);
    keys.close("board", day, Buffer.from("x"));
    const file = join(folder, `${day}.board.key`);
    const key = readFileSync(file);
    linkSync(file, join(folder, "elsewhere"));
    keys.shred("board", day);
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(join(folder, "elsewhere")).equals(key)).toBe(false);
  });

  test("a closed row that was cut, changed or is of another day opens to nothing", () => {
    const keys = openDayKeys(folder);
    const closed = keys.close("inbox", day, Buffer.from("hello"));
    keys.close("inbox", "2026-01-03", Buffer.from("other"));
    expect(keys.open("inbox", "2026-01-03", closed)).toBeNull();
    expect(keys.open("board", day, closed)).toBeNull();
    for (let at = 0; at < closed.length; at++) {
      const changed = Buffer.from(closed);
      changed[at]! ^= 1;
      expect(keys.open("inbox", day, changed)).toBeNull();
      expect(keys.open("inbox", day, closed.subarray(0, at))).toBeNull();
    }
  });
});
