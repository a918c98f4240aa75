import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toBase64url } from "../../crypto/bytes.ts";
import { signRequest } from "../../crypto/request-signature.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { databaseKinds } from "../support/databases.ts";
import { readEvents } from "../support/event-reader.ts";
import { addressOf, pathOf, startTestServer, type TestServer } from "../support/test-server.ts";

const newRecordId = () => toBase64url(randomBytes(16));
const sealedOf = (bytes = 256) => new Uint8Array(randomBytes(bytes));

describe.each(databaseKinds)("spaces on %s", (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.stop());

  const newSpace = async () => {
    const pair = signingKeyPair();
    expect((await server.call("openSpace", { sign: pair })).json).toEqual({ head: 0 });
    return pair;
  };
  const put = (pair: SigningKeyPair, record: string, base: number, body: Uint8Array) =>
    server.call("putRecord", { sign: pair, params: { record }, query: `base=${base}`, body });
  const remove = (pair: SigningKeyPair, record: string, base: number) =>
    server.call("deleteRecord", { sign: pair, params: { record }, query: `base=${base}` });
  const list = async (pair: SigningKeyPair, after = 0) =>
    (await server.call("listRecords", { sign: pair, query: `after=${after}` })).json;

  test("a record comes back as it was written, with its revision, in the order of changes", async () => {
    const pair = await newSpace();
    const [a, b] = [newRecordId(), newRecordId()];
    const [first, second, third] = [sealedOf(), sealedOf(512), sealedOf(262_144)];
    expect((await put(pair, a, 0, first)).json).toEqual({ revision: 1, change: 1 });
    expect((await put(pair, b, 0, second)).json).toEqual({ revision: 1, change: 2 });
    expect((await put(pair, a, 1, third)).json).toEqual({ revision: 2, change: 3 });
    expect(await list(pair)).toEqual({
      head: 3,
      more: false,
      records: [
        { id: b, revision: 1, change: 2, sealed: toBase64url(second) },
        { id: a, revision: 2, change: 3, sealed: toBase64url(third) },
      ],
    });
    expect((await list(pair, 2)).records.map((record: { id: string }) => record.id)).toEqual([a]);
    expect(await list(pair, 3)).toEqual({ head: 3, more: false, records: [] });
  });

  test("opening an open space changes nothing", async () => {
    const pair = await newSpace();
    await put(pair, newRecordId(), 0, sealedOf());
    expect((await server.call("openSpace", { sign: pair })).json).toEqual({ head: 1 });
  });

  test("who writes over a revision that is not current gets the current one, and nothing is written", async () => {
    const pair = await newSpace();
    const id = newRecordId();
    const [mine, theirs] = [sealedOf(), sealedOf()];
    await put(pair, id, 0, theirs);
    const conflict = await put(pair, id, 0, mine);
    expect([conflict.status, conflict.code]).toEqual([409, "record/conflict"]);
    expect(conflict.json.current).toEqual({ revision: 1, sealed: toBase64url(theirs) });
    expect((await put(pair, id, 2, mine)).status).toBe(409);
    expect((await list(pair)).records).toHaveLength(1);
    expect((await put(pair, newRecordId(), 3, mine)).json.current).toEqual({ revision: 0, sealed: null });
  });

  test("the same writing again is a retry, not a conflict", async () => {
    const pair = await newSpace();
    const id = newRecordId();
    const sealed = sealedOf();
    expect((await put(pair, id, 0, sealed)).json).toEqual({ revision: 1, change: 1 });
    expect((await put(pair, id, 0, sealed)).json).toEqual({ revision: 1, change: 1 });
    expect((await remove(pair, id, 1)).json).toEqual({ revision: 2, change: 2 });
    expect((await remove(pair, id, 1)).json).toEqual({ revision: 2, change: 2 });
  });

  test("a deleted record leaves word that it was, and can be written again", async () => {
    const pair = await newSpace();
    const id = newRecordId();
    await put(pair, id, 0, sealedOf());
    await remove(pair, id, 1);
    expect((await list(pair)).records).toEqual([{ id, revision: 2, change: 2, sealed: null }]);
    expect((await put(pair, id, 2, sealedOf())).json).toEqual({ revision: 3, change: 3 });
    expect((await remove(pair, newRecordId(), 0)).code).toBe("record/unknown");
  });

  test("twenty devices write over the same revision at once: exactly one succeeds", async () => {
    const pair = await newSpace();
    const id = newRecordId();
    await put(pair, id, 0, sealedOf());
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(pair, id, 1, sealedOf())));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === "record/conflict")).toHaveLength(19);
    expect((await list(pair)).head).toBe(2);
  });

  test("changes of twenty records at once are counted without a gap", async () => {
    const pair = await newSpace();
    await Promise.all(Array.from({ length: 20 }, () => put(pair, newRecordId(), 0, sealedOf())));
    const { head, records } = await list(pair);
    expect(head).toBe(20);
    expect(records.map((record: { change: number }) => record.change)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  test("a long list comes in pages", async () => {
    const pair = await newSpace();
    for (let count = 0; count < 18; count++) await put(pair, newRecordId(), 0, sealedOf(262_144));
    const first = await list(pair);
    expect(first.more).toBe(true);
    const rest = await list(pair, first.records.at(-1).change);
    expect([rest.more, first.records.length + rest.records.length]).toEqual([false, 18]);
  });

  test.each([[0], [1], [255], [257], [300], [131_073]])("a record of %i bytes is refused", async (bytes) => {
    const pair = await newSpace();
    expect((await put(pair, newRecordId(), 0, sealedOf(bytes))).code).toBe("record/size");
    expect((await list(pair)).head).toBe(0);
  });

  test("hostile requests are refused, each with its code", async () => {
    const pair = await newSpace();
    const other = signingKeyPair();
    const mine = addressOf(pair);
    const record = newRecordId();
    const code = async (promise: ReturnType<typeof put>) => (await promise).code;
    expect(await code(put(pair, record, 0, sealedOf(524_288)))).toBe("request/too-large");
    expect(await code(put(pair, "short", 0, sealedOf()))).toBe("request/malformed");
    expect(await code(put(pair, record, -1, sealedOf()))).toBe("request/malformed");
    expect(await code(put(pair, record, 0.5, sealedOf()))).toBe("request/malformed");
    expect(await code(put(other, record, 0, sealedOf()))).toBe("space/unknown");
    const call: TestServer["call"] = (name, options) => server.call(name, options);
    expect(await code(call("listRecords", { params: mine }))).toBe("request/unsigned");
    expect(await code(call("listRecords", { params: mine, sign: other }))).toBe("request/wrong-key");
    expect(await code(call("listRecords", { sign: pair, query: "after=x" }))).toBe("request/malformed");
    expect(await code(call("listRecords", { sign: pair, query: "after=0&more=1" }))).toBe("request/malformed");
    expect(await code(call("listRecords", { sign: pair, query: "after=0&after=1" }))).toBe("request/malformed");
    expect(await code(call("listRecords", { sign: pair, headers: { cookie: "a=b" } }))).toBe("request/cookie");
    expect(await code(call("listRecords", { sign: pair, headers: { referer: "http://x/" } }))).toBe("request/referrer");
    expect(await code(call("openSpace", { sign: pair, body: { more: 1 } }))).toBe("request/malformed");
    expect(await code(call("deleteSpace", { sign: other }))).toBe("space/unknown");
    expect((await list(pair)).head).toBe(0);
  });

  test("a signature covers the body and the query: neither can be changed", async () => {
    const pair = await newSpace();
    const record = newRecordId();
    const body = sealedOf();
    const path = pathOf("putRecord", { ...addressOf(pair), record }, "base=0");
    const authorization = signRequest({ method: "PUT", path, body }, pair, server.now() / 1000);
    const send = async (to: string, bytes: Uint8Array) =>
      (await fetch(server.url + to, { method: "PUT", headers: { authorization }, body: Buffer.from(bytes) })).status;
    expect(await send(path, sealedOf())).toBe(401);
    expect(await send(path.replace("base=0", "base=1"), body)).toBe(401);
    expect(await send(path, body)).toBe(200);
    expect(await send(path, body)).toBe(401);
  });

  test("a full space takes nothing new but lets go", async () => {
    const pair = await newSpace();
    const id = newRecordId();
    await put(pair, id, 0, sealedOf());
    await sql`update private_plane.space set records = 20000 where id = ${Buffer.from(pair.publicKey)}`.execute(
      server.running.database.db,
    );
    const answer = await put(pair, newRecordId(), 0, sealedOf());
    expect([answer.status, answer.code]).toEqual([507, "space/full"]);
    expect((await remove(pair, id, 1)).status).toBe(200);
  });

  test("other devices of the owner are told of a change at once", async () => {
    const pair = await newSpace();
    const path = pathOf("spaceEvents", addressOf(pair));
    const request = { method: "GET", path, body: new Uint8Array() };
    const reader = await readEvents(server.url + path, {
      authorization: signRequest(request, pair, server.now() / 1000),
    });
    await reader.until(1);
    await put(pair, newRecordId(), 0, sealedOf());
    await reader.until(2);
    expect(reader.events).toEqual(["open", "change"]);
    reader.close();
  });

  test("deleting a space leaves nothing of it", async () => {
    const pair = await newSpace();
    await put(pair, newRecordId(), 0, sealedOf());
    expect((await server.call("deleteSpace", { sign: pair })).status).toBe(204);
    const { rows } = await sql<{ left: number }>`
      select (select count(*) from private_plane.space where id = ${Buffer.from(pair.publicKey)})
        + (select count(*) from private_plane.record where space = ${Buffer.from(pair.publicKey)}) as left`.execute(
      server.running.database.db,
    );
    expect(rows[0]!.left).toBe(0);
    expect((await server.call("listRecords", { sign: pair })).code).toBe("space/unknown");
  });
});
