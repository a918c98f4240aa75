import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { epochOf, neighbourEpoch } from "../../crypto/protocol/token-epochs.ts";
import { toNumber } from "../../crypto/tokens/blind-rsa.ts";
import { tokenHeader } from "../../crypto/tokens/token-header.ts";
import { createLog } from "../../server/log.ts";
import { runServer } from "../../server/run-server.ts";
import { readSettings } from "../../server/settings.ts";
import { databaseKinds } from "../support/databases.ts";
import { envelopeOf } from "../support/envelopes.ts";
import { newSigner } from "../support/market-statements.ts";
import { pathOf, startTestServer } from "../support/test-server.ts";
import { newAccount } from "../support/token-draws.ts";

describe.each(databaseKinds)("weeks of tokens on %s", (kind) => {
  test("a token is spent in its week and the next, then it is expired and forgotten", async () => {
    const server = await startTestServer(kind);
    try {
      const post = (token: string) =>
        server.call("postEnvelope", { params: { party: newSigner().name }, body: envelopeOf(), token });
      const tokens = [];
      for (let index = 0; index < 3; index++) tokens.push(await server.mint("relay"));
      const epoch = epochOf(server.now());
      const secret = readFileSync(join(server.dataDir, "token-keys", `relay-${epoch}.key`));
      expect((await post(tokens[0]!)).status).toBe(201);

      server.turnClock(7);
      await server.running.app.expiry.run();
      expect(epochOf(server.now())).toBe(neighbourEpoch(epoch, 1));
      // Nothing is issued under last week's key, which is gone; what it issued is spent, and not twice.
      expect(existsSync(join(server.dataDir, "token-keys", `relay-${epoch}.key`))).toBe(false);
      const kept = readdirSync(join(server.dataDir, "token-keys")).map((name) =>
        readFileSync(join(server.dataDir, "token-keys", name)),
      );
      expect(kept.some((file) => file.equals(secret))).toBe(false);
      expect((await post(tokens[1]!)).status).toBe(201);
      expect((await post(tokens[0]!)).code).toBe("token/spent");
      await server.restart();
      expect((await post(tokens[1]!)).code).toBe("token/spent");
      expect((await post(await server.mint("relay"))).status).toBe(201);

      server.turnClock(7);
      await server.running.app.expiry.run();
      const late = await post(tokens[2]!);
      expect([late.status, late.code]).toEqual([401, "token/expired"]);
      const { rows } = await sql<{ epoch: string }>`select distinct epoch from sealed_plane.spent_token`.execute(
        server.running.database.db,
      );
      expect(rows.map((row) => row.epoch)).toEqual([neighbourEpoch(epoch, 1)]);
    } finally {
      await server.stop();
    }
  });

  test("keys are of the week, of their own for each purpose, announced before they issue, and there are few", async () => {
    const server = await startTestServer(kind);
    try {
      await server.mint("relay");
      const { book } = server.running.app.statements;
      const keys = () =>
        [...book.all()].flatMap(({ statement }) => (statement.type === "token-key" ? [statement] : []));
      const now = new Date(server.now()).toISOString().slice(0, 10);
      const live = keys().filter(({ body }) => body.notBefore <= now);
      expect(live.map(({ subject }) => subject).sort()).toEqual([
        `relay-${epochOf(server.now())}`,
        `space-${epochOf(server.now())}`,
      ]);
      const moduli = live.map(({ body }) => toNumber(fromBase64url(body.publicKey)));
      expect(new Set(moduli).size).toBe(2);
      const before = keys().length;
      await Promise.all([server.running.app.issuer.renew(), server.running.app.issuer.renew()]);
      expect(keys()).toHaveLength(before);
    } finally {
      await server.stop();
    }
  });

  test("before there is an instance nothing is issued, and nothing is taken", async () => {
    const server = await startTestServer(kind);
    try {
      const body = new Uint8Array(64 * 259).map((_, index) => (index % 259 === 1 ? 2 : 0));
      const cookie = await newAccount(server);
      const answer = await server.call("drawTokens", { params: { purpose: "relay" }, body, headers: { cookie } });
      expect([answer.status, answer.code]).toEqual([503, "token/unavailable"]);
      const token = toBase64url(new Uint8Array(354).map((_, index) => (index === 1 ? 2 : 0)));
      const post = await server.call("postEnvelope", {
        params: { party: newSigner().name },
        body: envelopeOf(),
        token,
      });
      expect([post.status, post.code]).toEqual([401, "token/invalid"]);
    } finally {
      await server.stop();
    }
  });
});

test("of twenty at once at two servers of one database exactly one passes, and both issue under one key", async () => {
  const first = await startTestServer("postgresql");
  const settings = readSettings({
    PORT: "0",
    DATA_DIR: first.dataDir,
    DATABASE_URL: first.postgres!.url,
    LOG_LEVEL: "silent",
    RELAY_PER_MINUTE: "0",
  });
  await first.mint("relay");
  const second = await runServer(settings, createLog("silent"));
  try {
    for (let round = 0; round < 5; round++) {
      const token = await first.mint("relay");
      const headers = { authorization: tokenHeader(token) };
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          fetch((index % 2 === 0 ? first.url : second.url) + pathOf("postEnvelope", { party: newSigner().name }), {
            method: "POST",
            body: new Uint8Array(envelopeOf()),
            headers,
          }),
        ),
      );
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status === 201)).toHaveLength(1);
      expect(statuses.filter((status) => status === 409)).toHaveLength(19);
    }
    await Promise.all([first.running.app.issuer.renew(), second.app.issuer.renew()]);
    const keysOf = (server: typeof second) =>
      [...server.app.statements.book.all()].flatMap(({ statement, digest }) =>
        statement.type === "token-key" ? [digest] : [],
      );
    expect(keysOf(second).sort()).toEqual(keysOf(first.running).sort());
  } finally {
    await second.close();
    await first.stop();
  }
});
