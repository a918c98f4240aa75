import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBase64url, u32 } from "../../crypto/bytes.ts";
import { sha256 } from "../../crypto/hash.ts";
import {
  fillProof,
  inclusionPlan,
  leafHash,
  rootSubtrees,
  verifyConsistency,
  verifyInclusion,
} from "../../crypto/merkle.ts";
import { encodeLogEntry } from "../../crypto/protocol/log-entry.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { hashesFromTiles, tilesFor } from "../../crypto/tiles.ts";
import { migrateToLatest } from "../../server/database/migrate.ts";
import { type Database, type Db, openEmbedded, openPostgres } from "../../server/database/open-database.ts";
import { appendEntries, lockSequence, readTiles } from "../../server/transparency/log-store.ts";
import { openTransparencyLog } from "../../server/transparency/transparency-log.ts";
import { startPostgres } from "../support/databases.ts";
import { median, percentile, rounded, say } from "./figures.ts";

const groupEntries = 256;
const appendedEntries = 20_000;
const largeEntries = 1_000_000;
const proofs = 400;
const perSecondMin = 1000;

/** An entry like any other: whose statement, which revision, its hash. */
function entryOf(index: number): Uint8Array {
  const author = toBase64url(sha256(u32(index % 5000)));
  return encodeLogEntry({ type: "party", author, subject: author, revision: 1 + index, digest: author });
}

async function append(db: Db, first: number, count: number): Promise<void> {
  const entries = Array.from({ length: count }, (_, at) => entryOf(first + at));
  await db.transaction().execute(async (transaction) => {
    await lockSequence(transaction);
    await appendEntries(transaction, entries);
  });
}

/** Groups as the server commits them, each integrated, with a signed checkpoint, before the next. */
async function appending(db: Db) {
  const log = await openTransparencyLog({ db, key: signingKeyPair(), origin: "bench.example/log" });
  const milliseconds: number[] = [];
  const started = performance.now();
  for (let first = 0; first < appendedEntries; first += groupEntries) {
    const groupStarted = performance.now();
    await append(db, first, Math.min(groupEntries, appendedEntries - first));
    await log.integrate();
    milliseconds.push(performance.now() - groupStarted);
  }
  const seconds = (performance.now() - started) / 1000;
  const { size } = await log.checkpoint();
  if (size !== appendedEntries) throw new Error("Not all were integrated.");
  return {
    entriesPerSecond: Math.round(appendedEntries / seconds),
    groupP50Milliseconds: rounded(median(milliseconds)),
    groupP99Milliseconds: rounded(percentile(milliseconds, 0.99)),
  };
}

/** A log of a million entries: how long it takes to make, and proofs from nothing but its tiles. */
async function large(db: Db) {
  const started = performance.now();
  for (let first = appendedEntries; first < largeEntries; first += 4096) {
    await append(db, first, Math.min(4096, largeEntries - first));
  }
  const written = performance.now();
  const log = await openTransparencyLog({ db, key: signingKeyPair(), origin: "bench.example/log" });
  const integrated = performance.now();
  const { size, root } = await log.checkpoint();
  if (size !== largeEntries) throw new Error("Not all were integrated.");
  const hashesOf = async (plan: ReturnType<typeof inclusionPlan>) => {
    const tiles = await readTiles(db, tilesFor(plan, size));
    const find = (level: number, index: number) =>
      tiles.find((tile) => tile.level === level && tile.index === index)?.hashes;
    return fillProof(plan, hashesFromTiles(find));
  };
  const milliseconds: number[] = [];
  for (let turn = 0; turn < proofs; turn++) {
    const index = (turn * 7_919_333) % size;
    const proofStarted = performance.now();
    const proof = await hashesOf(inclusionPlan(index, size));
    milliseconds.push(performance.now() - proofStarted);
    verifyInclusion({ index, leaf: leafHash(entryOf(index)) }, { size, root }, proof);
  }
  const consistent = await provedConsistent(db, log, size, root);
  return {
    entriesCount: size,
    writingSeconds: rounded((written - started) / 1000),
    integratingSeconds: rounded((integrated - written) / 1000),
    inclusionProofP50Milliseconds: rounded(median(milliseconds)),
    inclusionProofP99Milliseconds: rounded(percentile(milliseconds, 0.99)),
    consistencyProofsVerifiedCount: consistent,
  };
}

/** That the whole goes on from the log as it was at several sizes. Returns how many. */
async function provedConsistent(
  db: Db,
  log: Awaited<ReturnType<typeof openTransparencyLog>>,
  size: number,
  root: Uint8Array,
): Promise<number> {
  const sizes = [1, 255, 256, 65_537, appendedEntries, size - 1];
  for (const older of sizes) {
    verifyConsistency(
      { size: older, root: await rootAt(db, older) },
      { size, root },
      await log.consistencyProof(older, size),
    );
  }
  return sizes.length;
}

/** The root that the log had at a size, again from tiles. */
async function rootAt(db: Db, size: number): Promise<Uint8Array> {
  const plan = [rootSubtrees(size)];
  const tiles = await readTiles(db, tilesFor(plan, size));
  const find = (level: number, index: number) =>
    tiles.find((tile) => tile.level === level && tile.index === index)?.hashes;
  return fillProof(plan, hashesFromTiles(find))[0]!;
}

async function migrated(database: Database): Promise<Database> {
  await migrateToLatest(database.db);
  return database;
}

/**
 * `npm run bench -- log`: entries appended, integrated and signed a second in groups as the server's, on PostgreSQL (a cluster
 * of its own, durable) and on PGlite; and a log of a million entries, with proofs answered from tiles alone.
 */
export async function benchLog() {
  await ready();
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  try {
    const database = await migrated(openPostgres(postgres.url));
    say("PostgreSQL …");
    const postgresql = await appending(database.db);
    say("PostgreSQL, a million entries …");
    const million = await large(database.db);
    await database.close();
    say("PGlite …");
    const embedded = await migrated(await openEmbedded(folder, 0, () => undefined));
    const pglite = await appending(embedded.db);
    await embedded.close();
    const limits = { postgresqlEntriesPerSecondMin: perSecondMin };
    return { groupEntries, postgresql, million, pglite, limits };
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
