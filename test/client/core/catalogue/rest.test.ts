import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { createRest } from "../../../../client/core/catalogue/rest.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { founded, good, platformOver, producer } from "./public-plane.ts";

// While screens draw what was said, what brings the next of it rests. The clock is ours.

beforeAll(() => ready());
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether a promise has resolved by now. */
async function isOver(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol("pending");
  return (await Promise.race([promise, Promise.resolve().then(() => pending)])) !== pending;
}

test("nobody rests at first, then for a tenth of a second, and anew when something else was said", async () => {
  const rest = createRest();
  expect(await isOver(rest.over())).toBe(true);
  rest.begin();
  const first = rest.over();
  await vi.advanceTimersByTimeAsync(99);
  expect(await isOver(first)).toBe(false);
  rest.begin();
  const second = rest.over();
  await vi.advanceTimersByTimeAsync(1);
  expect(await isOver(first)).toBe(true);
  expect(await isOver(second)).toBe(false);
  await vi.advanceTimersByTimeAsync(99);
  expect(await isOver(second)).toBe(true);
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
  await vi.advanceTimersByTimeAsync(90);
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
