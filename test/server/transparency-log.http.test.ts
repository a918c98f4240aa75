import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logNoteKey, openCheckpoint } from "../../crypto/checkpoint.ts";
import { type LogEntry, logEntryOf } from "../../crypto/protocol/log-entry.ts";
import { readPack } from "../../crypto/protocol/pack.ts";
import { readStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { openOperatorKeys } from "../../server/operator-keys.ts";
import { openTransparencyLog } from "../../server/transparency/transparency-log.ts";
import { databaseKinds } from "../support/databases.ts";
import { readLog } from "../support/log-reader.ts";
import { foundInstance, type Founded, items, newSigner, partyBody, stated } from "../support/market-statements.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const nameOf = ({ type, author, subject }: LogEntry): string => `${type} ${author} ${subject}`;

/** Every statement that readers of the catalogue hold. */
async function catalogueOf(server: TestServer): Promise<SignedStatement[]> {
  await server.running.app.catalogue.settled();
  const { packs } = (await server.call("catalogue")).json as { packs: { digest: string }[] };
  const read = new Map<string, SignedStatement>();
  for (const { digest } of packs) {
    const { bytes } = await server.call("pack", { params: { digest } });
    // A later pack has what replaced a part of an earlier one.
    for (const signed of readPack(bytes).map(readStatement)) {
      const { type, author, subject } = signed.statement;
      read.set(`${type} ${author} ${subject}`, signed);
    }
  }
  return [...read.values()];
}

describe.each(databaseKinds)("the transparency log on %s", (kind) => {
  let server: TestServer;
  let founded: Founded;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.stop());

  test("is there before anything is in it", async () => {
    const { checkpoint, entries } = await readLog(server.url);
    expect([checkpoint.size, entries]).toEqual([0, []]);
    expect(checkpoint.origin).toBe("localhost:8080/log");
    expect((await server.call("logTile", { params: { tile: "0/000" } })).status).toBe(404);
  });

  test("has every revision of a statement once, in order, by the time it is accepted", async () => {
    founded = await foundInstance(server);
    const party = await founded.newParty("Laiterie");
    const said: SignedStatement[] = [2, 3, 7].map((revision) =>
      stated(party, "party", partyBody(`Laiterie ${revision}`), { revision }),
    );
    for (const signed of said) {
      expect((await founded.send(signed)).status).toBe(201);
      expect((await readLog(server.url)).said.at(-1)).toEqual(logEntryOf(signed));
    }
    expect((await founded.send(said[2]!)).status).toBe(200);
    expect((await founded.send(said[0]!)).status).toBe(409);
    const { said: entries } = await readLog(server.url);
    expect(entries.map(({ type, revision }) => `${type} ${revision}`)).toEqual([
      "instance 1",
      "party 1",
      "accreditation 1",
      "party 2",
      "party 3",
      "party 7",
    ]);
  });

  test("keeps nothing of shelves, stock, offers and inbox keys, nor of what was refused", async () => {
    const party = await founded.newParty("Sans trace");
    const before = await readLog(server.url);
    await founded.send(stated(party, "shelf", { name: { fr: "Rayon" }, items: items(3) }, { subject: "a" }));
    await founded.send(stated(party, "stock", { levels: {} }, { subject: "a" }));
    await founded.send(stated(party, "inbox-key", { kemPublicKey: "A".repeat(1622), notAfter: "2027-01-01" }));
    const body = { status: "accredited" as const, labels: [], keyCompared: true };
    expect((await founded.send(stated(party, "accreditation", body, { subject: party.name }))).status).toBe(403);
    const after = await readLog(server.url);
    expect(after.said).toEqual(before.said);
  });

  test("goes on from every earlier checkpoint, over two tiles, and holds what the catalogue shows", async () => {
    const earlier = [(await readLog(server.url)).checkpoint];
    for (let round = 0; round < 5; round++) {
      await Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          founded.send(
            stated(
              founded.steward,
              "accreditation",
              { status: "refused", labels: [], keyCompared: false },
              { subject: newSigner().name, revision: index + 1 },
            ),
          ),
        ),
      );
      earlier.push((await readLog(server.url, earlier)).checkpoint);
    }
    expect(earlier.at(-1)!.size).toBeGreaterThan(300);
    const { entries } = await readLog(server.url, earlier);
    const newest = new Map(entries.map((entry) => [nameOf(entry), entry]));
    const shown = (await catalogueOf(server)).map(logEntryOf).filter((entry) => entry !== null);
    expect(shown.length).toBeGreaterThan(300);
    for (const entry of shown) expect(newest.get(nameOf(entry))).toEqual(entry);
  });

  test("comes back after a restart as it was, and goes on", async () => {
    const before = await readLog(server.url);
    await server.restart();
    const after = await readLog(server.url, [before.checkpoint]);
    expect(after.said).toEqual(before.said);
    await founded.newParty("Après");
    expect((await readLog(server.url, [before.checkpoint])).said).toHaveLength(before.said.length + 2);
  });

  test("keeps its name when people reach the shop elsewhere", async () => {
    await server.restart({ ORIGIN: "https://market.example" });
    expect((await readLog(server.url)).checkpoint.origin).toBe("localhost:8080/log");
    expect((await server.call("operator")).json.log.origin).toBe("localhost:8080/log");
    await server.restart();
  });

  test("is served for caches, compressed where it helps, and to nobody who shows a cookie", async () => {
    const full = await server.call("logTile", { params: { tile: "0/000" } });
    expect([full.status, full.bytes.length]).toEqual([200, 8192]);
    expect(full.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(full.headers.get("content-type")).toBe("application/octet-stream");
    const bundle = await fetch(`${server.url}/log/tile/entries/000`, { headers: { "accept-encoding": "gzip" } });
    expect(bundle.headers.get("content-encoding")).toBe("gzip");
    const plain = await fetch(`${server.url}/log/tile/entries/000`, { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(Buffer.from(await bundle.arrayBuffer()).equals(Buffer.from(await plain.arrayBuffer()))).toBe(true);
    const checkpoint = await server.call("logCheckpoint");
    expect(checkpoint.headers.get("cache-control")).toBe("no-cache");
    expect(checkpoint.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    for (const path of ["/log/checkpoint", "/log/tile/0/000"]) {
      const answer = await fetch(server.url + path, { headers: { cookie: "a=b" } });
      expect(answer.status).toBe(400);
    }
  });

  test("a part that is not there has no address, whatever it is called", async () => {
    const { size } = (await readLog(server.url)).checkpoint;
    const missing = [
      "0/001",
      `0/001.p/${size - 256 + 1}`,
      "0/002.p/1",
      "1/000",
      "1/000.p/2",
      "2/000.p/1",
      "63/000.p/1",
      "64/000",
      "entries/001",
      "entries/000.p/256",
      "0/000.p/0",
      "0/0",
      "0/x000/000",
      "0/x999/x999/x999/x999/999",
      "0/000/",
      "0/000%00",
      "x".repeat(5000),
    ];
    for (const tile of missing) {
      const answer = await fetch(`${server.url}/log/tile/${tile}`);
      expect([tile, answer.status]).toEqual([tile, 404]);
    }
    const narrower = await server.call("logTile", { params: { tile: "0/000.p/7" } });
    const full = await server.call("logTile", { params: { tile: "0/000" } });
    expect(narrower.bytes).toEqual(full.bytes.subarray(0, 7 * 32));
  });

  test("of a database that is older than the log gets an entry for every statement, in an order that is fixed", async () => {
    const before = await readLog(server.url);
    const newest = new Map(before.said.map((entry) => [nameOf(entry), entry]));
    const runs: LogEntry[][] = [];
    for (let run = 0; run < 2; run++) {
      await sql`update public_plane.statement set log_index = null`.execute(server.running.database.db);
      for (const table of ["log_entry", "log_tile", "log_checkpoint"]) {
        await sql`delete from ${sql.table(`public_plane.${table}`)}`.execute(server.running.database.db);
      }
      await server.restart();
      runs.push([...(await readLog(server.url)).said]);
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(new Map(runs[0]!.map((entry) => [nameOf(entry), entry]))).toEqual(newest);
    expect(runs[0]![0]!.type).toBe("instance");
    await founded.newParty("Et la suite");
    expect((await readLog(server.url)).said).toHaveLength(newest.size + 2);
  });

  test("that contradicts its checkpoint is signed no further: a server does not open it", async () => {
    const { db } = server.running.database;
    const open = () =>
      openTransparencyLog({ db, key: openOperatorKeys(server.dataDir).log, origin: "other.example/log" });
    expect((await (await open()).checkpoint()).origin).toBe("localhost:8080/log");
    const rows = await db.selectFrom("public_plane.log_tile").selectAll().where("level", "=", 0).execute();
    const last = rows.toSorted((a, b) => a.index - b.index).at(-1)!;
    const put = (hashes: Uint8Array) =>
      db
        .updateTable("public_plane.log_tile")
        .set({ hashes })
        .where("level", "=", 0)
        .where("index", "=", last.index)
        .execute();
    const bent = Buffer.from(last.hashes);
    bent[0]! ^= 1;
    for (const hashes of [bent, last.hashes.subarray(0, -32)]) {
      await put(hashes);
      await expect(open()).rejects.toMatchObject({ code: expect.stringMatching(/^(log\/damaged|tiles\/malformed)$/) });
    }
    await put(last.hashes);
    // A hole in the entries, behind the checkpoint.
    const { size } = (await readLog(server.url)).checkpoint;
    await db
      .insertInto("public_plane.log_entry")
      .values({ index: size + 1, entry: Buffer.from("x") })
      .execute();
    await expect(open()).rejects.toMatchObject({ code: "log/damaged" });
    await db.deleteFrom("public_plane.log_entry").where("index", ">=", size).execute();
    expect((await (await open()).checkpoint()).origin).toBe("localhost:8080/log");
  });

  test("under another key of the server is signed again, as it is", async () => {
    const { db } = server.running.database;
    const before = await readLog(server.url);
    const key = signingKeyPair();
    await openTransparencyLog({ db, key, origin: "other.example/log" });
    const { note } = await db.selectFrom("public_plane.log_checkpoint").selectAll().executeTakeFirstOrThrow();
    const { origin } = before.checkpoint;
    expect(openCheckpoint(note, origin, logNoteKey(origin, key.publicKey))).toMatchObject({
      size: before.checkpoint.size,
      root: before.checkpoint.root,
    });
  });
});
