import { CodedError } from "../../../crypto/coded-error.ts";
import type { DeviceVault } from "../device-vault.ts";
import type { Json } from "../merge.ts";
import type { LocalChange, LocalStore } from "../platform.ts";

/** One record as this device holds it. */
export interface Entry {
  readonly recordId: string;
  /** Null for a deletion of something this device never held. */
  readonly subject: string | null;
  /** Null when deleted. */
  readonly value: Json;
  /** The server's value that `value` departs from; equal to it unless `dirty`. */
  readonly base: Json;
  /** The server's revision that `base` is; 0 before the first writing. */
  readonly revision: number;
  /** What this device has sent as the revision after `revision`, as long as it does not know which of it the server took. */
  readonly sent?: readonly Json[];
  /** Whether `value` still has to be written to the server, and since when. */
  readonly dirty: boolean;
  readonly since: string | null;
  /** Rises with each local writing: tells one tab that another was first. */
  readonly stamp: number;
}

interface Stored {
  readonly stamp: number;
  readonly box: Uint8Array;
}

/** The records of one space on this device: in memory for reading, sealed in the local store. */
export interface RecordCache {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Reads an entry again when another tab has written it since. */
  refresh(recordId: string): Promise<Entry | undefined>;
  /** Writes entries, and whatever has to happen with them, whole or not at all. */
  write(entries: readonly Entry[], along?: readonly LocalChange[]): Promise<void>;
  /** Forgets everything of this space on this device. */
  clear(): Promise<void>;
}

/** Loads the records of a space. An entry that cannot be opened is left out: it comes again from the server. */
export async function loadRecordCache(store: LocalStore, vault: DeviceVault, spaceId: string): Promise<RecordCache> {
  const entries = new Map<string, Entry>();
  const keyOf = (recordId: string): string => `${spaceId}/${recordId}`;

  async function take(recordId: string, stored: Stored): Promise<void> {
    const opened = await vault.open(keyOf(recordId), stored.box);
    entries.set(recordId, { ...(opened as Entry), recordId, stamp: stored.stamp });
  }

  const held = await store.entries("records", `${spaceId}/`);
  await Promise.all(
    held.map(([key, stored]) => take(key.slice(spaceId.length + 1), stored as Stored).catch(() => undefined)),
  );

  return {
    entries,
    refresh: async (recordId) => {
      const stored = (await store.get("records", keyOf(recordId))) as Stored | undefined;
      const known = entries.get(recordId);
      if (stored === undefined) entries.delete(recordId);
      else if (stored.stamp !== known?.stamp) await take(recordId, stored);
      return entries.get(recordId);
    },
    write: async (changed, along = []) => {
      const boxes = await Promise.all(
        changed.map(async (entry): Promise<LocalChange> => {
          const { recordId, stamp, ...content } = entry;
          // The base is worth its room only while it differs from the value.
          const slim = entry.dirty ? content : { ...content, base: null };
          return {
            table: "records",
            key: keyOf(recordId),
            value: { stamp, box: await vault.seal(keyOf(recordId), slim) } satisfies Stored,
          };
        }),
      );
      await store.write([...boxes, ...along]);
      for (const entry of changed) entries.set(entry.recordId, entry);
    },
    clear: async () => {
      const keys = (await store.entries("records", `${spaceId}/`)).map(([key]) => key);
      await store.write([
        ...keys.map((key) => ({ table: "records", key, remove: true }) as const),
        { table: "spaces", key: spaceId, remove: true } as const,
      ]);
      entries.clear();
    },
  };
}

/** What this device remembers of a space: how far it has read. */
export interface SpaceState {
  /** The newest change seen. The server may never show less. */
  readonly cursor: number;
  /** Whether the server has been asked to open it: false for a space made while offline. */
  readonly opened: boolean;
}

/** Reads a space's state; a space never met counts as opened by someone else. */
export async function readSpaceState(store: LocalStore, spaceId: string): Promise<SpaceState> {
  return ((await store.get("spaces", spaceId)) as SpaceState | undefined) ?? { cursor: 0, opened: true };
}

/** Thrown when the server shows less than it has shown before. */
export function rolledBack(): CodedError<"space/rolled-back"> {
  return new CodedError("space/rolled-back", "The server went back behind what it had confirmed.");
}
