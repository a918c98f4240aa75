import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { founded, good, platformOver, producer } from "./public-plane.ts";

// News comes once: the stream says that something has changed, and the request that follows is lost. The clock is ours.

beforeAll(() => ready());
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A device that follows an empty market, in which a stall has opened while the network gave no answer. */
async function missed() {
  const { plane, open } = founded();
  const catalogue = await createCatalogue(platformOver(plane), createTopicHub());
  const asked = () => plane.requests.filter((request) => request === "catalogue").length;
  await catalogue.start();
  // At the start, and when it listens.
  await vi.waitFor(() => expect(asked()).toBe(2));
  await vi.waitFor(() => expect(catalogue.view.state).toBe("complete"));
  await vi.advanceTimersByTimeAsync(1_000);
  plane.online = false;
  open(producer("Ferme"), [good("poire", "Poires")]);
  plane.announce();
  await vi.waitFor(() => expect(catalogue.view).toMatchObject({ state: "offline", items: 0 }));
  return { plane, catalogue, asked };
}

test("what could not be fetched is asked for again, though no more news comes", async () => {
  const { plane, catalogue } = await missed();
  plane.online = true;
  await vi.advanceTimersByTimeAsync(31_000);
  await vi.waitFor(() => expect(catalogue.view).toMatchObject({ state: "complete", items: 1 }));
  catalogue.stop();
});

test("ever more rarely while it cannot be had, and at once when there is news again", async () => {
  const { plane, catalogue, asked } = await missed();
  const before = asked();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked() - before).toBeGreaterThan(5);
  expect(asked() - before).toBeLessThan(12);
  plane.online = true;
  plane.announce();
  await vi.waitFor(() => expect(catalogue.view).toMatchObject({ state: "complete", items: 1 }));
  await vi.advanceTimersByTimeAsync(1_000);
  // All is here: nothing more is asked.
  const after = asked();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked()).toBe(after);
  catalogue.stop();
});

test("nothing is asked any more by a catalogue that was closed", async () => {
  const { catalogue, asked } = await missed();
  catalogue.stop();
  const before = asked();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked()).toBe(before);
});
