import { type DeclaredTable, tables } from "../data-map/tables.ts";
import type { StoredWire } from "../../crypto/protocol/routes.ts";
import type { Db } from "../database/open-database.ts";
import type { Clock } from "../days.ts";
import { mountRoute, type RouteMount } from "../mount-route.ts";
import { countRows } from "./count-store.ts";

const hourMs = 3_600_000;

/** Tables of the three planes, by name: what belongs to the database itself is left out. */
const counted = Object.entries(tables)
  .filter(([, table]: [string, DeclaredTable]) => table.plane !== null)
  .map(([name]) => name);

/**
 * Counts at most once an hour, table by table: a number that moved with every arrival would tell the moment at which
 * somebody signed up or ordered to whoever asks often enough. The hour is that of the clock, so all readers of one hour
 * see the same.
 */
export function createStoredCounts(db: Db, clock: Clock): () => Promise<StoredWire> {
  let hour = Number.NaN;
  let known: Promise<StoredWire> | null = null;
  const count = async (began: number): Promise<StoredWire> => {
    const found: StoredWire["tables"][number][] = [];
    for (const table of counted) found.push({ table, rows: await countRows(db, table) });
    return { countedAt: new Date(began).toISOString(), tables: found };
  };
  return () => {
    const began = Math.floor(clock() / hourMs) * hourMs;
    if (known === null || began !== hour) {
      hour = began;
      known = count(began);
      // What failed is tried again by the next who asks.
      known.catch(() => (known = null));
    }
    return known;
  };
}

/** Serves the counts. */
export function mountStoredRoute(mount: RouteMount, counts: () => Promise<StoredWire>): void {
  mountRoute(mount, "stored", async ({ response }) => {
    const answer = await counts();
    response.set("Cache-Control", "public, max-age=300");
    return answer;
  });
}
