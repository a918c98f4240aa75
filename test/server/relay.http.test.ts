import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { toBase64url } from "../../crypto/bytes.ts";
import { signRequest } from "../../crypto/request-signature.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { databaseKinds } from "../support/databases.ts";
import { envelopeOf, framesOf, replyOf } from "../support/envelopes.ts";
import { readEvents } from "../support/event-reader.ts";
import { addressOf, pathOf, startTestServer, type TestServer } from "../support/test-server.ts";

describe.each(databaseKinds)("the relay on %s", (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.stop());

  const post = (party: string, body: Uint8Array, headers: Record<string, string> = {}) =>
    server.call("postEnvelope", { params: { party }, body, headers });
  const newParty = () => {
    const pair = signingKeyPair();
    return { pair, name: toBase64url(pair.publicKey) };
  };
  const inboxOf = async (pair: ReturnType<typeof signingKeyPair>, after = 0) => {
    const answer = await server.call("listEnvelopes", { sign: pair, query: `after=${after}` });
    expect(answer.status).toBe(200);
    return framesOf(answer.bytes);
  };

  test("an envelope comes out as it went in, in order, and is gone once acknowledged", async () => {
    const { pair, name } = newParty();
    const sent = [envelopeOf(), envelopeOf(16_384), envelopeOf(262_144)];
    for (const envelope of sent) expect((await post(name, envelope)).status).toBe(201);
    const listed = await inboxOf(pair);
    expect(listed.map(({ content }) => content.equals(sent[listed.findIndex((l) => l.content === content)]!))).toEqual([
      true,
      true,
      true,
    ]);
    expect(await inboxOf(pair, listed[1]!.cursor)).toHaveLength(1);
    const answer = await server.call("acknowledge", {
      sign: pair,
      body: { cursors: listed.slice(0, 2).map((l) => l.cursor) },
    });
    expect(answer.status).toBe(204);
    expect((await inboxOf(pair)).map((l) => l.cursor)).toEqual([listed[2]!.cursor]);
  });

  test("the same bytes again are a retry: 200, and stored once, even after they were acknowledged", async () => {
    const { pair, name } = newParty();
    const envelope = envelopeOf();
    expect((await post(name, envelope)).status).toBe(201);
    expect((await post(name, envelope)).status).toBe(200);
    const [only] = await inboxOf(pair);
    await server.call("acknowledge", { sign: pair, body: { cursors: [only!.cursor] } });
    expect((await post(name, envelope)).status).toBe(200);
    expect(await inboxOf(pair)).toEqual([]);
  });

  test("twenty at once of the same bytes: exactly one is new", async () => {
    const { pair, name } = newParty();
    const envelope = envelopeOf();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(name, envelope)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(19);
    expect(await inboxOf(pair)).toHaveLength(1);
  });

  test("the same bytes to another inbox are another envelope", async () => {
    const [a, b] = [newParty(), newParty()];
    const envelope = envelopeOf();
    expect((await post(a.name, envelope)).status).toBe(201);
    expect((await post(b.name, envelope)).status).toBe(201);
    expect(await inboxOf(b.pair)).toHaveLength(1);
  });

  test("a hundred at once keep apart and all arrive", async () => {
    const { pair, name } = newParty();
    const sent = Array.from({ length: 100 }, () => envelopeOf());
    const answers = await Promise.all(sent.map((envelope) => post(name, envelope)));
    expect(answers.every((answer) => answer.status === 201)).toBe(true);
    const listed = await inboxOf(pair);
    expect(new Set(listed.map(({ content }) => content.toString("hex")))).toEqual(
      new Set(sent.map((envelope) => envelope.toString("hex"))),
    );
  });

  test.each([
    ["empty", Buffer.alloc(0), 400, "envelope/malformed"],
    ["one byte short", envelopeOf().subarray(1), 400, "envelope/malformed"],
    ["between two sizes", envelopeOf(5000), 400, "envelope/malformed"],
    ["larger than the largest", envelopeOf(524_288), 413, "envelope/too-large"],
    ["of another form", Buffer.alloc(4096, 1), 400, "envelope/malformed"],
    ["of another version", Buffer.from(envelopeOf().fill("SMK2", 0, 4)), 400, "envelope/malformed"],
  ])("a body that is %s is refused", async (_, body, status, code) => {
    const { pair, name } = newParty();
    const answer = await post(name, body);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(await inboxOf(pair)).toEqual([]);
  });

  test.each([
    ["a cookie", { cookie: "other=1" }, 400, "request/cookie"],
    ["a referrer", { referer: "http://localhost:8080/item/1" }, 400, "request/referrer"],
    ["another content type", { "content-type": "text/plain" }, 415, "request/media-type"],
    ["a compressed body", { "content-encoding": "gzip" }, 415, "request/media-type"],
  ])("a post with %s is refused", async (_, headers, status, code) => {
    const answer = await post(newParty().name, envelopeOf(), headers);
    expect([answer.status, answer.code]).toEqual([status, code]);
    const board = await server.call("postReply", { params: { bucket: "0" }, body: replyOf(), headers });
    expect([board.status, board.code]).toEqual([status, code]);
  });

  test("reading with a cookie or a referrer is refused as well", async () => {
    const { pair } = newParty();
    const cookie = await server.call("listEnvelopes", { sign: pair, headers: { cookie: "other=1" } });
    expect(cookie.code).toBe("request/cookie");
    const referrer = await server.call("listReplies", {
      params: { day: "2026-01-01", bucket: "0" },
      headers: { referer: "http://localhost:8080/" },
    });
    expect(referrer.code).toBe("request/referrer");
  });

  test("only the key of an inbox reads it and takes from it", async () => {
    const [owner, other] = [newParty(), newParty()];
    await post(owner.name, envelopeOf());
    const [{ cursor } = { cursor: 0 }] = await inboxOf(owner.pair);
    const params = { party: owner.name };
    expect((await server.call("listEnvelopes", { params })).code).toBe("request/unsigned");
    expect((await server.call("listEnvelopes", { params, sign: other.pair })).code).toBe("request/wrong-key");
    await server.call("acknowledge", { sign: other.pair, body: { cursors: [cursor] } });
    expect(await inboxOf(owner.pair)).toHaveLength(1);
  });

  test("a signed request counts once, and only in its time and for its address", async () => {
    const { pair, name } = newParty();
    const path = pathOf("listEnvelopes", { party: name });
    const sign = (seconds: number, signedPath = path) =>
      signRequest({ method: "GET", path: signedPath, body: new Uint8Array() }, pair, seconds);
    const ask = async (authorization: string) => {
      const answer = await fetch(server.url + path, { headers: { authorization } });
      return [answer.status, ((await answer.json().catch(() => ({}))) as { code?: string }).code];
    };
    const once = sign(server.now() / 1000);
    expect(await ask(once)).toEqual([200, undefined]);
    expect(await ask(once)).toEqual([401, "request/replayed"]);
    expect(await ask(sign(server.now() / 1000 - 121))).toEqual([401, "request/stale"]);
    expect(await ask(sign(server.now() / 1000 + 130))).toEqual([401, "request/stale"]);
    expect(await ask(sign(server.now() / 1000, `${path}?after=1`))).toEqual([401, "signature/invalid"]);
    expect(await ask(`${sign(server.now() / 1000).slice(0, -4)}AAAA`)).toEqual([401, "signature/invalid"]);
    expect(await ask("Bearer x")).toEqual([401, "request/unsigned"]);
  });

  test("an inbox is listed at most two hundred at a time, and acknowledged so", async () => {
    const { pair, name } = newParty();
    await Promise.all(Array.from({ length: 205 }, () => post(name, envelopeOf())));
    const first = await inboxOf(pair);
    expect(first).toHaveLength(200);
    expect(await inboxOf(pair, first.at(-1)!.cursor)).toHaveLength(5);
    const many = Array.from({ length: 201 }, (_, index) => index + 1);
    const answer = await server.call("acknowledge", { sign: pair, body: { cursors: many } });
    expect([answer.status, answer.code]).toEqual([400, "request/malformed"]);
  });

  test("one page of large envelopes stays small, and the next goes on", async () => {
    const { pair, name } = newParty();
    for (let count = 0; count < 20; count++) await post(name, envelopeOf(262_144));
    const first = await inboxOf(pair);
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(20);
    expect(await inboxOf(pair, first.at(-1)!.cursor)).toHaveLength(20 - first.length);
  });

  test("a full inbox refuses more, and takes again after acknowledgement", async () => {
    const { pair, name } = newParty();
    await sql`
      insert into sealed_plane.inbox_envelope (inbox, received_on, sealed)
      select ${Buffer.from(pair.publicKey)}::bytea, current_date, '\\x00'::bytea from generate_series(1, 20000)`.execute(
      server.running.database.db,
    );
    // It is counted soon after the first that comes, and nobody waits for that.
    const outcome = async () => {
      const { status, code } = await post(name, envelopeOf());
      return [status, code];
    };
    await expect.poll(outcome, { timeout: 20_000 }).toEqual([507, "inbox/full"]);
    const { rows } = await sql<{ cursor: number }>`
      select cursor from sealed_plane.inbox_envelope where inbox = ${Buffer.from(pair.publicKey)} limit 100`.execute(
      server.running.database.db,
    );
    // More than came in before it was counted.
    await server.call("acknowledge", { sign: pair, body: { cursors: rows.map(({ cursor }) => cursor) } });
    expect((await post(name, envelopeOf())).status).toBe(201);
  });

  test("its owner is told at once that something came, and no one else", async () => {
    const [a, b] = [newParty(), newParty()];
    const listen = (party: ReturnType<typeof newParty>) => {
      const path = pathOf("inboxEvents", addressOf(party.pair));
      const request = { method: "GET", path, body: new Uint8Array() };
      return readEvents(server.url + path, { authorization: signRequest(request, party.pair, server.now() / 1000) });
    };
    const [listening, other] = [await listen(a), await listen(b)];
    await listening.until(1);
    await post(a.name, envelopeOf());
    await listening.until(2);
    expect(listening.events).toEqual(["open", "change"]);
    expect(other.events).toEqual(["open"]);
    listening.close();
    other.close();
  });

  test("a reply goes to today's board, in order, and everyone reads the same", async () => {
    const sent = [replyOf(), replyOf(8192)];
    const reader = await readEvents(server.url + pathOf("boardEvents", { bucket: "0" }));
    for (const reply of sent) {
      expect((await server.call("postReply", { params: { bucket: "0" }, body: reply })).status).toBe(201);
    }
    expect((await server.call("postReply", { params: { bucket: "0" }, body: sent[0]! })).status).toBe(200);
    await reader.until(2);
    reader.close();
    const day = new Date(server.now()).toISOString().slice(0, 10);
    const board = framesOf((await server.call("listReplies", { params: { day, bucket: "0" } })).bytes);
    expect(board.map(({ content }) => content)).toEqual(sent);
    const rest = await server.call("listReplies", {
      params: { day, bucket: "0" },
      query: `after=${board[0]!.cursor}`,
    });
    expect(framesOf(rest.bytes)).toHaveLength(1);
  });

  test.each([
    ["a bucket that the day does not have", { bucket: "1" }],
    ["a bucket that is none", { bucket: "00" }],
    ["a bucket below zero", { bucket: "-1" }],
  ])("a reply to %s is refused", async (_, params) => {
    expect((await server.call("postReply", { params, body: replyOf() })).status).toBe(404);
  });

  test("an address that is no key is refused", async () => {
    expect((await post("A".repeat(42), envelopeOf())).status).toBe(404);
    // The last character has bits that no 32 bytes have: a second spelling of the same address.
    expect((await post(`${"A".repeat(42)}B`, envelopeOf())).code).toBe("request/malformed");
    expect((await server.call("listReplies", { params: { day: "2026-02-30", bucket: "0" } })).status).toBe(404);
  });

  test("what was acknowledged is unreadable once the key of its day is shredded; what was not stays readable", async () => {
    const [gone, kept] = [newParty(), newParty()];
    const keys = () => readdirSync(join(server.dataDir, "day-keys")).filter((name) => name.endsWith(".inbox.key"));
    await sql`delete from sealed_plane.inbox_envelope`.execute(server.running.database.db);
    await post(gone.name, envelopeOf());
    const day = new Date(server.now()).toISOString().slice(0, 10);
    const key = readFileSync(join(server.dataDir, "day-keys", `${day}.inbox.key`));
    expect(key).toHaveLength(32);
    server.turnClock(2);
    await post(kept.name, envelopeOf());
    await server.running.app.expiry.run();
    expect(keys()).toContain(`${day}.inbox.key`);
    const [{ cursor } = { cursor: 0 }] = await inboxOf(gone.pair);
    await server.call("acknowledge", { sign: gone.pair, body: { cursors: [cursor] } });
    await server.running.app.expiry.run();
    expect(keys()).not.toContain(`${day}.inbox.key`);
    expect(await inboxOf(kept.pair)).toHaveLength(1);
  });

  test("after fourteen days everything is forgotten: envelope, digest, board, keys", async () => {
    const { pair, name } = newParty();
    const envelope = envelopeOf();
    await post(name, envelope);
    await server.call("postReply", { params: { bucket: "0" }, body: replyOf() });
    server.turnClock(15);
    await server.running.app.expiry.run();
    expect(await inboxOf(pair)).toEqual([]);
    const { rows } = await sql<{ left: number }>`
      select (select count(*) from sealed_plane.accepted) + (select count(*) from sealed_plane.inbox_envelope)
        + (select count(*) from sealed_plane.board_reply) as left`.execute(server.running.database.db);
    expect(rows[0]!.left).toBe(0);
    expect(readdirSync(join(server.dataDir, "day-keys"))).toEqual([]);
    expect((await post(name, envelope)).status).toBe(201);
  });

  test("what was confirmed is there after a restart", async () => {
    const { pair, name } = newParty();
    const envelope = envelopeOf();
    await post(name, envelope);
    await server.restart();
    expect((await inboxOf(pair)).map(({ content }) => content)).toEqual([envelope]);
    expect((await post(name, envelope)).status).toBe(200);
  });

  test("nothing of an envelope, an address or a path is in the log", async () => {
    const { name } = newParty();
    await post(name, envelopeOf());
    await post(name, Buffer.alloc(10));
    expect(server.log()).toContain('"route":"postEnvelope"');
    expect(server.log()).not.toContain(name);
    expect(server.log()).not.toContain("127.0.0.1");
    expect(server.log()).not.toContain("/relay/");
  });
});

describe("the relay's limit by address", () => {
  test("above it posts are refused for a minute, and nothing of them is stored", async () => {
    const server = await startTestServer("embedded", { RELAY_PER_MINUTE: "5" });
    const party = toBase64url(signingKeyPair().publicKey);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => server.call("postEnvelope", { params: { party }, body: envelopeOf() })),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(5);
    expect(answers.filter((answer) => answer.code === "request/too-many")).toHaveLength(15);
    await server.stop();
  });
});
