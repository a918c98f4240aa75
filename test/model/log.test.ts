import { describe, expect, test } from "vitest";
import { type AppendingBounds, appendingModel, type AppendingProtections, appendingProtections } from "./appending.ts";
import { explore, stuck, told } from "./explore.ts";
import { type WatchingBounds, watchingModel, type WatchingProtections, watchingProtections } from "./watching.ts";

const statesMax = 200_000;

describe("a log that grows", () => {
  test.each<[AppendingBounds, number]>([
    [{ statements: 4, servers: 1, crashes: 3 }, 506],
    [{ statements: 4, servers: 2, crashes: 2 }, 1137],
  ])("signs only what is stored, and goes on after every crash: %j, %i states", (bounds, states) => {
    const explored = explore(appendingModel(bounds), statesMax);
    expect(told(explored.broken)).toBe("nothing is broken");
    expect(explored.unreached).toEqual([]);
    expect(explored.states).toBe(states);
  });

  const stored = "no checkpoint is signed whose entries and tiles are not stored";
  const withoutOne: readonly (readonly [keyof AppendingProtections, AppendingBounds, string])[] = [
    ["entryWithStatement", { statements: 2, servers: 1, crashes: 1 }, stuck],
    ["tilesBeforeCheckpoint", { statements: 2, servers: 1, crashes: 1 }, stored],
    ["entriesBeforeTiles", { statements: 2, servers: 1, crashes: 1 }, stored],
    ["goesOnFromStored", { statements: 2, servers: 1, crashes: 1 }, "the size that is signed never falls"],
    ["oneAtATime", { statements: 2, servers: 2, crashes: 0 }, stored],
  ];
  test.each(withoutOne)("does not, without %s: %j", (protection, bounds, invariant) => {
    const { broken } = explore(appendingModel(bounds, { [protection]: false }), statesMax);
    expect(broken?.invariant, told(broken)).toBe(invariant);
  });

  test("each protection is tried", () => {
    const tried = [...withoutOne.map(([protection]) => protection)];
    expect([...new Set<string>(tried)].sort()).toEqual(Object.keys(appendingProtections).sort());
  });
});

describe("a log that forks", () => {
  test.each<[WatchingBounds, number]>([
    [{ lengthMax: 3, mails: 1, restarts: 1, witnessed: false }, 45_143],
    [{ lengthMax: 2, mails: 2, restarts: 1, witnessed: false }, 15_732],
    [{ lengthMax: 3, mails: 1, restarts: 1, witnessed: true }, 31_307],
  ])("is seen by whoever hears of the other side: %j, %i states", (bounds, states) => {
    const explored = explore(watchingModel(bounds), statesMax);
    expect(told(explored.broken)).toBe("nothing is broken");
    // Through a third person goes what takes two mails.
    expect(explored.unreached).toEqual(bounds.mails === 2 ? [] : ["somebody hears of another through a third"]);
    expect(explored.states).toBe(states);
  });

  const plain: WatchingBounds = { lengthMax: 3, mails: 1, restarts: 1, witnessed: false };
  const heard = "who heard of another log, through whomever, has evidence or is owed a proof";
  const withoutOne: readonly (readonly [keyof WatchingProtections, WatchingBounds, string])[] = [
    ["checkpointKept", plain, "nobody goes back"],
    ["consistencyDemanded", plain, "nobody goes back"],
    ["mailCompared", plain, heard],
    ["demandsKept", plain, heard],
    ["ownEntriesWatched", plain, "a false key that is used is seen, once its user and its owner are on one log"],
    ["witnessCompares", { ...plain, mails: 0, witnessed: true }, "two with a witness are on one log"],
  ];
  test.each(withoutOne)("is not, without %s: %j", (protection, bounds, invariant) => {
    const { broken } = explore(watchingModel(bounds, { [protection]: false }), statesMax);
    expect(broken?.invariant, told(broken)).toBe(invariant);
  });

  test("each protection is tried", () => {
    const tried = [...withoutOne.map(([protection]) => protection)];
    expect([...new Set<string>(tried)].sort()).toEqual(Object.keys(watchingProtections).sort());
  });
});
