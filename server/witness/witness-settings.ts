import { z } from "zod";
import { CodedError } from "../../crypto/coded-error.ts";
import { type NoteKey, noteSignatureTypes, parseNoteKey } from "../../crypto/signed-note.ts";

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8090),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("./witness-data"),
  WITNESS_NAME: z
    .string()
    .max(120)
    .regex(/^[^\s+]+$/),
  WITNESS_LOGS: z.string().max(100_000),
});

/** What whoever runs a witness alone may choose, from the environment. */
export interface WitnessSettings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** The name by which others know it, an address without its scheme. */
  readonly name: string;
  /** Keys of the logs that it watches; each key's name is its log's origin. */
  readonly logs: readonly NoteKey[];
}

const explanations: Record<string, string> = {
  PORT: "a port number from 0 to 65535",
  HOST: "an address of this machine",
  DATA_DIR: "a folder",
  WITNESS_NAME: 'a name without spaces or "+", such as witness.example/w1',
  WITNESS_LOGS: "verifier keys of logs, with spaces between: market.example/log+1a2b3c4d+AW…",
};

/** Reads the settings. Throws an error that names, in words for the operator, each variable that cannot be used. */
export function readWitnessSettings(env: Readonly<Record<string, string | undefined>>): WitnessSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const result = environment.safeParse(given);
  const names = result.success ? [] : result.error.issues.map((issue) => String(issue.path[0]));
  const logs = readLogs(given["WITNESS_LOGS"] ?? "");
  if (logs === null) names.push("WITNESS_LOGS");
  if (!result.success || logs === null) {
    const lines = [...new Set(names)].map((name) => `  ${name} must be ${explanations[name]}.`);
    throw new CodedError("witness/settings", `Some settings cannot be used:\n${lines.join("\n")}`);
  }
  const { PORT: port, HOST: host, DATA_DIR: dataDir, WITNESS_NAME: name } = result.data;
  return { port, host, dataDir, name, logs };
}

/** `null` when there is none, one is broken, is a witness's, or two have one name. */
function readLogs(text: string): NoteKey[] | null {
  try {
    const keys = text
      .split(/[\s,]+/)
      .filter((key) => key !== "")
      .map(parseNoteKey);
    const isUsable = keys.length > 0 && keys.every(({ type }) => type === noteSignatureTypes.ed25519);
    return isUsable && new Set(keys.map(({ name }) => name)).size === keys.length ? keys : null;
  } catch {
    return null;
  }
}
