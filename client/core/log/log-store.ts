import { exactly } from "../../../crypto/bytes.ts";
import type { Hash } from "../../../crypto/merkle.ts";
import { decodeBundle, encodeBundle, tileWidth } from "../../../crypto/tiles.ts";
import type { LocalChange, LocalStore } from "../platform.ts";
import type { Replica } from "./replica.ts";

/** The last checkpoint that this device found true: the log's name and key, the note as it was served, what it says. */
export interface Head {
  readonly origin: string;
  /** Ed25519, 43 characters. */
  readonly key: string;
  readonly note: string;
  readonly size: number;
  /** When the log's server last showed this state or a later one that agreed, milliseconds since 1970. */
  readonly checkedAt: number;
  /** How many witnesses of the market's policy had cosigned it then. */
  readonly witnesses: number;
}

/** `log/head` as it is kept: with the right edge of the tree, so that nothing is hashed again at the next start. */
interface StoredHead {
  readonly head: Head;
  readonly frontier: readonly Uint8Array[];
}

/** A bundle as it is kept. */
interface StoredBundle {
  readonly entries: Uint8Array;
  readonly leaves: Uint8Array;
}

const headKey = "head";
const bundlePrefix = "bundle/";
const bundleKey = (index: number): string => `${bundlePrefix}${String(index).padStart(8, "0")}`;
/** Bundles that are read at once, and then hand over to others. */
const bundlesAtOnce = 16;

/** What this device holds of the log, without the entries; null before the first verification. */
export async function storedHead(store: LocalStore): Promise<Head | null> {
  return ((await store.get("log", headKey)) as StoredHead | undefined)?.head ?? null;
}

/**
 * Brings the replica up to what the store holds, which another tab may have written. Returns the head that it is then
 * at; null when nothing is stored, or what is stored does not fit together and has to be read anew.
 */
export async function loadReplica(store: LocalStore, replica: Replica): Promise<Head | null> {
  const stored = (await store.get("log", headKey)) as StoredHead | undefined;
  if (stored === undefined || stored.head.size < replica.size) return null;
  const { head, frontier } = stored;
  const first = Math.floor(replica.size / tileWidth);
  const count = Math.ceil(head.size / tileWidth) - first;
  const entries: Uint8Array[] = [];
  const leaves: Hash[] = [];
  for (let at = 0; at < count; at += bundlesAtOnce) {
    const indices = Array.from({ length: Math.min(bundlesAtOnce, count - at) }, (_, place) => first + at + place);
    const bundles = await Promise.all(indices.map((index) => store.get("log", bundleKey(index))));
    for (const [place, bundle] of bundles.entries()) {
      const width = Math.min(tileWidth, head.size - indices[place]! * tileWidth);
      if (bundle === undefined) return null;
      const stored = bundle as StoredBundle;
      const read = decodeBundle(stored.entries, stored.leaves.length / 32).slice(0, width);
      if (read.length !== width) return null;
      for (const [number, entry] of read.entries()) {
        entries.push(entry);
        leaves.push(exactly(stored.leaves.slice(number * 32, (number + 1) * 32), 32));
      }
    }
  }
  const known = replica.size - first * tileWidth;
  replica.append({
    from: replica.size,
    frontier: { size: head.size, hashes: frontier.map((hash) => exactly(hash, 32)) },
    entries: entries.slice(Math.max(0, known)),
    leaves: leaves.slice(Math.max(0, known)),
  });
  return head;
}

/** What to write so that the store holds `head`, of which `entries` (from entry `from` on, a bundle's first) are new. */
export function headChanges(head: Head, replica: Replica, from: number, entries: readonly Uint8Array[]): LocalChange[] {
  const changes: LocalChange[] = [];
  for (let at = 0; at < entries.length; at += tileWidth) {
    const part = entries.slice(at, at + tileWidth);
    const leaves = new Uint8Array(part.length * 32);
    for (const [number] of part.entries()) leaves.set(replica.leaf(from + at + number), number * 32);
    const value: StoredBundle = { entries: encodeBundle(part), leaves };
    changes.push({ table: "log", key: bundleKey((from + at) / tileWidth), value });
  }
  const value: StoredHead = { head, frontier: replica.frontier.hashes };
  return [...changes, { table: "log", key: headKey, value }];
}
