import { createHash, createPublicKey } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { concat, fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { databaseKinds } from "../support/databases.ts";
import { envelopeOf, replyOf } from "../support/envelopes.ts";
import { type Founded, foundInstance, newSigner } from "../support/market-statements.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { batchOf, newAccount, publishedKey } from "../support/token-draws.ts";

describe.each(databaseKinds)("tokens on %s", (kind) => {
  let server: TestServer;
  let market: Founded;
  beforeAll(async () => {
    server = await startTestServer(kind);
    market = await foundInstance(server);
    await server.mint("relay");
  });
  afterAll(() => server.stop());

  const draw = (purpose: string, cookie: string, body: Uint8Array) =>
    server.call("drawTokens", { params: { purpose }, body, headers: cookie === "" ? {} : { cookie } });
  const relayBatch = (count = 64) => batchOf(publishedKey(server, "relay"), "relay", count);
  const post = (token: string | null, body: Uint8Array = envelopeOf(), party = newSigner().name) =>
    server.call("postEnvelope", { params: { party }, body, token });
  const outcome = ({ status, code }: { status: number; code: string | undefined }) => [status, code];

  describe("drawn by an account", () => {
    test("are 64 for envelopes and 8 for spaces, and each pays once", async () => {
      const cookie = await newAccount(server);
      const batch = relayBatch();
      const answer = await draw("relay", cookie, batch.requests);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      const tokens = batch.finish(answer.bytes);
      expect(new Set(tokens).size).toBe(64);
      expect((await post(tokens[0]!)).status).toBe(201);
      expect(outcome(await post(tokens[0]!))).toEqual([409, "token/spent"]);
      expect((await post(tokens[63]!)).status).toBe(201);

      const spaces = batchOf(publishedKey(server, "space"), "space", 8);
      const [first] = spaces.finish((await draw("space", cookie, spaces.requests)).bytes);
      const opened = await server.call("openSpace", { sign: signingKeyPair(), token: first! });
      expect(opened.json).toEqual({ head: 0 });
    });

    test("are the same for the same request again, and refused to another in the same week", async () => {
      const cookie = await newAccount(server);
      const batch = relayBatch();
      const first = await draw("relay", cookie, batch.requests);
      const again = await draw("relay", cookie, batch.requests);
      expect(Buffer.from(again.bytes).equals(Buffer.from(first.bytes))).toBe(true);
      expect(outcome(await draw("relay", cookie, relayBatch().requests))).toEqual([409, "token/drawn"]);
      // Another account's draw is its own, even of the very same request.
      expect((await draw("relay", await newAccount(server), batch.requests)).status).toBe(200);
    });

    test("twenty at once with different requests: one is answered", async () => {
      const cookie = await newAccount(server);
      const answers = await Promise.all(Array.from({ length: 20 }, () => draw("relay", cookie, relayBatch().requests)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ code }) => code === "token/drawn")).toHaveLength(19);
    });

    test("keep their device signed in: 30 days are counted from the last draw", async () => {
      const cookie = await newAccount(server);
      const answer = await draw("relay", cookie, relayBatch().requests);
      const [renewed = ""] = answer.headers.getSetCookie();
      expect(renewed.startsWith(`${cookie};`)).toBe(true);
      expect(renewed).toMatch(/Max-Age=2592000; Path=\/account; .*HttpOnly; Secure; SameSite=Strict/);
      expect((await draw("relay", cookie, relayBatch().requests)).headers.getSetCookie()).toEqual([]);
    });

    test("need a session", async () => {
      expect(outcome(await draw("relay", "", relayBatch().requests))).toEqual([401, "account/signed-out"]);
      const ended = `sp_session=${toBase64url(new Uint8Array(32))}`;
      expect(outcome(await draw("relay", ended, relayBatch().requests))).toEqual([401, "account/signed-out"]);
    });

    test("are refused in any other form, which costs no draw", async () => {
      const cookie = await newAccount(server);
      const { requests } = relayBatch();
      const spoilt = (at: number, value: number) => requests.map((byte, index) => (index === at ? value : byte));
      const key = publishedKey(server, "relay");
      const forms: readonly [Uint8Array, string][] = [
        [new Uint8Array(), "token/request"],
        [requests.subarray(0, -1), "token/request"],
        [concat(requests, Uint8Array.of(0)), "token/request"],
        [relayBatch(63).requests, "token/request"],
        [relayBatch(65).requests, "token/request"],
        [spoilt(1, 1), "token/request"],
        [spoilt(2, (key.id[31]! + 1) % 256), "token/epoch"],
        [requests.map((byte, index) => (index % 259 < 3 ? byte : 255)), "token/request"],
      ];
      for (const [body, code] of forms) expect((await draw("relay", cookie, body)).code).toBe(code);
      expect((await draw("anything", cookie, requests)).status).toBe(404);
      expect((await draw("relay", cookie, requests)).status).toBe(200);
    });

    test("a batch for one purpose asked for under the other's key is refused", async () => {
      const batch = batchOf(publishedKey(server, "space"), "space", 64);
      const answer = await draw("relay", await newAccount(server), batch.requests);
      const sameByte = publishedKey(server, "space").id[31] === publishedKey(server, "relay").id[31];
      // One in 256 pairs of keys have the same last byte: then the signatures are of the wrong key, and worth nothing.
      if (sameByte) expect(() => batch.finish(answer.bytes)).toThrow("not valid");
      else expect(answer.code).toBe("token/epoch");
    });
  });

  describe("drawn by a party", () => {
    const drawAs = (pair: ReturnType<typeof signingKeyPair>, batch: string, body: Uint8Array) =>
      server.call("drawPartyTokens", { sign: pair, params: { batch }, body });

    test("are ten batches of 200 a week for an accredited one", async () => {
      const { pair } = await market.newParty("Laiterie");
      const batch = relayBatch(200);
      const answer = await drawAs(pair, "0", batch.requests);
      expect(answer.status).toBe(200);
      expect((await post(batch.finish(answer.bytes)[199]!)).status).toBe(201);
      expect((await drawAs(pair, "0", batch.requests)).status).toBe(200);
      expect((await drawAs(pair, "0", relayBatch(200).requests)).code).toBe("token/drawn");
      expect((await drawAs(pair, "9", relayBatch(200).requests)).status).toBe(200);
      for (const number of ["10", "-1", "01", "x"]) {
        expect((await drawAs(pair, number, batch.requests)).status).toBe(404);
      }
      expect((await drawAs(pair, "1", relayBatch(64).requests)).code).toBe("token/request");
    });

    test("are for nobody else: not for one that is not accredited, not by another's key, not unsigned", async () => {
      const waiting = await market.newParty("Nouvelle", false);
      const { requests } = relayBatch(200);
      expect(outcome(await drawAs(waiting.pair, "0", requests))).toEqual([403, "token/not-accredited"]);
      const { name } = await market.newParty("Voisine");
      const byAnother = await server.call("drawPartyTokens", {
        sign: signingKeyPair(),
        params: { party: name, batch: "0" },
        body: requests,
      });
      expect(byAnother.code).toBe("request/wrong-key");
      const unsigned = await server.call("drawPartyTokens", { params: { party: name, batch: "0" }, body: requests });
      expect(unsigned.code).toBe("request/unsigned");
    });
  });

  describe("spent", () => {
    test("with the same envelope again it is a retry, with another it is refused", async () => {
      const [token, envelope, party] = [await server.mint("relay"), envelopeOf(), newSigner().name];
      expect((await post(token, envelope, party)).status).toBe(201);
      expect((await post(token, envelope, party)).status).toBe(200);
      expect(outcome(await post(token, envelopeOf(), party))).toEqual([409, "token/spent"]);
      // The same bytes elsewhere are another envelope.
      expect(outcome(await post(token, envelope))).toEqual([409, "token/spent"]);
      // And so it is on a board.
      const reply = replyOf();
      const board = await server.call("postReply", { params: { bucket: "0" }, body: reply, token });
      expect(outcome(board)).toEqual([409, "token/spent"]);
    });

    test("an envelope that was refused for its token is accepted with another, once", async () => {
      const [spent, envelope, party] = [await server.mint("relay"), envelopeOf(), newSigner()];
      await post(spent);
      expect((await post(spent, envelope, party.name)).code).toBe("token/spent");
      expect((await post(await server.mint("relay"), envelope, party.name)).status).toBe(201);
      expect((await post(await server.mint("relay"), envelope, party.name)).status).toBe(200);
      const listed = await server.call("listEnvelopes", { sign: party.pair, query: "after=0" });
      expect(listed.bytes.length).toBe(12 + envelope.length);
    });

    test("of two envelopes with one token in one group exactly one passes", async () => {
      for (let round = 0; round < 5; round++) {
        const token = await server.mint("relay");
        const statuses = (await Promise.all([post(token), post(token)])).map(({ status }) => status);
        expect(new Set(statuses)).toEqual(new Set([201, 409]));
      }
    });

    test("of twenty at once, envelopes and replies, exactly one passes", async () => {
      const token = await server.mint("relay");
      const posts = Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? post(token) : server.call("postReply", { params: { bucket: "0" }, body: replyOf(), token }),
      );
      const answers = await Promise.all(posts);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.filter(({ code }) => code === "token/spent")).toHaveLength(19);
    });

    test("one envelope with two tokens at once is stored once", async () => {
      const [envelope, party] = [envelopeOf(), newSigner()];
      const tokens = await Promise.all([server.mint("relay"), server.mint("relay")]);
      const answers = await Promise.all(tokens.map((token) => post(token, envelope, party.name)));
      expect(answers.every(({ status }) => status < 300)).toBe(true);
      const listed = await server.call("listEnvelopes", { sign: party.pair, query: "after=0" });
      expect(listed.bytes.length).toBe(12 + envelope.length);
    });

    test("opening a space: the same again is a retry, another space is refused, an open one costs nothing", async () => {
      const [pair, token] = [signingKeyPair(), await server.mint("space")];
      const open = (sign: typeof pair, by: string) => server.call("openSpace", { sign, token: by });
      expect((await open(pair, token)).json).toEqual({ head: 0 });
      expect((await open(pair, token)).json).toEqual({ head: 0 });
      expect(outcome(await open(signingKeyPair(), token))).toEqual([409, "token/spent"]);
      const unused = await server.mint("space");
      expect((await open(pair, unused)).json).toEqual({ head: 0 });
      expect((await open(signingKeyPair(), unused)).json).toEqual({ head: 0 });
      await server.call("deleteSpace", { sign: pair });
      expect(outcome(await open(pair, token))).toEqual([409, "token/spent"]);
    });

    test("twenty spaces at once with one token: one is opened", async () => {
      const token = await server.mint("space");
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => server.call("openSpace", { sign: signingKeyPair(), token })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ code }) => code === "token/spent")).toHaveLength(19);
    });
  });

  describe("refused", () => {
    const flipped = (token: string, at: number) =>
      toBase64url(fromBase64url(token).map((byte, index) => (index === at ? byte ^ 1 : byte)));

    test("a post without a token", async () => {
      expect(outcome(await post(null))).toEqual([401, "token/missing"]);
      const board = await server.call("postReply", { params: { bucket: "0" }, body: replyOf(), token: null });
      expect(outcome(board)).toEqual([401, "token/missing"]);
      expect((await server.call("openSpace", { sign: signingKeyPair(), body: {} })).code).toBe("request/malformed");
    });

    test("a token with any part changed, for an envelope and for a space alike", async () => {
      const [relay, space] = [await server.mint("relay"), await server.mint("space")];
      // Type, nonce, challenge, key, authenticator: the first and the last byte of each.
      for (const at of [0, 1, 2, 33, 34, 65, 66, 97, 98, 353]) {
        expect(outcome(await post(flipped(relay, at)))).toEqual([401, "token/invalid"]);
        const opened = await server.call("openSpace", { sign: signingKeyPair(), token: flipped(space, at) });
        expect(outcome(opened)).toEqual([401, "token/invalid"]);
      }
      expect((await post(relay)).status).toBe(201);
    });

    test("a token of the other purpose, of another issuer, or that names another purpose than its key", async () => {
      const tokens = [
        await server.mint("space"),
        await server.mint("relay", { challenge: "space" }),
        await server.mint("relay", { issuerName: "elsewhere.example" }),
      ];
      for (const token of tokens) expect(outcome(await post(token))).toEqual([401, "token/invalid"]);
      const opened = await server.call("openSpace", { sign: signingKeyPair(), token: await server.mint("relay") });
      expect(outcome(opened)).toEqual([401, "token/invalid"]);
    });

    test("a token that is cut short or too long", async () => {
      const token = await server.mint("relay");
      for (const form of [token.slice(0, -4), `${token}AAAA`, token.slice(0, 4), ""]) {
        expect(outcome(await post(form))).toEqual([401, "token/invalid"]);
        const opened = await server.call("openSpace", { sign: signingKeyPair(), token: form });
        expect(opened.code).toBe("request/malformed");
      }
    });

    test.each([
      (token: string) => token,
      (token: string) => `PrivateToken ${token}`,
      (token: string) => `PrivateToken token=${token}`,
      (token: string) => `privatetoken token="${token}"`,
      (token: string) => `PrivateToken token="${token}", token="${token}"`,
      (token: string) => `PrivateToken  token="${token}"`,
      (token: string) => `PrivateToken token="${token}="`,
      (token: string) => `Key ${token}`,
      (token: string) => `Bearer ${token}`,
    ])("an authorization of another form: %s", async (form) => {
      const authorization = form(await server.mint("relay"));
      const params = { party: newSigner().name };
      const answer = await server.call("postEnvelope", { params, body: envelopeOf(), headers: { authorization } });
      expect(outcome(answer)).toEqual([401, "token/invalid"]);
    });

    test("and what is refused leaves nothing behind, neither an envelope nor a spent token", async () => {
      const { db } = server.running.database;
      const count = async () => {
        const { rows } = await sql<{ spent: number; envelopes: number }>`
          select (select count(*) from sealed_plane.spent_token) as spent,
            (select count(*) from sealed_plane.inbox_envelope) as envelopes`.execute(db);
        return rows[0];
      };
      const token = await server.mint("relay");
      await post(token);
      const before = await count();
      await post(token);
      await post(flipped(await server.mint("relay"), 100));
      await post(null);
      await post(await server.mint("relay"), envelopeOf(5000));
      expect(await count()).toEqual(before);
    });

    test("a refusal looks the same whatever is wrong with the token, and repeats nothing of it", async () => {
      const token = await server.mint("relay");
      const bodies = [];
      for (const at of [5, 40, 70, 200]) bodies.push(Buffer.from((await post(flipped(token, at))).bytes).toString());
      expect(new Set(bodies).size).toBe(1);
      expect(bodies[0]).not.toContain(token.slice(8, 24));
    });
  });

  describe("asked for as RFC 9577 has it", () => {
    /** The parameters of a challenge, each a quoted string of base64url with padding (RFC 9577, 2.1.2). */
    const challengeOf = (header: string | null): Map<string, Buffer> => {
      const [, parameters = ""] = /^PrivateToken (.*)$/.exec(header ?? "") ?? [];
      return new Map(
        parameters.split(/, */).map((parameter) => {
          const [, name = "", text = ""] =
            /^([a-z-]+)="((?:[\w-]{4})*(?:[\w-]{2}==|[\w-]{3}=)?)"$/.exec(parameter) ?? [];
          return [name, Buffer.from(text, "base64url")];
        }),
      );
    };
    const headerOf = (answer: { headers: Headers }) => answer.headers.get("www-authenticate");

    test("every post that is refused for its token is told which it takes, by the structures of the RFC", async () => {
      const answers = [
        await post(null),
        await post(toBase64url(new Uint8Array(354))),
        await post(await server.mint("space")),
        await server.call("postReply", { params: { bucket: "0" }, body: replyOf(), token: null }),
      ];
      for (const answer of answers) expect(answer.status).toBe(401);
      expect(new Set(answers.map(headerOf)).size).toBe(1);
      const parameters = challengeOf(headerOf(answers[0]!));
      expect([...parameters.keys()]).toEqual(["challenge", "token-key"]);

      // TokenChallenge: u16 token_type, opaque issuer_name<1..2^16-1>, opaque redemption_context<0..32>, opaque origin_info<0..2^16-1>.
      const challenge = parameters.get("challenge")!;
      expect(challenge.readUInt16BE(0)).toBe(2);
      const issuerEnd = 4 + challenge.readUInt16BE(2);
      expect(challenge.subarray(4, issuerEnd).toString()).toBe("localhost:8080");
      expect(challenge.readUInt8(issuerEnd)).toBe(0);
      const infoEnd = issuerEnd + 3 + challenge.readUInt16BE(issuerEnd + 1);
      expect(challenge.subarray(issuerEnd + 3, infoEnd).toString()).toBe("relay");
      expect(challenge.length).toBe(infoEnd);

      // A token that answers it carries its digest, and the name of the key.
      const token = Buffer.from(await server.mint("relay"), "base64url");
      const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
      expect(token.subarray(34, 66).equals(digest(challenge))).toBe(true);
      const tokenKey = parameters.get("token-key")!;
      expect(token.subarray(66, 98).equals(digest(tokenKey))).toBe(true);
      const published = createPublicKey({ key: tokenKey, format: "der", type: "spki" });
      expect(published.asymmetricKeyType).toBe("rsa-pss");
      expect(published.asymmetricKeyDetails).toMatchObject({
        modulusLength: 2048,
        hashAlgorithm: "sha384",
        saltLength: 48,
      });
    });

    test("nobody else is told: who is let in, whose token is spent, whose envelope is malformed, who opens a space", async () => {
      const token = await server.mint("relay");
      const answers = [
        await post(token),
        await post(token),
        await post(null, envelopeOf(4097)),
        await server.call("openSpace", { sign: signingKeyPair(), token: await server.mint("relay") }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([201, 409, 400, 401]);
      expect(answers.map(headerOf)).toEqual([null, null, null, null]);
    });
  });

  test("nothing that is stored of a draw is stored of a spending", async () => {
    const cookie = await newAccount(server);
    const batch = relayBatch();
    const tokens = batch.finish((await draw("relay", cookie, batch.requests)).bytes);
    for (const token of tokens.slice(0, 3)) await post(token);
    const { db } = server.running.database;
    const valuesOf = async (table: string) => {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.raw(table)}`.execute(db);
      return new Set(
        rows.flatMap((row) =>
          Object.values(row).flatMap((value) =>
            value instanceof Uint8Array ? [Buffer.from(value).toString("hex")] : [],
          ),
        ),
      );
    };
    const drawn = await valuesOf("private_plane.token_draw");
    const spent = await valuesOf("sealed_plane.spent_token");
    expect(drawn.size).toBeGreaterThan(0);
    expect(spent.size).toBeGreaterThanOrEqual(3);
    expect([...drawn].filter((value) => spent.has(value))).toEqual([]);
    expect(server.log()).not.toContain(tokens[0]!.slice(8, 40));
  });
});
