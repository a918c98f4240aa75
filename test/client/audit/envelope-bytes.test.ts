import { beforeAll, expect, test } from "vitest";
import {
  bytesPerCell,
  envelopeParts,
  hexRows,
  kindAt,
  shortHex,
  weaveCells,
  weaveColumns,
} from "../../../client/audit/envelope-bytes.ts";
import { sealEnvelope } from "../../../crypto/envelope.ts";
import { kemKeyPair } from "../../../crypto/hpke.ts";
import { signingKeyPair } from "../../../crypto/signature.ts";
import { ready } from "../../../crypto/sodium.ts";

beforeAll(ready);

const counted = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index % 256);

test("the parts of an envelope are those that were sealed", async () => {
  const { publicKey } = kemKeyPair();
  const recipient = { audience: "producer" as const, id: "x", kemPublicKey: publicKey };
  const envelope = await sealEnvelope(recipient, signingKeyPair(), "{}");
  const parts = envelopeParts(envelope.length, false);
  expect(parts.map(({ kind, length }) => [kind, length])).toEqual([
    ["magic", 4],
    ["suite", 2],
    ["key", 8],
    ["opener", 1120],
    ["closed", 4096 - 1134],
  ]);
  expect(String.fromCharCode(...envelope.subarray(0, 4))).toBe("SMK1");
});

test("a post on a board has a tag before it", () => {
  const [tag, magic] = envelopeParts(4112, true);
  expect(tag).toEqual({ kind: "tag", from: 0, length: 16 });
  expect(magic).toEqual({ kind: "magic", from: 16, length: 4 });
});

test("parts of anything cover it once, without a gap, however short it is", () => {
  for (const onBoard of [false, true]) {
    for (const total of [0, 1, 4, 5, 13, 14, 15, 1133, 1134, 1135, 262_144]) {
      let at = 0;
      for (const { from, length } of envelopeParts(total, onBoard)) {
        expect(from).toBe(at);
        expect(length).toBeGreaterThan(0);
        at += length;
      }
      expect(at).toBe(total);
    }
  }
});

test("the listing shows the beginning, where the closed part begins, and the end; what is between is counted", () => {
  const bytes = counted(4096);
  const rows = hexRows(bytes, envelopeParts(4096, false));
  const lines = rows.reduce((sum, row) => sum + ("left" in row ? row.left : 1), 0);
  expect(lines).toBe(256);
  expect(rows.map((row) => ("left" in row ? `${row.left} ${row.kind}` : row.offset))).toEqual([
    0,
    16,
    32,
    48,
    "66 opener",
    1120,
    1136,
    1152,
    "181 closed",
    4064,
    4080,
  ]);
  const first = rows[0];
  if (first === undefined || "left" in first) throw new Error("no line");
  expect(first.runs).toEqual([
    { kind: "magic", text: "00 01 02 03 " },
    { kind: "suite", text: "04 05 " },
    { kind: "key", text: "06 07  08 09 0a 0b 0c 0d " },
    { kind: "opener", text: "0e 0f" },
  ]);
});

test("every byte of a shown line is in it, and only printable characters are shown as such", () => {
  const bytes = counted(90);
  const rows = hexRows(bytes, envelopeParts(90, false));
  const hex = rows.flatMap((row) => ("left" in row ? [] : row.runs.map(({ text }) => text))).join(" ");
  expect(hex.split(/\s+/).filter((byte) => byte !== "").length).toBe(90);
  const ascii = rows.map((row) => ("left" in row ? "" : row.ascii)).join("");
  expect(ascii.length).toBe(90);
  expect(ascii.slice(0x3c, 0x3f)).toBe("<=>");
  expect(/^[!-~·]+$/.test(ascii)).toBe(true);
});

test("nothing to show is nothing", () => {
  expect(hexRows(new Uint8Array(), [])).toEqual([]);
  expect(weaveCells(new Uint8Array(), [])).toEqual([]);
});

test("the woven picture has each byte in one cell, each part in its own, and no cell on another", () => {
  for (const total of [1, 64, 4096, 4112, 32_768, 262_144]) {
    const parts = envelopeParts(total, false);
    const columns = weaveColumns(total);
    const step = bytesPerCell(total);
    const cells = weaveCells(counted(total), parts);
    for (const { kind, length } of parts) {
      expect(cells.filter((cell) => cell.kind === kind).length).toBe(Math.ceil(length / step));
    }
    expect(cells.length).toBeLessThan(4096 + 128);
    expect(new Set(cells.map(({ x, y }) => y * columns + x)).size).toBe(cells.length);
    expect(Math.max(...cells.map(({ x }) => x))).toBeLessThan(columns);
    expect(cells.every(({ light }) => light >= 0.35 && light <= 1)).toBe(true);
  }
  expect([bytesPerCell(4096), bytesPerCell(32_768)]).toEqual([1, 8]);
  const [even, odd] = weaveCells(Uint8Array.of(2, 255), envelopeParts(2, false));
  expect([even?.over, odd?.over]).toEqual([false, true]);
  expect(odd?.light).toBe(1);
});

test("a byte beyond the parts counts as closed; names are cut in the middle", () => {
  expect(kindAt(envelopeParts(20, false), 99)).toBe("closed");
  expect(shortHex("71c4aaaa0b9e")).toBe("71c4…0b9e");
  expect(shortHex("abcd")).toBe("abcd");
});
