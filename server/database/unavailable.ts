/** SQLSTATE classes: connection, out of resources (53100 disk full), operator intervention, system error, internal. */
const unavailableClasses = new Set(["08", "53", "57", "58"]);
const unavailableSystemCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "ENOSPC",
  "EPIPE",
  "EROFS",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
]);

/**
 * Whether a thrown value says that the database, or the disk below it, cannot serve now: the request is answered with
 * `database/unavailable` and may be sent again as it is.
 */
export function isDatabaseUnavailable(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  if (/^[0-9A-Z]{5}$/.test(code) && unavailableClasses.has(code.slice(0, 2))) return true;
  if (unavailableSystemCodes.has(code)) return true;
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after|PGlite is closed)/.test(
    thrown.message,
  );
}
