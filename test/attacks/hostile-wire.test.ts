import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type City, foundCity } from "../client/core/support/people.ts";
import { epochOf } from "../../crypto/protocol/token-epochs.ts";
import { findText } from "../support/hidden-text.ts";
import { type HostileProxy, startHostileProxy } from "../support/hostile-proxy.ts";
import { isFalseConfirmation, lyingMischief, mindOf, networkMischief, type Plan, planOf } from "../support/mischief.ts";
import { beginJourney, laterMs, openHastyDevice, secretsOfJourney } from "../support/order-journey.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
let proxy: HostileProxy;
let city: City;

beforeAll(async () => {
  server = await startTestServer("embedded");
  proxy = await startHostileProxy(() => server.running.port);
  city = await foundCity(proxy.origin, openHastyDevice);
}, 120_000);
afterAll(async () => {
  await Promise.all([city?.producer.close(), city?.courier.close()]);
  await proxy?.close();
  await server?.stop();
});

/** What everybody sent since a request, searched for what nobody but the readers may know. */
function leaksSince(from: number): unknown[] {
  const sent = proxy.requests.slice(from).flatMap(({ url, body }) => [Buffer.from(url), body]);
  return sent.flatMap((bytes) => findText("a request", bytes, secretsOfJourney));
}

/**
 * One order through the attack and, when that is over, to its end: soon, or once the programs were started again and have
 * asked for everything anew.
 */
async function journey(plan: Plan): Promise<void> {
  const from = proxy.requests.length;
  const order = await beginJourney(proxy.origin, city, () => proxy.setMind(mindOf(plan, isFalseConfirmation)));
  try {
    await order.goOn(3);
    proxy.setMind(null);
    if (!(await order.goOn(3))) {
      city = await order.startAgain();
      const arrived = await order.goOn(12);
      const standing = await order.standing();
      // Who says of token after token that it is spent uses up a week's: the order then waits in sight until Monday.
      const isUsedUp = standing.includes('"order: token/none"');
      // From Saturday night on the customer is a week ahead of the server, which has no tokens for that yet: it waits too.
      const isAhead = epochOf(server.now() + laterMs) !== epochOf(server.now());
      const isTooEarly = isAhead && standing.includes('"order: token/unavailable"');
      expect(arrived || isUsedUp || isTooEarly, standing).toBe(true);
    }
    expect(leaksSince(from)).toEqual([]);
  } finally {
    proxy.setMind(null);
    await order.close();
  }
}

const deeds = 40;

describe("an order comes to its end on all three sides", () => {
  test.each([1, 2, 3, 4])("through a network that drops, delays, repeats, reorders and cuts (%i)", async (seed) => {
    await journey(planOf(networkMischief, deeds, seed));
  });

  test.each([1, 2, 3, 4, 5, 6])(
    "though the server lies about all but what it stored, once it stops (%i)",
    async (seed) => {
      await journey(planOf(lyingMischief, deeds, seed));
    },
  );
});

// Last, since a server that says that it has stored what it has not can hold this city's desks up for good.
describe("an order is never in a state that nobody brought about", () => {
  test.each([1, 2, 3, 4, 5, 6])("whatever the server says, what it has stored included (%i)", async (seed) => {
    const from = proxy.requests.length;
    const plan = planOf(lyingMischief, 2 * deeds, 1_000 + seed);
    // Every step of the way looks at what all three see, and fails where that never was, or where a call hangs.
    const order = await beginJourney(proxy.origin, city, () => proxy.setMind(mindOf(plan)));
    try {
      await order.goOn(6);
      expect(leaksSince(from)).toEqual([]);
    } finally {
      proxy.setMind(null);
      await order.close();
    }
  });

  test("and all kinds of deeds were done", () => {
    const kinds = ["pass", "drop", "lose", "delay", "twice", "replay", "truncate", "swap", "stale", "change", "answer"];
    expect([...proxy.done.keys()].sort()).toEqual(kinds.sort());
  });
});
