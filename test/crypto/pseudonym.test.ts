import { beforeAll, expect, test } from "vitest";
import { toHex } from "../../crypto/bytes.ts";
import { pseudonymFor, replyKeysFor, replyTag, replyTagKeyFor } from "../../crypto/pseudonym.ts";
import { randomBytes, ready } from "../../crypto/sodium.ts";
import { codeOf } from "./flipped.ts";

let vaultKey: Uint8Array;
beforeAll(async () => {
  await ready();
  vaultKey = randomBytes(32);
});

test("a customer has one key for each party, the same on each device, and no two parties see the same", () => {
  const keyFor = (vault: Uint8Array, party: string) => toHex(pseudonymFor(vault, party).publicKey);
  expect(keyFor(vaultKey, "one")).toBe(keyFor(vaultKey, "one"));
  expect(new Set([keyFor(vaultKey, "one"), keyFor(vaultKey, "two"), keyFor(randomBytes(32), "one")]).size).toBe(3);
});

test("each order has reply keys of its own", () => {
  const keyFor = (threadId: string) => toHex(replyKeysFor(vaultKey, threadId).publicKey);
  expect(keyFor("a")).toBe(keyFor("a"));
  expect(keyFor("a")).not.toBe(keyFor("b"));
});

test("no two tags look related: of thousands over correspondents and threads none is like another", () => {
  const tags = new Set<string>();
  for (const thread of ["a", "b"]) {
    for (const correspondent of ["producer", "courier"]) {
      const tagKey = replyTagKeyFor(vaultKey, thread, correspondent);
      expect(tagKey).toEqual(replyTagKeyFor(vaultKey, thread, correspondent));
      for (let counter = 0; counter < 1000; counter++) tags.add(toHex(replyTag(tagKey, counter)));
    }
  }
  expect(tags.size).toBe(4000);
  for (const tag of tags) expect(tag).toHaveLength(32);
});

test("thread and correspondent cannot be read as one another", () => {
  expect(replyTagKeyFor(vaultKey, "a", "b c")).toEqual(replyTagKeyFor(vaultKey, "a", "b c"));
  expect(replyTagKeyFor(vaultKey, "a", "b")).not.toEqual(replyTagKeyFor(vaultKey, "b", "a"));
});

test("a counter that does not fit is refused, or the tag of another reply would be used twice", async () => {
  const tagKey = replyTagKeyFor(vaultKey, "a", "b");
  for (const counter of [-1, 0.5, 2 ** 32, Number.NaN]) {
    expect(await codeOf(() => replyTag(tagKey, counter))).toBe("bytes/range");
  }
});
