import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** `server/start.ts` in a process of its own, from its source. */
export interface SourceServer {
  readonly url: string;
  /** All that it has written to stdout and stderr. */
  output(): string;
  /** Sends a signal; resolves with the exit code, `null` when the signal ended it. */
  end(signal: "SIGTERM" | "SIGINT" | "SIGKILL"): Promise<number | null>;
}

const environmentOf = (environment: Readonly<Record<string, string>>) => ({
  PATH: process.env["PATH"],
  RELAY_PER_MINUTE: "0",
  ...environment,
});

/** Runs it to its end, for settings that do not let it start. */
export function runToEnd(
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "server/start.ts"], {
    cwd: root,
    env: environmentOf(environment),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, output })));
}

/** Starts it on a port that the system chooses, and waits until it says that it listens. */
export function startFromSource(environment: Readonly<Record<string, string>>): Promise<SourceServer> {
  const child = spawn(process.execPath, ["--import", "tsx", "server/start.ts"], {
    cwd: root,
    env: environmentOf({ PORT: "0", ...environment }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const server = (port: string): SourceServer => ({
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  });
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      const [, port] = /listening on port (\d+)/.exec(output) ?? [];
      if (port !== undefined) resolve(server(port));
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("exit", (code) => reject(new Error(`The server ended with code ${code}:\n${output}`)));
  });
}
