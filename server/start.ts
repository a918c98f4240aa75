import { DataFolderInUse } from "./data-folder-lock.ts";
import { callSites, createLog, type Log } from "./log.ts";
import { runServer } from "./run-server.ts";
import { readSettings, type Settings, SettingsError } from "./settings.ts";

/** Says why the server does not start, in words for the operator, and ends with a code that is not 0. */
function giveUp(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function settingsOrEnd(): Settings {
  try {
    return readSettings(process.env);
  } catch (thrown) {
    if (thrown instanceof SettingsError) giveUp(thrown.message);
    throw thrown;
  }
}

function explain(thrown: unknown, settings: Settings, log: Log): never {
  if (thrown instanceof DataFolderInUse) giveUp(thrown.message);
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
  if (code === "EADDRINUSE") giveUp(`Port ${settings.port} is in use by another program. Set PORT to a free one.`);
  if (code === "EACCES") giveUp("The port or the data folder may not be opened by this user. Set PORT or DATA_DIR.");
  log.error("start failed", { code, stack: callSites(thrown) });
  const database = settings.databaseUrl === undefined ? "the embedded database in DATA_DIR" : "DATABASE_URL";
  giveUp(`The server could not be started (${code}). Is ${database} reachable, and does the disk have room?`);
}

const settings = settingsOrEnd();
const log = createLog(settings.logLevel);
const server = await runServer(settings, log).catch((thrown: unknown) => explain(thrown, settings, log));
if (server.database.kind === "embedded") {
  log.warn(
    "The database is embedded in the data folder: a power cut can cost the last data written. " +
      "For real use, set DATABASE_URL to a PostgreSQL of version 15 or newer.",
  );
}

log.info(`listening on port ${server.port}, for ${settings.origin}`);
server.database.onLost(() => {
  log.error("The embedded database has stopped. Nothing confirmed is lost. Make room on the disk, then start again.");
  process.exit(70);
});

let closing = false;
const close = () => {
  // A second signal means: now.
  if (closing) process.exit(1);
  closing = true;
  server.close().then(
    () => {
      log.info("closed");
      process.exit(0);
    },
    (thrown: unknown) => {
      log.error("closing failed", { stack: callSites(thrown) });
      process.exit(1);
    },
  );
};
process.on("SIGTERM", close);
process.on("SIGINT", close);
