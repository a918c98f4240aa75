import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type App, createApp } from "./app.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import { migrateToLatest } from "./database/migrate.ts";
import { type Database, openEmbedded, openPostgres } from "./database/open-database.ts";
import type { Clock } from "./days.ts";
import type { Log } from "./log.ts";
import type { Settings } from "./settings.ts";

/** A server that answers. */
export interface RunningServer {
  /** Where it listens, without a final slash. */
  readonly url: string;
  readonly port: number;
  readonly app: App;
  readonly database: Database;
  /** Stops listening, ends streams, lets requests under way finish, closes the database, lets the data folder go. */
  close(): Promise<void>;
}

/** How long requests under way may take at the end. */
const closingMs = 8_000;
/** How often connections that have nothing under way any more are closed meanwhile. */
const sweepMs = 20;

/**
 * Opens the database, migrates it, and serves. Whatever fails on the way leaves nothing open. Throws
 * `DataFolderInUse` for a second server on one embedded database.
 */
export async function runServer(settings: Settings, log: Log, clock: Clock = Date.now): Promise<RunningServer> {
  const undo: (() => Promise<void> | void)[] = [];
  const undoAll = async () => {
    for (const step of undo.toReversed()) await step();
  };
  try {
    if (settings.databaseUrl === undefined) undo.push(lockDataFolder(settings.dataDir));
    const database = await openDatabase(settings, log);
    undo.push(() => database.close());
    await migrateToLatest(database.db);
    const app = await createApp({ settings, database, log, clock });
    undo.push(() => app.close());
    const server = createServer(
      { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 60_000 },
      app.listener,
    );
    const sockets = openSockets(server);
    await listen(server, settings);
    undo.push(() => closeServer(server, sockets, app));
    void app.expiry.run();
    const { port } = server.address() as AddressInfo;
    const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
    return { url: `http://${host}:${port}`, port, app, database, close: undoAll };
  } catch (thrown) {
    await undoAll();
    throw thrown;
  }
}

async function openDatabase(settings: Settings, log: Log): Promise<Database> {
  if (settings.databaseUrl !== undefined) return openPostgres(settings.databaseUrl);
  return openEmbedded(settings.dataDir, settings.diskReserveMb * 1_000_000, (room) => {
    if (room) log.warn("The disk of the data folder has room again: the database writes.");
    else log.error("The disk of the data folder is full: nothing more is stored until there is room. Nothing is lost.");
  });
}

function listen(server: Server, { port, host }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: 2048 }, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

async function closeServer(server: Server, sockets: ReadonlySet<Socket>, app: App): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  app.hub.close();
  // Browsers connect ahead of need; Node takes a connection without a first request for a busy one.
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  server.closeIdleConnections();
  // Node keeps a connection alive whose answer ends only now, a stream's for one, as if somebody could ask on it again.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  const timer = setTimeout(() => server.closeAllConnections(), closingMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(timer);
}

/** The connections that are open now. */
function openSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return sockets;
}
