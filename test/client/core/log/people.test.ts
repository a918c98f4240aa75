import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeStatement } from "../../../../crypto/protocol/signed-statement.ts";
import type { Statement } from "../../../../crypto/protocol/exports.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { createHttpTransport } from "../../../../client/core/http-transport.ts";
import { judgeEvidence } from "../../../../crypto/protocol/log-evidence.ts";
import type { Transport } from "../../../../client/core/platform.ts";
import { openOperatorKeys } from "../../../../server/operator-keys.ts";
import { type ForkedLog, forkLog } from "../../../support/forking-log.ts";
import { startTestServer, type TestServer } from "../../../support/test-server.ts";
import { draftOf, openConsumer, seesShop } from "../support/orders.ts";
import { type City, foundCity, openDevice, producerParty } from "../support/people.ts";

let server: TestServer;
let city: City;
const minute = 60_000;

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url);
}, 120_000);
afterAll(async () => {
  await Promise.all([city?.producer.close(), city?.courier.close()]);
  await server?.stop();
});

/** The wire of somebody who is shown another history of the log than everybody else. */
function misled(forked: ForkedLog): Transport {
  const honest = createHttpTransport(server.url, { cookieJar: true });
  return {
    ...honest,
    request: ((route, options) => {
      const path = route === "logCheckpoint" ? "/log/checkpoint" : `/log/tile/${options?.params?.["tile"] ?? ""}`;
      const forged = route === "logCheckpoint" || route === "logTile" ? forked.answer(path) : null;
      return forged === null ? honest.request(route, options) : Promise.resolve(forged);
    }) as Transport["request"],
  };
}

const forked = (): Promise<ForkedLog> => forkLog(server.url, openOperatorKeys(server.dataDir).log, "inserted");

/** A page of somebody whom nobody has heard of: one more entry of the log. */
async function growLog(): Promise<void> {
  const key = signingKeyPair();
  const author = Buffer.from(key.publicKey).toString("base64url");
  const issuedOn = new Date().toISOString().slice(0, 10);
  const content = { v: 1, type: "party", author, subject: author, revision: 1, issuedOn, body: producerParty([]) };
  const body = makeStatement(content as Statement, key).wire;
  await createHttpTransport(server.url).request("postStatement", { body });
}

describe("an entry in a stall's name", () => {
  test("that its own devices made alarms nobody, one that they did not make is shown at the desk", async () => {
    const { producer, producerId } = city;
    await producer.until("trust", ({ state }) => state === "verified");
    await producer.market.savePage(producerId, producerParty([city.courierId]));
    await producer.until("outbox", ({ waiting }) => waiting.length === 0);
    const listed = async (): Promise<string[]> => {
      producer.turnClock(5 * minute);
      await producer.market.checkLog();
      // The look at the entries follows the check: what it found is there once nothing is looked at any more.
      await producer.core.ownEntries.settled();
      return (await producer.until("foreignEntries", () => true, producerId)).map(({ type }) => type);
    };
    await producer.market.checkLog();
    await producer.core.ownEntries.settled();
    expect(await listed()).toEqual([]);

    // Whoever has the key: a copy of it, or a device that was not given back.
    const key = producer.core.session.partyKey(producerId);
    const revision = Math.floor(Date.now() / 1000) + 7_000;
    const issuedOn = new Date().toISOString().slice(0, 10);
    const body = { ...producerParty([]), name: "Fromagerie du Voleur" };
    const content = { v: 1, type: "party", author: producerId, subject: producerId, revision, issuedOn, body };
    const stolen = makeStatement(content as Statement, key);
    await producer.core.platform.transport.request("postStatement", { body: stolen.wire });
    await producer.market.checkLog();
    await producer.core.ownEntries.settled();
    expect(await listed()).toEqual(["party"]);
    const [entry] = await producer.until("foreignEntries", () => true, producerId);
    expect(entry).toMatchObject({ subject: producerId, revision, digest: stolen.digest });

    // Somebody of the team remembers.
    await producer.market.ownEntry(producerId, stolen.digest);
    expect(await listed()).toEqual([]);
    // A page is said above the newest that the device has heard of: the catalogue brings it, the log only named it.
    const shown = async () => (await producer.market.party(producerId))?.party.name;
    await expect.poll(shown).toBe("Fromagerie du Voleur");
    await producer.market.savePage(producerId, producerParty([city.courierId]));
    await producer.until("outbox", ({ waiting }) => waiting.length === 0);
  });
});

describe("another history of the log", () => {
  test("shows itself in the mail: the stall is told by the first order of whoever was misled", async () => {
    const { producer, producerId } = city;
    await producer.market.checkLog();
    const consumer = await openDevice(server.url, { transport: misled(await forked()) });
    await consumer.market.createAccountWithCode();
    await seesShop(consumer, city);
    producer.setOnline(false);
    const draft = await draftOf(consumer, city, "collection");
    await consumer.market.placeOrder(draft);
    expect(consumer.core.trust.view.state).toBe("verified");
    await consumer.until("outbox", ({ waiting }) => waiting.length === 0);
    await growLog();
    await growLog();
    producer.setOnline(true);
    await producer.until("trust", ({ refusal }) => refusal?.reason === "fork");
    expect(judgeEvidence(JSON.parse((await producer.market.evidence())!))).toBe("proven");
    await expect(producer.until("desk", ({ orders }) => orders.length > 0, producerId)).resolves.toBeDefined();
    await consumer.close();
  });

  test("cannot be shown to a new device of somebody who has seen the log on another", async () => {
    const { device, code } = await openConsumer(server.url, city);
    await device.until("trust", ({ state }) => state === "verified");
    await expect.poll(() => device.core.session.personal?.get("log-seen") ?? null, { timeout: 60_000 }).not.toBeNull();
    await device.core.session.personal!.flush();
    const fresh = await openDevice(server.url, { transport: misled(await forked()) });
    await fresh.until("trust", ({ state }) => state === "verified");
    await fresh.market.signInWithCode(code);
    await fresh.until("trust", ({ refusal }) => refusal?.reason === "fork");
    expect(judgeEvidence(JSON.parse((await fresh.market.evidence())!))).toBe("proven");
    expect((await fresh.until("outbox", () => true)).held).toBe("refused");
    await fresh.close();
    await device.close();
  });
});
