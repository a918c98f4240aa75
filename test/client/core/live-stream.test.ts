import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHttpTransport } from "../../../client/core/http-transport.ts";

// The server is a function here, and the clock ours: what is shown is when a stream that broke is tried again.
let answer: "nothing" | "refusal" | "all" = "nothing";
let tried = 0;
let online: (() => void)[] = [];

/** The streams that are open now, by their address. */
const open = new Set<string>();

function streamUntil(url: string, signal: AbortSignal): ReadableStream {
  return new ReadableStream({
    start: (controller) => {
      open.add(url);
      signal.addEventListener("abort", () => {
        open.delete(url);
        controller.error(signal.reason);
      });
    },
  });
}

beforeEach(() => {
  open.clear();
  answer = "nothing";
  tried = 0;
  online = [];
  vi.useFakeTimers();
  vi.stubGlobal("addEventListener", (_type: string, listener: () => void) => online.push(listener));
  vi.stubGlobal("fetch", async (url: string, { signal }: { signal: AbortSignal }) => {
    const isStream = url.endsWith("/events");
    if (isStream) tried += 1;
    if (answer === "nothing") throw new TypeError("no route to host");
    if (isStream && answer === "refusal") return Response.json({}, { status: 503 });
    return isStream ? new Response(streamUntil(url, signal)) : new Response(null, { status: 204 });
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

/** Listens to `count` boards; resolves with how often each was told that it listens. */
function listenTo(count: number, transport = createHttpTransport("http://market.example")) {
  const told = Array.from({ length: count }, () => 0);
  const stops = told.map((_, bucket) =>
    transport.events(
      "boardEvents",
      { params: { bucket: String(bucket) } },
      () => undefined,
      (up) => (told[bucket]! += up ? 1 : 0),
    ),
  );
  return { told, stops, transport };
}

test("up to four streams are open at once, for good", async () => {
  answer = "all";
  const { told, stops } = listenTo(4);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([open.size, told]).toEqual([4, [1, 1, 1, 1]]);
  stops.forEach((stop) => stop());
});

test("of more, four at once, each in its turn, and requests find a connection; none waits long", async () => {
  answer = "all";
  const { told, stops, transport } = listenTo(9);
  for (let second = 0; second < 60; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    expect(open.size).toBeLessThanOrEqual(4);
    await transport.request("deleteAccount");
  }
  expect(open.size).toBe(4);
  // Nine streams on four places, eight seconds each: every one has its turn within three.
  expect(Math.min(...told)).toBeGreaterThanOrEqual(3);
  stops.forEach((stop) => stop());
  await vi.advanceTimersByTimeAsync(1_000);
  expect(open.size).toBe(0);
});

test("a stream that ends makes room for one that waits, and one that waited and ended takes none", async () => {
  answer = "all";
  const { stops } = listenTo(6);
  await vi.advanceTimersByTimeAsync(100);
  stops[4]!();
  stops[0]!();
  await vi.advanceTimersByTimeAsync(100);
  expect(new Set([...open].map((url) => url.split("/").at(-2)))).toEqual(new Set(["1", "2", "3", "5"]));
  stops.forEach((stop) => stop());
});

test("a process that is no browser has connections enough", async () => {
  answer = "all";
  const { stops } = listenTo(9, createHttpTransport("http://market.example", { cookieJar: true }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(open.size).toBe(9);
  stops.forEach((stop) => stop());
});
