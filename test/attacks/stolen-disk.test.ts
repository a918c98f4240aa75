import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { toBase64url } from "../../crypto/bytes.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { databaseKinds } from "../support/databases.ts";
import { envelopeOf, framesOf, replyOf } from "../support/envelopes.ts";
import { filesHolding, piecesOf } from "../support/stolen-disk.ts";
import { startTestServer } from "../support/test-server.ts";
import { batchOf, publishedKey } from "../support/token-draws.ts";

describe.each(databaseKinds)("whoever steals the disk of a server on %s", (kind) => {
  test("finds no envelope as it was sent, and after reading and shredding nothing that opens one", async () => {
    const server = await startTestServer(kind);
    const { db } = server.running.database;
    const folders = [server.dataDir, server.postgres?.dataFolder ?? server.dataDir];
    const pair = signingKeyPair();
    const party = toBase64url(pair.publicKey);
    const [envelope, reply] = [envelopeOf(), replyOf()];
    await server.call("postEnvelope", { params: { party }, body: envelope });
    await server.call("postReply", { params: { bucket: "0" }, body: reply });
    await sql`checkpoint`.execute(db);
    expect(filesHolding(folders, [...piecesOf(envelope), ...piecesOf(reply)])).toEqual([]);

    // What is searched for would be found: the row as it lies on the disk is.
    const { rows } = await sql<{ sealed: Buffer }>`select sealed from sealed_plane.inbox_envelope`.execute(db);
    expect(filesHolding(folders, piecesOf(rows[0]!.sealed))).not.toEqual([]);

    const day = new Date(server.now()).toISOString().slice(0, 10);
    const key = readFileSync(join(server.dataDir, "day-keys", `${day}.inbox.key`));
    const [{ cursor } = { cursor: 0 }] = framesOf(
      (await server.call("listEnvelopes", { sign: pair, query: "after=0" })).bytes,
    );
    await server.call("acknowledge", { sign: pair, body: { cursors: [cursor] } });
    server.turnClock(2);
    await server.running.app.expiry.run();
    await sql`checkpoint`.execute(db);
    expect(filesHolding(folders, [key])).toEqual([]);
    await server.stop();
  });

  test("finds nothing that joins an account to a space, or either to an order, though one paid for the other", async () => {
    const server = await startTestServer(kind);
    const { db } = server.running.database;
    const wrapper = {
      kemPublicKey: toBase64url(crypto.getRandomValues(new Uint8Array(1216))),
      wrappedSecret: toBase64url(crypto.getRandomValues(new Uint8Array(72))),
      sealedKeyring: toBase64url(crypto.getRandomValues(new Uint8Array(4096))),
    };
    const lookup = toBase64url(crypto.getRandomValues(new Uint8Array(32)));
    const registered = await server.call("registerWithCode", { body: { lookup, wrapper } });
    const cookie = (registered.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
    await server.mint("relay");
    const batch = batchOf(publishedKey(server, "relay"), "relay", 64);
    const drawn = await server.call("drawTokens", {
      params: { purpose: "relay" },
      body: batch.requests,
      headers: { cookie },
    });
    const [token] = batch.finish(drawn.bytes);
    const space = signingKeyPair();
    await server.call("openSpace", { sign: space });
    const params = { record: toBase64url(crypto.getRandomValues(new Uint8Array(16))) };
    await server.call("putRecord", { sign: space, params, query: "base=0", body: new Uint8Array(envelopeOf()) });
    const party = toBase64url(signingKeyPair().publicKey);
    await server.call("postEnvelope", { params: { party }, body: envelopeOf(), token: token! });
    await server.call("postReply", { params: { bucket: "0" }, body: replyOf() });

    const valuesOf = async (...tables: string[]): Promise<Set<string>> => {
      const values = new Set<string>();
      for (const table of tables) {
        const { rows } = await sql<Record<string, unknown>>`select * from ${sql.raw(table)}`.execute(db);
        expect(rows.length).toBeGreaterThan(0);
        for (const value of rows.flatMap((row) => Object.values(row))) {
          if (value instanceof Uint8Array) values.add(Buffer.from(value).toString("hex"));
        }
      }
      return values;
    };
    const groups = [
      await valuesOf(
        "private_plane.account",
        "private_plane.wrapper",
        "private_plane.session",
        "private_plane.token_draw",
      ),
      await valuesOf("private_plane.space", "private_plane.record", "private_plane.spent_token"),
      await valuesOf(
        "sealed_plane.accepted",
        "sealed_plane.inbox_envelope",
        "sealed_plane.board_reply",
        "sealed_plane.spent_token",
      ),
    ];
    for (const group of groups) expect(group.size).toBeGreaterThan(1);
    const [accounts, spaces, orders] = groups as [Set<string>, Set<string>, Set<string>];
    const shared = (a: Set<string>, b: Set<string>) => [...a].filter((value) => b.has(value));
    expect([shared(accounts, spaces), shared(accounts, orders), shared(spaces, orders)]).toEqual([[], [], []]);
    await server.stop();
  });
});
