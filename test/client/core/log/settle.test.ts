import { describe, expect, test } from "vitest";
import type { Discrepancy } from "../../../../client/core/log/currency.ts";
import { settle } from "../../../../client/core/log/settle.ts";

const key = "k".repeat(43);
const digest = (letter: string): string => letter.repeat(43);
const logged = (revision: number) => ({ type: "succession", author: key, subject: key, revision, digest: digest("l") });
const shown = (revision: number) => ({ type: "succession", author: key, subject: key, revision, digest: digest("s") });
const missing = (revision = 1): Discrepancy =>
  ({ identity: `succession ${revision}`, kind: "missing", shown: null, logged: logged(revision) }) as never;
const other = (): Discrepancy => ({ identity: "instance", kind: "other", shown: shown(1), logged: logged(1) }) as never;

/** Looks that find what is given, one after the other, and then the last again. */
function looks(...found: readonly Discrepancy[][]) {
  const pauses: number[] = [];
  let asked = 0;
  let at = 0;
  const settled = settle({
    known: [],
    differences: () => found[Math.min(at++, found.length - 1)]!,
    askAgain: async () => ++asked > 0,
    pause: async (ms) => void pauses.push(ms),
  });
  return settled.then((outcome) => ({ outcome, pauses, asked }));
}

describe("a catalogue that is behind the log", () => {
  test("is given time: a busy server packs a moment after it logs", async () => {
    for (const lateFor of [1, 2, 3, 4]) {
      const late = Array.from({ length: lateFor }, () => [missing()]);
      const { outcome, asked, pauses } = await looks(...late, []);
      expect(outcome).toEqual({ outcome: "settled", unsettled: [] });
      expect(asked).toBe(lateFor);
      expect(pauses).toHaveLength(lateFor - 1);
    }
  });

  test("and stays behind contradicts it, after a few seconds and no later", async () => {
    const { outcome, pauses, asked } = await looks([missing()]);
    expect(outcome).toMatchObject({ outcome: "grave", reason: "outdated", grave: [missing()] });
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(3_000);
    expect(asked).toBe(4);
  });

  test("while more is said each time is not behind for good", async () => {
    const { outcome } = await looks([missing(1)], [missing(2)], [missing(3)], [missing(4)], [missing(5)]);
    expect(outcome.outcome).toBe("settled");
  });
});

test("another text of the same revision is given no time", async () => {
  const { outcome, pauses, asked } = await looks([other()]);
  expect(outcome).toMatchObject({ outcome: "grave", reason: "substituted" });
  expect([pauses, asked]).toEqual([[], 1]);
});

test("what is behind does not shield what is another", async () => {
  const { outcome, pauses } = await looks([missing(), other()]);
  expect(outcome).toMatchObject({ outcome: "grave", reason: "substituted" });
  expect(pauses).toEqual([]);
});
