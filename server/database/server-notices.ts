import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** Notices between the servers of one PostgreSQL (LISTEN, NOTIFY): each is an address and nothing else. */
export interface ServerNotices {
  /** Tells the other servers; notices of one moment travel together. */
  send(address: string): void;
  /** Ends the connection. */
  close(): Promise<void>;
}

const channel = "smartketplace";
const gatherMs = 20;
const retryMs = 2_000;

/**
 * Listens to the other servers on a connection of its own, and connects again when it breaks.
 * @param on.notice called with each address that another server sent
 * @param on.connected called whenever listening begins: notices sent before were missed
 */
export function openServerNotices(
  databaseUrl: string,
  on: { notice: (address: string) => void; connected: () => void },
): ServerNotices {
  const self = randomBytes(8).toString("hex");
  const closing = new AbortController();
  let client: pg.Client | null = null;
  let waiting = new Set<string>();

  const listenOnce = async (): Promise<void> => {
    const own = new pg.Client({ connectionString: databaseUrl, application_name: "smartketplace notices" });
    const ended = new Promise<void>((resolve) => {
      own.once("end", () => resolve());
      own.on("error", () => resolve());
      // Also while it is still connecting: closing must not wait for a connection that then stays.
      closing.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    try {
      await own.connect();
      own.on("notification", ({ payload = "" }) => {
        const [sender, address] = payload.split(/ (.*)/s);
        if (sender !== self && address !== undefined) on.notice(address);
      });
      await own.query(`listen ${channel}`);
      if (closing.signal.aborted) return;
      client = own;
      on.connected();
      await ended;
    } finally {
      client = null;
      await own.end().catch(() => undefined);
    }
  };

  const listen = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await listenOnce().catch(() => undefined);
      await pause(retryMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };

  let sending: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    await pause(gatherMs);
    const payloads = [...waiting].map((address) => `${self} ${address}`);
    waiting = new Set();
    // Whoever misses a notice asks again by itself within a minute.
    await client?.query("select pg_notify($1, payload) from unnest($2::text[]) payload", [channel, payloads]);
  };

  const listening = listen();
  return {
    send(address) {
      const first = waiting.size === 0;
      waiting.add(address);
      if (first) sending = sending.then(flush).catch(() => undefined);
    },
    async close() {
      closing.abort();
      await sending;
      await listening;
    },
  };
}
