import { beforeAll, expect, test } from "vitest";
import {
  type HandoverCode,
  handoverCheckOf,
  handoverCodeMatches,
  newHandoverCode,
} from "../../crypto/protocol/handover-code.ts";
import { handoverCheck } from "../../crypto/protocol/order-messages.ts";
import { ready } from "../../crypto/sodium.ts";

beforeAll(async () => {
  await ready();
});

test("a code is checked without a network, and none beside it passes", () => {
  const code = newHandoverCode();
  const check = handoverCheck.parse(handoverCheckOf(code));
  expect(handoverCodeMatches(code, check)).toBe(true);
  const [a, b, c] = code;
  const others: HandoverCode[] = [
    [b, a, (c + 1) & 0xff],
    [a ^ 1, b, c],
    [a, b, c ^ 128],
  ];
  for (const other of others) expect(handoverCodeMatches(other, check)).toBe(false);
});

test("the check of the same code is never the same, so it tells no one that two orders share a code", () => {
  const code: HandoverCode = [1, 2, 3];
  const [first, second] = [handoverCheckOf(code), handoverCheckOf(code)];
  expect(first.salt).not.toBe(second.salt);
  expect(first.check).not.toBe(second.check);
  expect(handoverCodeMatches(code, { salt: first.salt, check: second.check })).toBe(false);
});

test("one guess costs enough that who holds the check cannot try all sixteen million in an evening", () => {
  const check = handoverCheckOf([1, 2, 3]);
  const started = performance.now();
  for (let guess = 0; guess < 3; guess++) handoverCodeMatches([guess, 0, 0], check);
  const millisecondsAGuess = (performance.now() - started) / 3;
  expect((millisecondsAGuess * 2 ** 24) / 3_600_000).toBeGreaterThan(48);
});
