import type { LocalStore, LocalTable } from "./platform.ts";

/** A local store that lives as long as the process: for the agent, and for tests that restart the core on the same store. */
export function createMemoryStore(): LocalStore {
  const tables = new Map<LocalTable, Map<string, unknown>>();
  const table = (name: LocalTable): Map<string, unknown> => {
    const known = tables.get(name) ?? new Map<string, unknown>();
    tables.set(name, known);
    return known;
  };
  return {
    get: (name, key) => Promise.resolve(table(name).get(key)),
    entries: (name, prefix = "") =>
      Promise.resolve(
        [...table(name)].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
      ),
    write: (changes) => {
      for (const change of changes) {
        if ("remove" in change) table(change.table).delete(change.key);
        else table(change.table).set(change.key, change.value);
      }
      return Promise.resolve();
    },
    clear: (names) => {
      for (const name of names ?? tables.keys()) table(name).clear();
      return Promise.resolve();
    },
  };
}
