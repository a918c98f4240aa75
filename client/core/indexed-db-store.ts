import { type IDBPDatabase, openDB } from "idb";
import { CodedError } from "../../crypto/coded-error.ts";
import { type LocalStore, localTables as tables } from "./platform.ts";

/** Higher whenever a table is added. */
const version = 3;

function storeError(cause: unknown): CodedError {
  const name = cause instanceof Error ? cause.name : "";
  return name === "QuotaExceededError"
    ? new CodedError("store/full", "This device has no room left.", cause)
    : new CodedError("store/unavailable", "The storage of this device cannot be used.", cause);
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw storeError(cause);
  }
}

/**
 * The local store of a browser, in IndexedDB. Writes are relaxed by default in browsers; `strict` durability is asked
 * for, because what is written here has been promised to a person. Throws `store/unavailable`, `store/full`.
 */
export async function openIndexedDbStore(name = "smartketplace"): Promise<LocalStore> {
  let database: IDBPDatabase | undefined;
  const connected = async (): Promise<IDBPDatabase> => {
    database ??= await openDB(name, version, {
      upgrade: (db) => {
        for (const table of tables) if (!db.objectStoreNames.contains(table)) db.createObjectStore(table);
      },
      // Another tab wants to upgrade, or the browser closed the connection: let go and open again at the next use.
      blocking: () => {
        database?.close();
        database = undefined;
      },
      terminated: () => {
        database = undefined;
      },
    });
    return database;
  };
  await guarded(connected);

  return {
    get: (table, key) => guarded(async () => (await connected()).get(table, key) as Promise<unknown>),
    entries: (table, prefix = "") =>
      guarded(async () => {
        const range = prefix === "" ? null : IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        const store = (await connected()).transaction(table).store;
        const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
        return keys.map((key, index) => [key as string, values[index] as unknown] as const);
      }),
    write: (changes) =>
      guarded(async () => {
        if (changes.length === 0) return;
        const names = [...new Set(changes.map((change) => change.table))];
        const transaction = (await connected()).transaction(names, "readwrite", { durability: "strict" });
        const requests = changes.map((change) =>
          "remove" in change
            ? transaction.objectStore(change.table).delete(change.key)
            : transaction.objectStore(change.table).put(change.value, change.key),
        );
        await Promise.all([...requests, transaction.done]);
      }),
    clear: (names = tables) =>
      guarded(async () => {
        const transaction = (await connected()).transaction([...names], "readwrite", { durability: "strict" });
        await Promise.all([...names.map((table) => transaction.objectStore(table).clear()), transaction.done]);
      }),
    databases: async () => {
      // Not every browser tells.
      if (typeof indexedDB.databases !== "function") return null;
      const found = await guarded(() => indexedDB.databases());
      return found.map(({ name: of }) => of ?? "");
    },
  };
}
