import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkKeys, type LinkFacts, noFacts } from "../../crypto/protocol/key-chains.ts";
import type { StatementOf } from "../../crypto/protocol/statements.ts";

type Said<T extends "succession" | "recovery"> = { statement: StatementOf<T>; digest: string };

const proof = "A".repeat(86);
const succession = (old: string, next: string, issuedOn = "2026-11-20"): Said<"succession"> => ({
  statement: {
    v: 1,
    type: "succession",
    author: old,
    subject: old,
    revision: 1,
    issuedOn,
    body: { next, proof },
  },
  digest: `${old}→${next}`,
});
const recovery = (old: string, next: string, issuedOn: string, steward = "steward"): Said<"recovery"> => ({
  statement: {
    v: 1,
    type: "recovery",
    author: steward,
    subject: old,
    revision: 1,
    issuedOn,
    body: { next, proof, reason: { fr: "Perdue" } },
  },
  digest: `${steward}: ${old}→${next}`,
});
const noon = Date.parse("2026-11-27T12:00:00Z");
const chainsOf = (
  successions: Said<"succession">[],
  recoveries: Said<"recovery">[] = [],
  now = noon,
  facts: LinkFacts = noFacts,
  stewards: readonly string[] = ["steward"],
) => linkKeys({ successions, recoveries }, stewards, now, facts);

describe("keys that follow one another", () => {
  test("are one party, known by its first", () => {
    const chains = chainsOf([succession("b", "c"), succession("a", "b")]);
    for (const key of ["a", "b", "c"]) {
      expect([chains.rootOf(key), chains.currentOf(key), chains.keysOf(key)]).toEqual(["a", "c", ["a", "b", "c"]]);
    }
    expect(chains.linksOf("c").map(({ old }) => old)).toEqual(["a", "b"]);
    expect([chains.rootOf("x"), chains.currentOf("x"), chains.keysOf("x")]).toEqual(["x", "x", ["x"]]);
  });

  test("in a circle lead nowhere, nor does what leads into one that is claimed twice", () => {
    const circle = chainsOf([succession("a", "b"), succession("b", "a")]);
    expect([circle.rootOf("b"), circle.currentOf("a")]).toEqual(["b", "a"]);
    const claimed = chainsOf([succession("a", "c"), succession("b", "c")]);
    expect([claimed.currentOf("a"), claimed.currentOf("b"), claimed.rootOf("c")]).toEqual(["a", "b", "c"]);
    const intoCircle = chainsOf([succession("x", "a"), succession("a", "b"), succession("b", "a")]);
    for (const key of ["x", "a", "b"]) expect(intoCircle.linksOf(key).length).toBeLessThan(32);
  });

  test("of which the log has two for one are followed no further, and are said to be contested", () => {
    const facts = { ...noFacts, contested: new Set(["b"]) };
    const chains = chainsOf([succession("a", "b"), succession("b", "c")], [], noon, facts);
    expect([chains.currentOf("a"), chains.rootOf("c"), chains.isContested("a")]).toEqual(["b", "c", true]);
    expect(chains.isContested("c")).toBe(false);
  });

  test("are thirty-two and no more", () => {
    const long = Array.from({ length: 60 }, (_, at) => succession(`k${at}`, `k${at + 1}`));
    expect(chainsOf(long).keysOf("k0")).toHaveLength(32);
  });

  test("are the same whatever order they came in", () => {
    const links = [succession("a", "b"), succession("b", "c"), succession("x", "y"), succession("q", "y")];
    fc.assert(
      fc.property(fc.shuffledSubarray(links, { minLength: links.length }), (shuffled) => {
        expect(chainsOf(shuffled).keysOf("c")).toEqual(["a", "b", "c"]);
        expect(chainsOf(shuffled).rootOf("y")).toBe("y");
      }),
    );
  });
});

describe("a recovery", () => {
  test("counts 72 hours after its day, not a moment earlier; until then its key is nobody", () => {
    const given = recovery("a", "b", "2026-11-24");
    const at = Date.parse("2026-11-28T00:00:00Z");
    const before = chainsOf([], [given], at - 1);
    expect([before.currentOf("a"), before.isWaiting("b"), before.pendingOf("a")?.next]).toEqual(["a", true, "b"]);
    expect(before.until).toBe(at);
    const after = chainsOf([], [given], at);
    expect([after.currentOf("a"), after.isWaiting("b"), after.pendingOf("a")]).toEqual(["b", false, null]);
    expect(after.linksOf("b")[0]).toMatchObject({ kind: "recovery", author: "steward", reason: { fr: "Perdue" } });
  });

  test("that was dated back does not skip its delay on a device that knows when it was not there", () => {
    const back = recovery("a", "b", "2026-01-01");
    const checked = noon - 3_600_000;
    const facts = { ...noFacts, loggedAfter: new Map([[back.digest, checked]]) };
    expect(chainsOf([], [back], noon, facts).pendingOf("a")?.countsAt).toBe(checked + 72 * 3_600_000);
    expect(chainsOf([], [back], checked + 72 * 3_600_000, facts).currentOf("a")).toBe("b");
  });

  test("that the log, as it was read, does not hold begins to wait when it does", () => {
    const back = recovery("a", "b", "2026-01-01");
    const unknown = { ...noFacts, logged: new Set<string>() };
    expect(chainsOf([], [back], noon, unknown).pendingOf("a")?.countsAt).toBe(noon + 72 * 3_600_000);
    expect(chainsOf([], [back], noon, { ...noFacts, logged: new Set([back.digest]) }).currentOf("a")).toBe("b");
  });

  test("dated ahead waits until then", () => {
    expect(chainsOf([], [recovery("a", "b", "2027-01-01")]).pendingOf("a")?.next).toBe("b");
  });

  test("is ended by the party itself, which passes its key on", () => {
    const chains = chainsOf([succession("a", "own")], [recovery("a", "b", "2026-11-20")]);
    expect([chains.currentOf("a"), chains.rootOf("b"), chains.pendingOf("a")]).toEqual(["own", "b", null]);
  });

  test("counts of stewards alone, the newest of them, of one day the first steward's", () => {
    expect(chainsOf([], [recovery("a", "b", "2026-11-01", "nobody")]).currentOf("a")).toBe("a");
    const two = [recovery("a", "b", "2026-11-01", "one"), recovery("a", "c", "2026-11-02", "two")];
    expect(chainsOf([], two, noon, noFacts, ["one", "two"]).currentOf("a")).toBe("c");
    const same = [recovery("a", "c", "2026-11-02", "two"), recovery("a", "b", "2026-11-02", "one")];
    expect(chainsOf([], same, noon, noFacts, ["one", "two"]).currentOf("a")).toBe("b");
  });
});
