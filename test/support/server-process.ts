import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A busy machine starts slowly; a server that cannot start says so by ending. */
const readySeconds = 120;

/** A server as it runs for people: the built one, in a process of its own, that can be killed and started again. */
export interface ServerProcess {
  /** `http://localhost:<port>`: localhost is where browsers allow passkeys without TLS. */
  readonly origin: string;
  readonly port: number;
  /** Of its process; undefined where it could not be started. */
  readonly pid: number | undefined;
  /** Everything that it has written to stdout and stderr. */
  log(): string;
  /** Ends it: SIGTERM lets it finish, SIGKILL does not. Resolves with its exit code once it is gone. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Resolves when `holds` does. Throws `what` after `seconds`. */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 30): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * Starts the built server on `dataDir` and waits until it is ready. `environment` adds settings.
 * @param settings.port an earlier server's port, to come back under the same origin
 */
export async function startServer(settings: {
  readonly dataDir: string;
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<ServerProcess> {
  const port = settings.port ?? (await freePort());
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["dist/node/server/start.js"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: settings.dataDir,
      // Tests hurry where people do not.
      RELAY_PER_MINUTE: "0",
      WRITES_PER_MINUTE: "0",
      ACCOUNT_PER_MINUTE: "0",
      PAGES_PER_MINUTE: "0",
      ...settings.environment,
    },
  });
  let log = "";
  child.stdout.on("data", (chunk: Buffer) => (log += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const ended = exitOf(child);
  const isReady = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}:\n${log}`);
    return fetch(`http://127.0.0.1:${port}/ready`).then(
      (response) => response.ok,
      () => false,
    );
  };
  await until(`the server on port ${port} is ready`, isReady, readySeconds).catch(async (error: unknown) => {
    child.kill("SIGKILL");
    await ended;
    throw error;
  });
  return {
    origin,
    port,
    pid: child.pid,
    log: () => log,
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
  });
}
