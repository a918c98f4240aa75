import { type DestinationStream, pino } from "pino";

/**
 * All that a log line may hold beside `level`, `time` and `msg`; the data map declares each. Never an address, a key, a
 * path or anything a peer sent.
 */
export interface LogFields {
  /** Name of the route in `crypto/protocol/routes.ts`. */
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
  /** Literal code of a problem, or the SQLSTATE or system code of an unexpected error. */
  readonly code?: string;
  /** Where in this program an unexpected error came from: function names, files and lines; no message. */
  readonly stack?: string;
  readonly count?: number;
}

/** The names of {@link LogFields}, in the order in which they are written. */
export const logFieldNames = [
  "route",
  "status",
  "durationMs",
  "code",
  "stack",
  "count",
] as const satisfies (keyof LogFields)[];

type Write = (message: string, fields?: LogFields) => void;

export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/** A log that writes allow-listed fields only, whatever it is handed, one JSON object a line. */
export function createLog(level: string, destination?: DestinationStream): Log {
  // base: null leaves out the process id and the host's name.
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  const allowed = (fields: LogFields = {}): LogFields =>
    Object.fromEntries(logFieldNames.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
  return {
    debug: (message, fields) => logger.debug(allowed(fields), message),
    info: (message, fields) => logger.info(allowed(fields), message),
    warn: (message, fields) => logger.warn(allowed(fields), message),
    error: (message, fields) => logger.error(allowed(fields), message),
  };
}

/** The call sites of an error, without its message, which may repeat what a peer sent. */
export function callSites(thrown: unknown): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  const sites = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return sites
    .slice(0, 6)
    .map((line) =>
      line
        .trim()
        .replace(/\(?(?:file:\/\/)?\/[^\s)]*\/((?:server|crypto|migrations|node_modules)\/[^\s)]*)\)?/, "($1)"),
    )
    .join(" < ");
}
