import { expect, test, vi } from "vitest";
import { openDeviceVault } from "../../../client/core/device-vault.ts";
import { aloneLeadership } from "../../../client/core/leadership.ts";
import { createMemoryStore } from "../../../client/core/memory-store.ts";
import { openOutbox, type Outbox } from "../../../client/core/outbox.ts";
import type { Sending } from "../../../client/core/sending.ts";
import type { Platform, Transport } from "../../../client/core/platform.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { signingKeyPair } from "../../../crypto/signature.ts";
import { ready } from "../../../crypto/sodium.ts";
import { geneva } from "../../../instances/geneva/instance.ts";

await ready();

const step = (byte: number): Sending => ({
  what: "step",
  route: "postEnvelope",
  params: { party: "a" },
  body: new Uint8Array(8).fill(byte),
  lane: "thread/a",
});

const platformOver = (
  store: Platform["store"],
  transport: Transport,
  leadership: Platform["leadership"] = aloneLeadership(),
): Platform => ({
  store,
  transport,
  leadership,
  now: () => Date.now(),
  random: () => 0,
  rpId: "localhost",
  origin: "http://localhost",
  instance: geneva,
  wordList: [],
});

/** An outbox that has begun to pay for an envelope, and waits for the token until the test gives it. */
async function paying(request: (route: string, options: { readonly body: Uint8Array }) => Promise<void>): Promise<{
  outbox: Outbox;
  /** Gives the token, or says why there is none. */
  give: (token: string | CodedError) => void;
  /** What is kept on the device, read as the next start would. */
  kept: () => Promise<number>;
}> {
  const store = createMemoryStore();
  const platform = platformOver(store, { request } as unknown as Transport);
  let give = (_token: string | CodedError): void => undefined;
  let asked = (): void => undefined;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const tokens = {
    takeNow: () => null,
    take: () => {
      asked();
      return new Promise<string>((resolve, reject) => {
        give = (token) => (typeof token === "string" ? resolve(token) : reject(token));
      });
    },
    nextAt: () => 0,
  };
  const outbox = await openOutbox(platform, await openDeviceVault(store), () => signingKeyPair(), tokens);
  outbox.start();
  await outbox.enqueue(step(1));
  await isAsked;
  const kept = async (): Promise<number> => (await store.entries("outbox")).length;
  return { outbox, give: (token) => give(token), kept };
}

test("whoever asks for an attempt while one is being made hears when that is over, and makes no second one", async () => {
  let requests = 0;
  const { outbox, give } = await paying(async () => void (requests += 1));
  let isOver = false;
  const asked = [outbox.retryNow(), outbox.retryNow()].map((each) => each.then(() => (isOver = true)));
  // Everything that does not wait for the token has had its turn.
  await new Promise((resolve) => setImmediate(resolve));
  expect([isOver, outbox.waiting.length, requests]).toEqual([false, 1, 0]);
  give("a-token");
  await Promise.all(asked);
  expect([outbox.waiting.length, requests]).toEqual([0, 1]);
  outbox.stop();
});

test("also when that comes to nothing: then it waits on, and says why", async () => {
  const { outbox, give } = await paying(() => Promise.reject(new CodedError("network/offline", "No network.")));
  const asked = outbox.retryNow();
  give("a-token");
  await asked;
  expect(outbox.waiting).toMatchObject([{ attempts: 1, failure: "network/offline", token: "a-token" }]);
  outbox.stop();
});

// What an earlier key had sealed is taken back when the next key has sealed it anew, whatever is being tried meanwhile.
test.each([
  ["no token comes, for good", new CodedError("request/wrong-key", "This key speaks no more.")],
  ["no token comes just now", new CodedError("network/offline", "No network.")],
  ["a token comes", "a-token"],
])(
  "what is taken back while its token is being fetched never leaves, and what waits behind it does: %s",
  async (_, token) => {
    const sent: number[] = [];
    const { outbox, give, kept } = await paying(async (_route, { body }) => void sent.push(body[0] ?? 0));
    const [first] = outbox.waiting;
    await outbox.enqueue(step(2));
    await outbox.discard(first?.id ?? "");
    const asked = outbox.retryNow();
    give(token);
    await expect.poll(() => outbox.waiting.map(({ body }) => body[0])).toEqual([2]);
    await vi.waitUntil(async () => {
      give("another-token");
      return outbox.waiting.length === 0;
    });
    await asked;
    expect(sent).toEqual([2]);
    expect(await kept()).toBe(0);
    outbox.stop();
  },
);

test("what is taken back while it is being sent, in vain, does not come back", async () => {
  let fail = (): void => undefined;
  const { outbox, give, kept } = await paying(
    () => new Promise((_, reject) => (fail = () => reject(new CodedError("network/offline", "No network.")))),
  );
  give("a-token");
  await expect.poll(() => outbox.waiting[0]?.attempts).toBe(1);
  await outbox.discard(outbox.waiting[0]?.id ?? "");
  fail();
  await outbox.retryNow();
  expect(outbox.waiting).toEqual([]);
  expect(await kept()).toBe(0);
  outbox.stop();
});

test("a tab that is told of each step of another's sending ends with what is kept, however long it opens what it reads", async () => {
  const store = createMemoryStore();
  const told: ((message: { about: "outbox" }) => void)[] = [];
  const tellAll = (): void => told.forEach((listener) => listener({ about: "outbox" }));
  const platformOf = (leading: boolean): Platform =>
    platformOver(store, { request: () => Promise.resolve() } as unknown as Transport, {
      ...aloneLeadership(),
      leading,
      tell: leading ? tellAll : () => undefined,
      onTold: (listener) => void (leading ? undefined : told.push(listener as (typeof told)[number])),
    });
  const tokens = { takeNow: () => "a-token", take: () => Promise.resolve("a-token"), nextAt: () => 0 };
  const vault = await openDeviceVault(store);
  const opened: (() => void)[] = [];
  // The first to be opened is the last to be known.
  const slow: typeof vault = {
    ...vault,
    open: async (label, box) => {
      const value = await vault.open(label, box);
      if (opened.length === 0) await new Promise<void>((resolve) => opened.push(resolve));
      return value;
    },
  };
  const [leading, following] = await Promise.all([
    openOutbox(platformOf(true), vault, () => signingKeyPair(), tokens),
    openOutbox(platformOf(false), slow, () => signingKeyPair(), tokens),
  ]);
  leading.start();
  await leading.enqueue(step(1));
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  await vi.waitFor(() => expect(leading.waiting).toEqual([]));
  opened[0]!();
  for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
  expect(following.waiting).toEqual([]);
  leading.stop();
});
