import { beforeAll, describe, expect, test } from "vitest";
import type { SignedStatement } from "../../../crypto/protocol/signed-statement.ts";
import { ready } from "../../../crypto/sodium.ts";
import { changesFullBytes, inReadingOrder, intoParts, intoPieces } from "../../../server/catalogue/packing.ts";
import { generateMarket } from "../../bench/catalogue-market.ts";

const key = "A".repeat(43);
let market: readonly SignedStatement[];

beforeAll(async () => {
  await ready();
  market = generateMarket(400, 6_000, { operator: key, log: { origin: "market.example/log", key } }).statements;
});

const typeOf = (part: readonly SignedStatement[]): string => part[0]!.statement.type;

describe("the parts of a large market", () => {
  test("hold every statement once, whatever order they came in", () => {
    const parts = intoParts(inReadingOrder(market.toReversed()));
    const digests = parts.flat().map(({ digest }) => digest);
    expect(digests.toSorted()).toEqual(market.map(({ digest }) => digest).toSorted());
    expect(parts).toEqual(intoParts(inReadingOrder(market)));
    expect(parts.every((part) => part.length > 0)).toBe(true);
  });

  test("begin with goods that can be shown: their stalls, and what is decided about these, come before them", () => {
    const parts = intoParts(inReadingOrder(market));
    const partyParts = parts.filter((part) => typeOf(part) === "party");
    expect(partyParts.length).toBeGreaterThan(3);
    const before = parts.slice(0, parts.indexOf(partyParts[1]!));
    const shelves = before.filter((part) => typeOf(part) === "shelf");
    expect(shelves).toHaveLength(2);
    const introduced = new Set(partyParts[0]!.map(({ statement }) => statement.author));
    const judged = new Set(
      before
        .slice(0, before.indexOf(shelves[0]!))
        .flat()
        .filter(({ statement }) => statement.type === "accreditation")
        .map(({ statement }) => statement.subject),
    );
    for (const { statement } of shelves.flat()) {
      expect(introduced).toContain(statement.author);
      expect(judged).toContain(statement.author);
    }
  });

  test("leave the rest in its order: stalls, goods, stock, offers, keys", () => {
    const parts = intoParts(inReadingOrder(market));
    const second = parts.findIndex((part, at) => typeOf(part) === "party" && parts.slice(0, at).some(isParty));
    const order = ["party", "shelf", "stock", "delivery-offer", "inbox-key"];
    const rest = parts.slice(second).map((part) => order.indexOf(typeOf(part)));
    expect(rest).toEqual(rest.toSorted((a, b) => a - b));
  });

  test("stay as they are around a change", () => {
    const names = (list: readonly SignedStatement[]) =>
      new Set(intoParts(inReadingOrder(list)).map((part) => part.map(({ digest }) => digest).join()));
    const before = names(market);
    const gone = market.find(({ statement }) => statement.type === "shelf")!;
    const after = names(market.filter((one) => one !== gone));
    expect([...after].filter((name) => !before.has(name)).length).toBeLessThan(3);
  });
});

describe("the pieces of many changes", () => {
  const bytesOf = (piece: readonly SignedStatement[]) => piece.reduce((sum, { wire }) => sum + wire.length, 0);

  test("hold every statement once, in their order, and none is larger than what is compressed in a moment", () => {
    const ordered = inReadingOrder(market);
    const pieces = intoPieces(ordered);
    expect(pieces.flat()).toEqual(ordered);
    expect(Math.max(...pieces.map(bytesOf))).toBeLessThanOrEqual(2 * changesFullBytes);
    // Full but for the last: fewer than twice as many as there have to be.
    expect(pieces.length).toBeLessThan(2 + bytesOf(ordered) / changesFullBytes);
  });

  test("a statement that is larger than a piece has one for itself", () => {
    const small = market[0]!;
    const large = { ...small, wire: new Uint8Array(2 * changesFullBytes + 1) };
    expect(intoPieces([large])).toEqual([[large]]);
    expect(intoPieces([small, large, small])).toEqual([[small], [large], [small]]);
  });
});

test("nothing is in no part and no piece", () => {
  expect(intoParts([])).toEqual([]);
  expect(intoPieces([])).toEqual([]);
});

function isParty(part: readonly SignedStatement[]): boolean {
  return typeOf(part) === "party";
}
