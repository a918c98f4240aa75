import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { defaultInstance, instanceNamed } from "../../instances/registry.ts";

/** Where an agent works: read from ORIGIN or PORT, DATA_DIR and INSTANCE, as the server does. */
export interface AgentSettings {
  readonly origin: string;
  readonly dataDir: string;
  readonly instance: InstanceFile;
}

/** Reads the settings. Throws `instance/unknown`. */
export function readAgentSettings(environment: NodeJS.ProcessEnv): AgentSettings {
  const port = environment["PORT"] || "8080";
  return {
    origin: (environment["ORIGIN"] || `http://localhost:${port}`).replace(/\/$/, ""),
    dataDir: resolve(environment["DATA_DIR"] || "data"),
    instance: instanceNamed(environment["INSTANCE"] || defaultInstance),
  };
}

/** Writes a JSON file that only this user may read: whole under its name, or not at all. */
export async function writePrivateJson(dataDir: string, name: string, content: unknown): Promise<string> {
  const path = join(dataDir, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
  return path;
}
