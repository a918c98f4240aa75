import { afterAll, beforeAll, expect, test } from "vitest";
import type { Address } from "../../../client/core/api.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";
import { address } from "./support/orders.ts";
import { type City, foundCity, openDevice } from "./support/people.ts";

let server: TestServer;
let city: City;

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url);
}, 120_000);
afterAll(async () => {
  await Promise.all([city?.producer.close(), city?.courier.close()]);
  await server?.stop();
});

test("kept addresses are told to a device that comes in later, and follow what is done on another", async () => {
  const first = await openDevice(server.url);
  const code = await first.market.createAccountWithCode();
  await first.market.saveAddress(address);
  await first.core.session.personal!.flush();

  const other = await openDevice(server.url);
  let told: readonly Address[] = [];
  await other.until("addresses", (kept) => kept.length === 0);
  const end = await other.market.watch("addresses", (kept) => (told = kept));
  await other.market.signInWithCode(code);
  await expect.poll(() => told, { timeout: 20_000 }).toEqual([address]);

  await first.market.deleteAddress(address.id);
  await expect.poll(() => told, { timeout: 20_000 }).toEqual([]);
  end();
  await Promise.all([first.close(), other.close()]);
});
