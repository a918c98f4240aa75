import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toBase64url } from "../../crypto/bytes.ts";
import {
  base64urlOf,
  boardCount,
  clock,
  day,
  line,
  localId,
  localized,
  prose,
} from "../../crypto/protocol/primitives.ts";
import { boardFor } from "../../crypto/protocol/reply-board.ts";

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

test("a name is the one spelling of its bytes: all canonical ones pass, no other does", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  fc.assert(
    fc.property(fc.constantFrom(16, 32, 24, 1216), fc.integer(), (bytes, fill) => {
      const name = toBase64url(Uint8Array.from({ length: bytes }, (_, index) => (fill + index * 7) & 0xff));
      const schema = base64urlOf(bytes);
      expect(accepts(schema, name)).toBe(true);
      expect(accepts(schema, `${name}A`)).toBe(false);
      expect(accepts(schema, name.slice(1))).toBe(false);
      if (bytes % 3 === 0) return;
      const next = alphabet[alphabet.indexOf(name.at(-1)!) + 1]!;
      expect(accepts(schema, name.slice(0, -1) + next)).toBe(false);
    }),
  );
});

test("a local id can be a part of an address: dots alone, which browsers take for folders, are none", () => {
  for (const id of ["a", "pain.de-campagne", "...", "a:1", "0", ".a", "A".repeat(64)])
    expect(accepts(localId, id), id).toBe(true);
  for (const id of ["", ".", "..", "a/b", "a b", "é", "%2e", "A".repeat(65)])
    expect(accepts(localId, id), id).toBe(false);
});

describe("texts", () => {
  test.each(["\u0000", "\u001b[31m", "\u202e", "\u2066", "\u2028", "\ud800", "\u0085"])("hold no %j", (character) => {
    expect(accepts(line(60), `a${character}b`)).toBe(false);
    expect(accepts(prose(60), `a${character}b`)).toBe(false);
  });

  test("a line has one line, prose several, and both an end", () => {
    expect(accepts(line(60), "a\nb")).toBe(false);
    expect(accepts(prose(60), "a\nb")).toBe(true);
    expect(accepts(prose(60), "a\rb")).toBe(false);
    expect(accepts(line(3), "abcd")).toBe(false);
    expect(accepts(line(3), "")).toBe(false);
  });

  test("in languages: at least one, at most eight, named by two letters", () => {
    const text = localized(line(10));
    expect(accepts(text, { fr: "oui" })).toBe(true);
    expect(accepts(text, {})).toBe(false);
    expect(accepts(text, { french: "oui" })).toBe(false);
    expect(accepts(text, Object.fromEntries(Array.from("abcdefghi", (letter) => [`a${letter}`, "x"])))).toBe(false);
    expect(Reflect.ownKeys(text.parse(JSON.parse('{"fr":"oui","__proto__":"non"}')))).toEqual(["fr"]);
  });

  test("are checked in a time that grows with their length only", () => {
    const long = `${"\n ".repeat(200_000)}\u0000`;
    const started = performance.now();
    expect(accepts(prose(1_000_000), long)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

test("days and clocks are real ones", () => {
  for (const real of ["2026-03-02", "2024-02-29"]) expect(accepts(day, real)).toBe(true);
  for (const none of ["2026-02-29", "2026-13-01", "2026-3-2", "02.03.2026"]) expect(accepts(day, none)).toBe(false);
  for (const real of ["00:00", "23:59", "24:00"]) expect(accepts(clock, real)).toBe(true);
  for (const none of ["24:01", "25:00", "9:00", "12:60"]) expect(accepts(clock, none)).toBe(false);
});

describe("the board of a reply", () => {
  const counts = fc.integer({ min: 0, max: 16 }).map((power) => 2 ** power);

  test("is one of those that the day has, whatever the count was when the address was made", () => {
    fc.assert(
      fc.property(counts, counts, fc.nat(), (then, now, any) => {
        const board = boardFor({ bucket: any % then, buckets: then }, now);
        expect(Number.isInteger(board) && board >= 0 && board < now).toBe(true);
      }),
    );
  });

  test("stays with its neighbours when boards split, and finds them again when they join", () => {
    fc.assert(
      fc.property(counts, fc.nat(), (count, any) => {
        const bucket = any % count;
        expect(boardFor({ bucket, buckets: count }, count)).toBe(bucket);
        expect(boardFor({ bucket, buckets: count }, count * 2)).toBe(bucket * 2);
        if (count > 1) expect(boardFor({ bucket, buckets: count }, count / 2)).toBe(Math.floor(bucket / 2));
      }),
    );
  });

  test("needs a count that is a power of two", () => {
    for (const count of [1, 2, 4, 65_536]) expect(accepts(boardCount, count)).toBe(true);
    for (const count of [0, 3, 6, 131_072, 2.5]) expect(accepts(boardCount, count)).toBe(false);
  });
});
