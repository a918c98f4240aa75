import { expect, test } from "vitest";
import { openDeviceVault } from "../../../client/core/device-vault.ts";
import { aloneLeadership } from "../../../client/core/leadership.ts";
import { createMemoryStore } from "../../../client/core/memory-store.ts";
import { openOutbox, type Outbox } from "../../../client/core/outbox.ts";
import type { Platform, Transport } from "../../../client/core/platform.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { signingKeyPair } from "../../../crypto/signature.ts";
import { ready } from "../../../crypto/sodium.ts";
import { geneva } from "../../../instances/geneva/instance.ts";

await ready();

/** An outbox that has begun to pay for an envelope, and waits for the token until the test gives it. */
async function paying(request: () => Promise<void>): Promise<{ outbox: Outbox; give: (token: string) => void }> {
  const store = createMemoryStore();
  const platform: Platform = {
    store,
    transport: { request } as unknown as Transport,
    leadership: aloneLeadership(),
    now: () => Date.now(),
    random: () => 0,
    rpId: "localhost",
    origin: "http://localhost",
    instance: geneva,
    wordList: [],
  };
  let give = (_token: string): void => undefined;
  let asked = (): void => undefined;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const tokens = {
    takeNow: () => null,
    take: () => {
      asked();
      return new Promise<string>((resolve) => (give = resolve));
    },
    nextAt: () => 0,
  };
  const outbox = await openOutbox(platform, await openDeviceVault(store), () => signingKeyPair(), tokens);
  outbox.start();
  await outbox.enqueue({ what: "step", route: "postEnvelope", params: { party: "a" }, body: new Uint8Array(8) });
  await isAsked;
  return { outbox, give: (token) => give(token) };
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
