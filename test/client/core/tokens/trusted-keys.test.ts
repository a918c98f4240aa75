import { describe, expect, test } from "vitest";
import { type IssuerStatements, trustedKeys } from "../../../../client/core/tokens/trusted-keys.ts";
import { isSpent, spentSubject, withSpent } from "../../../../client/core/tokens/spent-set.ts";
import { mergeFor } from "../../../../client/core/merge.ts";
import { toBase64url } from "../../../../crypto/bytes.ts";
import type { StatementOf, TokenKey } from "../../../../crypto/protocol/exports.ts";
import { epochLastDay, epochOf, neighbourEpoch } from "../../../../crypto/protocol/token-epochs.ts";
import { encodeIssuerKey } from "../../../../crypto/tokens/issuer-key.ts";

/** Wednesday. */
const now = Date.parse("2026-09-23T08:00:00Z");
const monday = "2026-09-21";
const operator = "operator";

function keyOf(body: Partial<TokenKey> = {}, author = operator): StatementOf<"token-key"> {
  const { purpose = "relay", epoch = monday } = body;
  return {
    v: 1,
    type: "token-key",
    author,
    subject: `${purpose}-${epoch}`,
    revision: 1,
    issuedOn: epoch,
    body: {
      purpose,
      epoch,
      publicKey: toBase64url(encodeIssuerKey(2n ** 2047n + BigInt(Date.parse(epoch)) * 2n + 1n)),
      notBefore: epoch,
      notAfter: epochLastDay(epoch),
      ...body,
    },
  };
}
const issuer = (...tokenKeys: StatementOf<"token-key">[]): IssuerStatements => ({
  operator,
  logOrigin: "market.example/log",
  tokenKeys,
});
const epochs = (...keys: StatementOf<"token-key">[]) => trustedKeys(issuer(...keys), now).map(({ epoch }) => epoch);

describe("weeks", () => {
  test.each([
    ["2026-09-21T00:00:00Z", monday],
    ["2026-09-27T23:59:59Z", monday],
    ["2026-09-28T00:00:00Z", "2026-09-28"],
    ["2026-01-01T12:00:00Z", "2025-12-29"],
    ["1970-01-05T00:00:00Z", "1970-01-05"],
  ])("%s is in the week of %s", (moment, epoch) => {
    expect(epochOf(Date.parse(moment))).toBe(epoch);
  });

  test("a week's tokens are spent until the Sunday after the next", () => {
    expect(epochLastDay(monday)).toBe("2026-10-04");
    expect(neighbourEpoch("2025-12-29", 1)).toBe("2026-01-05");
  });
});

describe("a token key is believed", () => {
  test("of this week and the last, of the operator whom the instance names", () => {
    expect(epochs(keyOf(), keyOf({ epoch: "2026-09-14" }), keyOf({ purpose: "space" }))).toEqual([
      monday,
      "2026-09-14",
      monday,
    ]);
    expect(trustedKeys(null, now)).toEqual([]);
  });

  test.each([
    ["of somebody else", keyOf({}, "somebody")],
    ["of a week that does not begin on a Monday", keyOf({ epoch: "2026-09-22", notBefore: "2026-09-22" })],
    ["of a week that has not begun", keyOf({ epoch: "2026-09-28" })],
    ["of a week that is over", keyOf({ epoch: "2026-09-07" })],
    ["that begins on another day than its week", keyOf({ notBefore: "2026-09-20" })],
    ["that lives longer than a week and the next", keyOf({ notAfter: "2027-09-20" })],
  ])("not one %s", (_, key) => {
    expect(epochs(key)).toEqual([]);
  });

  test("and none at all when more than two of one purpose are live", () => {
    const third = keyOf({ epoch: "2026-09-22", notBefore: "2026-09-22" });
    expect(() => epochs(keyOf(), keyOf({ epoch: "2026-09-14" }), third)).toThrow(
      expect.objectContaining({ code: "token/keys" }),
    );
  });

  test("not one that is no key", () => {
    expect(() => epochs(keyOf({ publicKey: "AAAA" }))).toThrow(expect.objectContaining({ code: "token/key" }));
  });
});

describe("what was spent", () => {
  test("is a set that only grows, whatever two devices did at once", () => {
    const subject = spentSubject("relay", monday);
    const mine = withSpent(null, [0, 63]);
    const theirs = withSpent(null, [9, 1999]);
    for (const merged of [
      mergeFor(subject)(null, { ...mine }, { ...theirs }),
      mergeFor(subject)(null, { ...theirs }, { ...mine }),
    ]) {
      const spent = Array.from({ length: 2000 }, (_, index) => index).filter((index) =>
        isSpent(merged as never, index),
      );
      expect(spent).toEqual([0, 9, 63, 1999]);
    }
    expect(mergeFor(subject)(null, { ...mine }, null)).toEqual(mine);
    expect(isSpent(null, 0)).toBe(false);
  });
});
