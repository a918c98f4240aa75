import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toBase64url } from "../../crypto/bytes.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { envelopeOf, framesOf } from "../support/envelopes.ts";
import { newSigner, partyBody, stated } from "../support/market-statements.ts";
import { until } from "../support/server-process.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const ownCluster = process.env["DATABASE_URL"] === undefined;

describe.runIf(ownCluster)("the database goes away", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer("postgresql");
  });
  afterAll(() => server.stop());

  test("while it is gone everything says so; when it is back all goes on, and nothing confirmed is lost", async () => {
    const pair = signingKeyPair();
    const party = toBase64url(pair.publicKey);
    const post = (body: Buffer) => server.call("postEnvelope", { params: { party }, body });
    const envelopes = Array.from({ length: 40 }, () => envelopeOf());
    const first = await Promise.all(envelopes.slice(0, 20).map(post));
    expect(first.every((answer) => answer.status === 201)).toBe(true);

    await server.postgres!.interrupt();
    const gone = await Promise.all(envelopes.slice(20).map(post));
    expect(new Set(gone.map((answer) => `${answer.status} ${answer.code}`))).toEqual(
      new Set(["503 database/unavailable"]),
    );
    const signer = newSigner();
    const party2 = stated(signer, "party", partyBody("Laiterie"));
    expect((await server.call("postStatement", { body: party2.wire })).code).toBe("database/unavailable");
    expect((await server.call("openSpace", { sign: pair })).code).toBe("database/unavailable");
    expect((await server.call("loginWithCode", { body: { lookup: "A".repeat(43) } })).code).toBe(
      "database/unavailable",
    );
    expect((await server.call("ready")).json).toEqual({ status: "unavailable" });
    expect((await server.call("health")).status).toBe(200);
    expect((await server.call("catalogue")).status).toBe(200);

    await server.postgres!.start();
    await until("the server answers again", async () => (await server.call("ready")).status === 200);
    const again = await Promise.all(envelopes.map(post));
    expect(again.slice(0, 20).every((answer) => answer.status === 200)).toBe(true);
    expect(again.every((answer) => answer.status < 300)).toBe(true);
    expect((await server.call("postStatement", { body: party2.wire })).status).toBe(201);
    const listed = await server.call("listEnvelopes", { sign: pair, query: "after=0" });
    expect(framesOf(listed.bytes)).toHaveLength(40);
  });
});

describe.runIf(ownCluster)("the database goes away in the middle of work", () => {
  test("the server lives on, every answer is whole, and what it confirmed is there afterwards", async () => {
    const server = await startTestServer("postgresql");
    try {
      const pair = signingKeyPair();
      const params = { party: toBase64url(pair.publicKey) };
      const confirmed = new Set<string>();
      const state = { gone: false };
      // Posts and transactions one after the other on every connection of the pool, until the database has been away.
      const worker = async (): Promise<void> => {
        while (!state.gone) {
          const body = envelopeOf();
          const answer = await server.call("postEnvelope", { params, body });
          expect([201, 503]).toContain(answer.status);
          if (answer.status === 201) confirmed.add(body.toString("base64"));
          const opened = await server.call("openSpace", { sign: signingKeyPair() });
          expect([200, 503]).toContain(opened.status);
        }
      };
      const work = Array.from({ length: 24 }, worker);
      await until("work is under way", async () => confirmed.size > 50);
      await server.postgres!.interrupt();
      await until("it is noticed", async () => (await server.call("ready")).status === 503);
      state.gone = true;
      await Promise.all(work);
      expect((await server.call("health")).status).toBe(200);

      await server.postgres!.start();
      await until("the server answers again", async () => (await server.call("ready")).status === 200);
      const there = new Set<string>();
      for (let after = 0; ;) {
        const page = framesOf((await server.call("listEnvelopes", { sign: pair, query: `after=${after}` })).bytes);
        if (page.length === 0) break;
        for (const { cursor, content } of page) {
          there.add(Buffer.from(content).toString("base64"));
          after = cursor;
        }
      }
      expect([...confirmed].filter((content) => !there.has(content))).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});

describe("the disk is nearly full", () => {
  test("nothing is written, everything is read and taken away, and it goes on when there is room", async () => {
    const server = await startTestServer("embedded");
    const pair = signingKeyPair();
    const party = toBase64url(pair.publicKey);
    const post = () => server.call("postEnvelope", { params: { party }, body: envelopeOf() });
    expect((await post()).status).toBe(201);
    // More than any disk has.
    await server.restart({ DISK_RESERVE_MB: "1000000000" });
    const refused = await post();
    expect([refused.status, refused.code]).toEqual([503, "database/unavailable"]);
    expect((await server.call("openSpace", { sign: pair })).code).toBe("database/unavailable");
    const listed = framesOf((await server.call("listEnvelopes", { sign: pair, query: "after=0" })).bytes);
    expect(listed).toHaveLength(1);
    const body = { cursors: [listed[0]!.cursor] };
    expect((await server.call("acknowledge", { sign: pair, body })).status).toBe(204);
    await server.restart();
    expect((await post()).status).toBe(201);
    await server.stop();
  });
});
