import { describe, expect, test } from "vitest";
import { explore, type Model, stuck, told, withOne } from "./explore.ts";

/** Two jugs, of 3 and 5: the smallest puzzle with a known shortest answer. */
function jugs(forbidden: number): Model<{ readonly three: number; readonly five: number }> {
  return {
    start: { three: 0, five: 0 },
    *moves({ three, five }) {
      yield { says: "fill three", to: { three: 3, five } };
      yield { says: "fill five", to: { three, five: 5 } };
      yield { says: "empty three", to: { three: 0, five } };
      yield { says: "empty five", to: { three, five: 0 } };
      const over = Math.min(three, 5 - five);
      yield { says: "three into five", to: { three: three - over, five: five + over } };
      const back = Math.min(five, 3 - three);
      yield { says: "five into three", to: { three: three + back, five: five - back } };
    },
    invariants: { "five never holds the forbidden": ({ five }) => five !== forbidden },
    reaches: { "one litre": ({ three }) => three === 1 },
  };
}

describe("the explorer", () => {
  test("visits every state once", () => {
    expect(explore(jugs(9), 100)).toEqual({ states: 16, moves: 96, depth: 7, broken: null, unreached: [] });
  });

  test("tells the shortest story that breaks an invariant", () => {
    const { broken } = explore(jugs(4), 100);
    expect(broken!.story).toHaveLength(6);
    expect(told(broken).split("\n").slice(0, 2)).toEqual(["Broken: five never holds the forbidden", "1. fill five"]);
  });

  test("passes no bound in silence", () => {
    expect(() => explore(jugs(9), 15)).toThrow("More than 15 states.");
  });

  test("says what was never reached", () => {
    const model = { ...jugs(9), reaches: { "six litres": ({ five }: { five: number }) => five === 6 } };
    expect(explore(model, 100).unreached).toEqual(["six litres"]);
  });

  test("finds a state from which only foul moves lead on, and none where a fair one does", () => {
    const pit = (foul: boolean): Model<number> => ({
      start: 0,
      *moves(at) {
        if (at === 0) yield { says: "falls", to: 1, foul: true };
        if (at === 0) yield { says: "arrives", to: 2 };
        if (at === 1) yield { says: "is lifted", to: 2, ...(foul && { foul: true as const }) };
      },
      invariants: {},
      reaches: {},
      end: (at) => at === 2,
    });
    expect(explore(pit(true), 9).broken).toEqual({ invariant: stuck, story: ["falls"] });
    expect(explore(pit(false), 9).broken).toBeNull();
  });
});

test("a set stays sorted, and is the same with what it had", () => {
  const set = [1, 3] as const;
  expect(withOne<number>(set, 2)).toEqual([1, 2, 3]);
  expect(withOne<number>(set, 3)).toBe(set);
});
