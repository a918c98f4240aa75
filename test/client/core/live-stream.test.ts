import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHttpTransport } from "../../../client/core/http-transport.ts";

// The server is a function here, and the clock ours: what is shown is when a stream that broke is tried again.
let answer: "nothing" | "refusal" | "all" = "nothing";
let tried = 0;
let online: (() => void)[] = [];

beforeEach(() => {
  answer = "nothing";
  tried = 0;
  online = [];
  vi.useFakeTimers();
  vi.stubGlobal("addEventListener", (_type: string, listener: () => void) => online.push(listener));
  vi.stubGlobal("fetch", async (url: string) => {
    const isStream = url.endsWith("/events");
    if (isStream) tried += 1;
    if (answer === "nothing") throw new TypeError("no route to host");
    if (isStream && answer === "refusal") return Response.json({}, { status: 503 });
    return isStream ? new Response(new ReadableStream()) : new Response(null, { status: 204 });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A stream to a server that could not be reached for five minutes: its pauses are as long as they get. */
async function longBroken() {
  const transport = createHttpTransport("http://market.example");
  const states: boolean[] = [];
  const stop = transport.events(
    "catalogueEvents",
    {},
    () => undefined,
    (up) => states.push(up),
  );
  await vi.advanceTimersByTimeAsync(300_000);
  tried = 0;
  return { transport, states, stop };
}

test("a stream that cannot be had is tried again at least every 37 seconds, and never more than twice in a second", async () => {
  const { stop } = await longBroken();
  await vi.advanceTimersByTimeAsync(37_500);
  expect(tried).toBeGreaterThanOrEqual(1);
  expect(tried).toBeLessThanOrEqual(2);
  stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(tried).toBeLessThanOrEqual(2);
});

test("any answer of the server brings it back within half a second", async () => {
  const { transport, states, stop } = await longBroken();
  answer = "all";
  await transport.request("deleteAccount");
  await vi.advanceTimersByTimeAsync(500);
  expect({ tried, up: states.at(-1) }).toEqual({ tried: 1, up: true });
  stop();
});

test("so does a network that the device has again, once: where the server still is not there, the pause is whole", async () => {
  const { states, stop } = await longBroken();
  for (const listener of online) listener();
  await vi.advanceTimersByTimeAsync(500);
  expect({ tried, up: states.at(-1) }).toEqual({ tried: 1, up: false });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(tried).toBe(1);
  stop();
});

test("a server that answers, but has no place for streams, is not asked for one with each request", async () => {
  const { transport, stop } = await longBroken();
  answer = "refusal";
  for (const listener of online) listener();
  await vi.advanceTimersByTimeAsync(500);
  for (let request = 0; request < 20; request += 1) {
    await transport.request("deleteAccount");
    await vi.advanceTimersByTimeAsync(600);
  }
  expect(tried).toBeLessThanOrEqual(2);
  stop();
});
