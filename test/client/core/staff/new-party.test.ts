import { afterAll, beforeAll, expect, test } from "vitest";
import { toBase64url } from "../../../../crypto/bytes.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { startTestServer, type TestServer } from "../../../support/test-server.ts";
import { foundMarket, openDevice } from "../support/people.ts";

let server: TestServer;
beforeAll(async () => {
  await ready();
  server = await startTestServer("embedded");
});
afterAll(() => server.stop());

test("a party that was just made has one space on its device, and what waits in it is seen to leave", async () => {
  const steward = signingKeyPair();
  const stewards = [toBase64url(steward.publicKey)];
  await foundMarket(server.url, { name: "Ville d’essai", stewards, replyBuckets: 4 });
  const device = await openDevice(server.url);
  await device.market.createAccountWithCode();
  const { session, producerDesk } = device.core;
  const party = await session.createParty({ kind: "producer", name: "Ferme" });
  const { space } = await producerDesk.open(party);
  expect(await session.partySpace(party)).toBe(space);
  expect(session.spaces.filter(({ id }) => id === space.id)).toEqual([space]);
  for (const note of ["un", "deux", "trois"]) {
    await space.update(`note/${note}`, () => note);
    await device.until("outbox", ({ waiting }) => waiting.length === 0);
  }
  await device.close();
});
