import { z } from "zod";
import type { InstanceFile } from "../crypto/protocol/exports.ts";
import { clientFolder, defaultInstance, instanceNamed, instanceNames } from "../instances/registry.ts";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const perMinute = z.coerce.number().int().min(0).max(100_000_000);

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  INSTANCE: z.enum(instanceNames).default(defaultInstance),
  INSTANCE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
  CLIENT_DIR: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug"]).default("info"),
  TRUST_PROXY: z.coerce.number().int().min(0).max(8).default(0),
  DEMO: flag.default(false),
  DISK_RESERVE_MB: z.coerce.number().int().min(0).max(1_000_000_000).default(96),
  RELAY_PER_MINUTE: perMinute.default(3_000),
  WRITES_PER_MINUTE: perMinute.default(6_000),
  ACCOUNT_PER_MINUTE: perMinute.default(300),
  PAGES_PER_MINUTE: perMinute.default(1_200),
});

/** What the operator may choose. Read once at start, from the environment. */
export interface Settings {
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  /** PostgreSQL ≥ 15; absent: PGlite in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Where people reach the shop, without a final slash. Its host name is the passkeys' rpID. */
  readonly origin: string;
  readonly rpId: string;
  /** The city: its languages, money, categories, labels. */
  readonly instance: InstanceFile;
  /** Public key of the instance, 43 characters of base64url; absent: the first accepted `instance` statement names it. */
  readonly instanceKey: string | undefined;
  readonly clientDir: string;
  readonly logLevel: "silent" | "fatal" | "error" | "warn" | "info" | "debug";
  /** How many proxies in front are trusted to name the client's address, counted from the server; 0: none. */
  readonly trustProxy: number;
  /** Serves the demo's invitation links at /demo.json. */
  readonly demo: boolean;
  /** Megabytes of the data folder's disk that an embedded database leaves free: below, it writes nothing. */
  readonly diskReserveMb: number;
  /** Envelopes a minute from one client address; 0: no limit. */
  readonly relayPerMinute: number;
  /** Statements, pictures and newly opened spaces a minute from one client address; 0: no limit. */
  readonly writesPerMinute: number;
  /** Account requests a minute from one client address; 0: no limit. */
  readonly accountPerMinute: number;
  /** Public pages a minute for one client address; 0: no limit. */
  readonly pagesPerMinute: number;
}

const explanations: Record<string, string> = {
  PORT: "a port number from 0 to 65535",
  DATABASE_URL: "a URL that begins with postgresql://",
  ORIGIN: "a URL such as https://market.example, without a path",
  INSTANCE: "the name of a folder of instances/",
  INSTANCE_KEY: "43 characters of base64url",
  LOG_LEVEL: "one of silent, fatal, error, warn, info, debug",
  TRUST_PROXY: "the number of proxies in front, from 0 to 8",
  DEMO: "0 or 1",
};

/** Settings that cannot be used, in words for the operator. Values are not repeated: one may be a password. */
export class SettingsError extends Error {}

/** Reads the settings. Throws {@link SettingsError} that names each variable that is wrong and what it should be. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  // An empty variable is how a shell says "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const result = environment.safeParse(given);
  if (!result.success) {
    const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
    const lines = names.map((name) => `  ${name} must be ${explanations[name] ?? "a whole number, 0 or more"}.`);
    throw new SettingsError(`Some settings cannot be used:\n${lines.join("\n")}`);
  }
  const read = result.data;
  const origin = new URL(read.ORIGIN ?? `http://localhost:${read.PORT}`);
  if (origin.pathname !== "/" || origin.search !== "" || origin.hash !== "") {
    throw new SettingsError(`Some settings cannot be used:\n  ORIGIN must be ${explanations["ORIGIN"]}.`);
  }
  return {
    port: read.PORT,
    host: read.HOST,
    databaseUrl: read.DATABASE_URL,
    dataDir: read.DATA_DIR,
    origin: origin.origin,
    rpId: origin.hostname,
    instance: instanceNamed(read.INSTANCE),
    instanceKey: read.INSTANCE_KEY,
    clientDir: read.CLIENT_DIR ?? clientFolder(read.INSTANCE),
    logLevel: read.LOG_LEVEL,
    trustProxy: read.TRUST_PROXY,
    demo: read.DEMO,
    diskReserveMb: read.DISK_RESERVE_MB,
    relayPerMinute: read.RELAY_PER_MINUTE,
    writesPerMinute: read.WRITES_PER_MINUTE,
    accountPerMinute: read.ACCOUNT_PER_MINUTE,
    pagesPerMinute: read.PAGES_PER_MINUTE,
  };
}
