import { describe, expect, test } from "vitest";
import { explore, stuck, told } from "./explore.ts";
import { type PayingBounds, payingModel, type PayingProtections, payingProtections } from "./paying.ts";
import { unlinkingModel, unlinkingProtections } from "./unlinking.ts";

const statesMax = 200_000;
const sameEpoch: PayingBounds = { crashes: 1, losses: 1, epochEnds: false };
const epochEnds: PayingBounds = { crashes: 1, losses: 0, epochEnds: true };

describe("a token", () => {
  test.each<[PayingBounds, number]>([
    [sameEpoch, 13_888],
    [epochEnds, 22_480],
  ])("pays once, and its retries nothing: %j, %i states", (bounds, states) => {
    const explored = explore(payingModel(bounds), statesMax);
    expect(told(explored.broken)).toBe("nothing is broken");
    expect(explored.unreached).toEqual([]);
    expect(explored.states).toBe(states);
  });

  const tooMany = "no more envelopes than tokens that an account may draw";
  const bad = "only signed tokens of this purpose and epoch pay";
  const withoutOne: readonly (readonly [keyof PayingProtections, PayingBounds, string])[] = [
    ["paidInOneTransaction", sameEpoch, "what was confirmed is there"],
    ["nonceUnique", sameEpoch, tooMany],
    ["retryKnown", sameEpoch, "an honest retry is never refused"],
    ["epochChecked", sameEpoch, bad],
    ["purposeChecked", sameEpoch, bad],
    ["signatureChecked", sameEpoch, bad],
    ["forgottenAfterEpoch", epochEnds, tooMany],
    ["drawnOnce", sameEpoch, tooMany],
    ["redrawSigned", sameEpoch, stuck],
    ["blindedKept", sameEpoch, stuck],
    ["tokenKeptWithEnvelope", sameEpoch, "a retry costs no second token, and loses none"],
  ];
  test.each(withoutOne)("does not, without %s: %j", (protection, bounds, invariant) => {
    const { broken } = explore(payingModel(bounds, { [protection]: false }), statesMax);
    expect(broken?.invariant, told(broken)).toBe(invariant);
  });

  test("each protection is tried", () => {
    const tried = [...withoutOne.map(([protection]) => protection)];
    expect([...new Set<string>(tried)].sort()).toEqual(Object.keys(payingProtections).sort());
  });
});

describe("who drew a token", () => {
  const linked = "the server's view does not tell who sent which envelope";

  test("is not seen where it pays: three tries of each, 4285 states", () => {
    const explored = explore(unlinkingModel(3), statesMax);
    expect(told(explored.broken)).toBe("nothing is broken");
    expect(explored.unreached).toEqual([]);
    expect(explored.states).toBe(4285);
  });

  test.each(Object.keys(unlinkingProtections))("is, without %s", (protection) => {
    const { broken } = explore(unlinkingModel(2, { [protection]: false }), statesMax);
    expect(broken?.invariant, told(broken)).toBe(linked);
  });
});
