import { describe, expect, test } from "vitest";
import { type DeliveryBounds, deliveryModel, type DeliveryProtections, deliveryProtections } from "./delivery.ts";
import { explore, stuck, told } from "./explore.ts";
import { sealingModel } from "./sealing.ts";
import { type Cast, type SealingProtections, sealingProtections } from "./sealing-world.ts";

const statesMax = 200_000;

describe("what is written in an envelope", () => {
  test.each<[Cast, number]>([
    ["dishonest stall", 4257],
    ["dishonest courier", 2064],
    ["one key, two desks", 5478],
  ])("is read and believed by whom it was written for alone: %s, %i states", (cast, states) => {
    const explored = explore(sealingModel(cast, 2), statesMax);
    expect(told(explored.broken)).toBe("nothing is broken");
    expect(explored.unreached).toEqual([]);
    expect(explored.states).toBe(states);
  });

  const readBy = "only whom it was written for opens it";
  const said = "an honest word was said, to this reader and as this";
  const speaker = "whose word it is taken for, said it";
  const carried = "a courier carries for whom the customer chose, and answers whom they named";

  const withoutOne: readonly (readonly [keyof SealingProtections, Cast, string])[] = [
    ["signatureNamesRecipient", "dishonest stall", said],
    ["inboxKeysSigned", "dishonest stall", readBy],
    ["speakersKnown", "dishonest courier", speaker],
    ["repliesAuthentic", "dishonest courier", speaker],
    ["addressNamesProducer", "dishonest stall", carried],
    ["addressNamesThread", "dishonest stall", carried],
    ["addressNamesReplyKey", "dishonest stall", readBy],
    ["pseudonyms", "dishonest stall", "no two parties see the same customer's key"],
  ];
  test.each(withoutOne)("is not, without %s: %s", (protection, cast, invariant) => {
    const { broken } = explore(sealingModel(cast, 1, { [protection]: false }), statesMax);
    expect(broken?.invariant, told(broken)).toBe(invariant);
  });

  test("each protection is tried", () => {
    const tried = [...withoutOne.map(([protection]) => protection), "sealNamesReader", "signatureNamesAudience"];
    expect([...new Set<string>(tried)].sort()).toEqual(Object.keys(sealingProtections).sort());
  });

  test("names its audience twice, in the seal and in the signature: either is enough, neither is not", () => {
    const cast = "one key, two desks";
    for (const one of ["sealNamesReader", "signatureNamesAudience"] as const) {
      expect(told(explore(sealingModel(cast, 1, { [one]: false }), statesMax).broken)).toBe("nothing is broken");
    }
    const neither = { sealNamesReader: false, signatureNamesAudience: false };
    const { broken } = explore(sealingModel(cast, 1, neither), statesMax);
    expect(broken?.invariant).toBe(said);
    expect(told(broken)).toContain('The farm takes "request" in t1, signed by farm');
  });
});

describe("an envelope on its way", () => {
  test.each<[DeliveryBounds, number]>([
    [{ messages: 1, crashes: 2, losses: 1, forgettings: 1 }, 75_074],
    [{ messages: 2, crashes: 1, losses: 0, forgettings: 0 }, 43_426],
    [{ messages: 2, crashes: 0, losses: 1, forgettings: 0 }, 50_772],
  ])("is neither lost nor counted twice, and comes at last: %j, %i states", (bounds, states) => {
    const explored = explore(deliveryModel(bounds), statesMax);
    expect(told(explored.broken)).toBe("nothing is broken");
    expect(explored.unreached).toEqual([]);
    expect(explored.states).toBe(states);
  });

  const one: DeliveryBounds = { messages: 1, crashes: 1, losses: 0, forgettings: 0 };
  const two: DeliveryBounds = { messages: 2, crashes: 0, losses: 0, forgettings: 0 };
  const days: DeliveryBounds = { messages: 1, crashes: 0, losses: 0, forgettings: 1 };
  const withoutOne: readonly (readonly [keyof DeliveryProtections, DeliveryBounds, string])[] = [
    ["writtenAtOnce", one, "no message without its envelope"],
    ["keptUntilConfirmed", one, "no message without its envelope"],
    ["answeredAfterCommit", one, "nothing confirmed is lost"],
    ["acceptedWithRow", one, "nothing confirmed is lost"],
    ["copiesDropped", one, "nothing counts twice"],
    ["copiesDropped", days, "nothing counts twice"],
    ["revisionsCompared", two, "nothing confirmed is lost"],
    ["recordBeforeAcknowledgement", one, "nothing committed is lost"],
    ["replyBeforeCursor", one, "no cursor passes a reply that is not kept"],
  ];
  test.each(withoutOne)("is, without %s: %j", (protection, bounds, invariant) => {
    const { broken } = explore(deliveryModel(bounds, { [protection]: false }), statesMax);
    expect(broken?.invariant, told(broken)).toBe(invariant);
  });

  test("each protection is tried", () => {
    const tried = [...withoutOne.map(([protection]) => protection), "nothingUnsentIsLost"];
    expect([...new Set<string>(tried)].sort()).toEqual(Object.keys(deliveryProtections).sort());
  });

  test("waits for ever on a device that is lost before it sent it: what a stall then has to say again", () => {
    const bounds: DeliveryBounds = { messages: 1, crashes: 0, losses: 1, forgettings: 0 };
    const { broken } = explore(deliveryModel(bounds, { nothingUnsentIsLost: false }), statesMax);
    expect(broken?.invariant).toBe(stuck);
    expect(broken?.story.at(-1)).toContain("falls into the lake");
  });
});
