import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toBase64url } from "../../crypto/bytes.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { databaseKinds } from "../support/databases.ts";
import { envelopeOf, framesOf, replyOf } from "../support/envelopes.ts";
import {
  baseBackup,
  type DiskCopy,
  embeddedCopy,
  filesHolding,
  liesIn,
  openedByAnyKey,
  piecesOf,
} from "../support/stolen-disk.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// Whoever has every file that is left: data files, write-ahead log, a backup of before and one of after, and the keys.

interface Posted {
  readonly name: string;
  /** As it was sent. */
  readonly content: Uint8Array;
  /** As it lies in the database: closed under the key of its day. */
  closed: Buffer;
}

describe.each(databaseKinds)("after its deletion, on %s, an envelope", (kind) => {
  let server: TestServer;
  let reader: SigningKeyPair;
  let before: DiskCopy;
  let keysBefore: Buffer[];
  const copies: DiskCopy[] = [];
  const posted: Record<"acknowledged" | "expired" | "reply", Posted> = {
    acknowledged: { name: "acknowledged", content: envelopeOf(), closed: Buffer.alloc(0) },
    expired: { name: "expired", content: envelopeOf(), closed: Buffer.alloc(0) },
    reply: { name: "reply", content: replyOf(), closed: Buffer.alloc(0) },
  };
  const all = Object.values(posted);

  const live = () => server.postgres?.dataFolder ?? join(server.dataDir, "database");
  const backup = async (): Promise<DiskCopy> => {
    await sql`checkpoint`.execute(server.running.database.db);
    const copy =
      server.postgres === null ? await embeddedCopy(server.dataDir) : await baseBackup(server.postgres.url, live());
    copies.push(copy);
    return copy;
  };
  const keys = () =>
    readdirSync(join(server.dataDir, "day-keys")).map((name) => readFileSync(join(server.dataDir, "day-keys", name)));

  beforeAll(async () => {
    server = await startTestServer(kind);
    reader = signingKeyPair();
    const stranger = toBase64url(signingKeyPair().publicKey);
    const party = toBase64url(reader.publicKey);
    await server.call("postEnvelope", { params: { party }, body: posted.acknowledged.content });
    // The others on the day after, under keys of their own.
    server.turnClock(1);
    await server.call("postEnvelope", { params: { party: stranger }, body: posted.expired.content });
    await server.call("postReply", { params: { bucket: "0" }, body: posted.reply.content });
    const { db } = server.running.database;
    const inbox = await sql<{ sealed: Buffer }>`select sealed from sealed_plane.inbox_envelope order by cursor`.execute(
      db,
    );
    const board = await sql<{ sealed: Buffer }>`select sealed from sealed_plane.board_reply`.execute(db);
    posted.acknowledged.closed = Buffer.from(inbox.rows[0]!.sealed);
    posted.expired.closed = Buffer.from(inbox.rows[1]!.sealed);
    posted.reply.closed = Buffer.from(board.rows[0]!.sealed);
    before = await backup();
    keysBefore = keys();
  });
  afterAll(async () => {
    await server?.stop();
    for (const copy of copies) await copy.remove();
  });

  test("was there: the search finds it in data files, log and backup, and a key of the folder opens it", () => {
    for (const { content, closed } of all) {
      for (const folder of [live(), before.folder]) expect(liesIn([folder], closed)).toBe(true);
      expect(openedByAnyKey([server.dataDir], closed)?.equals(content)).toBe(true);
      // As it was sent it is nowhere even now.
      expect(filesHolding([live(), before.folder, server.dataDir], piecesOf(content))).toEqual([]);
    }
    const inLog = filesHolding([live()], piecesOf(posted.acknowledged.closed)).filter((path) =>
      path.includes("pg_wal"),
    );
    expect(inLog).not.toEqual([]);
    expect(filesHolding([server.dataDir], keysBefore)).toHaveLength(3);
  });

  test("that was acknowledged is opened by no key that is left, once its day is over", async () => {
    const listed = framesOf((await server.call("listEnvelopes", { sign: reader, query: "after=0" })).bytes);
    expect(listed.map(({ content }) => content.equals(posted.acknowledged.content))).toEqual([true]);
    await server.call("acknowledge", { sign: reader, body: { cursors: listed.map(({ cursor }) => cursor) } });
    server.turnClock(1);
    await server.running.app.expiry.run();

    const after = await backup();
    const folders = [live(), before.folder, after.folder, server.dataDir];
    expect(openedByAnyKey(folders, posted.acknowledged.closed)).toBeNull();
    expect(filesHolding(folders, piecesOf(posted.acknowledged.content))).toEqual([]);
    // Of the backup of before, a thief still has all of it that was in the database: noise.
    expect(liesIn([before.folder], posted.acknowledged.closed)).toBe(true);
    // What waits still is kept.
    for (const { content, closed } of [posted.expired, posted.reply]) {
      expect(openedByAnyKey([server.dataDir], closed)?.equals(content)).toBe(true);
    }
  });

  test("that expired, on a board or in an inbox, is opened by none either, and the keys are in no file", async () => {
    server.turnClock(14);
    await server.running.app.expiry.run();
    const after = await backup();
    const folders = [live(), before.folder, after.folder, server.dataDir];
    for (const { content, closed } of all) {
      expect(openedByAnyKey(folders, closed)).toBeNull();
      expect(filesHolding(folders, piecesOf(content))).toEqual([]);
    }
    expect(filesHolding(folders, keysBefore)).toEqual([]);
    const { db } = server.running.database;
    for (const table of ["inbox_envelope", "board_reply", "accepted"]) {
      const { rows } = await sql<{ count: number }>`select count(*) from ${sql.raw(`sealed_plane.${table}`)}`.execute(
        db,
      );
      expect([table, rows[0]?.count]).toEqual([table, 0]);
    }
  });
});
