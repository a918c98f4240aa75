import { afterAll, beforeAll, expect, test } from "vitest";
import { ready } from "../../crypto/sodium.ts";
import { serverIdentity } from "../support/server-identity.ts";
import { until } from "../support/server-process.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { generateMarket, stallSizes } from "./catalogue-market.ts";
import { listOf, post } from "./catalogue-serving.ts";

// A bench is run by hand, now and then: that its market is still one that a server takes in is seen here.

let server: TestServer;

beforeAll(async () => {
  await ready();
  server = await startTestServer("embedded");
});
afterAll(() => server?.stop());

test("a server takes in all of a generated market", async () => {
  const origin = `http://127.0.0.1:${server.running.port}`;
  const market = generateMarket(3, 120, await serverIdentity(origin));
  expect(market.stalls.flatMap(({ shelves }) => shelves.flat())).toHaveLength(120);
  await post(origin, market.statements, 1);
  // The server's own statements, of its keys and its release, lie beside it.
  await until("all of it is in the packs", async () => {
    const { packs } = await listOf(origin);
    return packs.reduce((sum, pack) => sum + pack.statements, 0) >= market.statements.length;
  });
});

test("a market that names another server is refused", async () => {
  const origin = `http://127.0.0.1:${server.running.port}`;
  const { log } = await serverIdentity(origin);
  const elsewhere = generateMarket(3, 120, { operator: log.key, log });
  await expect(post(origin, elsewhere.statements, 1)).rejects.toThrow("statement/other-server");
});

test.each([
  [3, 120],
  [40, 1_000],
  [1_000, 50_000],
])("%i stalls have %i items between them, the first the most", (stalls, items) => {
  const sizes = stallSizes(stalls, items);
  expect(sizes).toHaveLength(stalls);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(items);
  expect(Math.max(...sizes)).toBe(sizes[0]);
});
