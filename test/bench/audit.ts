import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, statfsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import type { AuditResult } from "../../audit/run-audit.ts";
import { migrateToLatest } from "../../server/database/migrate.ts";
import { type Db, openPostgres } from "../../server/database/open-database.ts";
import { addDays, dayOf } from "../../server/days.ts";
import { epochOf } from "../../crypto/protocol/token-epochs.ts";
import { openDayKeys } from "../../server/relay/day-keys.ts";
import { insertInboxEnvelopes } from "../../server/relay/envelope-store.ts";
import { startPostgres } from "../support/databases.ts";
import { envelopeOf } from "../support/envelopes.ts";
import { rounded, say } from "./figures.ts";

const envelopes = 1_000_000;
const inboxes = 500;
const perStatement = 250;
const daysWaiting = 10;
const secondsMax = 60;
/** Files, write-ahead log and the disk's own reserve, for each byte of an envelope. */
const diskBytesPerEnvelope = 3 * 4500;
const root = fileURLToPath(new URL("../../", import.meta.url));

/** As many as the bench is about, or as the disk has room for. */
function envelopesThatFit(): number {
  const { bavail, bsize } = statfsSync(tmpdir());
  const fitting = Math.floor((bavail * bsize) / diskBytesPerEnvelope);
  return Math.min(envelopes, fitting - (fitting % perStatement));
}

/** Envelopes of the smallest size, closed under keys of their days and written as the relay writes them. */
async function fill(db: Db, dataDir: string, count: number): Promise<void> {
  const keys = openDayKeys(join(dataDir, "day-keys"));
  const addresses = Array.from({ length: inboxes }, () => randomBytes(32));
  const today = dayOf(Date.now());
  for (let written = 0; written < count; written += perStatement) {
    const day = addDays(today, -Math.floor(((count - 1 - written) * daysWaiting) / count));
    const arrivals = Array.from({ length: perStatement }, (_, index) => {
      const content = envelopeOf();
      const digest = createHash("sha256").update(content).digest();
      const payment = { token: randomBytes(32), epoch: epochOf(Date.parse(day)) };
      return {
        digest,
        payment,
        inbox: addresses[(written + index) % inboxes]!,
        sealed: keys.close("inbox", day, content),
      };
    });
    await insertInboxEnvelopes(db, day, arrivals);
    if (written % 100_000 === 0) say(`  ${written} envelopes …`);
  }
}

/** Accounts and spaces beside them, so that joins have two sides. */
async function fillPrivatePlane(db: Db): Promise<void> {
  for (let index = 0; index < 2_000; index++) {
    const day = dayOf(Date.now());
    await db
      .insertInto("private_plane.account")
      .values({ id: randomBytes(32), epoch: 1, created_on: day })
      .execute();
    await db
      .insertInto("private_plane.space")
      .values({ id: randomBytes(32), head: 0, records: 0, bytes: 0, opened_on: day })
      .execute();
  }
}

/** The most memory that a process has held so far, in MiB; what was seen last when it is gone. */
function watchMemory(child: ChildProcess): () => number {
  let mebibytes = 0;
  const look = () => {
    try {
      const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? [];
      mebibytes = Math.max(mebibytes, Number(kibibytes ?? 0) / 1024);
    } catch {
      // Gone, or a system without /proc.
    }
  };
  const timer = setInterval(look, 100);
  child.once("exit", () => clearInterval(timer));
  return () => rounded(mebibytes, 0);
}

async function audit(url: string, dataDir: string) {
  const words = ["--import", "tsx", "audit/audit.ts", "--database-url", url, "--data-dir", dataDir, "--json"];
  const started = performance.now();
  const child = spawn(process.execPath, words, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const memory = watchMemory(child);
  let out = "";
  child.stdout?.on("data", (chunk: Buffer) => (out += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  const seconds = (performance.now() - started) / 1000;
  return { seconds: rounded(seconds), memoryMebibytes: memory(), result: JSON.parse(out) as AuditResult };
}

/**
 * `npm run bench -- audit`: the whole command on a PostgreSQL with a million envelopes of 4 KiB that wait, closed at rest,
 * and their data folder. Needs 13 GB of disk for a while; with less, as many as fit.
 */
export async function benchAudit() {
  const count = envelopesThatFit();
  if (count < envelopes) say(`The disk has room for ${count} envelopes only.`);
  const postgres = await startPostgres({ durable: false });
  const dataDir = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  try {
    const database = openPostgres(postgres.url);
    await migrateToLatest(database.db);
    await fillPrivatePlane(database.db);
    const filling = performance.now();
    await fill(database.db, dataDir, count);
    const fillSeconds = rounded((performance.now() - filling) / 1000, 0);
    await sql`checkpoint`.execute(database.db);
    const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(
      database.db,
    );
    await database.close();
    say("Auditing …");
    const { seconds, memoryMebibytes, result } = await audit(postgres.url, dataDir);
    const slow = result.checks.filter(({ milliseconds }) => milliseconds >= 100);
    return {
      envelopesCount: count,
      envelopeBytes: 4096,
      databaseMebibytes: rounded((rows[0]?.bytes ?? 0) / 2 ** 20, 0),
      fillSeconds,
      auditSeconds: seconds,
      auditMemoryMebibytes: memoryMebibytes,
      passed: result.passed,
      findings: result.findings.map(({ check, severity, evidence }) => ({ check, severity, evidence })),
      millisecondsOfChecks: Object.fromEntries(slow.map(({ check, milliseconds }) => [check, milliseconds])),
      limits: { auditSecondsMax: secondsMax },
    };
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
