import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { createRest } from "../../../../client/core/catalogue/rest.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { founded, good, morning, platformOver, producer } from "./public-plane.ts";

// While screens draw what was said, what brings the next of it rests. The clock is ours.

/** Verifying takes its own time, on the processor's clock, not on ours. */
const { setTimeout: setRealTimeout } = globalThis;

beforeAll(() => ready());
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether a promise has resolved by now. */
async function isOver(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol("pending");
  return (await Promise.race([promise, Promise.resolve().then(() => pending)])) !== pending;
}

test("nobody rests at first, then as long as was said, and anew when something else was said", async () => {
  const rest = createRest();
  expect(await isOver(rest.over())).toBe(true);
  rest.begin(100);
  const first = rest.over();
  await vi.advanceTimersByTimeAsync(99);
  expect(await isOver(first)).toBe(false);
  rest.begin(250);
  const second = rest.over();
  await vi.advanceTimersByTimeAsync(1);
  expect(await isOver(first)).toBe(true);
  expect(await isOver(second)).toBe(false);
  await vi.advanceTimersByTimeAsync(248);
  expect(await isOver(second)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isOver(second)).toBe(true);
});

test("what comes is said more and more rarely, and in the end at once", async () => {
  const { plane, open } = founded();
  for (let at = 0; at < 60; at++) open(producer(`Ferme ${at}`), [good(`poire-${at}`, "Poires")]);
  // Each pack takes a tenth of a second to come.
  let clock = morning;
  const platform = platformOver(plane);
  const request = platform.transport.request as (...asked: unknown[]) => Promise<unknown>;
  const slow = (...asked: unknown[]): Promise<unknown> => {
    if (asked[0] === "pack") clock += 100;
    return request(...asked);
  };
  const transport = { ...platform.transport, request: slow } as typeof platform.transport;
  const hub = createTopicHub();
  const catalogue = await createCatalogue({ ...platform, now: () => clock, transport }, hub);
  const saidAt: number[] = [];
  let items = 0;
  await hub.watch("catalogue", (now) => {
    if (now.items > items) saidAt.push(clock);
    items = now.items;
  });
  const coming = catalogue.refresh();
  while (!(await isOver(coming))) {
    await vi.advanceTimersByTimeAsync(100);
    await new Promise((resolve) => setRealTimeout(resolve));
  }
  expect(items).toBe(60);
  const gaps = saidAt.slice(1).map((at, index) => at - (saidAt[index] ?? 0));
  // All but the last, which comes once there is nothing more to wait for.
  const waited = gaps.slice(0, -1);
  expect(waited.length).toBeGreaterThanOrEqual(3);
  for (const [index, gap] of waited.entries()) {
    expect(gap).toBeGreaterThanOrEqual(150);
    expect(gap).toBeLessThanOrEqual(1700);
    if (index > 0) expect(gap).toBeGreaterThan((waited[index - 1] ?? 0) * 0.99);
  }
  expect(waited.at(-1)).toBeGreaterThan((waited[0] ?? 0) * 1.5);
  catalogue.stop();
});

test("no pack is taken in right after the first goods were said; a search is answered all the same", async () => {
  const { plane, open } = founded();
  for (let at = 0; at < 20; at++) open(producer(`Ferme ${at}`), [good(`poire-${at}`, "Poires")]);
  const hub = createTopicHub();
  const catalogue = await createCatalogue(platformOver(plane), hub);
  const seen: number[] = [];
  await hub.watch("catalogue", ({ items }) => void seen.push(items));
  const coming = catalogue.refresh();
  await vi.advanceTimersByTimeAsync(0);
  const atFirst = catalogue.view.items;
  expect(atFirst).toBeGreaterThan(0);
  expect(atFirst).toBeLessThan(20);
  await vi.advanceTimersByTimeAsync(45);
  expect(catalogue.view).toMatchObject({ items: atFirst, state: "partial" });
  expect(catalogue.search({ text: "poire" }).total).toBe(atFirst);
  await vi.runAllTimersAsync();
  await coming;
  expect(catalogue.view).toMatchObject({ items: 20, state: "complete" });
  expect(catalogue.search({ text: "poire" }).total).toBe(20);
  expect(seen.at(-1)).toBe(20);
  catalogue.stop();
});

test("one that is closed while it rests indexes nothing afterwards, and keeps nobody waiting", async () => {
  const { plane, open } = founded();
  for (let at = 0; at < 20; at++) open(producer(`Ferme ${at}`), [good(`poire-${at}`, "Poires")]);
  const catalogue = await createCatalogue(platformOver(plane), createTopicHub());
  const coming = catalogue.refresh();
  await vi.advanceTimersByTimeAsync(0);
  catalogue.stop();
  await vi.runAllTimersAsync();
  await expect(coming).resolves.toBeUndefined();
});
